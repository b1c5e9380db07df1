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

  public Product {
    Objects.requireNonNull(skuId, "skuId");
    Objects.requireNonNull(skuPartNumber, "skuPartNumber");
    Objects.requireNonNull(productName, "productName");
    Objects.requireNonNull(appliesTo, "appliesTo");
    servicePlanIds = List.copyOf(servicePlanIds);
  }

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
  public record Plan(
      ServicePlanId servicePlanId,
      String servicePlanName,
      String friendlyName,
      AppliesTo appliesTo) {

    public Plan {
      Objects.requireNonNull(servicePlanId, "servicePlanId");
      Objects.requireNonNull(servicePlanName, "servicePlanName");
      Objects.requireNonNull(friendlyName, "friendlyName");
      Objects.requireNonNull(appliesTo, "appliesTo");
    }
  }
}
