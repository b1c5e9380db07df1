package io.github.m365licensing.rules;

import static io.github.m365licensing.rules.Fixtures.GROUP;
import static io.github.m365licensing.rules.Fixtures.IN_GROUP;
import static io.github.m365licensing.rules.Fixtures.IN_OTHER_GROUP;
import static io.github.m365licensing.rules.Fixtures.ORGANIZATION;
import static io.github.m365licensing.rules.Fixtures.RULES;
import static io.github.m365licensing.rules.Fixtures.TENANT;
import static io.github.m365licensing.rules.Fixtures.direct;
import static io.github.m365licensing.rules.Fixtures.license;
import static io.github.m365licensing.rules.Fixtures.nowhere;
import static io.github.m365licensing.rules.Fixtures.plan;
import static io.github.m365licensing.rules.Fixtures.rules;
import static io.github.m365licensing.rules.Fixtures.sku;
import static io.github.m365licensing.rules.Fixtures.through;
import static io.github.m365licensing.rules.Fixtures.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.m365licensing.assignment.AssignedLicense;
import io.github.m365licensing.assignment.AssignmentError;
import io.github.m365licensing.assignment.AssignmentState;
import io.github.m365licensing.assignment.LicenseAssignmentState;
import io.github.m365licensing.directory.LicensedGroup;
import io.github.m365licensing.directory.LicensedUser;
import io.github.m365licensing.directory.Organization;
import io.github.m365licensing.directory.UsageLocation;
import io.github.m365licensing.rules.LicensingSemantics.GroupAddFailure;
import io.github.m365licensing.rules.LicensingSemantics.GroupLocationFallback;
import io.github.m365licensing.rules.LicensingSemantics.GroupRemovalDependants;
import io.github.m365licensing.rules.Violation.Kind;
import io.github.m365licensing.sku.SkuId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GroupRulesTest {

  private static GroupApplication apply(LicensedUser user, AssignedLicense... licenses) {
    return apply(RULES, user, licenses);
  }

  private static GroupApplication apply(
      RuleBook rules, LicensedUser user, AssignedLicense... licenses) {
    return rules.applyGroup(
        user, GROUP, List.of(licenses), ORGANIZATION, TENANT::freeSeats, GroupObstacles.none());
  }

  private static LicenseAssignmentState errorPath(SkuId sku, AssignmentError error) {
    return LicenseAssignmentState.builder()
        .skuId(sku)
        .source(IN_GROUP)
        .state(AssignmentState.ERROR)
        .error(error)
        .build();
  }

  @Test
  void documented_member_gets_all_licences_of_the_group() {
    GroupApplication application = apply(user(), license("EMS", "INTUNE_A"), license("FLOW_FREE"));

    assertThat(application.licenseAssignmentStates())
        .containsExactly(through(IN_GROUP, "EMS", "INTUNE_A"), through(IN_GROUP, "FLOW_FREE"));
    assertThat(application.seatsTaken()).containsExactlyInAnyOrder(sku("EMS"), sku("FLOW_FREE"));
    assertThat(application.seatsFreed()).isEmpty();
    assertThat(application.writesUsageLocation()).isFalse();
  }

  @Test
  void documented_second_path_takes_no_seat() {
    GroupApplication application =
        RULES.applyGroup(
            user(direct("EMS")),
            GROUP,
            List.of(license("EMS")),
            ORGANIZATION,
            sku -> -1,
            GroupObstacles.none());

    assertThat(application.licenseAssignmentStates())
        .containsExactly(direct("EMS"), through(IN_GROUP, "EMS"));
    assertThat(application.seatsTaken()).isEmpty();
  }

  @Test
  void documented_one_product_without_seat_fails_all_and_the_innocent_show_other() {
    GroupApplication application =
        RULES.applyGroup(
            user(),
            GROUP,
            List.of(license("VISIOCLIENT"), license("POWER_BI_STANDARD")),
            ORGANIZATION,
            sku -> sku.equals(sku("VISIOCLIENT")) ? 0 : 9,
            GroupObstacles.none());

    assertThat(application.licenseAssignmentStates())
        .containsExactly(
            errorPath(sku("VISIOCLIENT"), AssignmentError.COUNT_VIOLATION),
            errorPath(sku("POWER_BI_STANDARD"), AssignmentError.OTHER));
    assertThat(application.seatsTaken()).isEmpty();
  }

  @Test
  void documented_reprocess_heals_both_products_once_there_are_seats() {
    LicensedUser raul =
        user(
            errorPath(sku("VISIOCLIENT"), AssignmentError.COUNT_VIOLATION),
            errorPath(sku("POWER_BI_STANDARD"), AssignmentError.OTHER));

    GroupApplication application =
        apply(raul, license("VISIOCLIENT"), license("POWER_BI_STANDARD"));

    assertThat(application.licenseAssignmentStates())
        .containsExactly(through(IN_GROUP, "VISIOCLIENT"), through(IN_GROUP, "POWER_BI_STANDARD"));
    assertThat(application.seatsTaken()).hasSize(2);
  }

  @Test
  void documented_plan_of_a_direct_licence_excludes_the_groups() {
    GroupApplication johanna = apply(user(direct("INTUNE_A_VL")), license("EMS"));

    assertThat(johanna.licenseAssignmentStates())
        .containsExactly(
            direct("INTUNE_A_VL"),
            errorPath(sku("EMS"), AssignmentError.MUTUALLY_EXCLUSIVE_VIOLATION));
  }

  @Test
  void inferred_products_of_one_group_that_exclude_each_other_both_fail() {
    GroupApplication application = apply(user(), license("INTUNE_A"), license("INTUNE_A_VL"));

    assertThat(application.licenseAssignmentStates())
        .extracting(LicenseAssignmentState::error)
        .containsOnly(Optional.of(AssignmentError.MUTUALLY_EXCLUSIVE_VIOLATION));
  }

  @Test
  void documented_prerequisite_missing_in_the_end_state_fails_the_product() {
    GroupApplication application = apply(user(), license("WORKPLACE_ANALYTICS"));

    assertThat(application.licenseAssignmentStates())
        .containsExactly(
            errorPath(sku("WORKPLACE_ANALYTICS"), AssignmentError.DEPENDENCY_VIOLATION));
  }

  @Test
  void documented_prohibited_location_is_the_callers_fact() {
    GroupApplication christie =
        RULES.applyGroup(
            nowhere().usageLocation(UsageLocation.of("AQ")).build(),
            GROUP,
            List.of(license("EMS")),
            ORGANIZATION,
            TENANT::freeSeats,
            (sku, location) ->
                location.equals(UsageLocation.of("AQ"))
                    ? Optional.of(AssignmentError.PROHIBITED_IN_USAGE_LOCATION_VIOLATION)
                    : Optional.empty());

    assertThat(christie.licenseAssignmentStates())
        .containsExactly(
            errorPath(sku("EMS"), AssignmentError.PROHIBITED_IN_USAGE_LOCATION_VIOLATION));
  }

  @Test
  void documented_missing_location_falls_back_to_the_tenants_without_writing_it() {
    GroupApplication grady = apply(nowhere().build(), license("EMS"));

    assertThat(grady.licenseAssignmentStates()).containsExactly(through(IN_GROUP, "EMS"));
    assertThat(grady.writesUsageLocation()).isFalse();
  }

  @Test
  void contested_fallback_writes_the_location_under_the_other_reading() {
    RuleBook writing =
        rules(LicensingSemantics.builder().groupLocationFallback(GroupLocationFallback.WRITTEN));

    assertThat(apply(writing, nowhere().build(), license("EMS")).writesUsageLocation()).isTrue();
    assertThat(apply(writing, user(), license("EMS")).writesUsageLocation()).isFalse();
    assertThat(apply(writing, nowhere().build()).writesUsageLocation()).isFalse();
    assertThat(
            apply(writing, nowhere().build(), license("WORKPLACE_ANALYTICS")).writesUsageLocation())
        .isFalse();
  }

  @Test
  void assumed_no_location_anywhere_is_prohibited() {
    Organization nowhere =
        Organization.builder().id(ORGANIZATION.id()).displayName("Nowhere").build();

    GroupApplication application =
        RULES.applyGroup(
            nowhere().build(),
            GROUP,
            List.of(license("EMS")),
            nowhere,
            TENANT::freeSeats,
            GroupObstacles.none());

    assertThat(application.licenseAssignmentStates())
        .containsExactly(
            errorPath(sku("EMS"), AssignmentError.PROHIBITED_IN_USAGE_LOCATION_VIOLATION));
  }

  @Test
  void documented_location_is_the_users_then_the_tenants() {
    Organization both =
        Organization.builder()
            .from(ORGANIZATION)
            .defaultUsageLocation(UsageLocation.of("DE"))
            .build();

    assertThat(RuleBook.groupUsageLocation(user(), both)).contains(UsageLocation.of("NL"));
    assertThat(RuleBook.groupUsageLocation(nowhere().build(), both))
        .contains(UsageLocation.of("DE"));
    assertThat(RuleBook.groupUsageLocation(nowhere().build(), ORGANIZATION))
        .contains(UsageLocation.of("US"));
  }

  @Test
  void documented_leaving_takes_this_path_and_keeps_the_others() {
    GroupApplication application =
        RULES.leaveGroup(
            user(direct("EMS"), through(IN_GROUP, "EMS"), through(IN_OTHER_GROUP, "SPE_E3")),
            GROUP);

    assertThat(application.licenseAssignmentStates())
        .containsExactly(direct("EMS"), through(IN_OTHER_GROUP, "SPE_E3"));
    assertThat(application.seatsFreed()).isEmpty();
  }

  @Test
  void documented_seat_goes_with_the_last_path() {
    LicensedUser all =
        user(direct("EMS"), through(IN_GROUP, "EMS"), through(IN_OTHER_GROUP, "EMS"));

    GroupApplication first = RULES.leaveGroup(all, GROUP);
    GroupApplication last = RULES.leaveGroup(user(through(IN_GROUP, "EMS")), GROUP);

    assertThat(first.seatsFreed()).isEmpty();
    assertThat(last.seatsFreed()).containsExactly(sku("EMS"));
    assertThat(last.licenseAssignmentStates()).isEmpty();
  }

  @Test
  void observed_path_that_a_direct_licence_needs_stays_with_an_error_and_its_seat() {
    LicensedUser joni = user(direct("WORKPLACE_ANALYTICS"), through(IN_GROUP, "ENTERPRISEPACK"));

    GroupApplication application = RULES.leaveGroup(joni, GROUP);

    assertThat(application.licenseAssignmentStates())
        .extracting(LicenseAssignmentState::state, LicenseAssignmentState::error)
        .containsExactly(
            tuple(AssignmentState.ACTIVE, Optional.empty()),
            tuple(
                AssignmentState.ACTIVE_WITH_ERROR,
                Optional.of(AssignmentError.DEPENDENCY_VIOLATION)));
    assertThat(application.seatsFreed()).isEmpty();
  }

  @Test
  void observed_stuck_path_goes_once_the_dependant_is_off() {
    LicenseAssignmentState stuck =
        LicenseAssignmentState.builder()
            .skuId(sku("ENTERPRISEPACK"))
            .source(IN_GROUP)
            .state(AssignmentState.ACTIVE_WITH_ERROR)
            .error(AssignmentError.DEPENDENCY_VIOLATION)
            .build();
    LicenseAssignmentState off = direct("WORKPLACE_ANALYTICS", "WORKPLACE_ANALYTICS");

    GroupApplication application = RULES.leaveGroup(user(off, stuck), GROUP);

    assertThat(application.licenseAssignmentStates()).containsExactly(off);
    assertThat(application.seatsFreed()).containsExactly(sku("ENTERPRISEPACK"));
  }

  @Test
  void contested_path_that_is_needed_becomes_direct_under_the_older_reading() {
    RuleBook older =
        rules(
            LicensingSemantics.builder()
                .groupRemovalDependants(GroupRemovalDependants.CONVERT_TO_DIRECT));
    LicensedUser joni =
        user(direct("WORKPLACE_ANALYTICS"), through(IN_GROUP, "ENTERPRISEPACK", "SWAY"));

    assertThat(older.leaveGroup(joni, GROUP).licenseAssignmentStates())
        .containsExactly(direct("WORKPLACE_ANALYTICS"), direct("ENTERPRISEPACK", "SWAY"));
  }

  @Test
  void assumed_path_beside_a_direct_one_is_not_converted() {
    RuleBook older =
        rules(
            LicensingSemantics.builder()
                .groupRemovalDependants(GroupRemovalDependants.CONVERT_TO_DIRECT));
    LicensedUser user =
        user(
            direct("WORKPLACE_ANALYTICS"),
            direct("ENTERPRISEPACK", "EXCHANGE_S_ENTERPRISE"),
            through(IN_GROUP, "ENTERPRISEPACK"));

    assertThat(older.leaveGroup(user, GROUP).licenseAssignmentStates())
        .extracting(LicenseAssignmentState::source, LicenseAssignmentState::state)
        .contains(tuple(IN_GROUP, AssignmentState.ACTIVE_WITH_ERROR))
        .hasSize(3);
  }

  @Test
  void documented_swap_inside_one_group_is_judged_on_the_end_state() {
    GroupApplication application =
        apply(user(through(IN_GROUP, "INTUNE_A_VL")), license("INTUNE_A"));

    assertThat(application.licenseAssignmentStates())
        .containsExactly(through(IN_GROUP, "INTUNE_A"));
    assertThat(application.seatsTaken()).containsExactly(sku("INTUNE_A"));
    assertThat(application.seatsFreed()).containsExactly(sku("INTUNE_A_VL"));
  }

  @Test
  void unknown_failing_further_product_keeps_or_strips_the_working_one() {
    RuleBook stripping = rules(LicensingSemantics.builder().groupAddFailure(GroupAddFailure.STRIP));
    LicensedUser user = user(through(IN_GROUP, "FLOW_FREE"));

    GroupApplication kept = apply(user, license("FLOW_FREE"), license("WORKPLACE_ANALYTICS"));
    GroupApplication stripped =
        apply(stripping, user, license("FLOW_FREE"), license("WORKPLACE_ANALYTICS"));

    assertThat(kept.licenseAssignmentStates())
        .containsExactly(
            through(IN_GROUP, "FLOW_FREE"),
            errorPath(sku("WORKPLACE_ANALYTICS"), AssignmentError.DEPENDENCY_VIOLATION));
    assertThat(kept.licenseAssignmentStates().get(0))
        .isSameAs(user.licenseAssignmentStates().get(0));
    assertThat(stripped.licenseAssignmentStates())
        .containsExactly(
            errorPath(sku("FLOW_FREE"), AssignmentError.OTHER),
            errorPath(sku("WORKPLACE_ANALYTICS"), AssignmentError.DEPENDENCY_VIOLATION));
    assertThat(stripped.seatsFreed()).containsExactly(sku("FLOW_FREE"));
  }

  @Test
  void assumed_change_that_would_orphan_a_dependant_keeps_the_old_plans_with_an_error() {
    LicensedUser user = user(direct("WORKPLACE_ANALYTICS"), through(IN_GROUP, "STANDARDPACK"));

    GroupApplication application = apply(user, license("STANDARDPACK", "EXCHANGE_S_STANDARD"));

    LicenseAssignmentState path = application.licenseAssignmentStates().get(1);
    assertThat(path.state()).isEqualTo(AssignmentState.ACTIVE_WITH_ERROR);
    assertThat(path.error()).contains(AssignmentError.DEPENDENCY_VIOLATION);
    assertThat(path.disabledPlans()).isEmpty();
  }

  @Test
  void unchanged_path_is_the_very_same_and_changed_plans_are_replaced() {
    LicensedUser user = user(through(IN_GROUP, "EMS"), direct("FLOW_FREE"));

    assertThat(apply(user, license("EMS")).licenseAssignmentStates().get(0))
        .isSameAs(user.licenseAssignmentStates().get(0));
    assertThat(apply(user, license("EMS", "INTUNE_A")).licenseAssignmentStates())
        .containsExactly(through(IN_GROUP, "EMS", "INTUNE_A"), direct("FLOW_FREE"));
  }

  private static LicensedGroup group(AssignedLicense... licenses) {
    return LicensedGroup.builder()
        .id(GROUP)
        .displayName("Sales")
        .addAssignedLicenses(licenses)
        .build();
  }

  @Test
  void documented_group_call_needs_prerequisites_in_the_groups_own_licences() {
    assertThat(RULES.checkGroupChange(group(), List.of(license("WORKPLACE_ANALYTICS")), List.of()))
        .extracting(Violation::kind)
        .containsExactly(Kind.DEPENDENCY);
    assertThat(
            RULES.checkGroupChange(
                group(license("STANDARDPACK")), List.of(license("WORKPLACE_ANALYTICS")), List.of()))
        .isEmpty();
  }

  @Test
  void observed_group_call_that_takes_a_prerequisite_is_refused() {
    assertThat(
            RULES.checkGroupChange(
                group(license("STANDARDPACK"), license("WORKPLACE_ANALYTICS")),
                List.of(),
                List.of(sku("STANDARDPACK"))))
        .singleElement()
        .satisfies(
            violation -> {
              assertThat(violation.servicePlanId()).contains(plan("WORKPLACE_ANALYTICS"));
              assertThat(violation.paths()).containsExactly(IN_GROUP);
            });
  }

  @Test
  void documented_group_call_checks_what_is_owned_and_for_users() {
    SkuId notOwned = SkuId.parse("00000000-0000-0000-0000-00000000000f");

    List<Violation> violations =
        RULES.checkGroupChange(
            group(),
            List.of(
                AssignedLicense.of(notOwned),
                license("Microsoft365_Lighthouse"),
                license("VISIO_PLAN2_DEPT"),
                license("EMS", "TEAMS1")),
            List.of(sku("FLOW_FREE")));

    assertThat(violations)
        .extracting(Violation::kind)
        .containsExactly(
            Kind.SKU_NOT_OWNED,
            Kind.COMPANY_SKU,
            Kind.DEPARTMENT_SKU,
            Kind.FOREIGN_DISABLED_PLAN,
            Kind.NOT_HELD);
  }

  @Test
  void assumed_group_call_accepts_products_that_exclude_each_other() {
    assertThat(
            RULES.checkGroupChange(
                group(license("INTUNE_A")), List.of(license("INTUNE_A_VL")), List.of()))
        .isEmpty();
  }

  @Test
  void documented_other_licence_of_the_user_spares_no_seat() {
    GroupApplication application =
        RULES.applyGroup(
            user(direct("FLOW_FREE")),
            GROUP,
            List.of(license("VISIOCLIENT")),
            ORGANIZATION,
            sku -> 0,
            GroupObstacles.none());

    assertThat(application.licenseAssignmentStates())
        .containsExactly(
            direct("FLOW_FREE"), errorPath(sku("VISIOCLIENT"), AssignmentError.COUNT_VIOLATION));
  }

  @Test
  void assumed_dependant_in_the_group_itself_holds_no_other_licence_of_the_group() {
    GroupApplication application =
        apply(user(through(IN_GROUP, "STANDARDPACK")), license("WORKPLACE_ANALYTICS"));

    assertThat(application.licenseAssignmentStates())
        .containsExactly(
            errorPath(sku("WORKPLACE_ANALYTICS"), AssignmentError.DEPENDENCY_VIOLATION));
    assertThat(application.seatsFreed()).containsExactly(sku("STANDARDPACK"));
  }

  @Test
  void observed_prerequisite_that_the_group_drops_stays_while_its_dependant_is_in_effect() {
    GroupApplication application =
        apply(
            user(through(IN_GROUP, "STANDARDPACK"), through(IN_GROUP, "WORKPLACE_ANALYTICS")),
            license("WORKPLACE_ANALYTICS"));

    assertThat(application.licenseAssignmentStates())
        .extracting(LicenseAssignmentState::skuId, LicenseAssignmentState::state)
        .containsExactly(
            tuple(sku("STANDARDPACK"), AssignmentState.ACTIVE_WITH_ERROR),
            tuple(sku("WORKPLACE_ANALYTICS"), AssignmentState.ACTIVE));
    assertThat(application.seatsFreed()).isEmpty();
  }

  @Test
  void assumed_group_violations_come_in_the_order_of_judgement() {
    assertThat(
            RULES.checkGroupChange(
                group(),
                List.of(license("VISIO_PLAN1_DEPT"), license("Microsoft365_Lighthouse")),
                List.of()))
        .extracting(Violation::kind)
        .containsExactly(Kind.COMPANY_SKU, Kind.DEPARTMENT_SKU);
  }

  @Test
  void null_arguments_are_named() {
    assertThatThrownBy(() -> RULES.checkGroupChange(null, List.of(), List.of()))
        .hasMessage("group");
    assertThatThrownBy(() -> RULES.checkGroupChange(group(), null, List.of())).hasMessage("add");
    assertThatThrownBy(() -> RULES.checkGroupChange(group(), List.of(), null)).hasMessage("remove");
    assertThatThrownBy(() -> RULES.leaveGroup(null, GROUP)).hasMessage("user");
  }
}
