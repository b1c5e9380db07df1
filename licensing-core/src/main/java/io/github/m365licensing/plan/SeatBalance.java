package io.github.m365licensing.plan;

import io.github.m365licensing.sku.SkuId;
import java.util.Objects;

/**
 * The seats of one SKU over a plan. All numbers count users.
 *
 * @param skuId the SKU
 * @param skuPartNumber its code name
 * @param freeBefore seats free when the plan was made; negative when more were held than owned
 * @param freed seats that the plan gives back
 * @param taken seats that the plan takes
 * @param lowest the fewest seats free at any moment
 * @param refused subjects that get no seat
 */
public record SeatBalance(
    SkuId skuId,
    String skuPartNumber,
    int freeBefore,
    int freed,
    int taken,
    int lowest,
    int refused) {

  /** Checks the arguments. */
  public SeatBalance {
    Objects.requireNonNull(skuId, "skuId");
    Objects.requireNonNull(skuPartNumber, "skuPartNumber");
  }

  /** Seats free afterwards. */
  public int freeAfter() {
    return freeBefore + freed - taken;
  }
}
