package io.github.m365licensing.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.m365licensing.sku.AppliesTo;
import io.github.m365licensing.sku.PrepaidUnits;
import io.github.m365licensing.sku.ProvisioningStatus;
import io.github.m365licensing.sku.ServicePlan;
import io.github.m365licensing.sku.ServicePlanId;
import io.github.m365licensing.sku.SkuId;
import io.github.m365licensing.sku.SubscribedSku;
import java.lang.reflect.Field;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SkuCatalogTest {

  private static final SkuCatalog CATALOG = SkuCatalog.bundled();

  @Test
  void bundled_holds_the_published_counts_with_source_and_date() {
    int pairs = CATALOG.products().stream().mapToInt(p -> p.servicePlanIds().size()).sum();

    assertThat(CATALOG.products()).hasSize(620);
    assertThat(CATALOG.servicePlans()).hasSize(796);
    assertThat(pairs).isEqualTo(5971);
    assertThat(CATALOG.date()).contains(LocalDate.of(2026, 8, 21));
    assertThat(CATALOG.source()).contains("Microsoft").contains("CC BY 4.0");
  }

  @ParameterizedTest
  @CsvSource({
    "EMS, efccb6f7-5641-4e0e-bd10-b4976e1bf68e",
    "' ems ', efccb6f7-5641-4e0e-bd10-b4976e1bf68e",
    "EFCCB6F7-5641-4E0E-BD10-B4976E1BF68E, efccb6f7-5641-4e0e-bd10-b4976e1bf68e",
    "microsoft 365 e3, 05e9a617-0261-4cee-bb44-138d3ef5d965",
    "'Microsoft  365\u00A0E3', 05e9a617-0261-4cee-bb44-138d3ef5d965",
    "Microsoft_365_E3, 0c21030a-7e60-4ec7-9a0f-0042e0e0211a",
    "Win10_VDA_E3, 6a0f6da5-0b87-4190-a6ae-9bb5a2b9546a",
    "Microsoft_365_Business_Basic_(no_Teams), 21502a13-c8dc-4744-be9c-177fd9d2eafc",
    "Microsoft_365_Business_Basic_(noTeams), 21502a13-c8dc-4744-be9c-177fd9d2eafc",
    "MCOPSTN_5, ''",
  })
  void product_is_found_by_guid_part_number_and_product_name(String name, String skuId) {
    List<Product> found = CATALOG.findProducts(name);

    assertThat(found).hasSize(1);
    if (!skuId.isEmpty()) {
      assertThat(found.get(0).skuId()).isEqualTo(SkuId.parse(skuId));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"MCOPSTN5", "Visio Plan 1", "Microsoft 365 F1"})
  void ambiguous_product_name_gives_all_candidates(String name) {
    assertThat(CATALOG.findProducts(name)).hasSize(2);
  }

  @Test
  void unknown_names_and_ids_give_nothing() {
    assertThat(CATALOG.findProducts("no such thing")).isEmpty();
    assertThat(CATALOG.findServicePlans("no such thing")).isEmpty();
    assertThat(CATALOG.findProducts("00000000-0000-0000-0000-000000000001")).isEmpty();
    assertThat(CATALOG.findServicePlans("00000000-0000-0000-0000-000000000001")).isEmpty();
    assertThat(CATALOG.servicePlansOf(SkuId.parse("00000000-0000-0000-0000-000000000001")))
        .isEmpty();
  }

  @Test
  void plan_is_found_by_guid_plan_name_and_friendly_name() {
    assertThat(CATALOG.findServicePlans("intune_a"))
        .extracting(Product.Plan::servicePlanId)
        .containsExactly(WellKnownPlans.INTUNE_A);
    assertThat(CATALOG.findServicePlans(WellKnownPlans.INTUNE_A.toString())).hasSize(1);
    assertThat(CATALOG.findServicePlans("Mobile Device Management for Office 365"))
        .extracting(Product.Plan::servicePlanName)
        .contains("INTUNE_O365");
    assertThat(CATALOG.findServicePlans("PROJECT_ESSENTIALS")).hasSize(2);
  }

  @Test
  void one_guid_as_sku_and_as_plan_stays_two_things() {
    String guid = "54a152dc-90de-4996-93d2-bc47e670fc06";

    assertThat(CATALOG.findProduct(SkuId.parse(guid))).isPresent();
    assertThat(CATALOG.findServicePlan(ServicePlanId.parse(guid))).isPresent();
  }

  @Test
  void ems_holds_the_seven_published_plans() {
    List<ServicePlan> plans = CATALOG.servicePlansOf(WellKnownSkus.EMS);

    assertThat(plans)
        .extracting(ServicePlan::servicePlanName)
        .containsExactly(
            "AAD_PREMIUM",
            "ADALLOM_S_DISCOVERY",
            "EXCHANGE_S_FOUNDATION",
            "INTUNE_A",
            "MFA_PREMIUM",
            "RMS_S_ENTERPRISE",
            "RMS_S_PREMIUM");
    assertThat(plans)
        .extracting(ServicePlan::provisioningStatus)
        .containsOnly(ProvisioningStatus.SUCCESS);
    assertThat(plans)
        .filteredOn(plan -> !plan.isForUsers())
        .extracting(ServicePlan::servicePlanName)
        .containsExactly("EXCHANGE_S_FOUNDATION");
  }

  @Test
  void observed_company_plan_stays_for_users_where_it_is_all_that_a_user_sku_holds() {
    SkuId alone = CATALOG.findProducts("ATP_ENTERPRISE").get(0).skuId();

    assertThat(CATALOG.servicePlansOf(alone)).allMatch(ServicePlan::isForUsers);
    assertThat(CATALOG.servicePlansOf(WellKnownSkus.SPE_E5))
        .filteredOn(plan -> plan.servicePlanId().equals(WellKnownPlans.ATP_ENTERPRISE))
        .noneMatch(ServicePlan::isForUsers);
  }

  @Test
  void assumed_lighthouse_is_the_only_company_product() {
    assertThat(CATALOG.products())
        .filteredOn(product -> product.appliesTo().equals(AppliesTo.COMPANY))
        .extracting(Product::skuId)
        .containsExactly(WellKnownSkus.MICROSOFT365_LIGHTHOUSE);
    assertThat(CATALOG.servicePlansOf(WellKnownSkus.MICROSOFT365_LIGHTHOUSE))
        .noneMatch(ServicePlan::isForUsers);
  }

  @Test
  void products_with_intune_are_the_published_sixty_six() {
    List<Product> found = CATALOG.productsWith(WellKnownPlans.INTUNE_A);

    assertThat(found).hasSize(66);
    assertThat(found)
        .extracting(Product::skuId)
        .contains(WellKnownSkus.EMS, WellKnownSkus.INTUNE_A_D)
        .doesNotContain(WellKnownSkus.ENTERPRISEPACK);
  }

  @Test
  void spe_e3_and_spe_e5_differ_by_fourteen_and_forty_nine_plans() {
    Set<ServicePlanId> e3 = plans(WellKnownSkus.SPE_E3);
    Set<ServicePlanId> e5 = plans(WellKnownSkus.SPE_E5);

    Set<ServicePlanId> dropped = new HashSet<>(e3);
    dropped.removeAll(e5);
    Set<ServicePlanId> gained = new HashSet<>(e5);
    gained.removeAll(e3);

    assertThat(dropped).hasSize(14);
    assertThat(gained).hasSize(49);
  }

  private static Set<ServicePlanId> plans(SkuId sku) {
    return Set.copyOf(CATALOG.findProduct(sku).orElseThrow().servicePlanIds());
  }

  @Test
  void difference_to_a_tenant_names_the_plans_of_either_side() {
    ServicePlan own =
        new ServicePlan(
            ServicePlanId.parse("00000000-0000-0000-0000-00000000000a"),
            "BRAND_NEW",
            ProvisioningStatus.SUCCESS,
            AppliesTo.USER);
    SubscribedSku.Builder ems =
        SubscribedSku.builder()
            .skuId(WellKnownSkus.EMS)
            .skuPartNumber("Ems")
            .prepaidUnits(PrepaidUnits.enabled(1))
            .addServicePlans(own);
    CATALOG.servicePlansOf(WellKnownSkus.EMS).stream()
        .filter(plan -> !plan.servicePlanId().equals(WellKnownPlans.MFA_PREMIUM))
        .forEach(ems::addServicePlans);

    SkuCatalog.Difference difference = CATALOG.compare(ems.build()).orElseThrow();

    assertThat(difference.onlyInTenant()).containsExactly(own);
    assertThat(difference.onlyInCatalog())
        .extracting(Product.Plan::servicePlanId)
        .containsExactly(WellKnownPlans.MFA_PREMIUM);
    assertThat(difference.tenantPartNumber()).isEqualTo("Ems");
    assertThat(difference.isEmpty()).isFalse();
  }

  @Test
  void difference_to_a_tenant_like_the_catalogue_is_empty() {
    SubscribedSku ems =
        SubscribedSku.builder()
            .skuId(WellKnownSkus.EMS)
            .skuPartNumber("EMS")
            .prepaidUnits(PrepaidUnits.enabled(1))
            .addAllServicePlans(CATALOG.servicePlansOf(WellKnownSkus.EMS))
            .build();

    assertThat(CATALOG.compare(ems)).hasValueSatisfying(d -> assertThat(d.isEmpty()).isTrue());
  }

  @Test
  void every_well_known_sku_is_in_the_catalogue_under_its_name() throws IllegalAccessException {
    for (Field field : WellKnownSkus.class.getFields()) {
      Product product = CATALOG.findProduct((SkuId) field.get(null)).orElseThrow();

      assertThat(constant(product.skuPartNumber())).isEqualTo(field.getName());
    }
  }

  @Test
  void every_well_known_plan_is_in_the_catalogue_under_its_name() throws IllegalAccessException {
    for (Field field : WellKnownPlans.class.getFields()) {
      Product.Plan plan = CATALOG.findServicePlan((ServicePlanId) field.get(null)).orElseThrow();

      assertThat(constant(plan.servicePlanName())).isEqualTo(field.getName());
    }
  }

  private static String constant(String name) {
    return String.join(
        "_", Arrays.stream(name.toUpperCase(java.util.Locale.ROOT).split("[^A-Z0-9]+")).toList());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        "m365-catalog 1\nsource\tS\nepoch day\t1\nP\tabc\tN\tF\tU\n",
        "m365-catalog 1\nsource\tS\nepoch day\t1\nX\n"
      })
  void damaged_file_is_refused(String text) {
    assertThatThrownBy(() -> CatalogFile.read(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void file_keeps_every_character_on_its_way() {
    SkuCatalog odd =
        new SkuCatalog(
            "a\\b – c",
            LocalDate.EPOCH,
            List.of(),
            List.of(
                new Product.Plan(WellKnownPlans.INTUNE_A, "Ü\tX", "line\nend", AppliesTo.COMPANY)));

    SkuCatalog read = CatalogFile.read(CatalogFile.write(odd, LocalDate.EPOCH));

    assertThat(read.source()).isEqualTo(odd.source());
    assertThat(read.servicePlans()).isEqualTo(odd.servicePlans());
  }

  @Test
  void written_bundle_is_the_bundle() {
    SkuCatalog read = CatalogFile.read(CatalogFile.write(CATALOG, CATALOG.date().orElseThrow()));

    assertThat(read.products()).isEqualTo(CATALOG.products());
    assertThat(read.servicePlans()).isEqualTo(CATALOG.servicePlans());
  }
}
