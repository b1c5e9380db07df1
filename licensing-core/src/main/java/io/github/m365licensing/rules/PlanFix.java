package io.github.m365licensing.rules;

import io.github.m365licensing.assignment.AssignmentSource;
import io.github.m365licensing.sku.ServicePlanId;
import io.github.m365licensing.sku.SkuId;
import java.util.Objects;

/**
 * A way to give a user a plan that is missing.
 *
 * @param kind what to do
 * @param skuId the SKU to change or to assign
 * @param plan the plan that is on afterwards
 * @param source where to do it: on the user, or on the group
 */
public record PlanFix(Kind kind, SkuId skuId, ServicePlanId plan, AssignmentSource source) {

  /** What to do, the least first. */
  public enum Kind {
    /** Switch the plan on in a SKU that the user holds directly. No seat is needed. */
    ENABLE_ON_USER,
    /** Switch the plan on in a group's licence, for all members. No seat is needed. */
    ENABLE_ON_GROUP,
    /** Assign a SKU that the tenant owns and that has a free seat. */
    ASSIGN
  }

  /** Checks the arguments. */
  public PlanFix {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(skuId, "skuId");
    Objects.requireNonNull(plan, "plan");
    Objects.requireNonNull(source, "source");
  }
}
