package io.github.m365licensing;

import io.github.m365licensing.sku.ServicePlan;
import io.github.m365licensing.sku.SkuId;
import io.github.m365licensing.sku.SubscribedSku;
import java.util.List;
import java.util.Objects;

/**
 * A SKU of the tenant with the name that people know. Immutable.
 *
 * @param subscribedSku the SKU as the tenant shows it
 * @param productName the name people see, for example {@code Enterprise Mobility + Security E3};
 *     the part number where no name is known
 */
public record OwnedSku(SubscribedSku subscribedSku, String productName) {

  /** Checks the arguments. */
  public OwnedSku {
    Objects.requireNonNull(subscribedSku, "subscribedSku");
    Objects.requireNonNull(productName, "productName");
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
