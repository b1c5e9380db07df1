package io.github.m365licensing.rules;

import io.github.m365licensing.assignment.LicenseAssignmentState;
import io.github.m365licensing.sku.ServicePlan;
import io.github.m365licensing.sku.ServicePlanId;
import io.github.m365licensing.sku.SkuId;
import io.github.m365licensing.sku.SubscribedSku;
import io.github.m365licensing.sku.TenantSkus;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/**
 * How the plans of an owned SKU changed between two looks at a tenant. Microsoft adds plans without
 * asking, and a plan that joins is on wherever the SKU is assigned (documented for groups, inferred
 * for users).
 *
 * @param skuId the product
 * @param joined plans that were not there before, ordered by name; unmodifiable
 * @param left plans that are there no more, ordered by name; unmodifiable
 */
public record PlanListChange(SkuId skuId, List<ServicePlan> joined, List<ServicePlan> left) {

  /** Checks the argument and copies the lists. */
  public PlanListChange {
    Objects.requireNonNull(skuId, "skuId");
    joined = List.copyOf(joined);
    left = List.copyOf(left);
  }

  /**
   * The SKUs whose list of plans changed, ordered by id. SKUs that were bought or ended in between
   * are none of them.
   *
   * @throws NullPointerException if an argument is null
   */
  public static List<PlanListChange> between(TenantSkus before, TenantSkus after) {
    List<PlanListChange> changes = new ArrayList<>();
    for (SubscribedSku then : before.all()) {
      after
          .find(then.skuId())
          .map(now -> new PlanListChange(then.skuId(), only(now, then), only(then, now)))
          .filter(change -> !change.joined.isEmpty() || !change.left.isEmpty())
          .ifPresent(changes::add);
    }
    return Collections.unmodifiableList(changes);
  }

  private static List<ServicePlan> only(SubscribedSku here, SubscribedSku there) {
    return here.servicePlans().stream()
        .filter(plan -> there.findPlan(plan.servicePlanId()).isEmpty())
        .toList();
  }

  /**
   * The paths through which a plan that joined this SKU is on for a user.
   *
   * @param plan one of {@link #joined()}
   * @param paths the user's paths; only those in effect count
   */
  public List<ServiceSource> onThrough(
      ServicePlanId plan, Collection<LicenseAssignmentState> paths) {
    return paths.stream()
        .filter(
            path ->
                path.isInEffect()
                    && path.skuId().equals(skuId)
                    && !path.disabledPlans().contains(plan))
        .map(path -> new ServiceSource(skuId, path.source()))
        .toList();
  }
}
