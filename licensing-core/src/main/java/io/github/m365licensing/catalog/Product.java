package io.github.m365licensing.catalog;

import io.github.m365licensing.sku.AppliesTo;
import io.github.m365licensing.sku.ServicePlanId;
import io.github.m365licensing.sku.SkuId;
import java.util.List;
import java.util.Objects;

/**
 * A product as Microsoft's list describes it.
 *
 * @param skuId the identity
 * @param skuPartNumber the code name, for example {@code SPE_E3}; a tenant may spell it with other
 *     blanks or case
 * @param productName the name people see, for example {@code Microsoft 365 E3}; not unique
 * @param servicePlanIds the plans inside, ordered by plan name, without repetition; unmodifiable.
 *     Often incomplete for current suites
 * @param appliesTo what the SKU is for as far as is known: User unless known otherwise (assumed for
 *     Microsoft365_Lighthouse, the only Company one)
 */
public record Product(
    SkuId skuId,
    String skuPartNumber,
    String productName,
    List<ServicePlanId> servicePlanIds,
    AppliesTo appliesTo) {

  /** Checks the arguments and copies the list. */
  public Product {
    Objects.requireNonNull(skuId, "skuId");
    Objects.requireNonNull(skuPartNumber, "skuPartNumber");
    Objects.requireNonNull(productName, "productName");
    Objects.requireNonNull(appliesTo, "appliesTo");
    servicePlanIds = List.copyOf(servicePlanIds);
  }
}
