package io.github.m365licensing.testkit.assertj;

import io.github.m365licensing.apply.ApplyReport;
import io.github.m365licensing.directory.LicensedUser;
import io.github.m365licensing.plan.LicensePlan;
import io.github.m365licensing.testkit.FakeTenant;

/**
 * The entry to assertions about licensing. It extends nothing, so its {@code assertThat} can be
 * imported beside AssertJ's own.
 *
 * <pre>{@code
 * assertThat(plan).user("adele@contoso.com").isBlockedBy(INHERITED).naming("Sales team");
 * assertThat(report).outcomeOf("lynne@contoso.com").isApplied().isConfirmed();
 * assertThat(tenant).user("lynne@contoso.com").hasLicense("EMS");
 * assertThat(tenant).received().onlyReads();
 * }</pre>
 */
public final class LicensingAssertions {

  private LicensingAssertions() {}

  /** About a fake tenant. */
  public static FakeTenantAssert assertThat(FakeTenant actual) {
    return new FakeTenantAssert(actual);
  }

  /** About a plan. */
  public static LicensePlanAssert assertThat(LicensePlan actual) {
    return new LicensePlanAssert(actual);
  }

  /** About the report of a run. */
  public static ApplyReportAssert assertThat(ApplyReport actual) {
    return new ApplyReportAssert(actual);
  }

  /** About a user as read; names are those of the published catalogue. */
  public static LicensedUserAssert assertThat(LicensedUser actual) {
    return new LicensedUserAssert(actual, Vocabulary.published());
  }
}
