package io.github.m365licensing.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.m365licensing.assignment.AssignmentError;
import io.github.m365licensing.assignment.AssignmentState;
import io.github.m365licensing.assignment.LicenseAssignmentState;
import io.github.m365licensing.directory.LicensedUser;
import io.github.m365licensing.directory.UserId;
import io.github.m365licensing.sku.AppliesTo;
import io.github.m365licensing.sku.PrepaidUnits;
import io.github.m365licensing.sku.ProvisioningStatus;
import io.github.m365licensing.sku.ServicePlan;
import io.github.m365licensing.sku.ServicePlanId;
import io.github.m365licensing.sku.SkuId;
import io.github.m365licensing.sku.SubscribedSku;
import io.github.m365licensing.sku.TenantSkus;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Documented: plans that Microsoft adds to a SKU are on wherever they are not switched off. */
class JoinedPlansTest {

  private static final SkuId EMS = SkuId.of(new UUID(0, 1));
  private static final ServicePlan OLD = plan(2);
  private static final ServicePlan NEW = plan(3);
  private static final JoinedPlans JOINED = new JoinedPlans(EMS, List.of(NEW));

  @Test
  void plan_that_was_not_there_before_joined() {
    assertThat(JoinedPlans.between(sku(OLD), sku(OLD, NEW))).containsExactly(JOINED);
  }

  @Test
  void plan_that_left_did_not_join() {
    assertThat(JoinedPlans.between(sku(OLD, NEW), sku(OLD))).isEmpty();
  }

  @Test
  void plans_of_a_sku_bought_in_between_did_not_join() {
    assertThat(JoinedPlans.between(TenantSkus.none(), sku(OLD))).isEmpty();
  }

  @Test
  void joined_plan_is_on_through_a_path_of_its_sku() {
    assertThat(JOINED.isOn(NEW, user(path()))).isTrue();
  }

  @Test
  void joined_plan_is_not_on_through_another_sku() {
    assertThat(JOINED.isOn(NEW, user(path().skuId(SkuId.of(new UUID(0, 9)))))).isFalse();
  }

  @Test
  void joined_plan_that_was_switched_off_is_not_on() {
    assertThat(JOINED.isOn(NEW, user(path().disabledPlans(List.of(NEW.servicePlanId())))))
        .isFalse();
  }

  @Test
  void joined_plan_is_not_on_through_a_path_in_error() {
    LicenseAssignmentState.Builder failed =
        path().state(AssignmentState.ERROR).error(AssignmentError.COUNT_VIOLATION);

    assertThat(JOINED.isOn(NEW, user(failed))).isFalse();
  }

  private static LicenseAssignmentState.Builder path() {
    return LicenseAssignmentState.builder().skuId(EMS);
  }

  private static LicensedUser user(LicenseAssignmentState.Builder path) {
    return LicensedUser.builder()
        .id(UserId.of(new UUID(0, 4)))
        .userPrincipalName("adele@contoso.com")
        .addLicenseAssignmentStates(path.build())
        .build();
  }

  private static TenantSkus sku(ServicePlan... plans) {
    return TenantSkus.of(
        List.of(
            SubscribedSku.builder()
                .skuId(EMS)
                .skuPartNumber("EMS")
                .servicePlans(List.of(plans))
                .prepaidUnits(PrepaidUnits.enabled(1))
                .build()));
  }

  private static ServicePlan plan(int number) {
    return new ServicePlan(
        ServicePlanId.of(new UUID(0, number)),
        "PLAN_" + number,
        ProvisioningStatus.SUCCESS,
        AppliesTo.USER);
  }
}
