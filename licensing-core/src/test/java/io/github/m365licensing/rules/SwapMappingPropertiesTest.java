package io.github.m365licensing.rules;

import static io.github.m365licensing.rules.Fixtures.TENANT;
import static io.github.m365licensing.rules.Fixtures.plan;
import static io.github.m365licensing.rules.Fixtures.sku;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.m365licensing.rules.SwapMapping.NewPlans;
import io.github.m365licensing.sku.ServicePlan;
import io.github.m365licensing.sku.ServicePlanId;
import io.github.m365licensing.sku.SubscribedSku;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class SwapMappingPropertiesTest {

  private static SubscribedSku owned(String partNumber) {
    return TENANT.find(sku(partNumber)).orElseThrow();
  }

  private static SwapMapping swap(String from, String to) {
    return SwapMapping.of(owned(from), owned(to), LicenseFacts.bundled());
  }

  @Provide
  Arbitrary<String> suites() {
    return Arbitraries.of(
        "SPE_E3",
        "SPE_E5",
        "SPE_F1",
        "SPB",
        "STANDARDPACK",
        "ENTERPRISEPACK",
        "ENTERPRISEPREMIUM",
        "DESKLESSPACK",
        "EMS",
        "EMSPREMIUM",
        "M365EDU_A3_FACULTY",
        "M365EDU_A5_FACULTY");
  }

  @Property(tries = 500)
  void swap_and_back_restores_what_could_be_carried(
      @ForAll("suites") String one, @ForAll("suites") String other, @ForAll long seed) {
    SwapMapping there = swap(one, other);
    SwapMapping back = swap(other, one);
    Set<ServicePlanId> off = choice(owned(one), seed);

    Set<ServicePlanId> restored = back.carry(there.carry(off, NewPlans.ON), NewPlans.ON);

    for (ServicePlan plan : owned(one).servicePlans()) {
      assertThat(restored.contains(plan.servicePlanId()))
          .as(plan.servicePlanName())
          .isEqualTo(isCarriedThereAndBack(plan, owned(one), owned(other), off));
    }
  }

  /**
   * Off before, and either in both SKUs, or of a service that the other SKU gives by plans of its
   * own and of which every plan that only this SKU holds was off.
   */
  private static boolean isCarriedThereAndBack(
      ServicePlan plan, SubscribedSku here, SubscribedSku there, Set<ServicePlanId> off) {
    if (!off.contains(plan.servicePlanId())) {
      return false;
    }
    if (there.findPlan(plan.servicePlanId()).isPresent()) {
      return true;
    }
    Set<ServicePlanId> relatives =
        LicenseFacts.bundled()
            .capabilityOf(plan.servicePlanId())
            .map(Capability::levels)
            .orElse(List.of())
            .stream()
            .flatMap(Set::stream)
            .collect(Collectors.toSet());
    return onlyIn(there, here, relatives).findAny().isPresent()
        && onlyIn(here, there, relatives).allMatch(off::contains);
  }

  private static Stream<ServicePlanId> onlyIn(
      SubscribedSku here, SubscribedSku there, Set<ServicePlanId> relatives) {
    return here.servicePlans().stream()
        .filter(ServicePlan::isForUsers)
        .map(ServicePlan::servicePlanId)
        .filter(id -> relatives.contains(id) && there.findPlan(id).isEmpty());
  }

  @Property(tries = 200)
  void swap_carries_only_plans_of_the_new_sku(
      @ForAll("suites") String one, @ForAll("suites") String other, @ForAll long seed) {
    SwapMapping there = swap(one, other);

    assertThat(there.carry(choice(owned(one), seed), NewPlans.OFF))
        .allMatch(id -> owned(other).findPlan(id).map(ServicePlan::isForUsers).orElse(false));
  }

  private static Set<ServicePlanId> choice(SubscribedSku sku, long seed) {
    Random random = new Random(seed);
    Set<ServicePlanId> off = new LinkedHashSet<>();
    for (ServicePlan plan : sku.servicePlans()) {
      if (plan.isForUsers() && random.nextBoolean()) {
        off.add(plan.servicePlanId());
      }
    }
    return off;
  }
}
