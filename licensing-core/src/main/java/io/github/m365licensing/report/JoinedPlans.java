package io.github.m365licensing.report;

import io.github.m365licensing.directory.LicensedUser;
import io.github.m365licensing.sku.ServicePlan;
import io.github.m365licensing.sku.SkuId;
import io.github.m365licensing.sku.SubscribedSku;
import io.github.m365licensing.sku.TenantSkus;
import java.util.List;

/**
 * Plans that joined an owned SKU. Microsoft adds plans without asking, and a plan that joins is on
 * wherever the SKU is assigned (documented for groups, inferred for users).
 *
 * @param plans in the order of the SKU; at least one
 */
record JoinedPlans(SkuId skuId, List<ServicePlan> plans) {

  /**
   * The SKUs that plans joined, ordered by id. SKUs that were bought in between are none of them.
   */
  static List<JoinedPlans> between(TenantSkus before, TenantSkus after) {
    return before.all().stream()
        .flatMap(then -> after.find(then.skuId()).map(now -> joined(then, now)).stream())
        .filter(joined -> !joined.plans.isEmpty())
        .toList();
  }

  private static JoinedPlans joined(SubscribedSku then, SubscribedSku now) {
    return new JoinedPlans(
        now.skuId(),
        now.servicePlans().stream()
            .filter(plan -> then.findPlan(plan.servicePlanId()).isEmpty())
            .toList());
  }

  /** Whether one of these plans is on for a user through this SKU. */
  boolean isOn(ServicePlan plan, LicensedUser user) {
    return user.licenses().all().stream()
        .anyMatch(
            path ->
                path.isInEffect()
                    && path.skuId().equals(skuId)
                    && !path.disabledPlans().contains(plan.servicePlanId()));
  }
}
