package io.github.m365licensing.testkit.assertj;

import io.github.m365licensing.testkit.FakeTenant;
import java.util.List;
import org.assertj.core.api.AbstractAssert;

/** Assertions about a {@link FakeTenant}. Looking is not logged as a request. */
public final class FakeTenantAssert extends AbstractAssert<FakeTenantAssert, FakeTenant> {

  FakeTenantAssert(FakeTenant actual) {
    super(actual, FakeTenantAssert.class);
  }

  /**
   * About a user as they are now, whatever the lag.
   *
   * @param userPrincipalName the user principal name, or the object id
   * @throws IllegalArgumentException if there is no such user
   */
  public LicensedUserAssert user(String userPrincipalName) {
    isNotNull();
    return new LicensedUserAssert(actual.user(userPrincipalName).now(), Vocabulary.of(actual));
  }

  /** About the requests that the tenant received. */
  public RequestLogAssert received() {
    isNotNull();
    return new RequestLogAssert(actual.requests());
  }

  /**
   * Verifies the seats in use of a SKU.
   *
   * <pre>{@code
   * assertThat(FakeTenant.contoso()).consumes("EMS", 6);   // passes
   * assertThat(FakeTenant.contoso()).consumes("EMS", 7);   // fails
   * }</pre>
   *
   * @throws IllegalArgumentException if the tenant does not own the SKU
   */
  public FakeTenantAssert consumes(String sku, int seats) {
    isNotNull();
    int consumed = actual.sku(sku).now().consumedUnits();
    if (consumed != seats) {
      throw failureWithActualExpected(
          consumed,
          seats,
          Texts.failure(
              seats + " seats of " + actual.sku(sku).now().skuPartNumber() + " in use",
              consumed + " in use",
              Texts.lastRequests(actual.requests().all()).strip()));
    }
    return this;
  }

  /**
   * Verifies that the tenant's own rules hold: seats in use equal assignments, disabled plans
   * belong to their SKU, no direct licence without usage location, every error has a cause.
   *
   * <pre>{@code
   * assertThat(FakeTenant.contoso()).isSound();                          // passes
   * assertThat(tenantWithALicenceButNoUsageLocation).isSound();          // fails
   * }</pre>
   */
  public FakeTenantAssert isSound() {
    isNotNull();
    List<String> broken = actual.brokenInvariants();
    if (!broken.isEmpty()) {
      throw failure(
          "%s",
          Texts.failure(
              "a tenant that keeps its own rules",
              String.join("; ", broken),
              Texts.lastRequests(actual.requests().all()).strip()));
    }
    return this;
  }
}
