package io.github.m365licensing.testkit.contract;

import io.github.m365licensing.rules.LicensingSemantics;
import io.github.m365licensing.tenant.Tenant;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * What the rules need to know of the tenant under test. Rules that need something a tenant does not
 * offer are skipped.
 */
public interface TenantUnderTest {

  /**
   * A fresh tenant in the state of the built-in contoso tenant. Each rule takes its own and closes
   * it. Its writes are visible at once, or {@link #awaitVisible} waits for them.
   */
  Tenant contoso();

  /** The domain of the users of contoso. Default: {@code contoso.com}. */
  default String domain() {
    return "contoso.com";
  }

  /** Which reading of the contested facts the tenant follows. Default: all defaults. */
  default LicensingSemantics semantics() {
    return LicensingSemantics.defaults();
  }

  /** Waits until a write that succeeded is visible. Called after each. Default: does not wait. */
  default void awaitVisible(Tenant tenant) {}

  /**
   * Waits until everything that groups have accepted is processed. Default: an hour of the tenant's
   * time; change it for a tenant in real time.
   */
  default void awaitProcessed(Tenant tenant) {
    try {
      tenant.time().sleep(Duration.ofHours(1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting for group licensing.", e);
    }
  }

  /** A fresh contoso in which a write stays unseen for the next two reads. Default: not offered. */
  default Optional<Tenant> contosoWithLag() {
    return Optional.empty();
  }

  /** A fresh contoso for an application with these permissions only. Default: not offered. */
  default Optional<Tenant> contosoFor(Set<String> permissions) {
    return Optional.empty();
  }

  /** A fresh tenant of this many users, for rules about pages. Default: not offered. */
  default Optional<Tenant> tenantOf(int users) {
    return Optional.empty();
  }
}
