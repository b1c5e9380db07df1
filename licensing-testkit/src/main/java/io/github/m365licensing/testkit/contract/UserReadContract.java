package io.github.m365licensing.testkit.contract;

import static io.github.m365licensing.testkit.contract.Mark.ASSUMED;
import static io.github.m365licensing.testkit.contract.Mark.CONTESTED;
import static io.github.m365licensing.testkit.contract.Mark.DOCUMENTED;
import static io.github.m365licensing.testkit.contract.Mark.OBSERVED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.m365licensing.assignment.AssignmentError;
import io.github.m365licensing.assignment.AssignmentSource;
import io.github.m365licensing.assignment.AssignmentState;
import io.github.m365licensing.assignment.LicenseAssignmentState;
import io.github.m365licensing.assignment.LicenseDetails;
import io.github.m365licensing.catalog.WellKnownPlans;
import io.github.m365licensing.catalog.WellKnownSkus;
import io.github.m365licensing.directory.LicensedUser;
import io.github.m365licensing.directory.ManagedDevice;
import io.github.m365licensing.directory.UserId;
import io.github.m365licensing.directory.UserQuery;
import io.github.m365licensing.sku.ProvisioningStatus;
import io.github.m365licensing.sku.ServicePlan;
import io.github.m365licensing.sku.SkuId;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;

/** Rules about reading users and their licences. */
interface UserReadContract extends TenantUnderTest {

  @Rule(operation = "GET /users/{id}", mark = DOCUMENTED, source = Sources.USER_GET)
  default void required_L01_a_user_is_found_by_object_id_and_by_user_principal_name() {
    try (Contoso contoso = Contoso.of(this)) {
      LicensedUser adele = contoso.user("adele");

      assertThat(contoso.tenant().findUser(adele.id().toString())).contains(adele);
      assertThat(adele.userPrincipalName()).isEqualTo(contoso.upn("adele"));
    }
  }

  @Rule(operation = "GET /users/{id}", mark = ASSUMED, source = "common practice of clients")
  default void required_L02_a_user_principal_name_is_compared_without_case() {
    try (Contoso contoso = Contoso.of(this)) {
      String loud = contoso.upn("adele").toUpperCase(Locale.ROOT);

      assertThat(contoso.tenant().findUser(loud)).contains(contoso.user("adele"));
    }
  }

  @Rule(operation = "GET /users/{id}", mark = OBSERVED, source = Sources.CLIENT_LOGS)
  default void required_L03_a_user_who_does_not_exist_is_not_found() {
    try (Contoso contoso = Contoso.of(this)) {
      assertThat(contoso.tenant().findUser(contoso.upn("nobody"))).isEmpty();
      assertThat(contoso.tenant().findUser(new UUID(0x4000, 1).toString())).isEmpty();
    }
  }

  @Rule(operation = "GET /users", mark = DOCUMENTED, source = Sources.USER_DELETE)
  default void required_L04_a_soft_deleted_user_is_neither_found_nor_listed() {
    try (Contoso contoso = Contoso.of(this)) {
      assertThat(contoso.tenant().findUser(contoso.upn("bianca"))).isEmpty();
      assertThat(contoso.names(contoso.tenant().listUsers(UserQuery.everyone())))
          .doesNotContain("bianca");
    }
  }

  @Rule(operation = "GET /users", mark = DOCUMENTED, source = Sources.USER_LIST)
  default void required_L05_every_user_is_listed_exactly_once() {
    try (Contoso contoso = Contoso.of(this);
        Stream<LicensedUser> everyone = contoso.tenant().listUsers(UserQuery.everyone())) {
      List<LicensedUser> users = everyone.toList();

      assertThat(users).extracting(LicensedUser::id).doesNotHaveDuplicates().hasSize(22);
      assertThat(users)
          .allSatisfy(u -> assertThat(contoso.tenant().findUser(u.id().toString())).contains(u));
    }
  }

  @Rule(operation = "GET /users", mark = DOCUMENTED, source = Sources.PORT_QUERY)
  default void required_L06_a_query_selects_the_users_that_match_it() {
    try (Contoso contoso = Contoso.of(this)) {
      List<UserQuery> queries =
          List.of(
              new UserQuery.Department("sales"),
              new UserQuery.Synced(true),
              new UserQuery.Guest(true),
              new UserQuery.Enabled(false),
              UserQuery.NoUsageLocation.INSTANCE,
              new UserQuery.Domain(domain()),
              new UserQuery.HasSku(WellKnownSkus.EMS),
              new UserQuery.HasDirectSku(WellKnownSkus.EMS),
              new UserQuery.Department("Sales").and(new UserQuery.HasSku(WellKnownSkus.EMS)),
              new UserQuery.Department("IT").or(new UserQuery.Department("Legal")),
              new UserQuery.HasSku(WellKnownSkus.EMS).negate());
      List<LicensedUser> everyone = all(contoso, UserQuery.everyone());

      for (UserQuery query : queries) {
        List<UserId> expected =
            everyone.stream().filter(query::matches).map(LicensedUser::id).toList();
        assertThat(expected).as("users of contoso for %s", query).isNotEmpty();
        assertThat(all(contoso, query))
            .as("users for %s", query)
            .extracting(LicensedUser::id)
            .containsExactlyInAnyOrderElementsOf(expected);
      }
    }
  }

  private static List<LicensedUser> all(Contoso contoso, UserQuery query) {
    try (Stream<LicensedUser> users = contoso.tenant().listUsers(query)) {
      return users.toList();
    }
  }

  @Rule(operation = "GET /users", mark = DOCUMENTED, source = Sources.PORT_QUERY)
  default void required_L07_an_absent_attribute_matches_neither_a_condition_nor_its_negation() {
    try (Contoso contoso = Contoso.of(this)) {
      UserQuery sales = new UserQuery.Department("Sales");
      LicensedUser guest = contoso.guest();

      assertThat(guest.department()).isEmpty();
      assertThat(all(contoso, sales)).contains(contoso.user("adele")).doesNotContain(guest);
      assertThat(all(contoso, sales.negate()))
          .contains(contoso.user("alex"))
          .doesNotContain(guest, contoso.user("adele"));
    }
  }

  @Rule(operation = "GET /users", mark = DOCUMENTED, source = Sources.PORT)
  default void required_L08_users_by_id_come_in_the_order_asked_for_without_unknown_ones() {
    try (Contoso contoso = Contoso.of(this)) {
      UserId nobody = UserId.of(new UUID(0x4000, 1));
      List<UserId> ids =
          List.of(contoso.id("miriam"), nobody, contoso.id("adele"), contoso.id("lee"));

      try (Stream<LicensedUser> users = contoso.tenant().listUsersById(ids)) {
        assertThat(users.map(LicensedUser::id)).containsExactly(ids.get(0), ids.get(2), ids.get(3));
      }
    }
  }

  @Rule(operation = "GET /users/{id}", mark = DOCUMENTED, source = Sources.USER)
  default void required_L09_attributes_that_decide_on_licensing_are_read() {
    try (Contoso contoso = Contoso.of(this)) {
      assertThat(contoso.user("megan").usageLocation().orElseThrow()).hasToString("NL");
      assertThat(contoso.user("megan").department()).contains("Sales");
      assertThat(contoso.user("diego").usageLocation()).isEmpty();
      assertThat(contoso.user("nestor").accountEnabled()).isFalse();
      assertThat(contoso.user("isaiah").onPremisesSyncEnabled()).isTrue();
      assertThat(contoso.user("adele").onPremisesSyncEnabled()).isFalse();
    }
  }

  @Rule(operation = "GET /users/{id}", mark = DOCUMENTED, source = Sources.ASSIGNMENT_STATE)
  default void required_L10_each_path_of_a_licence_has_a_state_of_its_own() {
    try (Contoso contoso = Contoso.of(this)) {
      LicenseAssignmentState direct = contoso.directPath("pradeep", WellKnownSkus.EMS);
      LicenseAssignmentState inherited =
          contoso
              .path("pradeep", WellKnownSkus.EMS, contoso.through("EMS licensed"))
              .orElseThrow(() -> new AssertionError("No path through the group."));

      assertThat(contoso.paths("pradeep", WellKnownSkus.EMS)).hasSize(2);
      assertThat(contoso.forUsers(WellKnownSkus.EMS, direct.disabledPlans()))
          .containsExactly(WellKnownPlans.INTUNE_A);
      assertThat(contoso.forUsers(WellKnownSkus.EMS, inherited.disabledPlans()))
          .containsExactly(WellKnownPlans.ADALLOM_S_DISCOVERY);
    }
  }

  @Rule(operation = "GET /users/{id}", mark = DOCUMENTED, source = Sources.GBL)
  default void required_L11_a_plan_is_off_only_if_it_is_off_on_every_path() {
    try (Contoso contoso = Contoso.of(this)) {
      assertThat(contoso.user("pradeep").assignedLicenses())
          .filteredOn(license -> license.skuId().equals(WellKnownSkus.EMS))
          .hasSize(1);
      assertThat(contoso.off("pradeep", WellKnownSkus.EMS)).isEmpty();
      assertThat(contoso.off("adele", WellKnownSkus.EMS))
          .containsExactly(WellKnownPlans.ADALLOM_S_DISCOVERY);
    }
  }

  @Rule(
      operation = "GET /users/{id}",
      mark = CONTESTED,
      source = Sources.ASSIGNMENT_STATE + " (null)",
      against = Sources.STATES_SCRIPT + " (the word None)")
  default void required_L12_a_path_that_is_fine_shows_no_error() {
    try (Contoso contoso = Contoso.of(this)) {
      LicenseAssignmentState path = contoso.directPath("adele", WellKnownSkus.EMS);

      assertThat(path.state()).isEqualTo(AssignmentState.ACTIVE);
      assertThat(path.error()).isEmpty();
      assertThat(path.isInEffect()).isTrue();
    }
  }

  @Rule(operation = "GET /users/{id}", mark = DOCUMENTED, source = Sources.GBL_PROBLEMS)
  default void required_L13_a_path_in_error_is_named_with_its_reason_and_gives_no_licence() {
    try (Contoso contoso = Contoso.of(this)) {
      AssignmentSource group = contoso.through("EMS licensed");

      LicenseAssignmentState christie =
          contoso
              .path("christie", WellKnownSkus.EMS, group)
              .orElseThrow(() -> new AssertionError("No path through the group."));

      assertThat(christie.state()).isEqualTo(AssignmentState.ERROR);
      assertThat(christie.error()).contains(AssignmentError.PROHIBITED_IN_USAGE_LOCATION_VIOLATION);
      assertThat(contoso.user("christie").holds(WellKnownSkus.EMS)).isFalse();
    }
  }

  @Rule(
      operation = "GET /users/{id}/licenseDetails",
      mark = DOCUMENTED,
      source = Sources.USER_LICENSE_DETAILS)
  default void required_L14_licenseDetails_show_each_held_sku_once_whatever_its_path() {
    try (Contoso contoso = Contoso.of(this)) {
      for (String name : List.of("megan", "pradeep", "debra", "lynne")) {
        LicensedUser user = contoso.user(name);
        List<SkuId> held = user.assignedLicenses().stream().map(l -> l.skuId()).toList();

        assertThat(contoso.tenant().listLicenseDetails(user.id()))
            .as("licenseDetails of '%s'", name)
            .extracting(LicenseDetails::skuId)
            .containsExactlyInAnyOrderElementsOf(held);
      }
    }
  }

  @Rule(
      operation = "GET /users/{id}/licenseDetails",
      mark = ASSUMED,
      source = Sources.USER_LICENSE_DETAILS)
  default void required_L15_a_plan_that_is_off_for_a_user_is_Disabled_in_licenseDetails() {
    try (Contoso contoso = Contoso.of(this)) {
      List<LicenseDetails> details = contoso.tenant().listLicenseDetails(contoso.id("adele"));

      assertThat(details).hasSize(1);
      assertThat(details.get(0).servicePlans())
          .filteredOn(ServicePlan::isForUsers)
          .filteredOn(plan -> plan.provisioningStatus().equals(ProvisioningStatus.DISABLED))
          .extracting(ServicePlan::servicePlanId)
          .containsExactly(WellKnownPlans.ADALLOM_S_DISCOVERY);
    }
  }

  @Rule(operation = "GET /users", mark = DOCUMENTED, source = Sources.PORT)
  default void required_L16_null_arguments_of_reads_of_users_fail_at_once() {
    try (Contoso contoso = Contoso.of(this)) {
      Nulls nulls = new Nulls(contoso.tenant());

      assertThatNullPointerException().isThrownBy(nulls::findUser);
      assertThatNullPointerException().isThrownBy(nulls::listUsers);
      assertThatNullPointerException().isThrownBy(nulls::listUsersById);
      assertThatNullPointerException().isThrownBy(nulls::listLicenseDetails);
    }
  }

  @Rule(
      operation = "GET /deviceManagement/managedDevices",
      mark = DOCUMENTED,
      source = Sources.INTUNE_DEVICES)
  default void required_L17_managed_devices_are_listed_with_and_without_a_user() {
    try (Contoso contoso = Contoso.of(this);
        Stream<ManagedDevice> stream = contoso.tenant().listManagedDevices()) {
      UserId emily = contoso.id("emily");
      List<ManagedDevice> devices = stream.toList();

      assertThat(devices).hasSize(36);
      assertThat(devices).filteredOn(d -> d.userId().filter(emily::equals).isPresent()).hasSize(15);
      assertThat(devices).anySatisfy(device -> assertThat(device.userId()).isEmpty());
    }
  }
}
