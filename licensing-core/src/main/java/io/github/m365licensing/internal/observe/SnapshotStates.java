package io.github.m365licensing.internal.observe;

import io.github.m365licensing.directory.LicenseState;
import io.github.m365licensing.directory.TenantId;
import io.github.m365licensing.directory.UserId;
import io.github.m365licensing.sku.TenantSkus;
import io.github.m365licensing.tenant.TenantSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * What a snapshot says of users, as states that many of them share. Two of them are equal only if
 * they are the same.
 */
public final class SnapshotStates {

  private final TenantSnapshot snapshot;
  private final TenantSkus skus;
  private final StateInterner states = new StateInterner();

  private SnapshotStates(TenantSnapshot snapshot) {
    this.snapshot = snapshot;
    this.skus = TenantSkus.of(snapshot.subscribedSkus());
  }

  /**
   * The states of a snapshot.
   *
   * @throws IllegalArgumentException if it is not of this tenant; a pseudonymised one is of none
   */
  public static SnapshotStates of(TenantSnapshot snapshot, TenantId tenantId) {
    if (!snapshot.organization().id().equals(tenantId)) {
      throw new IllegalArgumentException(
          "The snapshot is of tenant %s, not of %s. No user was read and nothing was sent. Restore from a snapshot of this tenant that is not pseudonymised."
              .formatted(snapshot.organization().id(), tenantId));
    }
    return new SnapshotStates(snapshot);
  }

  /** What the user had; null if the snapshot does not know the user. */
  public @Nullable LicenseState find(UserId user) {
    return snapshot.findUser(user).map(states::of).orElse(null);
  }

  /** The snapshot itself. */
  public TenantSnapshot snapshot() {
    return snapshot;
  }

  /** The SKUs that the tenant owned. */
  public TenantSkus skus() {
    return skus;
  }
}
