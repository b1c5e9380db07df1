package io.github.m365licensing.rules;

import io.github.m365licensing.assignment.AssignedLicense;
import io.github.m365licensing.sku.ServicePlan;
import io.github.m365licensing.sku.ServicePlanId;
import io.github.m365licensing.sku.SkuId;
import io.github.m365licensing.sku.SubscribedSku;
import io.github.m365licensing.sku.TenantSkus;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The plan ids of a tenant's SKUs, for quick questions. A SKU that is not owned holds none. */
final class SkuPlans {

  private final Map<SkuId, Set<ServicePlanId>> forUsers = new HashMap<>();
  private final Map<SkuId, Set<ServicePlanId>> forCompany = new HashMap<>();

  SkuPlans(TenantSkus tenantSkus) {
    for (SubscribedSku sku : tenantSkus.all()) {
      Set<ServicePlanId> users = new HashSet<>();
      Set<ServicePlanId> company = new HashSet<>();
      for (ServicePlan plan : sku.servicePlans()) {
        (plan.isForUsers() ? users : company).add(plan.servicePlanId());
      }
      forUsers.put(sku.skuId(), users);
      forCompany.put(sku.skuId(), company);
    }
  }

  boolean isOwned(SkuId sku) {
    return forUsers.containsKey(sku);
  }

  boolean contains(SkuId sku, ServicePlanId plan) {
    return forUsers(sku).contains(plan) || forCompany(sku).contains(plan);
  }

  Set<ServicePlanId> forUsers(SkuId sku) {
    return forUsers.getOrDefault(sku, Set.of());
  }

  Set<ServicePlanId> forCompany(SkuId sku) {
    return forCompany.getOrDefault(sku, Set.of());
  }

  /**
   * The disabled plans that switch something off in this tenant; all of them for an unknown SKU.
   */
  Collection<ServicePlanId> switchedOff(AssignedLicense license) {
    return isOwned(license.skuId())
        ? license.disabledPlans().stream().filter(forUsers(license.skuId())::contains).toList()
        : license.disabledPlans();
  }
}
