package io.github.m365licensing.plan;

import io.github.m365licensing.sku.SkuId;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Whom a change of a group's licences reaches: the direct user members, counted. Somebody who is a
 * member of several groups counts in each of them. Immutable.
 *
 * @param members how many there are
 * @param affected for how many of them some path changes
 * @param seatsTaken how many of them use a seat of a SKU afterwards and did not before, ordered by
 *     SKU id; unmodifiable
 * @param seatsFreed how many of them use a seat of a SKU no more, ordered by SKU id; unmodifiable
 */
public record GroupReach(
    long members,
    long affected,
    SortedMap<SkuId, Integer> seatsTaken,
    SortedMap<SkuId, Integer> seatsFreed) {

  /** Copies the maps. */
  public GroupReach {
    seatsTaken = copy(seatsTaken);
    seatsFreed = copy(seatsFreed);
  }

  private static SortedMap<SkuId, Integer> copy(Map<SkuId, Integer> seats) {
    return Collections.unmodifiableSortedMap(new TreeMap<>(seats));
  }
}
