package io.github.m365licensing.rules;

import io.github.m365licensing.assignment.AssignmentSource;
import io.github.m365licensing.sku.ServicePlanId;
import io.github.m365licensing.sku.SkuId;
import java.util.List;
import java.util.Objects;

/**
 * A plan that is on without a plan that it wants, where the service is not known well enough to
 * refuse it. By its {@linkplain PlanDependency#strength() strength}: of {@code GUIDANCE}, the user
 * just does not get what the plan is for, best known for {@code INTUNE_EDU} without {@code
 * INTUNE_A}; of {@code MEDIUM}, the service may refuse it, for example {@code MCOMEETADV} without
 * Teams.
 *
 * @param fact which plan wants which
 * @param sources through what the plan is on; unmodifiable
 * @param fixes the ways out, the least first; empty if the tenant has none; unmodifiable
 */
public record GuidanceGap(PlanDependency fact, List<ServiceSource> sources, List<Fix> fixes) {

  public GuidanceGap {
    Objects.requireNonNull(fact, "fact");
    sources = List.copyOf(sources);
    fixes = List.copyOf(fixes);
  }

  /**
   * A way to give a user a plan that is missing.
   *
   * @param kind what to do
   * @param skuId the SKU to change or to assign
   * @param plan the plan that is on afterwards
   * @param source where to do it: on the user, or on the group
   */
  public record Fix(Kind kind, SkuId skuId, ServicePlanId plan, AssignmentSource source) {

    /** What to do, the least first. */
    public enum Kind {
      /** Switch the plan on in a SKU that the user holds directly. No seat is needed. */
      ENABLE_ON_USER,
      /** Switch the plan on in a group's licence, for all members. No seat is needed. */
      ENABLE_ON_GROUP,
      /** Assign a SKU that the tenant owns and that has a free seat. */
      ASSIGN
    }

    public Fix {
      Objects.requireNonNull(kind, "kind");
      Objects.requireNonNull(skuId, "skuId");
      Objects.requireNonNull(plan, "plan");
      Objects.requireNonNull(source, "source");
    }
  }
}
