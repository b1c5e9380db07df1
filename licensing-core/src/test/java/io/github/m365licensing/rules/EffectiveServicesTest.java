package io.github.m365licensing.rules;

import static io.github.m365licensing.rules.Fixtures.IN_GROUP;
import static io.github.m365licensing.rules.Fixtures.RULES;
import static io.github.m365licensing.rules.Fixtures.TENANT;
import static io.github.m365licensing.rules.Fixtures.direct;
import static io.github.m365licensing.rules.Fixtures.plan;
import static io.github.m365licensing.rules.Fixtures.sku;
import static io.github.m365licensing.rules.Fixtures.through;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.m365licensing.assignment.AssignedLicense;
import io.github.m365licensing.assignment.AssignmentSource;
import io.github.m365licensing.assignment.AssignmentState;
import io.github.m365licensing.assignment.LicenseAssignmentState;
import io.github.m365licensing.assignment.LicensePaths;
import io.github.m365licensing.sku.AppliesTo;
import io.github.m365licensing.sku.PrepaidUnits;
import io.github.m365licensing.sku.ProvisioningStatus;
import io.github.m365licensing.sku.ServicePlan;
import io.github.m365licensing.sku.SkuId;
import io.github.m365licensing.sku.SubscribedSku;
import io.github.m365licensing.sku.TenantSkus;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EffectiveServicesTest {

  private static EffectiveServices of(LicenseAssignmentState... paths) {
    return RULES.effectiveServices(LicensePaths.of(List.of(paths)));
  }

  @Test
  void documented_plan_is_off_only_if_off_on_every_path() {
    EffectiveServices pradeep =
        of(direct("EMS", "INTUNE_A", "MFA_PREMIUM"), through(IN_GROUP, "EMS", "MFA_PREMIUM"));

    assertThat(pradeep.isOn(plan("INTUNE_A"))).isTrue();
    assertThat(pradeep.isOn(plan("MFA_PREMIUM"))).isFalse();
  }

  @Test
  void documented_plan_of_two_skus_names_both_sources() {
    EffectiveService intune =
        of(direct("EMS"), through(IN_GROUP, "SPE_E3")).find(plan("INTUNE_A")).orElseThrow();

    assertThat(intune.isOn()).isTrue();
    assertThat(intune.servicePlanName()).isEqualTo("INTUNE_A");
    assertThat(intune.sources())
        .containsExactly(
            new ServiceSource(sku("EMS"), AssignmentSource.direct()),
            new ServiceSource(sku("SPE_E3"), IN_GROUP));
    assertThat(intune.sourcesOff()).isEmpty();
    assertThat(intune.provisioningStatus()).isEqualTo(ProvisioningStatus.SUCCESS);
  }

  @Test
  void documented_plan_that_is_off_names_who_leaves_it_off() {
    EffectiveService intune = of(direct("EMS", "INTUNE_A")).find(plan("INTUNE_A")).orElseThrow();

    assertThat(intune.isOn()).isFalse();
    assertThat(intune.sourcesOff())
        .containsExactly(new ServiceSource(sku("EMS"), AssignmentSource.direct()));
    assertThat(intune.provisioningStatus()).isEqualTo(ProvisioningStatus.DISABLED);
  }

  @ParameterizedTest
  @CsvSource({"Active, true", "ActiveWithError, true", "Error, false", "Disabled, false"})
  void documented_only_paths_in_effect_count(String state, boolean counts) {
    LicenseAssignmentState path =
        LicenseAssignmentState.builder().skuId(sku("EMS")).state(AssignmentState.of(state)).build();

    assertThat(of(path).isOn(plan("INTUNE_A"))).isEqualTo(counts);
  }

  @Test
  void documented_company_plans_are_not_a_users_services() {
    assertThat(of(direct("EMS")).find(plan("EXCHANGE_S_FOUNDATION"))).isEmpty();
  }

  @Test
  void sku_that_the_tenant_lacks_adds_no_service() {
    SkuId unknown = SkuId.parse("00000000-0000-0000-0000-00000000000f");

    EffectiveServices services =
        of(LicenseAssignmentState.active(AssignedLicense.of(unknown), AssignmentSource.direct()));

    assertThat(services.services()).isEmpty();
  }

  @Test
  void provisioning_status_is_the_skus_and_success_comes_first() {
    ServicePlan pending =
        new ServicePlan(
            plan("INTUNE_A"), "INTUNE_A", ProvisioningStatus.PENDING_INPUT, AppliesTo.USER);
    ServicePlan done =
        new ServicePlan(plan("INTUNE_A"), "INTUNE_A", ProvisioningStatus.SUCCESS, AppliesTo.USER);
    TenantSkus tenant = TenantSkus.of(List.of(owned("EMS", pending), owned("INTUNE_A", done)));

    EffectiveServices one = EffectiveServices.of(LicensePaths.of(List.of(direct("EMS"))), tenant);
    EffectiveServices both =
        EffectiveServices.of(LicensePaths.of(List.of(direct("EMS"), direct("INTUNE_A"))), tenant);
    EffectiveServices reversed =
        EffectiveServices.of(LicensePaths.of(List.of(direct("INTUNE_A"), direct("EMS"))), tenant);

    assertThat(one.find(plan("INTUNE_A")).orElseThrow().provisioningStatus())
        .isEqualTo(ProvisioningStatus.PENDING_INPUT);
    assertThat(both.find(plan("INTUNE_A")).orElseThrow().provisioningStatus())
        .isEqualTo(ProvisioningStatus.SUCCESS);
    assertThat(reversed.find(plan("INTUNE_A")).orElseThrow().provisioningStatus())
        .isEqualTo(ProvisioningStatus.SUCCESS);
  }

  private static SubscribedSku owned(String partNumber, ServicePlan plan) {
    return SubscribedSku.builder()
        .skuId(sku(partNumber))
        .skuPartNumber(partNumber)
        .prepaidUnits(PrepaidUnits.enabled(1))
        .addServicePlans(plan)
        .build();
  }

  @Test
  void services_are_ordered_by_name() {
    assertThat(of(direct("SPE_E3"), direct("EMS")).services())
        .extracting(EffectiveService::servicePlanName)
        .isSorted()
        .contains("INTUNE_A", "SWAY");
  }

  @Test
  void difference_of_a_removal_says_what_is_lost_and_what_is_kept_through_whom() {
    LicenseAssignmentState group = through(IN_GROUP, "INTUNE_A");
    EffectiveServices before = of(direct("EMS"), group);

    EffectiveServices.Difference difference = before.differenceTo(of(group));

    assertThat(difference.lost())
        .extracting(EffectiveService::servicePlanName)
        .containsExactly(
            "AAD_PREMIUM",
            "ADALLOM_S_DISCOVERY",
            "MFA_PREMIUM",
            "RMS_S_ENTERPRISE",
            "RMS_S_PREMIUM");
    assertThat(difference.gained()).isEmpty();
    assertThat(difference.keptThroughOthers())
        .singleElement()
        .satisfies(
            kept -> {
              assertThat(kept.servicePlanName()).isEqualTo("INTUNE_A");
              assertThat(kept.sources())
                  .containsExactly(new ServiceSource(sku("INTUNE_A"), IN_GROUP));
            });
  }

  @Test
  void difference_of_nothing_is_empty() {
    EffectiveServices ems = of(direct("EMS"));

    assertThat(ems.differenceTo(of(direct("EMS"))).isEmpty()).isTrue();
    assertThat(ems.differenceTo(of(direct("EMS"))).keptThroughOthers()).isEmpty();
    assertThat(ems).isEqualTo(of(direct("EMS"))).isNotEqualTo(of(direct("INTUNE_A")));
  }

  @Test
  void difference_of_an_assignment_is_gain() {
    EffectiveServices.Difference difference = of().differenceTo(of(direct("INTUNE_A")));

    assertThat(difference.gained())
        .extracting(EffectiveService::servicePlanName)
        .containsExactly("INTUNE_A");
    assertThat(difference.lost()).isEmpty();
    assertThat(difference.isEmpty()).isFalse();
    assertThat(of(direct("INTUNE_A")).differenceTo(of()).isEmpty()).isFalse();
  }

  @Test
  void merged_licences_are_ordered_by_sku_id() {
    List<AssignedLicense> merged =
        LicensePaths.of(List.of(direct("SPE_E3"), direct("EMS"), direct("INTUNE_A")))
            .assignedLicenses();

    assertThat(merged).extracting(AssignedLicense::skuId).isSorted().hasSize(3);
    assertThat(TENANT.all()).extracting(SubscribedSku::skuId).isSorted();
  }

  @Test
  void text_form_names_the_services_that_are_on() {
    EffectiveServices services = of(direct("EMS", "INTUNE_A", "MFA_PREMIUM", "AAD_PREMIUM"));

    assertThat(services)
        .hasToString("[ADALLOM_S_DISCOVERY, RMS_S_ENTERPRISE, RMS_S_PREMIUM]")
        .hasSameHashCodeAs(of(direct("EMS", "INTUNE_A", "MFA_PREMIUM", "AAD_PREMIUM")));
    assertThat(services.hashCode()).isNotEqualTo(of(direct("EMS")).hashCode());
    assertThat(new ServiceSource(sku("EMS"), AssignmentSource.direct()))
        .hasToString(sku("EMS") + " direct");
  }
}
