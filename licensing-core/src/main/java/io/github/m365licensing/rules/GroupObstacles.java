package io.github.m365licensing.rules;

import io.github.m365licensing.assignment.AssignmentError;
import io.github.m365licensing.directory.UsageLocation;
import io.github.m365licensing.sku.SkuId;
import java.util.Optional;

/**
 * What a caller knows to stand in the way of a product, beyond what rules can know: no table of
 * plans by country is published, and proxy addresses are the directory's business. Users implement
 * it.
 */
@FunctionalInterface
public interface GroupObstacles {

  /**
   * Why the service would not give the product in this country; empty if nothing is known.
   *
   * @param skuId the product
   * @param usageLocation the user's country, or the tenant's where the user has none
   */
  Optional<AssignmentError> against(SkuId skuId, UsageLocation usageLocation);

  /** Nothing is known to stand in the way. */
  static GroupObstacles none() {
    return (skuId, usageLocation) -> Optional.empty();
  }
}
