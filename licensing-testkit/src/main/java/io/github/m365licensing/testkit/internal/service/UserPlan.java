package io.github.m365licensing.testkit.internal.service;

import io.github.m365licensing.sku.CapabilityStatus;
import io.github.m365licensing.sku.ProvisioningStatus;
import io.github.m365licensing.sku.ServicePlan;
import io.github.m365licensing.sku.ServicePlanId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A plan that a user has or had on, or that the tenant has, as {@code assignedPlans} shows one.
 *
 * @param servicePlanId the plan
 * @param servicePlanName its name
 * @param capabilityStatus that of the SKU behind it (assumed), or Deleted once it was taken away
 * @param provisioningStatus how far the plan is in the tenant
 * @param assignedDateTime when it came to the user, UTC; null if nothing says; for the tenant, when
 *     that was created (assumed)
 */
public record UserPlan(
    ServicePlanId servicePlanId,
    String servicePlanName,
    CapabilityStatus capabilityStatus,
    ProvisioningStatus provisioningStatus,
    @Nullable Instant assignedDateTime) {

  static UserPlan of(ServicePlan plan, CapabilityStatus status, @Nullable Instant since) {
    return new UserPlan(
        plan.servicePlanId(), plan.servicePlanName(), status, plan.provisioningStatus(), since);
  }
}
