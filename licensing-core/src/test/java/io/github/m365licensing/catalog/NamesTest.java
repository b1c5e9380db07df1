package io.github.m365licensing.catalog;

import static io.github.m365licensing.catalog.Names.Resolution.Kind.AMBIGUOUS;
import static io.github.m365licensing.catalog.Names.Resolution.Kind.FOUND;
import static io.github.m365licensing.catalog.Names.Resolution.Kind.NOT_HERE;
import static io.github.m365licensing.catalog.Names.Resolution.Kind.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.m365licensing.catalog.Names.Resolution.Candidate;
import io.github.m365licensing.sku.AppliesTo;
import io.github.m365licensing.sku.PrepaidUnits;
import io.github.m365licensing.sku.ProvisioningStatus;
import io.github.m365licensing.sku.ServicePlan;
import io.github.m365licensing.sku.ServicePlanId;
import io.github.m365licensing.sku.SkuId;
import io.github.m365licensing.sku.SubscribedSku;
import io.github.m365licensing.sku.TenantSkus;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamesTest {

  private static final SkuCatalog CATALOG = SkuCatalog.bundled();
  private static final SkuId OWN_SKU = SkuId.parse("00000000-0000-0000-0000-0000000000aa");
  private static final ServicePlanId OWN_PLAN =
      ServicePlanId.parse("00000000-0000-0000-0000-0000000000bb");
  private static final Names NAMES =
      Names.of(
          CATALOG,
          TenantSkus.of(
              List.of(
                  owned(WellKnownSkus.EMS, "EMS"),
                  owned(WellKnownSkus.SPE_E3, "SPE_E3"),
                  owned(WellKnownSkus.VISIO_PLAN1_DEPT, "VISIO_PLAN1_DEPT"),
                  SubscribedSku.builder()
                      .skuId(OWN_SKU)
                      .skuPartNumber("CONTOSO_SPECIAL")
                      .prepaidUnits(PrepaidUnits.enabled(1))
                      .addServicePlans(
                          new ServicePlan(
                              OWN_PLAN, "SPECIAL_PLAN", ProvisioningStatus.SUCCESS, AppliesTo.USER))
                      .build())));

  private static SubscribedSku owned(SkuId id, String partNumber) {
    return SubscribedSku.builder()
        .skuId(id)
        .skuPartNumber(partNumber)
        .prepaidUnits(PrepaidUnits.enabled(1))
        .addAllServicePlans(CATALOG.servicePlansOf(id))
        .build();
  }

  @ParameterizedTest
  @CsvSource({
    "ems, FOUND, EMS",
    "Enterprise Mobility + Security E3, FOUND, EMS",
    "' spe_e3 ', FOUND, SPE_E3",
    "efccb6f7-5641-4e0e-bd10-b4976e1bf68e, FOUND, EMS",
    "contoso special, FOUND, CONTOSO_SPECIAL",
    "SPE_E5, NOT_HERE, SPE_E5",
    "Microsoft 365 E5, NOT_HERE, SPE_E5",
    "Microsoft_365_E3, NOT_HERE, Microsoft_365_E3",
    "Visio Plan 1, FOUND, VISIO_PLAN1_DEPT",
    "00000000-0000-0000-0000-000000000001, NOT_HERE, 00000000-0000-0000-0000-000000000001",
  })
  void sku_name_means(String name, Names.Resolution.Kind kind, String partNumber) {
    Names.Resolution<SkuId> resolution = NAMES.sku(name);

    assertThat(resolution.kind()).isEqualTo(kind);
    assertThat(NAMES.skuPartNumber(resolution.idOrThrow())).isEqualTo(partNumber);
  }

  @Test
  void sku_name_shared_by_products_that_are_not_owned_is_ambiguous_with_candidates() {
    Names.Resolution<SkuId> resolution = NAMES.sku("MCOPSTN5");

    assertThat(resolution.kind()).isEqualTo(AMBIGUOUS);
    assertThat(resolution.isUnique()).isFalse();
    assertThat(resolution.candidates()).hasSize(2).allMatch(c -> c.name().equals("MCOPSTN5"));
    assertThatThrownBy(resolution::idOrThrow)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("54a152dc");
  }

  @ParameterizedTest
  @CsvSource({
    "EMSS, EMS",
    "SPE_3E, SPE_E3",
    "ENTERPRISEPAK, ENTERPRISEPACK",
    "CONTOSO_SPCIAL, CONTOSO_SPECIAL",
    "Microsoft 365 E33, SPE_E3"
  })
  void unknown_sku_name_suggests_the_nearest(String name, String nearest) {
    Names.Resolution<SkuId> resolution = NAMES.sku(name);

    assertThat(resolution.kind()).isEqualTo(UNKNOWN);
    assertThat(resolution.candidates()).hasSizeLessThanOrEqualTo(5);
    assertThat(resolution.candidates().get(0).name()).isEqualTo(nearest);
  }

  @Test
  void name_like_nothing_has_no_suggestion() {
    assertThat(NAMES.sku("zzzzzzzzzzzz").candidates()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "INTUNE_A, FOUND, INTUNE_A",
    "c1ec4a95-1f05-45b3-a911-aa3fa01094f5, FOUND, INTUNE_A",
    "SPECIAL_PLAN, NOT_HERE, SPECIAL_PLAN",
    "INTUNE_EDU, NOT_HERE, INTUNE_EDU",
    "da24caf9-af8e-485c-b7c8-e73336da2693, NOT_HERE, INTUNE_EDU"
  })
  void plan_name_in_ems_means(String name, Names.Resolution.Kind kind, String planName) {
    Names.Resolution<ServicePlanId> resolution = NAMES.planIn(WellKnownSkus.EMS, name);

    assertThat(resolution.kind()).isEqualTo(kind);
    assertThat(NAMES.servicePlanName(resolution.idOrThrow())).isEqualTo(planName);
  }

  @Test
  void unknown_plan_name_suggests_plans_of_the_sku_only() {
    Names.Resolution<ServicePlanId> resolution = NAMES.planIn(WellKnownSkus.EMS, "INTUNE_B2");

    assertThat(resolution.kind()).isEqualTo(UNKNOWN);
    assertThat(resolution.candidates()).extracting(Candidate::name).containsExactly("INTUNE_A");
  }

  @Test
  void plan_name_in_a_sku_that_is_not_owned_is_looked_up_in_the_catalogue() {
    assertThat(NAMES.planIn(WellKnownSkus.INTUNE_EDU, "INTUNE_EDU").kind()).isEqualTo(FOUND);
  }

  @Test
  void plan_name_across_the_tenant_means() {
    assertThat(NAMES.plan("special_plan").kind()).isEqualTo(FOUND);
    assertThat(NAMES.plan(OWN_PLAN.toString()).kind()).isEqualTo(FOUND);
    assertThat(NAMES.plan("INTUNE_EDU").kind()).isEqualTo(NOT_HERE);
    assertThat(NAMES.plan("PROJECT_ESSENTIALS").kind()).isEqualTo(AMBIGUOUS);
    assertThat(NAMES.plan("INTUNE_AA").candidates().get(0).id()).isEqualTo(WellKnownPlans.INTUNE_A);
  }

  @Test
  void unknown_ids_fall_back_to_the_tenants_strings_and_then_to_the_id() {
    ServicePlanId nowhere = ServicePlanId.parse("00000000-0000-0000-0000-000000000001");

    assertThat(NAMES.productName(OWN_SKU)).isEqualTo("CONTOSO_SPECIAL");
    assertThat(NAMES.friendlyName(OWN_PLAN)).isEqualTo("SPECIAL_PLAN");
    assertThat(NAMES.friendlyName(nowhere)).isEqualTo(nowhere.toString());
    assertThat(NAMES.productName(WellKnownSkus.EMS)).isEqualTo("Enterprise Mobility + Security E3");
  }
}
