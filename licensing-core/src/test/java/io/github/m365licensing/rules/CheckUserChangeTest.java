package io.github.m365licensing.rules;

import static io.github.m365licensing.rules.Fixtures.IN_GROUP;
import static io.github.m365licensing.rules.Fixtures.IN_OTHER_GROUP;
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

import io.github.m365licensing.assignment.AssignedLicense;
import io.github.m365licensing.assignment.AssignmentSource;
import io.github.m365licensing.assignment.AssignmentState;
import io.github.m365licensing.assignment.LicenseAssignmentState;
import io.github.m365licensing.directory.LicensedUser;
import io.github.m365licensing.rules.LicensingSemantics.DependencyConfidence;
import io.github.m365licensing.rules.LicensingSemantics.DeviceSkuOnUser;
import io.github.m365licensing.rules.LicensingSemantics.ExclusionRules;
import io.github.m365licensing.rules.LicensingSemantics.ForeignDisabledPlan;
import io.github.m365licensing.rules.Violation.Kind;
import io.github.m365licensing.sku.SkuId;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckUserChangeTest {

  private static final SkuId NOT_OWNED = SkuId.parse("00000000-0000-0000-0000-00000000000f");

  private static List<Violation> add(RuleBook rules, LicensedUser user, AssignedLicense... add) {
    return rules.checkUserChange(user, List.of(add), List.of(), TENANT::freeSeats);
  }

  private static List<Violation> remove(LicensedUser user, SkuId... remove) {
    return RULES.checkUserChange(user, List.of(), List.of(remove), TENANT::freeSeats);
  }

  private static List<Kind> kinds(List<Violation> violations) {
    return violations.stream().map(Violation::kind).toList();
  }

  @Test
  void documented_plain_assignment_is_accepted() {
    assertThat(add(RULES, user(), license("EMS"))).isEmpty();
  }

  @Test
  void observed_sku_that_the_tenant_lacks_is_refused_on_add_and_remove() {
    assertThat(kinds(add(RULES, user(), AssignedLicense.of(NOT_OWNED))))
        .contains(Kind.SKU_NOT_OWNED);
    assertThat(kinds(remove(user(), NOT_OWNED))).containsExactly(Kind.SKU_NOT_OWNED, Kind.NOT_HELD);
  }

  @Test
  void observed_missing_usage_location_is_refused_on_add_only() {
    LicensedUser held = nowhere(direct("EMS")).build();

    assertThat(kinds(add(RULES, nowhere().build(), license("EMS"))))
        .containsExactly(Kind.USAGE_LOCATION_MISSING);
    assertThat(remove(held, sku("EMS"))).isEmpty();
  }

  @Test
  void observed_company_sku_is_refused() {
    assertThat(kinds(add(RULES, user(), license("Microsoft365_Lighthouse"))))
        .containsExactly(Kind.COMPANY_SKU);
  }

  @Test
  void unknown_device_sku_on_user_follows_the_switch() {
    RuleBook refusing =
        rules(LicensingSemantics.builder().deviceSkuOnUser(DeviceSkuOnUser.REFUSED));

    assertThat(add(RULES, user(), license("INTUNE_A_D"))).isEmpty();
    assertThat(kinds(add(refusing, user(), license("INTUNE_A_D"))))
        .containsExactly(Kind.DEVICE_SKU);
    assertThat(add(refusing, user(), license("INTUNE_A"))).isEmpty();
  }

  @Test
  void observed_department_sku_is_refused_on_add_and_remove() {
    assertThat(kinds(add(RULES, user(), license("VISIO_PLAN1_DEPT"))))
        .containsExactly(Kind.DEPARTMENT_SKU);
    assertThat(kinds(remove(user(direct("VISIO_PLAN1_DEPT")), sku("VISIO_PLAN1_DEPT"))))
        .containsExactly(Kind.DEPARTMENT_SKU);
  }

  @Test
  void observed_foreign_disabled_plan_follows_the_switch() {
    RuleBook ignoring =
        rules(LicensingSemantics.builder().foreignDisabledPlan(ForeignDisabledPlan.IGNORE));

    assertThat(add(RULES, user(), license("EMS", "INTUNE_A", "TEAMS1")))
        .singleElement()
        .satisfies(
            violation -> {
              assertThat(violation.kind()).isEqualTo(Kind.FOREIGN_DISABLED_PLAN);
              assertThat(violation.skuId()).isEqualTo(sku("EMS"));
              assertThat(violation.servicePlanId()).contains(plan("TEAMS1"));
            });
    assertThat(add(ignoring, user(), license("EMS", "TEAMS1"))).isEmpty();
  }

  @Test
  void assumed_disabling_every_plan_and_a_company_plan_is_accepted() {
    AssignedLicense allOff =
        AssignedLicense.of(
            sku("EMS"), Fixtures.CATALOG.findProduct(sku("EMS")).orElseThrow().servicePlanIds());

    assertThat(add(RULES, user(), allOff)).isEmpty();
  }

  @Test
  void observed_removing_what_is_not_held_is_refused() {
    assertThat(kinds(remove(user(), sku("EMS")))).containsExactly(Kind.NOT_HELD);
  }

  @Test
  void observed_removing_what_is_inherited_only_is_refused_and_names_the_group() {
    LicensedUser user = user(through(IN_GROUP, "EMS"), through(IN_OTHER_GROUP, "FLOW_FREE"));

    assertThat(remove(user, sku("EMS")))
        .singleElement()
        .satisfies(
            violation -> {
              assertThat(violation.kind()).isEqualTo(Kind.INHERITED);
              assertThat(violation.paths()).containsExactly(IN_GROUP);
            });
  }

  @Test
  void documented_removing_the_direct_of_two_paths_is_accepted() {
    assertThat(remove(user(direct("EMS"), through(IN_GROUP, "EMS")), sku("EMS"))).isEmpty();
  }

  @Test
  void assumed_removing_a_licence_that_no_path_explains_is_accepted() {
    LicensedUser user = nowhere().addAssignedLicenses(license("EMS")).build();

    assertThat(remove(user, sku("EMS"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"1, true", "0, false", "-1, false"})
  void observed_assignment_needs_a_free_seat(int free, boolean accepted) {
    List<Violation> violations =
        RULES.checkUserChange(user(), List.of(license("EMS")), List.of(), sku -> free);

    assertThat(violations.isEmpty()).isEqualTo(accepted);
    assertThat(kinds(violations)).allMatch(Kind.NO_SEAT::equals);
  }

  @Test
  void observed_held_sku_needs_no_seat_on_any_path() {
    assertThat(
            RULES.checkUserChange(
                user(direct("EMS")), List.of(license("EMS", "INTUNE_A")), List.of(), sku -> -1))
        .isEmpty();
    assertThat(
            RULES.checkUserChange(
                user(through(IN_GROUP, "EMS")), List.of(license("EMS")), List.of(), sku -> -1))
        .isEmpty();
  }

  @Test
  void inferred_path_in_error_holds_no_seat() {
    LicenseAssignmentState failed =
        LicenseAssignmentState.builder()
            .skuId(sku("EMS"))
            .source(IN_GROUP)
            .state(AssignmentState.ERROR)
            .build();

    assertThat(
            kinds(
                RULES.checkUserChange(user(failed), List.of(license("EMS")), List.of(), sku -> 0)))
        .containsExactly(Kind.NO_SEAT);
  }

  @ParameterizedTest
  @CsvSource({
    "INTUNE_A, INTUNE_A_VL, true, true, CERTAIN",
    "EMS, INTUNE_A_VL, true, true, CERTAIN",
    "DESKLESSPACK, STANDARDPACK, true, false, POSSIBLE",
    "STANDARDPACK, SPE_E3, true, false, POSSIBLE",
    "STANDARDWOFFPACK_STUDENT, M365EDU_A3_STUUSEBNFT, true, false, POSSIBLE",
    "EXCHANGESTANDARD, EXCHANGEENTERPRISE, false, false, POSSIBLE",
    "SPE_E3, EMS, false, false, CERTAIN",
    "MCOPSTN1, MCOPSTN2, true, true, CERTAIN",
    "AAD_PREMIUM, AAD_PREMIUM_P2, false, false, CERTAIN",
    "Microsoft_365_E3_(no_Teams), Microsoft_Teams_Enterprise_New, false, false, CERTAIN",
    "Microsoft_Teams_Enterprise_New, Microsoft_365_E3_(no_Teams), false, false, CERTAIN",
    "Office_365_E1_(no_Teams), Microsoft_365_E3_(no_Teams), true, false, POSSIBLE",
    "SPE_E3, Microsoft_Teams_Enterprise_New, true, false, POSSIBLE",
    "ENTERPRISEPACK, PROJECTPROFESSIONAL, false, false, CERTAIN",
  })
  void documented_exclusion_by_table(
      String held, String added, boolean in2025, boolean in2023, Violation.Certainty certainty) {
    LicensedUser user = user(direct(held));
    RuleBook concurrent =
        rules(LicensingSemantics.builder().exclusionRules(ExclusionRules.CONCURRENT_2023));
    RuleBook none = rules(LicensingSemantics.builder().exclusionRules(ExclusionRules.NONE));

    List<Violation> violations = add(RULES, user, license(added));

    assertThat(kinds(violations)).allMatch(Kind.MUTUALLY_EXCLUSIVE::equals);
    assertThat(!violations.isEmpty()).isEqualTo(in2025);
    assertThat(violations).allMatch(v -> v.certainty() == certainty);
    assertThat(!add(concurrent, user, license(added)).isEmpty()).isEqualTo(in2023);
    assertThat(add(none, user, license(added))).isEmpty();
  }

  @Test
  void documented_exclusion_names_both_plans_skus_and_sources() {
    LicensedUser user = user(through(IN_GROUP, "INTUNE_A_VL"));

    Violation violation = add(RULES, user, license("EMS")).get(0);

    assertThat(violation.skuId()).isEqualTo(sku("EMS"));
    assertThat(violation.servicePlanId()).contains(plan("INTUNE_A"));
    assertThat(violation.otherPlans()).containsExactly(plan("INTUNE_A_VL"));
    assertThat(violation.sources())
        .containsExactly(new ServiceSource(sku("EMS"), AssignmentSource.direct()));
    assertThat(violation.otherSources())
        .containsExactly(new ServiceSource(sku("INTUNE_A_VL"), IN_GROUP));
  }

  @Test
  void documented_exclusion_counts_plans_that_are_on_only() {
    assertThat(add(RULES, user(direct("INTUNE_A_VL")), license("EMS", "INTUNE_A"))).isEmpty();
    assertThat(add(RULES, user(direct("INTUNE_A_VL", "INTUNE_A_VL")), license("EMS"))).isEmpty();
  }

  @Test
  void documented_exclusion_is_judged_on_the_end_state_of_a_swap() {
    List<Violation> violations =
        RULES.checkUserChange(
            user(direct("INTUNE_A_VL")),
            List.of(license("INTUNE_A")),
            List.of(sku("INTUNE_A_VL")),
            TENANT::freeSeats);

    assertThat(violations).isEmpty();
  }

  @Test
  void documented_two_licences_of_one_call_exclude_each_other() {
    assertThat(kinds(add(RULES, user(), license("INTUNE_A"), license("INTUNE_A_VL"))))
        .containsExactly(Kind.MUTUALLY_EXCLUSIVE);
  }

  @Test
  void assumed_standing_exclusion_does_not_stop_another_change() {
    LicensedUser user = user(direct("INTUNE_A"), direct("INTUNE_A_VL"));

    assertThat(add(RULES, user, license("FLOW_FREE"))).isEmpty();
  }

  @Test
  void observed_pair_held_in_the_tenant_is_tolerated() {
    LicensedUser holder = user(direct("INTUNE_A"), direct("INTUNE_A_VL"));
    Set<PlanPair> held = RULES.standingExclusions(holder);
    RuleBook tolerant =
        RuleBook.of(LicensingSemantics.defaults(), LicenseFacts.bundled().tolerating(held), TENANT);

    assertThat(held).containsExactly(PlanPair.of(plan("INTUNE_A_VL"), plan("INTUNE_A")));
    assertThat(add(tolerant, user(direct("INTUNE_A_VL")), license("EMS"))).isEmpty();
    assertThat(tolerant.standingExclusions(holder)).isEmpty();
  }

  @Test
  void observed_pair_with_an_error_beside_it_proves_nothing() {
    LicenseAssignmentState stuck =
        LicenseAssignmentState.builder()
            .skuId(sku("INTUNE_A"))
            .source(IN_GROUP)
            .state(AssignmentState.ACTIVE_WITH_ERROR)
            .error(io.github.m365licensing.assignment.AssignmentError.DEPENDENCY_VIOLATION)
            .build();

    assertThat(RULES.standingExclusions(user(stuck, direct("INTUNE_A_VL")))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "WORKPLACE_ANALYTICS, -, true, true",
        "WORKPLACE_ANALYTICS, STANDARDPACK, false, false",
        "WORKPLACE_ANALYTICS, ENTERPRISEPACK, false, false",
        "WORKPLACE_ANALYTICS, DESKLESSPACK, true, true",
        "MCOMEETADV, -, false, true",
        "MCOMEETADV, STANDARDPACK, false, false",
        "MCOMEETADV, Microsoft_Teams_Enterprise_New, false, false",
        "MCOEV, -, false, true",
        "MCOEV, TEAMS_ESSENTIALS_AAD, false, false",
        "INTUNE_EDU, -, false, false",
        "Microsoft_Intune_Suite, -, false, false",
        "M365_A5_SUITE_COMPONENTS_FACULTY, STANDARDWOFFPACK_FACULTY, false, false",
      })
  void documented_dependency_by_confidence(
      String added, String held, boolean proven, boolean medium) {
    LicensedUser user = held == null ? user() : user(direct(held));
    RuleBook wider =
        rules(LicensingSemantics.builder().dependencyConfidence(DependencyConfidence.MEDIUM));

    List<Violation> violations = add(RULES, user, license(added));

    assertThat(kinds(violations)).isEqualTo(proven ? List.of(Kind.DEPENDENCY) : List.of());
    assertThat(violations).allMatch(v -> v.certainty() == Violation.Certainty.CERTAIN);
    assertThat(add(wider, user, license(added)).isEmpty()).isEqualTo(!medium);
  }

  @Test
  void documented_dependency_names_the_plan_and_all_that_would_do() {
    Violation violation = add(RULES, user(), license("WORKPLACE_ANALYTICS")).get(0);

    assertThat(violation.skuId()).isEqualTo(sku("WORKPLACE_ANALYTICS"));
    assertThat(violation.servicePlanId()).contains(plan("WORKPLACE_ANALYTICS"));
    assertThat(violation.otherPlans())
        .containsExactly(plan("EXCHANGE_S_STANDARD"), plan("EXCHANGE_S_ENTERPRISE"));
    assertThat(violation.paths()).containsExactly(AssignmentSource.direct());
  }

  @Test
  void observed_medium_dependency_is_only_possible() {
    RuleBook wider =
        rules(LicensingSemantics.builder().dependencyConfidence(DependencyConfidence.MEDIUM));

    assertThat(add(wider, user(), license("MCOEV")).get(0).certainty())
        .isEqualTo(Violation.Certainty.POSSIBLE);
  }

  @Test
  void documented_removing_or_disabling_a_prerequisite_is_refused() {
    LicensedUser user = user(direct("STANDARDPACK"), direct("WORKPLACE_ANALYTICS"));

    assertThat(kinds(remove(user, sku("STANDARDPACK")))).containsExactly(Kind.DEPENDENCY);
    assertThat(kinds(add(RULES, user, license("STANDARDPACK", "EXCHANGE_S_STANDARD"))))
        .containsExactly(Kind.DEPENDENCY);
  }

  @Test
  void documented_prerequisite_through_a_group_satisfies_a_user() {
    LicensedUser user = user(through(IN_GROUP, "ENTERPRISEPACK"));

    assertThat(add(RULES, user, license("WORKPLACE_ANALYTICS"))).isEmpty();
  }

  @Test
  void observed_licences_of_one_call_satisfy_each_other() {
    assertThat(add(RULES, user(), license("WORKPLACE_ANALYTICS"), license("STANDARDPACK")))
        .isEmpty();
  }

  @Test
  void assumed_missing_prerequisite_of_before_does_not_stop_another_change() {
    assertThat(add(RULES, user(direct("WORKPLACE_ANALYTICS")), license("FLOW_FREE"))).isEmpty();
  }

  @Test
  void assumed_violations_come_in_the_order_of_judgement() {
    List<Violation> violations =
        RULES.checkUserChange(
            nowhere(direct("INTUNE_A_VL")).build(),
            List.of(
                license("EMS", "TEAMS1"),
                license("WORKPLACE_ANALYTICS"),
                license("VISIO_PLAN1_DEPT"),
                AssignedLicense.of(NOT_OWNED)),
            List.of(sku("FLOW_FREE")),
            sku -> 0);

    assertThat(violations).extracting(Violation::kind).isSorted();
    assertThat(kinds(violations))
        .containsOnlyOnceElementsOf(
            Arrays.stream(Kind.values())
                .filter(
                    kind ->
                        !Set.of(Kind.COMPANY_SKU, Kind.DEVICE_SKU, Kind.INHERITED, Kind.NO_SEAT)
                            .contains(kind))
                .toList())
        .contains(Kind.NO_SEAT);
  }

  @Test
  void null_arguments_are_named() {
    assertThatThrownBy(() -> RULES.checkUserChange(null, List.of(), List.of(), TENANT::freeSeats))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("user");
    assertThatThrownBy(() -> RULES.checkUserChange(user(), null, List.of(), TENANT::freeSeats))
        .hasMessage("add");
    assertThatThrownBy(() -> RULES.checkUserChange(user(), List.of(), null, TENANT::freeSeats))
        .hasMessage("remove");
    assertThatThrownBy(() -> RULES.checkUserChange(user(), List.of(), List.of(), null))
        .hasMessage("freeSeats");
  }

  @Test
  void assumed_order_of_judgement_holds_over_several_licences() {
    List<Violation> added =
        add(RULES, user(), license("VISIO_PLAN1_DEPT"), license("Microsoft365_Lighthouse"));
    List<Violation> removed = remove(user(through(IN_GROUP, "EMS")), sku("EMS"), sku("FLOW_FREE"));

    assertThat(kinds(added)).containsExactly(Kind.COMPANY_SKU, Kind.DEPARTMENT_SKU);
    assertThat(kinds(removed)).containsExactly(Kind.NOT_HELD, Kind.INHERITED);
  }

  @Test
  void documented_exclusion_does_not_name_paths_that_leave_the_plan_off() {
    LicensedUser user = user(direct("INTUNE_A_VL"), through(IN_GROUP, "EMS", "INTUNE_A"));

    assertThat(add(RULES, user, license("INTUNE_A")))
        .singleElement()
        .satisfies(
            violation ->
                assertThat(violation.sources())
                    .containsExactly(
                        new ServiceSource(sku("INTUNE_A"), AssignmentSource.direct())));
  }
}
