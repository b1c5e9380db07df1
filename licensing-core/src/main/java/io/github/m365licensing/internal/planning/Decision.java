package io.github.m365licensing.internal.planning;

import io.github.m365licensing.sku.ServicePlanId;
import io.github.m365licensing.sku.SkuId;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * What a verb decides, and how. Two verbs contradict each other if they decide the same in
 * different ways; plans switched one by one go together as long as none is to be on and off.
 *
 * @param about a SKU by its id, every SKU, or the usage location
 * @param how all that the verb says of it
 * @param on plans to switch on one by one
 * @param off plans to switch off one by one
 */
record Decision(Object about, Object how, Set<ServicePlanId> on, Set<ServicePlanId> off) {

  private enum About {
    EVERY_SKU,
    USAGE_LOCATION
  }

  static Decision ofSku(SkuId skuId, Object how) {
    return new Decision(skuId, how, Set.of(), Set.of());
  }

  /** Switches plans of a SKU one by one. */
  static Decision ofPlans(SkuId skuId, Set<ServicePlanId> on, Set<ServicePlanId> off) {
    return new Decision(skuId, "plans", on, off);
  }

  static Decision ofEverySku(Object how) {
    return new Decision(About.EVERY_SKU, how, Set.of(), Set.of());
  }

  static Decision ofUsageLocation(Object how) {
    return new Decision(About.USAGE_LOCATION, how, Set.of(), Set.of());
  }

  /** Whether a decision of one verb contradicts a decision of another. */
  static boolean contradict(ResolvedVerb one, ResolvedVerb other) {
    List<Decision> others = other.decisions();
    return one.decisions().stream().anyMatch(d -> others.stream().anyMatch(d::contradicts));
  }

  private boolean contradicts(Decision other) {
    return isAboutSame(other)
        && (!how.equals(other.how)
            || !Collections.disjoint(on, other.off)
            || !Collections.disjoint(off, other.on));
  }

  private boolean isAboutSame(Decision other) {
    boolean located = about == About.USAGE_LOCATION || other.about == About.USAGE_LOCATION;
    boolean every = about == About.EVERY_SKU || other.about == About.EVERY_SKU;
    return about.equals(other.about) || (every && !located);
  }
}
