package io.github.m365licensing.sku;

import java.util.Comparator;
import java.util.Objects;

/**
 * A service inside a SKU, as the tenant or one user's licence shows it.
 *
 * @param servicePlanId the identity; names are display text
 * @param servicePlanName the code name, for example {@code INTUNE_A}
 * @param provisioningStatus how far it is provisioned
 * @param appliesTo whether it is switched per user or holds for the whole tenant
 */
public record ServicePlan(
    ServicePlanId servicePlanId,
    String servicePlanName,
    ProvisioningStatus provisioningStatus,
    AppliesTo appliesTo) {

  static final Comparator<ServicePlan> BY_NAME =
      Comparator.comparing(ServicePlan::servicePlanName).thenComparing(ServicePlan::servicePlanId);

  public ServicePlan {
    Objects.requireNonNull(servicePlanId, "servicePlanId");
    Objects.requireNonNull(servicePlanName, "servicePlanName");
    Objects.requireNonNull(provisioningStatus, "provisioningStatus");
    Objects.requireNonNull(appliesTo, "appliesTo");
  }

  /** Whether the plan is switched per user. Only such plans belong in {@code disabledPlans}. */
  public boolean isForUsers() {
    return !appliesTo.equals(AppliesTo.COMPANY);
  }
}
