package io.github.m365licensing.rules;

import static io.github.m365licensing.rules.Fixtures.IN_GROUP;
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

import io.github.m365licensing.assignment.AssignmentError;
import io.github.m365licensing.assignment.AssignmentSource;
import io.github.m365licensing.assignment.AssignmentState;
import io.github.m365licensing.assignment.GroupId;
import io.github.m365licensing.assignment.Holding;
import io.github.m365licensing.assignment.LicenseAssignmentState;
import io.github.m365licensing.assignment.LicensePaths;
import io.github.m365licensing.directory.LicensedGroup;
import io.github.m365licensing.directory.LicensedUser;
import io.github.m365licensing.rules.LicensingSemantics.ForeignDisabledPlan;
import io.github.m365licensing.rules.LicensingSemantics.OmittedDisabledPlans;
import io.github.m365licensing.rules.LicensingSemantics.StoredDisabledPlans;
import io.github.m365licensing.sku.SkuId;
import io.github.m365licensing.sku.SubscribedSku;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What follows from a change or a state beyond acceptance and refusal. */
class ConsequencesTest {

  private static EffectiveServices services(LicenseAssignmentState... paths) {
    return RULES.effectiveServices(LicensePaths.of(List.of(paths)));
  }

  @ParameterizedTest
  @CsvSource({
    "true, false, false, DIRECT",
    "false, true, false, INHERITED",
    "true, true, false, DIRECT_AND_INHERITED",
    "false, false, true, UNKNOWN",
    "false, false, false, NONE",
  })
  void inferred_holding_tells_who_can_take_it_away(
      boolean direct, boolean inherited, boolean unexplained, Holding holding) {
    LicensedUser.Builder user = nowhere();
    if (direct) {
      user.addLicenseAssignmentStates(direct("EMS"));
    }
    if (inherited) {
      user.addLicenseAssignmentStates(through(IN_GROUP, "EMS"));
    }
    if (unexplained) {
      user.addAssignedLicenses(license("EMS"));
    }
    user.addLicenseAssignmentStates(direct("FLOW_FREE"));

    assertThat(user.build().licenses().holding(sku("EMS"))).isEqualTo(holding);
  }

  @Test
  void documented_switching_off_one_path_has_no_effect_while_another_keeps_it_on() {
    EffectiveService intune =
        services(direct("EMS"), through(IN_GROUP, "SPE_E3")).find(plan("INTUNE_A")).orElseThrow();

    assertThat(intune.sourcesBeside(new ServiceSource(sku("EMS"), AssignmentSource.direct())))
        .containsExactly(new ServiceSource(sku("SPE_E3"), IN_GROUP));
  }

  private static List<GuidanceGap> gaps(LicenseAssignmentState... paths) {
    return RULES.guidanceGaps(user(paths), TENANT::freeSeats);
  }

  @Test
  void documented_intune_for_education_sku_brings_intune_along() {
    assertThat(gaps(direct("INTUNE_EDU"))).isEmpty();
    assertThat(gaps(direct("EMS"))).isEmpty();
  }

  @Test
  void documented_intune_edu_without_intune_is_fixed_first_in_the_sku_that_is_held() {
    List<GuidanceGap> gaps =
        gaps(direct("STANDARDWOFFPACK_FACULTY"), direct("INTUNE_EDU", "INTUNE_A"));

    assertThat(gaps).hasSize(1);
    assertThat(gaps.get(0).fact().plan()).isEqualTo(plan("INTUNE_EDU"));
    assertThat(gaps.get(0).sources())
        .containsExactly(new ServiceSource(sku("INTUNE_EDU"), AssignmentSource.direct()));
    assertThat(gaps.get(0).fixes().get(0))
        .isEqualTo(
            new GuidanceGap.Fix(
                GuidanceGap.Fix.Kind.ENABLE_ON_USER,
                sku("INTUNE_EDU"),
                plan("INTUNE_A"),
                AssignmentSource.direct()));
    assertThat(gaps.get(0).fixes())
        .extracting(GuidanceGap.Fix::kind, GuidanceGap.Fix::skuId)
        .contains(tuple(GuidanceGap.Fix.Kind.ASSIGN, sku("INTUNE_A")))
        .doesNotContain(tuple(GuidanceGap.Fix.Kind.ASSIGN, sku("INTUNE_EDU")));
  }

  @Test
  void documented_intune_edu_through_a_group_is_fixed_on_the_group() {
    List<GuidanceGap> gaps = gaps(through(IN_GROUP, "INTUNE_EDU", "INTUNE_A"));

    assertThat(gaps.get(0).fixes().get(0))
        .isEqualTo(
            new GuidanceGap.Fix(
                GuidanceGap.Fix.Kind.ENABLE_ON_GROUP,
                sku("INTUNE_EDU"),
                plan("INTUNE_A"),
                IN_GROUP));
  }

  @Test
  void documented_suite_component_without_intune_is_fixed_by_the_smallest_sku_with_a_seat() {
    List<GuidanceGap> gaps = gaps(direct("M365_A5_SUITE_COMPONENTS_FACULTY"));

    assertThat(gaps.get(0).fixes())
        .extracting(GuidanceGap.Fix::kind, GuidanceGap.Fix::skuId)
        .startsWith(tuple(GuidanceGap.Fix.Kind.ASSIGN, sku("INTUNE_A")))
        .doesNotContain(tuple(GuidanceGap.Fix.Kind.ASSIGN, sku("INTUNE_A_D")))
        .doesNotContain(tuple(GuidanceGap.Fix.Kind.ASSIGN, sku("MCOCAP")));
  }

  @Test
  void documented_gap_without_seats_has_no_fix() {
    assertThat(RULES.guidanceGaps(user(direct("M365_A5_SUITE_COMPONENTS_FACULTY")), sku -> 0))
        .singleElement()
        .satisfies(gap -> assertThat(gap.fixes()).isEmpty());
  }

  @Test
  void fix_that_the_rules_forbid_is_left_out() {
    List<GuidanceGap> gaps =
        gaps(direct("M365_A5_SUITE_COMPONENTS_FACULTY"), direct("INTUNE_A_VL"));

    assertThat(gaps)
        .filteredOn(gap -> gap.fact().plan().equals(plan("INTUNE_EDU")))
        .singleElement()
        .satisfies(gap -> assertThat(gap.fixes()).isEmpty());
  }

  @Test
  void documented_skus_giving_intune_are_not_device_only_and_not_by_basic_mobility() {
    List<SkuId> giving =
        RULES.skusGiving(plan("INTUNE_A")).stream().map(SubscribedSku::skuId).toList();

    assertThat(giving)
        .contains(sku("EMS"), sku("INTUNE_A"), sku("INTUNE_EDU"))
        .doesNotContain(sku("INTUNE_A_D"), sku("INTUNE_A_D_GOV"), sku("ENTERPRISEPACK"))
        .hasSize(64)
        .isSorted();
    assertThat(RULES.skusGiving(plan("INTUNE_O365"))).isEmpty();
  }

  @Test
  void observed_held_sku_gets_the_sent_list_in_place_of_the_stored_one() {
    LicensedUser user =
        user(direct("EMS", "INTUNE_A"), through(IN_GROUP, "EMS"), direct("FLOW_FREE"));

    List<LicenseAssignmentState> after =
        RULES.pathsAfter(
            user,
            List.of(license("EMS", "MFA_PREMIUM"), license("SPE_E3")),
            List.of(sku("FLOW_FREE")));

    assertThat(after)
        .containsExactly(direct("EMS", "MFA_PREMIUM"), through(IN_GROUP, "EMS"), direct("SPE_E3"));
  }

  @Test
  void paths_that_a_call_does_not_change_are_the_very_same() {
    LicensedUser user = user(direct("EMS", "INTUNE_A"), through(IN_GROUP, "FLOW_FREE"));

    List<LicenseAssignmentState> after =
        RULES.pathsAfter(user, List.of(license("EMS", "INTUNE_A")), List.of(sku("FLOW_FREE")));

    assertThat(after.get(0)).isSameAs(user.licenseAssignmentStates().get(0));
    assertThat(after.get(1)).isSameAs(user.licenseAssignmentStates().get(1));
  }

  @Test
  void call_heals_a_direct_path_in_error() {
    LicenseAssignmentState failed =
        LicenseAssignmentState.builder()
            .skuId(sku("EMS"))
            .state(AssignmentState.ERROR)
            .error(AssignmentError.OTHER)
            .build();

    assertThat(RULES.pathsAfter(user(failed), List.of(license("EMS")), List.of()))
        .containsExactly(direct("EMS"));
  }

  @Test
  void contested_stored_list_is_as_sent_or_with_what_the_service_adds() {
    RuleBook adding =
        rules(LicensingSemantics.builder().storedDisabledPlans(StoredDisabledPlans.SERVICE_ADDS));

    assertThat(RULES.stored(license("EMS", "INTUNE_A"))).isEqualTo(license("EMS", "INTUNE_A"));
    assertThat(adding.stored(license("EMS", "INTUNE_A")))
        .isEqualTo(license("EMS", "INTUNE_A", "EXCHANGE_S_FOUNDATION"));
    assertThat(adding.stored(license("EMS"))).isEqualTo(license("EMS"));
  }

  @Test
  void contested_foreign_plan_is_dropped_where_it_is_ignored() {
    RuleBook ignoring =
        rules(LicensingSemantics.builder().foreignDisabledPlan(ForeignDisabledPlan.IGNORE));

    assertThat(ignoring.stored(license("EMS", "INTUNE_A", "TEAMS1")))
        .isEqualTo(license("EMS", "INTUNE_A"));
    assertThat(ignoring.stored(license("EMS", "EXCHANGE_S_FOUNDATION")))
        .isEqualTo(license("EMS", "EXCHANGE_S_FOUNDATION"));
  }

  @Test
  void contested_omitted_list_switches_all_on_or_keeps() {
    RuleBook keeping =
        rules(LicensingSemantics.builder().omittedDisabledPlans(OmittedDisabledPlans.KEEP));
    LicensedUser user = user(direct("EMS", "INTUNE_A"));

    assertThat(RULES.whenDisabledPlansAreOmitted(user.licenses(), sku("EMS")))
        .isEqualTo(license("EMS"));
    assertThat(keeping.whenDisabledPlansAreOmitted(user.licenses(), sku("EMS")))
        .isEqualTo(license("EMS", "INTUNE_A"));
    assertThat(keeping.whenDisabledPlansAreOmitted(user().licenses(), sku("EMS")))
        .isEqualTo(license("EMS"));
  }

  @Test
  void contested_omitted_disabledPlans_of_a_group_mean_none_or_those_kept() {
    RuleBook keeping =
        rules(LicensingSemantics.builder().omittedDisabledPlans(OmittedDisabledPlans.KEEP));
    LicensedGroup group =
        LicensedGroup.builder()
            .id(GroupId.parse("0a53f6d5-9f2b-4d3a-8e62-4f0c9f1f6a11"))
            .displayName("Sales team")
            .addAssignedLicenses(license("SPE_E3", "YAMMER_ENTERPRISE"), license("EMS", "INTUNE_A"))
            .build();

    assertThat(RULES.whenDisabledPlansAreOmitted(group.licenses(), sku("EMS")))
        .isEqualTo(license("EMS"));
    assertThat(keeping.whenDisabledPlansAreOmitted(group.licenses(), sku("EMS")))
        .isEqualTo(license("EMS", "INTUNE_A"));
    assertThat(keeping.whenDisabledPlansAreOmitted(group.licenses(), sku("EMSPREMIUM")))
        .isEqualTo(license("EMSPREMIUM"));
  }

  @Test
  void rule_book_tells_what_it_was_made_of() {
    assertThat(RULES.tenantSkus()).isEqualTo(TENANT);
    assertThat(RULES.facts()).isSameAs(LicenseFacts.bundled());
    assertThat(RULES.semantics()).isEqualTo(LicensingSemantics.defaults());
  }

  @Test
  void fixes_without_a_seat_come_before_assignments_whichever_plan_they_give() {
    List<GuidanceGap> gaps =
        gaps(direct("Microsoft_Intune_Suite"), direct("INTUNE_A_VL", "INTUNE_A_VL"));

    assertThat(gaps)
        .filteredOn(gap -> gap.fact().plan().equals(plan("INTUNE_P2")))
        .singleElement()
        .satisfies(
            gap ->
                assertThat(gap.fixes())
                    .extracting(GuidanceGap.Fix::kind, GuidanceGap.Fix::skuId)
                    .startsWith(tuple(GuidanceGap.Fix.Kind.ENABLE_ON_USER, sku("INTUNE_A_VL")))
                    .contains(tuple(GuidanceGap.Fix.Kind.ASSIGN, sku("INTUNE_A"))));
  }

  @Test
  void device_only_licence_of_a_user_is_no_fix() {
    List<GuidanceGap> gaps =
        gaps(direct("M365_A5_SUITE_COMPONENTS_FACULTY"), direct("INTUNE_A_D", "INTUNE_A"));

    assertThat(gaps.get(0).fixes())
        .extracting(GuidanceGap.Fix::kind)
        .isNotEmpty()
        .containsOnly(GuidanceGap.Fix.Kind.ASSIGN);
  }

  @Test
  void observed_self_service_purchase_is_no_fix() {
    RuleBook rules =
        RuleBook.of(
            LicensingSemantics.defaults(),
            LicenseFacts.bundled().with(sku("INTUNE_A"), SkuTrait.DEPARTMENT),
            TENANT);

    assertThat(
            rules
                .guidanceGaps(user(direct("M365_A5_SUITE_COMPONENTS_FACULTY")), sku -> 1)
                .get(0)
                .fixes())
        .extracting(GuidanceGap.Fix::skuId)
        .isNotEmpty()
        .doesNotContain(sku("INTUNE_A"));
  }

  @Test
  void null_arguments_of_paths_after_are_named() {
    assertThatThrownBy(() -> RULES.pathsAfter(user(), null, List.of())).hasMessage("add");
    assertThatThrownBy(() -> RULES.pathsAfter(user(), List.of(), null)).hasMessage("remove");
    assertThatThrownBy(() -> RULES.pathsAfter(null, List.of(), List.of())).hasMessage("user");
  }
}
