package io.github.m365licensing.rules;

import io.github.m365licensing.sku.ServicePlanId;
import java.util.List;
import java.util.Objects;

/**
 * A fact: a service plan needs another one. Any of the listed ones will do.
 *
 * @param plan the plan that needs another
 * @param requiresAnyOf the plans of which one must be on, the most usual first; unmodifiable
 * @param strength whether the service refuses a user without one
 * @param confidence how well it is known
 * @param source where it is known from
 */
public record PlanDependency(
    ServicePlanId plan,
    List<ServicePlanId> requiresAnyOf,
    Strength strength,
    String confidence,
    String source) {

  /** Whether the service refuses a plan whose prerequisite is off. */
  public enum Strength {
    /** It was seen or is documented to refuse. */
    PROVEN,
    /** It probably refuses; which plans satisfy it is not known well. */
    MEDIUM,
    /** It was never seen to refuse; documentation or licence terms ask for the other plan. */
    GUIDANCE
  }

  /**
   * Checks the arguments and copies the list.
   *
   * @throws IllegalArgumentException if no prerequisite is named
   */
  public PlanDependency {
    Objects.requireNonNull(plan, "plan");
    requiresAnyOf = List.copyOf(requiresAnyOf);
    Objects.requireNonNull(strength, "strength");
    Objects.requireNonNull(confidence, "confidence");
    Objects.requireNonNull(source, "source");
    if (requiresAnyOf.isEmpty()) {
      throw new IllegalArgumentException("requiresAnyOf is empty for plan " + plan);
    }
  }
}
