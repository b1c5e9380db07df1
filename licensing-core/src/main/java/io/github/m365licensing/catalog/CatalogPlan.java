package io.github.m365licensing.catalog;

import io.github.m365licensing.sku.AppliesTo;
import io.github.m365licensing.sku.ServicePlanId;
import java.util.Objects;

/**
 * A service plan as Microsoft's list describes it.
 *
 * @param servicePlanId the identity
 * @param servicePlanName the code name, for example {@code INTUNE_A}. A few are not what Graph
 *     returns, for example {@code Virtualization Rights for Windows 10 (E3/E5+VDA)}
 * @param friendlyName the name people see; not unique
 * @param appliesTo Company where public samples show the plan so, otherwise User. A hint: it is a
 *     property of the plan inside one tenant's SKU
 */
public record CatalogPlan(
    ServicePlanId servicePlanId, String servicePlanName, String friendlyName, AppliesTo appliesTo) {

  /** Checks the arguments. */
  public CatalogPlan {
    Objects.requireNonNull(servicePlanId, "servicePlanId");
    Objects.requireNonNull(servicePlanName, "servicePlanName");
    Objects.requireNonNull(friendlyName, "friendlyName");
    Objects.requireNonNull(appliesTo, "appliesTo");
  }
}
