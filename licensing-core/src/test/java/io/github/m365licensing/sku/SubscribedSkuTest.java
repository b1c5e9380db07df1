package io.github.m365licensing.sku;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubscribedSkuTest {

  private static final SkuId ID = SkuId.parse("efccb6f7-5641-4e0e-bd10-b4976e1bf68e");

  private static ServicePlan plan(String name, int number) {
    return new ServicePlan(
        ServicePlanId.parse("00000000-0000-0000-0000-00000000000" + number),
        name,
        ProvisioningStatus.SUCCESS,
        AppliesTo.USER);
  }

  private static SubscribedSku.Builder sku() {
    return SubscribedSku.builder()
        .skuId(ID)
        .skuPartNumber("EMS")
        .prepaidUnits(PrepaidUnits.enabled(10));
  }

  @ParameterizedTest(name = "{0} enabled, {1} warning, {2} suspended, {3} consumed: {4} free")
  @CsvSource({
    "10, 0, 0, 4, 6",
    "0, 3, 0, 1, 2",
    "1, 0, 2, 2, -1",
    "0, 0, 25, 14, -14",
    "5, 5, 5, 0, 10"
  })
  void freeSeats_countsEnabledAndWarningOnly(
      int enabled, int warning, int suspended, int consumed, int free) {
    SubscribedSku sku =
        sku()
            .prepaidUnits(new PrepaidUnits(enabled, warning, suspended, 0))
            .consumedUnits(consumed)
            .build();

    assertThat(sku.freeSeats()).isEqualTo(free);
  }

  @Test
  void build_plansInAnyOrder_equalValues() {
    SubscribedSku one = sku().addServicePlans(plan("A", 1), plan("B", 2), plan("B", 1)).build();
    SubscribedSku other = sku().addServicePlans(plan("B", 1), plan("A", 1), plan("B", 2)).build();

    assertThat(one).isEqualTo(other);
    assertThat(one.servicePlans()).containsExactly(plan("A", 1), plan("B", 1), plan("B", 2));
  }

  @Test
  void build_nothingSet_namesEveryMissingAttribute() {
    assertThatIllegalStateException()
        .isThrownBy(() -> SubscribedSku.builder().build())
        .withMessageContainingAll("skuId", "skuPartNumber", "prepaidUnits");
  }

  @Test
  void findPlan_notInTheSku_isEmpty() {
    assertThat(sku().addServicePlans(plan("A", 1)).build().findPlan(plan("B", 2).servicePlanId()))
        .isEmpty();
  }

  @Test
  void prepaidUnits_negative_isRefusedWithEveryNumber() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PrepaidUnits(1, -1, 0, 0))
        .withMessageContaining("warning -1");
  }

  @Test
  void appliesTo_unknownWord_countsAsForUsers() {
    ServicePlan plan =
        new ServicePlan(
            plan("A", 1).servicePlanId(), "A", ProvisioningStatus.SUCCESS, AppliesTo.of("Robot"));

    assertThat(plan.isForUsers()).isTrue();
    assertThat(plan.appliesTo().isKnown()).isFalse();
  }
}
