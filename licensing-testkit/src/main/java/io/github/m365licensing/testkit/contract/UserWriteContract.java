package io.github.m365licensing.testkit.contract;

import static io.github.m365licensing.testkit.contract.Mark.ASSUMED;
import static io.github.m365licensing.testkit.contract.Mark.CONTESTED;
import static io.github.m365licensing.testkit.contract.Mark.DOCUMENTED;
import static io.github.m365licensing.testkit.contract.Mark.OBSERVED;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.m365licensing.catalog.WellKnownSkus;
import io.github.m365licensing.directory.LicensedUser;
import io.github.m365licensing.directory.UsageLocation;
import io.github.m365licensing.directory.UserId;
import io.github.m365licensing.rules.LicensingSemantics.SyncedUsageLocation;
import io.github.m365licensing.tenant.InitialPassword;
import io.github.m365licensing.tenant.ServiceError.Reason;
import io.github.m365licensing.tenant.TenantWrite;
import io.github.m365licensing.tenant.UserProfile;
import io.github.m365licensing.tenant.WriteOutcome;
import java.util.UUID;

/** Rules about creating users and setting their usage location. */
interface UserWriteContract extends TenantUnderTest {

  private static UserProfile.Builder profile(String upn) {
    return UserProfile.builder().userPrincipalName(upn).displayName("Test User");
  }

  private static TenantWrite create(UserProfile.Builder profile) {
    return new TenantWrite.CreateUser(profile.build(), new InitialPassword("Jk7#quiet-Harbour-19"));
  }

  private static TenantWrite locate(UserId user, String country) {
    return new TenantWrite.SetUsageLocation(user, UsageLocation.of(country));
  }

  @Rule(operation = "POST /users", mark = DOCUMENTED, source = Sources.USER_CREATE)
  default void required_L81_a_created_user_is_found_with_what_was_given() {
    try (Contoso contoso = Contoso.of(this)) {
      WriteOutcome outcome =
          contoso.done(
              create(
                  profile(contoso.upn("test.user"))
                      .department("DName")
                      .usageLocation(UsageLocation.of("US"))));

      LicensedUser user = contoso.user("test.user");
      assertThat(outcome.createdUser()).contains(user.id());
      assertThat(user.displayName()).contains("Test User");
      assertThat(user.department()).contains("DName");
      assertThat(user.usageLocation()).contains(UsageLocation.of("US"));
      assertThat(user.accountEnabled()).isTrue();
      assertThat(user.isGuest()).isFalse();
    }
  }

  @Rule(operation = "POST /users", mark = DOCUMENTED, source = Sources.USER_CREATE)
  default void required_L82_a_created_user_has_no_licence_until_one_is_assigned() {
    try (Contoso contoso = Contoso.of(this)) {
      contoso.done(create(profile(contoso.upn("test.user")).usageLocation(UsageLocation.of("US"))));
      assertThat(contoso.user("test.user").assignedLicenses()).isEmpty();

      contoso.done(contoso.assign("test.user", WellKnownSkus.EMS));

      assertThat(contoso.user("test.user").holds(WellKnownSkus.EMS)).isTrue();
    }
  }

  @Rule(operation = "POST /users", mark = OBSERVED, source = Sources.CLIENT_LOGS)
  default void required_L83_a_user_principal_name_that_is_taken_is_refused() {
    try (Contoso contoso = Contoso.of(this)) {
      contoso.refused(create(profile(contoso.upn("Adele"))), Reason.NAME_TAKEN);

      assertThat(contoso.user("adele").department()).contains("Sales");
    }
  }

  @Rule(operation = "POST /users", mark = DOCUMENTED, source = Sources.USER_CREATE)
  default void required_L84_a_domain_that_is_not_the_tenants_is_refused() {
    try (Contoso contoso = Contoso.of(this)) {
      String foreign = "test.user@elsewhere.example";

      contoso.refused(create(profile(foreign)), 400);

      assertThat(contoso.tenant().findUser(foreign)).isEmpty();
    }
  }

  @Rule(operation = "POST /users", mark = OBSERVED, source = "CIPP#783")
  default void required_L85_a_user_created_without_usageLocation_cannot_be_licensed() {
    try (Contoso contoso = Contoso.of(this)) {
      contoso.done(create(profile(contoso.upn("test.user"))));

      assertThat(contoso.user("test.user").usageLocation()).isEmpty();
      contoso.refused(
          contoso.assign("test.user", WellKnownSkus.EMS), Reason.INVALID_USAGE_LOCATION);
    }
  }

  @Rule(operation = "POST /users", mark = DOCUMENTED, source = Sources.USER_CREATE)
  default void required_L86_a_user_created_disabled_stays_disabled() {
    try (Contoso contoso = Contoso.of(this)) {
      contoso.done(create(profile(contoso.upn("test.user")).accountEnabled(false)));

      assertThat(contoso.user("test.user").accountEnabled()).isFalse();
    }
  }

  @Rule(operation = "PATCH /users/{id}", mark = DOCUMENTED, source = Sources.USER_UPDATE)
  default void required_L87_a_usageLocation_that_is_set_opens_the_way_to_licences() {
    try (Contoso contoso = Contoso.of(this)) {
      contoso.done(locate(contoso.id("diego"), "NL"));

      assertThat(contoso.user("diego").usageLocation()).contains(UsageLocation.of("NL"));
      contoso.done(contoso.assign("diego", WellKnownSkus.EMS));
    }
  }

  @Rule(operation = "PATCH /users/{id}", mark = DOCUMENTED, source = Sources.USER_UPDATE)
  default void required_L88_setting_the_usageLocation_leaves_licences_alone() {
    try (Contoso contoso = Contoso.of(this)) {
      LicensedUser before = contoso.user("megan");

      contoso.done(locate(before.id(), "DE"));

      LicensedUser after = contoso.user("megan");
      assertThat(after.usageLocation()).contains(UsageLocation.of("DE"));
      assertThat(after.assignedLicenses()).isEqualTo(before.assignedLicenses());
      assertThat(after.department()).isEqualTo(before.department());
    }
  }

  @Rule(
      operation = "PATCH /users/{id}",
      mark = CONTESTED,
      source = "common practice of administrators (written in the cloud)",
      against = Sources.USER_UPDATE + " (mastered attributes are refused)",
      fact = "syncedUsageLocation")
  default void required_L89_the_usageLocation_of_a_synced_user_is_written_or_refused_as_declared() {
    try (Contoso contoso = Contoso.of(this)) {
      TenantWrite write = locate(contoso.id("isaiah"), "NL");

      if (semantics().syncedUsageLocation() == SyncedUsageLocation.WRITABLE) {
        contoso.done(write);
        assertThat(contoso.user("isaiah").usageLocation()).contains(UsageLocation.of("NL"));
      } else {
        contoso.refused(write, Reason.MASTERED_ON_PREMISES);
        assertThat(contoso.user("isaiah").usageLocation()).contains(UsageLocation.of("US"));
      }
    }
  }

  @Rule(operation = "PATCH /users/{id}", mark = OBSERVED, source = Sources.CLIENT_LOGS)
  default void required_L90_the_usageLocation_of_a_user_who_does_not_exist_is_refused() {
    try (Contoso contoso = Contoso.of(this)) {
      UserId nobody = UserId.of(new UUID(0x4000, 1));

      assertThat(contoso.refused(locate(nobody, "NL"), 404).reason()).isEqualTo(Reason.NOT_FOUND);
    }
  }

  @Rule(operation = "PATCH /users/{id}", mark = ASSUMED, source = "no source states a check")
  default void required_L91_the_usageLocation_of_a_licensed_user_can_change() {
    try (Contoso contoso = Contoso.of(this)) {
      contoso.done(locate(contoso.id("adele"), "NL"));

      assertThat(contoso.user("adele").holds(WellKnownSkus.EMS)).isTrue();
      contoso.done(contoso.assign("adele", WellKnownSkus.EMS));
    }
  }
}
