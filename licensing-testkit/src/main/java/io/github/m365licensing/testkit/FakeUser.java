package io.github.m365licensing.testkit;

import io.github.m365licensing.assignment.LicenseOptions;
import io.github.m365licensing.directory.LicensedUser;
import io.github.m365licensing.directory.UsageLocation;
import io.github.m365licensing.directory.UserId;
import io.github.m365licensing.testkit.internal.service.GraphFailure;
import io.github.m365licensing.testkit.internal.service.LicenseChange;
import io.github.m365licensing.testkit.internal.service.Write;
import io.github.m365licensing.testkit.internal.store.StoredUser;
import io.github.m365licensing.testkit.internal.store.UserAttribute;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A user as the test arranges and inspects one: behind the doors, so that nothing here needs a
 * permission, meets a fault or lag, or is logged. Thread-safe.
 *
 * <p>What the service would refuse throws {@link IllegalStateException} with the service's text.
 */
public final class FakeUser {

  private final TestArrangement arrangement;
  private final UserId id;

  FakeUser(TestArrangement arrangement, UserId id) {
    this.arrangement = arrangement;
    this.id = id;
  }

  /** The object id. */
  public UserId id() {
    return id;
  }

  /**
   * The user as they are now, whatever the lag.
   *
   * @throws IllegalStateException if it was deleted
   */
  public LicensedUser now() {
    return arrangement.views().licensedUser(stored());
  }

  /** Assigns a SKU directly, all services on. */
  public FakeUser licensedWith(String sku) {
    return licensedWith(LicenseOptions.of(sku));
  }

  /** Assigns a SKU directly, or replaces the choice of services. */
  public FakeUser licensedWith(LicenseOptions options) {
    Objects.requireNonNull(options, "options");
    LicenseChange change = LicenseChange.of(SkuNames.license(arrangement.skus(), options));
    return run(Write.assignUserLicense(id.toString(), List.of(change), List.of()));
  }

  /** Removes a direct assignment. */
  public FakeUser notLicensedWith(String sku) {
    Objects.requireNonNull(sku, "sku");
    return run(
        Write.assignUserLicense(
            id.toString(), List.of(), List.of(SkuNames.owned(arrangement.skus(), sku).skuId())));
  }

  /** Sets the country for licensing. */
  public FakeUser usageLocation(String countryCode) {
    return change(UserAttribute.USAGE_LOCATION, UsageLocation.of(countryCode).countryCode());
  }

  /** Sets the department. */
  public FakeUser department(String department) {
    Objects.requireNonNull(department, "department");
    return change(UserAttribute.DEPARTMENT, department);
  }

  /** Puts the user into a restricted management administrative unit. */
  public FakeUser managementRestricted() {
    return change(UserAttribute.IS_MANAGEMENT_RESTRICTED, true);
  }

  /** Deletes the user, who can be restored for 30 days. */
  public void delete() {
    run(Write.deleteUser(id.toString()));
  }

  /** Restores the deleted user with their licences and memberships. */
  public FakeUser restore() {
    return run(Write.restoreDeletedItem(id.value()));
  }

  private FakeUser change(UserAttribute attribute, Object value) {
    arrangement.changeUser(id, Map.of(attribute, value));
    return this;
  }

  private FakeUser run(Write<?> write) {
    try {
      arrangement.run(write);
      return this;
    } catch (GraphFailure failure) {
      throw new IllegalStateException(
          "The service refuses this arrangement: " + failure.code() + ", " + failure.message(),
          failure);
    }
  }

  private StoredUser stored() {
    return arrangement
        .findUser(id.toString())
        .orElseThrow(() -> new IllegalStateException("User " + id + " is deleted."));
  }
}
