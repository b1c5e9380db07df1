package io.github.m365licensing.rules;

import static io.github.m365licensing.rules.Fixtures.CATALOG;
import static io.github.m365licensing.rules.Fixtures.TENANT;
import static io.github.m365licensing.rules.Fixtures.direct;
import static io.github.m365licensing.rules.Fixtures.license;
import static io.github.m365licensing.rules.Fixtures.plan;
import static io.github.m365licensing.rules.Fixtures.sku;
import static io.github.m365licensing.rules.Fixtures.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.m365licensing.rules.LicensingSemantics.ExclusionRules;
import io.github.m365licensing.rules.PlanDependency.Strength;
import io.github.m365licensing.sku.ServicePlanId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LicenseFactsTest {

  private static final LicenseFacts FACTS = LicenseFacts.bundled();

  @Test
  void documented_exclusions_are_the_eight_groups_of_the_page_and_three_more() {
    assertThat(FACTS.exclusions()).hasSize(11);
    assertThat(FACTS.exclusions())
        .filteredOn(fact -> fact.confidence().equals("documented"))
        .hasSize(8)
        .allMatch(fact -> fact.rules().contains(ExclusionRules.ENTRA_PAGE_2025));
    assertThat(
            FACTS.exclusions().stream()
                .filter(fact -> fact.confidence().equals("documented"))
                .mapToInt(fact -> fact.plans().size())
                .sum())
        .isEqualTo(38);
  }

  @ParameterizedTest
  @CsvSource({
    "Intune, CERTAIN",
    "Microsoft 365 (Rights Management), CERTAIN",
    "Skype for Business (PSTN calling), CERTAIN",
    "Dynamics CRM, CERTAIN",
    "Yammer, CERTAIN",
    "Exchange Online, POSSIBLE",
    "SharePoint Online, POSSIBLE",
    "Skype for Business, POSSIBLE",
    "Teams (free against paid), POSSIBLE",
    "Teams Rooms, POSSIBLE",
  })
  void exclusion_is_certain_only_where_nothing_contradicts_it(
      String service, Violation.Certainty certainty) {
    assertThat(FACTS.exclusions())
        .filteredOn(fact -> fact.service().equals(service))
        .singleElement()
        .satisfies(fact -> assertThat(fact.certainty()).isEqualTo(certainty));
  }

  @Test
  void disputed_exchange_plans_one_and_two_are_never_judged() {
    assertThat(FACTS.exclusions())
        .filteredOn(fact -> fact.confidence().equals("disputed"))
        .singleElement()
        .satisfies(fact -> assertThat(fact.rules()).isEmpty());
  }

  @ParameterizedTest
  @CsvSource({
    "WORKPLACE_ANALYTICS, PROVEN",
    "SHAREPOINT_PROJECT, PROVEN",
    "MCOMEETADV, MEDIUM",
    "MCOEV, MEDIUM",
    "THREAT_INTELLIGENCE, MEDIUM",
    "INTUNE_EDU, GUIDANCE",
    "INTUNE_P2, GUIDANCE",
    "CLOUD_PKI, GUIDANCE",
  })
  void dependency_has_the_strength_of_its_evidence(String name, Strength strength) {
    assertThat(FACTS.dependencies())
        .filteredOn(fact -> CATALOG.findServicePlan(fact.plan()).isPresent())
        .filteredOn(
            fact ->
                CATALOG.findServicePlan(fact.plan()).orElseThrow().servicePlanName().equals(name))
        .singleElement()
        .satisfies(fact -> assertThat(fact.strength()).isEqualTo(strength));
  }

  @Test
  void assumed_teams_satisfies_audio_conferencing_and_phone() {
    for (String name : List.of("MCOMEETADV", "MCOEV")) {
      assertThat(FACTS.dependencies())
          .filteredOn(fact -> fact.plan().equals(plan(name)))
          .singleElement()
          .satisfies(
              fact ->
                  assertThat(fact.requiresAnyOf()).contains(plan("TEAMS1"), plan("MCOSTANDARD")));
    }
  }

  @Test
  void every_fact_has_a_source() {
    assertThat(FACTS.exclusions()).noneMatch(fact -> fact.source().isBlank());
    assertThat(FACTS.dependencies()).noneMatch(fact -> fact.source().isBlank());
    assertThat(FACTS.soldTogether()).noneMatch(fact -> fact.source().isBlank());
    assertThat(FACTS.capabilities()).noneMatch(fact -> fact.source().isBlank());
  }

  @ParameterizedTest
  @CsvSource({
    "INTUNE_A_D, DEVICE_ONLY, true",
    "INTUNE_A_D_GOV, DEVICE_ONLY, true",
    "VISIO_PLAN1_DEPT, DEPARTMENT, true",
    "Teams_Premium_(for_Departments), DEPARTMENT, true",
    "Microsoft365_Lighthouse, COMPANY, false",
    "FLOW_FREE, FREE, false",
    "POWER_BI_STANDARD, UNCOUNTED, false",
    "POWERAPPS_VIRAL, VIRAL, false",
    "PHONESYSTEM_VIRTUALUSER, RESOURCE_ACCOUNT, true",
    "Windows_365_S_2vCPU_4GB_64GB, RESOURCE_ACCOUNT, true",
    "SHAREPOINTSTORAGE, CAPACITY, false",
    "MCOPSTNC, UNCOUNTED, false",
  })
  void sku_has_the_trait(String partNumber, SkuTrait trait, boolean countsSeats) {
    assertThat(FACTS.is(sku(partNumber), trait)).isTrue();
    assertThat(FACTS.countsSeats(sku(partNumber))).isEqualTo(countsSeats);
    assertThat(FACTS.skusWith(trait)).contains(sku(partNumber));
  }

  @Test
  void ordinary_sku_has_no_trait_and_counts_seats() {
    assertThat(FACTS.traits(sku("EMS"))).isEmpty();
    assertThat(FACTS.countsSeats(sku("EMS"))).isTrue();
    assertThat(FACTS.countsSeats(sku("STANDARDWOFFPACK_STUDENT"))).isTrue();
  }

  @ParameterizedTest
  @EnumSource(SkuTrait.class)
  void every_trait_has_skus_and_all_but_four_are_in_the_catalogue(SkuTrait trait) {
    assertThat(List.copyOf(FACTS.skusWith(trait))).isNotEmpty().isSorted();
    assertThat(FACTS.skusWith(trait))
        .filteredOn(id -> CATALOG.findProduct(id).isEmpty())
        .hasSize(trait == SkuTrait.DEVICE_ONLY || trait == SkuTrait.RESOURCE_ACCOUNT ? 2 : 0);
  }

  @Test
  void plans_without_loss_are_plans_of_their_capability() {
    assertThat(FACTS.capabilities())
        .allSatisfy(
            capability ->
                assertThat(capability.noLossOf())
                    .allMatch(plan -> FACTS.capabilityOf(plan).equals(Optional.of(capability))));
    assertThat(FACTS.capabilityOf(plan("SHAREPOINTSTANDARD_EDU")).orElseThrow().noLossOf())
        .contains(plan("SHAREPOINTENTERPRISE_EDU"), plan("SHAREPOINTENTERPRISE_GOV"))
        .doesNotContain(plan("SHAREPOINTSTANDARD"));
  }

  @Test
  void capability_orders_plans_of_one_service() {
    Capability exchange = FACTS.capabilityOf(plan("EXCHANGE_S_STANDARD")).orElseThrow();

    assertThat(FACTS.capabilityOf(plan("EXCHANGE_S_ENTERPRISE"))).contains(exchange);
    assertThat(exchange.levels())
        .extracting(level -> level.iterator().next())
        .doesNotHaveDuplicates();
    assertThat(exchange.levels().get(0)).contains(plan("EXCHANGE_S_DESKLESS"));
    assertThat(exchange.levels().get(2)).contains(plan("EXCHANGE_S_STANDARD"));
    assertThat(exchange.levels().get(3)).contains(plan("EXCHANGE_S_ENTERPRISE"));
    assertThat(FACTS.capabilityOf(plan("SWAY"))).isEmpty();
  }

  @Test
  void no_plan_belongs_to_two_capabilities() {
    List<ServicePlanId> all =
        FACTS.capabilities().stream()
            .flatMap(capability -> capability.levels().stream())
            .flatMap(Set::stream)
            .toList();

    assertThat(all).doesNotHaveDuplicates();
  }

  @Test
  void caller_adds_facts_of_every_kind() {
    LicenseFacts none = LicenseFacts.none();
    PlanExclusion exclusion =
        new PlanExclusion(
            "ours",
            Set.of(plan("SWAY"), plan("INTUNE_A")),
            Violation.Certainty.CERTAIN,
            Set.of(ExclusionRules.NONE, ExclusionRules.ENTRA_PAGE_2025),
            "seen",
            "case 1");
    PlanDependency dependency =
        new PlanDependency(
            plan("SWAY"), List.of(plan("TEAMS1")), Strength.PROVEN, "seen", "case 2");
    Capability capability =
        new Capability(
            "ours",
            List.of(Set.of(plan("SWAY"))),
            Set.of(DataLoss.Kind.FILES),
            Set.of(plan("SWAY")),
            "case 4");
    SoldTogether sold = new SoldTogether(Set.of(sku("EMS")), Set.of(sku("SPE_E3")), "case 3");

    LicenseFacts facts =
        none.with(exclusion)
            .with(dependency)
            .with(capability)
            .with(sold)
            .with(sku("EMS"), SkuTrait.FREE)
            .with(sku("EMS"), SkuTrait.CAPACITY)
            .tolerating(List.of(PlanPair.of(plan("SWAY"), plan("TEAMS1"))));

    assertThat(facts.exclusions()).containsExactly(exclusion);
    assertThat(facts.dependencies()).containsExactly(dependency);
    assertThat(facts.capabilityOf(plan("SWAY"))).contains(capability);
    assertThat(facts.soldTogether()).containsExactly(sold);
    assertThat(facts.traits(sku("EMS"))).containsExactly(SkuTrait.FREE, SkuTrait.CAPACITY);
    assertThat(facts.tolerated()).hasSize(1);
    assertThat(none.exclusions()).isEmpty();
  }

  @Test
  void added_fact_is_judged() {
    PlanExclusion ours =
        new PlanExclusion(
            "ours",
            Set.of(plan("SWAY"), plan("INTUNE_A")),
            Violation.Certainty.CERTAIN,
            Set.of(ExclusionRules.ENTRA_PAGE_2025),
            "seen",
            "case 1");
    RuleBook rules =
        RuleBook.of(LicensingSemantics.defaults(), LicenseFacts.none().with(ours), TENANT);

    assertThat(
            rules.checkUserChange(
                user(direct("STANDARDPACK")),
                List.of(license("INTUNE_A")),
                List.of(),
                TENANT::freeSeats))
        .extracting(Violation::kind)
        .containsExactly(Violation.Kind.MUTUALLY_EXCLUSIVE);
    assertThat(
            rules.checkUserChange(
                user(direct("STANDARDPACK", "SWAY")),
                List.of(license("INTUNE_A")),
                List.of(),
                TENANT::freeSeats))
        .isEmpty();
  }

  @Test
  void pair_has_no_order_and_needs_two_plans() {
    assertThat(PlanPair.of(plan("SWAY"), plan("TEAMS1")))
        .isEqualTo(PlanPair.of(plan("TEAMS1"), plan("SWAY")))
        .isEqualByComparingTo(PlanPair.of(plan("TEAMS1"), plan("SWAY")));
    assertThat(Stream.of("1:3", "2:3", "1:2", "0:9").map(LicenseFactsTest::pair).sorted())
        .containsExactly(pair("0:9"), pair("1:2"), pair("1:3"), pair("2:3"));
    assertThatThrownBy(() -> PlanPair.of(plan("SWAY"), plan("SWAY")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void dependency_without_prerequisite_is_refused() {
    assertThatThrownBy(() -> new PlanDependency(plan("SWAY"), List.of(), Strength.PROVEN, "c", "s"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("requiresAnyOf");
  }

  private static PlanPair pair(String digits) {
    return PlanPair.of(numbered(digits.charAt(0)), numbered(digits.charAt(2)));
  }

  private static ServicePlanId numbered(char digit) {
    return ServicePlanId.parse("00000000-0000-0000-0000-00000000000" + digit);
  }
}
