package io.github.m365licensing.catalog;

import io.github.m365licensing.sku.ServicePlan;
import io.github.m365licensing.sku.SkuId;
import java.util.List;
import java.util.Objects;

/**
 * How a tenant's SKU differs from the catalogue. The tenant is right.
 *
 * @param skuId the product
 * @param tenantPartNumber the code name in the tenant
 * @param catalogPartNumber the code name in the catalogue
 * @param onlyInTenant plans that the catalogue lacks, ordered by name; unmodifiable
 * @param onlyInCatalog plans that the tenant's SKU lacks, ordered by name; unmodifiable. A write
 *     that names one of them is refused
 */
public record CatalogDifference(
    SkuId skuId,
    String tenantPartNumber,
    String catalogPartNumber,
    List<ServicePlan> onlyInTenant,
    List<CatalogPlan> onlyInCatalog) {

  /** Checks the arguments and copies the lists. */
  public CatalogDifference {
    Objects.requireNonNull(skuId, "skuId");
    Objects.requireNonNull(tenantPartNumber, "tenantPartNumber");
    Objects.requireNonNull(catalogPartNumber, "catalogPartNumber");
    onlyInTenant = List.copyOf(onlyInTenant);
    onlyInCatalog = List.copyOf(onlyInCatalog);
  }

  /** Whether both hold the same plans under the same code name. */
  public boolean isEmpty() {
    return tenantPartNumber.equals(catalogPartNumber)
        && onlyInTenant.isEmpty()
        && onlyInCatalog.isEmpty();
  }
}
