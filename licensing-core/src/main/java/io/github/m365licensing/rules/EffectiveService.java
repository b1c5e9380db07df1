package io.github.m365licensing.rules;

import io.github.m365licensing.sku.ProvisioningStatus;
import io.github.m365licensing.sku.ServicePlanId;
import java.util.List;
import java.util.Objects;

/**
 * A service plan as it is for one user over all paths.
 *
 * @param servicePlanId the plan
 * @param servicePlanName its code name in the tenant
 * @param sources the paths that have it on, in the order of the paths; unmodifiable
 * @param sourcesOff the paths whose SKU holds it and that leave it off; unmodifiable
 * @param provisioningStatus Disabled if it is off; else the status in the tenant's SKU of the first
 *     source, Success before any other
 */
public record EffectiveService(
    ServicePlanId servicePlanId,
    String servicePlanName,
    List<ServiceSource> sources,
    List<ServiceSource> sourcesOff,
    ProvisioningStatus provisioningStatus) {

  public EffectiveService {
    Objects.requireNonNull(servicePlanId, "servicePlanId");
    Objects.requireNonNull(servicePlanName, "servicePlanName");
    sources = List.copyOf(sources);
    sourcesOff = List.copyOf(sourcesOff);
    Objects.requireNonNull(provisioningStatus, "provisioningStatus");
  }

  /** Whether at least one path has it on. */
  public boolean isOn() {
    return !sources.isEmpty();
  }

  /**
   * The paths that keep it on if this one leaves it off. If there are any, switching it off there
   * has no effect.
   */
  public List<ServiceSource> sourcesBeside(ServiceSource source) {
    return sources.stream().filter(other -> !other.equals(source)).toList();
  }
}
