package io.github.m365licensing.assignment;

import io.github.m365licensing.sku.ServicePlan;
import io.github.m365licensing.sku.SkuId;
import java.util.List;
import java.util.Objects;

/**
 * A SKU that a user holds, through whatever path, with the provisioning status of each of its plans
 * for this user ({@code licenseDetails}).
 *
 * <p>A plan that is off for the user is listed as Disabled (assumed). Company plans are listed too.
 *
 * @param skuId the product
 * @param skuPartNumber its code name
 * @param servicePlans the plans in the service's order, unmodifiable
 */
public record LicenseDetails(SkuId skuId, String skuPartNumber, List<ServicePlan> servicePlans) {

  public LicenseDetails {
    Objects.requireNonNull(skuId, "skuId");
    Objects.requireNonNull(skuPartNumber, "skuPartNumber");
    servicePlans = List.copyOf(servicePlans);
  }
}
