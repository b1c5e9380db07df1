package io.github.m365licensing.testkit;

import io.github.m365licensing.assignment.AssignedLicense;
import io.github.m365licensing.assignment.LicenseOptions;
import io.github.m365licensing.assignment.LicenseOptions.PlanChoice;
import io.github.m365licensing.catalog.Product;
import io.github.m365licensing.catalog.SkuCatalog;
import io.github.m365licensing.sku.ServicePlan;
import io.github.m365licensing.sku.ServicePlanId;
import io.github.m365licensing.sku.SubscribedSku;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What the names that a test writes mean among the SKUs of its tenant. */
final class SkuNames {

  private SkuNames() {}

  /** The SKU of the tenant with this part number, id or product name. */
  static SubscribedSku owned(List<SubscribedSku> skus, String name) {
    for (SubscribedSku sku : skus) {
      if (sku.skuPartNumber().equalsIgnoreCase(name.strip())) {
        return sku;
      }
    }
    List<Product> products = SkuCatalog.bundled().findProducts(name);
    return skus.stream()
        .filter(
            sku ->
                sku.skuId().toString().equalsIgnoreCase(name.strip())
                    || products.stream().anyMatch(p -> p.skuId().equals(sku.skuId())))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "The tenant does not own '%s'. It owns %s."
                        .formatted(
                            name, skus.stream().map(SubscribedSku::skuPartNumber).toList())));
  }

  /** The product of the catalogue with this part number, id or product name. */
  static Product published(String name) {
    List<Product> products = SkuCatalog.bundled().findProducts(name);
    if (products.size() != 1) {
      throw new IllegalArgumentException(
          "'%s' means %s in the catalogue. Give the part number or id of one product."
              .formatted(
                  name,
                  products.isEmpty()
                      ? "nothing"
                      : products.stream().map(Product::skuPartNumber).toList()));
    }
    return products.get(0);
  }

  /** The options with their names resolved. */
  static AssignedLicense license(List<SubscribedSku> skus, LicenseOptions options) {
    SubscribedSku sku = owned(skus, options.sku());
    Set<ServicePlanId> named = new LinkedHashSet<>();
    options.plans().forEach(plan -> named.add(plan(sku, plan)));
    if (options.choice() != PlanChoice.ONLY) {
      return AssignedLicense.of(sku.skuId(), named);
    }
    Set<ServicePlanId> others = new LinkedHashSet<>();
    sku.servicePlans().stream()
        .filter(ServicePlan::isForUsers)
        .map(ServicePlan::servicePlanId)
        .filter(plan -> !named.contains(plan))
        .forEach(others::add);
    return AssignedLicense.of(sku.skuId(), others);
  }

  static ServicePlanId plan(SubscribedSku sku, String name) {
    return sku.servicePlans().stream()
        .filter(
            plan ->
                plan.servicePlanName().equalsIgnoreCase(name)
                    || plan.servicePlanId().toString().equalsIgnoreCase(name))
        .map(ServicePlan::servicePlanId)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s has no plan '%s'. It has %s."
                        .formatted(
                            sku.skuPartNumber(),
                            name,
                            sku.servicePlans().stream()
                                .map(ServicePlan::servicePlanName)
                                .toList())));
  }
}
