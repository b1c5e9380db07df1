package io.github.m365licensing.rules;

import io.github.m365licensing.sku.ServicePlanId;

/**
 * Two different service plans, in no order: {@code of(a, b)} equals {@code of(b, a)}.
 *
 * @param first the plan with the lower id
 * @param second the plan with the higher id
 */
public record PlanPair(ServicePlanId first, ServicePlanId second) implements Comparable<PlanPair> {

  /**
   * Puts the plans in order of their ids.
   *
   * @throws IllegalArgumentException if both are the same plan
   */
  public PlanPair {
    int order = first.compareTo(second);
    if (order == 0) {
      throw new IllegalArgumentException("A pair needs two plans, but got " + first + " twice.");
    }
    if (order > 0) {
      ServicePlanId lower = second;
      second = first;
      first = lower;
    }
  }

  /**
   * The pair of these plans.
   *
   * @throws IllegalArgumentException if both are the same plan
   */
  public static PlanPair of(ServicePlanId one, ServicePlanId other) {
    return new PlanPair(one, other);
  }

  @Override
  public int compareTo(PlanPair other) {
    int order = first.compareTo(other.first);
    return order != 0 ? order : second.compareTo(other.second);
  }
}
