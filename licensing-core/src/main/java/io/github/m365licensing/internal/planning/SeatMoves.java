package io.github.m365licensing.internal.planning;

import io.github.m365licensing.directory.LicenseState;
import io.github.m365licensing.plan.GroupReach;
import io.github.m365licensing.sku.SkuId;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The seats that a subject takes and gives back.
 *
 * @param takes how many of each SKU
 * @param frees how many of each SKU
 */
record SeatMoves(Map<SkuId, Integer> takes, Map<SkuId, Integer> frees) {

  /** Those of one user. */
  static SeatMoves between(LicenseState before, LicenseState after) {
    Set<SkuId> was = held(before);
    Set<SkuId> is = held(after);
    Set<SkuId> takes = new TreeSet<>(is);
    takes.removeAll(was);
    was.removeAll(is);
    return new SeatMoves(ones(takes), ones(was));
  }

  /** Those of the members of a group. */
  static SeatMoves of(GroupReach reach) {
    return new SeatMoves(reach.seatsTaken(), reach.seatsFreed());
  }

  private static Map<SkuId, Integer> ones(Set<SkuId> skus) {
    Map<SkuId, Integer> ones = new TreeMap<>();
    skus.forEach(sku -> ones.put(sku, 1));
    return ones;
  }

  private static Set<SkuId> held(LicenseState state) {
    Set<SkuId> held = new TreeSet<>();
    state.licenses().assignedLicenses().forEach(license -> held.add(license.skuId()));
    return held;
  }
}
