package io.github.m365licensing.plan;

import io.github.m365licensing.sku.SkuId;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Whom a change of a group's licences reaches: the direct user members, counted. Somebody whom
 * several subjects of a plan reach is planned as those before leave them: users whose licences are
 * only taken, then groups in the order of the plan, then other users. So each seat that moves
 * counts once in a plan. Immutable.
 *
 * @param members how many there are
 * @param affected for how many of them some path changes
 * @param countedElsewhere how many of those affected another subject of the plan changes too, and
 *     count as people there
 * @param seatsTaken how many of them use a seat of a SKU afterwards and did not before, ordered by
 *     SKU id; unmodifiable
 * @param seatsFreed how many of them use a seat of a SKU no more, ordered by SKU id; unmodifiable
 */
public record GroupReach(
    long members,
    long affected,
    long countedElsewhere,
    SortedMap<SkuId, Integer> seatsTaken,
    SortedMap<SkuId, Integer> seatsFreed) {

  public GroupReach {
    seatsTaken = copy(seatsTaken);
    seatsFreed = copy(seatsFreed);
  }

  /** The same with another number of people who count elsewhere. */
  public GroupReach withCountedElsewhere(long people) {
    return new GroupReach(members, affected, people, seatsTaken, seatsFreed);
  }

  private static SortedMap<SkuId, Integer> copy(Map<SkuId, Integer> seats) {
    return Collections.unmodifiableSortedMap(new TreeMap<>(seats));
  }
}
