package io.github.m365licensing.rules;

import static io.github.m365licensing.rules.Fixtures.CATALOG;
import static io.github.m365licensing.rules.Fixtures.TENANT;
import static io.github.m365licensing.rules.Fixtures.plan;
import static io.github.m365licensing.rules.Fixtures.sku;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.m365licensing.rules.SwapMapping.NewPlans;
import io.github.m365licensing.sku.ServicePlan;
import io.github.m365licensing.sku.ServicePlanId;
import io.github.m365licensing.sku.SubscribedSku;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SwapMappingTest {

  private static SubscribedSku owned(String partNumber) {
    return TENANT.find(sku(partNumber)).orElseThrow();
  }

  private static SwapMapping swap(String from, String to) {
    return SwapMapping.of(owned(from), owned(to), LicenseFacts.bundled());
  }

  private static Set<ServicePlanId> plans(String... names) {
    return List.of(names).stream().map(Fixtures::plan).collect(Collectors.toSet());
  }

  private static List<String> names(Set<ServicePlanId> plans) {
    return plans.stream()
        .map(id -> CATALOG.findServicePlan(id).orElseThrow().servicePlanName())
        .sorted()
        .toList();
  }

  @Test
  void documented_spe_e3_to_spe_e5_drops_fourteen_plans_and_gains_forty_nine() {
    SwapMapping swap = swap("SPE_E3", "SPE_E5");

    assertThat(swap.dropped()).hasSize(14);
    assertThat(swap.gained()).hasSize(49);
    assertThat(swap.from()).isEqualTo(sku("SPE_E3"));
    assertThat(swap.to()).isEqualTo(sku("SPE_E5"));
  }

  @Test
  void choice_is_carried_by_plan_id_where_both_hold_the_plan() {
    assertThat(swap("EMS", "EMSPREMIUM").carry(plans("INTUNE_A"), NewPlans.ON))
        .containsExactly(plan("INTUNE_A"));
  }

  @ParameterizedTest
  @CsvSource({
    "STANDARDPACK, ENTERPRISEPACK, EXCHANGE_S_STANDARD, EXCHANGE_S_ENTERPRISE",
    "STANDARDPACK, ENTERPRISEPACK, SHAREPOINTSTANDARD, SHAREPOINTENTERPRISE",
    "ENTERPRISEPACK, STANDARDPACK, EXCHANGE_S_ENTERPRISE, EXCHANGE_S_STANDARD",
    "DESKLESSPACK, STANDARDPACK, EXCHANGE_S_DESKLESS, EXCHANGE_S_STANDARD",
    "DESKLESSPACK, STANDARDPACK, MCOIMP, MCOSTANDARD",
    "SPE_E3, SPE_E5, FORMS_PLAN_E3, FORMS_PLAN_E5",
    "SPE_E3, SPE_E5, STREAM_O365_E3, STREAM_O365_E5",
    "SPE_E3, SPE_E5, POWERAPPS_O365_P2, POWERAPPS_O365_P3",
    "SPE_E3, SPE_E5, MDE_LITE, WINDEFATP",
    "STANDARDWOFFPACK_STUDENT, M365EDU_A3_STUUSEBNFT, SHAREPOINTSTANDARD_EDU, SHAREPOINTENTERPRISE_EDU",
    "INTUNE_A, INTUNE_A_VL, INTUNE_A, INTUNE_A_VL",
  })
  void assumed_choice_is_carried_by_capability(
      String from, String to, String off, String offAfter) {
    SwapMapping swap = swap(from, to);

    assertThat(names(swap.carry(plans(off), NewPlans.ON))).contains(offAfter);
    assertThat(swap.notCarried(plans(off))).isEmpty();
    assertThat(swap.carry(Set.of(), NewPlans.ON)).isEmpty();
  }

  @Test
  void assumed_choice_for_one_plan_goes_to_all_plans_that_give_the_same() {
    assertThat(names(swap("SPE_E3", "SPE_E5").carry(plans("ADALLOM_S_DISCOVERY"), NewPlans.ON)))
        .containsExactly("ADALLOM_S_O365", "ADALLOM_S_STANDALONE");
  }

  @Test
  void assumed_of_several_counterparts_one_that_is_on_keeps_the_service_on() {
    SwapMapping back = swap("SPE_E5", "SPE_E3");

    assertThat(back.carry(plans("ADALLOM_S_O365"), NewPlans.ON)).isEmpty();
    assertThat(names(back.carry(plans("ADALLOM_S_O365", "ADALLOM_S_STANDALONE"), NewPlans.ON)))
        .containsExactly("ADALLOM_S_DISCOVERY");
  }

  @Test
  void choice_without_counterpart_is_listed() {
    assertThat(swap("SPE_E3", "EMS").notCarried(plans("SWAY", "INTUNE_A")))
        .extracting(ServicePlan::servicePlanName)
        .containsExactly("SWAY");
  }

  @Test
  void new_plans_are_on_or_off_as_asked_and_never_company_plans() {
    SwapMapping swap = swap("EMS", "EMSPREMIUM");

    assertThat(swap.newPlans())
        .extracting(ServicePlan::servicePlanName)
        .containsExactly("AAD_PREMIUM_P2", "ATA", "RMS_S_PREMIUM2");
    assertThat(names(swap.carry(Set.of(), NewPlans.OFF)))
        .containsExactly("AAD_PREMIUM_P2", "ATA", "RMS_S_PREMIUM2");
    assertThat(swap.counterparts()).containsKey(plan("ADALLOM_S_DISCOVERY")).hasSize(1);
  }

  @Test
  void company_plans_carry_no_choice() {
    SwapMapping swap = swap("SPE_E3", "SPE_E5");

    assertThat(names(swap.carry(plans("INTUNE_O365", "EXCHANGE_S_FOUNDATION"), NewPlans.OFF)))
        .doesNotContain("INTUNE_O365", "EXCHANGE_S_FOUNDATION", "Content_Explorer");
  }

  @Test
  void null_arguments_are_named() {
    assertThatThrownBy(() -> swap("EMS", "EMSPREMIUM").carry(null, NewPlans.ON))
        .hasMessage("disabledPlans");
    assertThatThrownBy(() -> swap("EMS", "EMSPREMIUM").carry(Set.of(), null))
        .hasMessage("newPlans");
  }
}
