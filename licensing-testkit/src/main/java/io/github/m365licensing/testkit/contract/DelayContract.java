package io.github.m365licensing.testkit.contract;

import static io.github.m365licensing.testkit.contract.Mark.DOCUMENTED;
import static io.github.m365licensing.testkit.contract.Mark.OBSERVED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.m365licensing.catalog.WellKnownSkus;
import io.github.m365licensing.directory.UsageLocation;
import io.github.m365licensing.tenant.InitialPassword;
import io.github.m365licensing.tenant.ServiceError.Reason;
import io.github.m365licensing.tenant.Tenant;
import io.github.m365licensing.tenant.TenantWrite;
import io.github.m365licensing.tenant.UserProfile;
import io.github.m365licensing.tenant.WriteOutcome;
import java.util.Optional;

/** Rules about writes that reads do not show yet, for a tenant in which each stays unseen twice. */
interface DelayContract extends TenantUnderTest {

  private Contoso lagging() {
    Optional<Tenant> tenant = contosoWithLag();
    assumeTrue(tenant.isPresent(), "The tenant under test offers no lag.");
    return Contoso.of(this, tenant.orElseThrow());
  }

  @Rule(operation = "GET /users/{id}", mark = DOCUMENTED, source = Sources.CONSISTENCY)
  default void optional_L144_a_good_write_is_not_promised_to_the_next_read_but_to_later_ones() {
    try (Contoso contoso = lagging()) {
      contoso.user("adele");

      contoso.done(contoso.assign("lynne", WellKnownSkus.EMS));

      assertThat(seen(contoso, "lynne")).isFalse();
      assertThat(seen(contoso, "lynne")).isFalse();
      assertThat(seen(contoso, "lynne")).isTrue();
    }
  }

  private static boolean seen(Contoso contoso, String name) {
    return contoso.user(name).holds(WellKnownSkus.EMS);
  }

  @Rule(operation = "POST /users/{id}/assignLicense", mark = OBSERVED, source = Sources.CLIENT_LOGS)
  default void
      optional_L145_a_licence_right_after_the_usageLocation_may_be_refused_for_want_of_it() {
    try (Contoso contoso = lagging()) {
      TenantWrite assign = contoso.assign("diego", WellKnownSkus.EMS);
      contoso.done(new TenantWrite.SetUsageLocation(contoso.id("diego"), UsageLocation.of("US")));

      contoso.refused(assign, Reason.INVALID_USAGE_LOCATION);
      readUntilSeen(contoso, "diego");

      contoso.done(assign);
    }
  }

  private static void readUntilSeen(Contoso contoso, String name) {
    for (int reads = 0; reads < 3; reads++) {
      if (contoso
          .tenant()
          .findUser(contoso.upn(name))
          .filter(u -> u.usageLocation().isPresent())
          .isPresent()) {
        return;
      }
    }
    assertThat(contoso.user(name).usageLocation()).as("after three reads").isPresent();
  }

  @Rule(operation = "POST /users", mark = DOCUMENTED, source = Sources.CONSISTENCY)
  default void optional_L146_a_created_user_may_not_be_found_at_first() {
    try (Contoso contoso = lagging()) {
      WriteOutcome created =
          contoso.done(
              new TenantWrite.CreateUser(
                  UserProfile.builder()
                      .userPrincipalName(contoso.upn("test.user"))
                      .displayName("Test User")
                      .usageLocation(UsageLocation.of("US"))
                      .build(),
                  new InitialPassword("Jk7#quiet-Harbour-19")));

      assertThat(created.createdUser()).isPresent();
      assertThat(contoso.tenant().findUser(contoso.upn("test.user"))).isEmpty();
      readUntilSeen(contoso, "test.user");
    }
  }
}
