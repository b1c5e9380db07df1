package io.github.m365licensing.assignment;

import io.github.m365licensing.internal.Ordered;
import io.github.m365licensing.sku.ServicePlanId;
import io.github.m365licensing.sku.SkuId;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * A SKU on a user or group with the plans that are off ({@code assignedLicense}), as Graph reads
 * and writes it.
 *
 * <p>In a write the set is complete: the service replaces the stored one by it, so that an empty
 * set switches every plan on.
 *
 * @param skuId the product
 * @param disabledPlans the plans that are off, ordered by id, unmodifiable
 */
public record AssignedLicense(SkuId skuId, Set<ServicePlanId> disabledPlans) {

  public AssignedLicense {
    Objects.requireNonNull(skuId, "skuId");
    disabledPlans = Ordered.set(disabledPlans, "disabledPlans");
  }

  /** The SKU with every plan on. */
  public static AssignedLicense of(SkuId skuId) {
    return new AssignedLicense(skuId, Set.of());
  }

  /** The SKU with these plans off. */
  public static AssignedLicense of(SkuId skuId, ServicePlanId... disabledPlans) {
    return new AssignedLicense(skuId, Set.copyOf(List.of(disabledPlans)));
  }

  /** The SKU with these plans off. */
  public static AssignedLicense of(SkuId skuId, Collection<ServicePlanId> disabledPlans) {
    return new AssignedLicense(skuId, Set.copyOf(disabledPlans));
  }
}
