package io.github.m365licensing.testkit;

import io.github.m365licensing.assignment.GroupId;
import io.github.m365licensing.assignment.LicenseOptions;
import io.github.m365licensing.directory.LicensedGroup;
import io.github.m365licensing.testkit.internal.service.GraphFailure;
import io.github.m365licensing.testkit.internal.service.LicenseChange;
import io.github.m365licensing.testkit.internal.service.Write;
import io.github.m365licensing.testkit.internal.store.StoredUser;
import java.util.List;
import java.util.Objects;

/**
 * A group as the test arranges and inspects one: behind the doors, so that nothing here needs a
 * permission, meets a fault or lag, or is logged. Its licences are processed as always: {@link
 * FakeTenant#settle} waits for that. Thread-safe.
 *
 * <p>What the service would refuse throws {@link IllegalStateException} with the service's text.
 */
public final class FakeGroup {

  private final TestArrangement arrangement;
  private final GroupId id;

  FakeGroup(TestArrangement arrangement, GroupId id) {
    this.arrangement = arrangement;
    this.id = id;
  }

  /** The object id. */
  public GroupId id() {
    return id;
  }

  /**
   * The group as it is now, whatever the lag.
   *
   * @throws IllegalStateException if it was deleted
   */
  public LicensedGroup now() {
    return arrangement
        .groups()
        .filter(group -> group.id().equals(id) && !group.isDeleted())
        .findFirst()
        .map(arrangement.views()::licensedGroup)
        .orElseThrow(() -> new IllegalStateException("Group " + id + " is deleted."));
  }

  /** Gives a SKU to the members, all services on. */
  public FakeGroup licensedWith(String sku) {
    return licensedWith(LicenseOptions.of(sku));
  }

  /** Gives a SKU to the members, or replaces the choice of services. */
  public FakeGroup licensedWith(LicenseOptions options) {
    Objects.requireNonNull(options, "options");
    LicenseChange change = LicenseChange.of(SkuNames.license(arrangement.skus(), options));
    return run(Write.assignGroupLicense(id, List.of(change), List.of()));
  }

  /** Takes a SKU from the members. */
  public FakeGroup notLicensedWith(String sku) {
    Objects.requireNonNull(sku, "sku");
    return run(
        Write.assignGroupLicense(
            id, List.of(), List.of(SkuNames.owned(arrangement.skus(), sku).skuId())));
  }

  /** Makes a user a member, by user principal name or id. */
  public FakeGroup member(String user) {
    arrangement.join(id, stored(user).objectId());
    return this;
  }

  /** Takes a user out, by user principal name or id. */
  public FakeGroup withoutMember(String user) {
    arrangement.leave(id, stored(user).objectId());
    return this;
  }

  private StoredUser stored(String user) {
    Objects.requireNonNull(user, "user");
    return arrangement
        .findUser(user)
        .orElseThrow(() -> new IllegalArgumentException("There is no such user."));
  }

  private FakeGroup run(Write<?> write) {
    try {
      arrangement.run(write);
      return this;
    } catch (GraphFailure failure) {
      throw new IllegalStateException(
          "The service refuses this arrangement: " + failure.code() + ", " + failure.message(),
          failure);
    }
  }
}
