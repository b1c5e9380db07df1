package io.github.m365licensing;

import io.github.m365licensing.internal.Ordered;
import io.github.m365licensing.rules.SkuTrait;
import io.github.m365licensing.sku.ServicePlan;
import io.github.m365licensing.sku.SkuId;
import io.github.m365licensing.sku.SubscribedSku;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * A SKU of the tenant with the name that people know. Immutable.
 *
 * @param subscribedSku the SKU as the tenant shows it
 * @param productName the name people see, for example {@code Enterprise Mobility + Security E3};
 *     the part number where no name is known
 * @param traits what is peculiar about it, for example that it is bought for devices or by people
 *     themselves, in the order of {@link SkuTrait}; empty for ordinary ones; unmodifiable
 */
public record OwnedSku(SubscribedSku subscribedSku, String productName, Set<SkuTrait> traits) {

  public OwnedSku {
    Objects.requireNonNull(subscribedSku, "subscribedSku");
    Objects.requireNonNull(productName, "productName");
    traits = Ordered.set(traits, "traits");
  }

  /** The identity. */
  public SkuId skuId() {
    return subscribedSku.skuId();
  }

  /** The code name, for example {@code EMS}. */
  public String skuPartNumber() {
    return subscribedSku.skuPartNumber();
  }

  /** The services inside with their status, ordered by name, then by id. */
  public List<ServicePlan> servicePlans() {
    return subscribedSku.servicePlans();
  }

  /** Seats left: enabled + warning − consumed; may be negative. */
  public int freeSeats() {
    return subscribedSku.freeSeats();
  }
}
