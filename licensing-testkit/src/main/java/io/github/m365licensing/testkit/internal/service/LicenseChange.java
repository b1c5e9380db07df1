package io.github.m365licensing.testkit.internal.service;

import io.github.m365licensing.assignment.AssignedLicense;
import io.github.m365licensing.sku.ServicePlanId;
import io.github.m365licensing.sku.SkuId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One entry of {@code addLicenses} as it comes over the wire.
 *
 * @param skuId the product
 * @param disabledPlans the plans that are to be off; null if the request leaves the list out
 */
public record LicenseChange(SkuId skuId, @Nullable Set<ServicePlanId> disabledPlans) {

  /** An entry with its list. */
  public static LicenseChange of(AssignedLicense license) {
    return new LicenseChange(license.skuId(), license.disabledPlans());
  }
}
