package io.github.m365licensing.rules;

import io.github.m365licensing.assignment.AssignmentSource;
import io.github.m365licensing.sku.SkuId;
import java.util.Objects;

/**
 * Through what a service comes to a user: a SKU, directly or through a group.
 *
 * @param skuId the product
 * @param source direct, or the group
 */
public record ServiceSource(SkuId skuId, AssignmentSource source) {

  public ServiceSource {
    Objects.requireNonNull(skuId, "skuId");
    Objects.requireNonNull(source, "source");
  }

  /** The SKU's id and the source. */
  @Override
  public String toString() {
    return skuId + " " + source;
  }
}
