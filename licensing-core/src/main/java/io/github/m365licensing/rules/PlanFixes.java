package io.github.m365licensing.rules;

import io.github.m365licensing.assignment.AssignmentSource;
import io.github.m365licensing.assignment.Holding;
import io.github.m365licensing.assignment.LicenseAssignmentState;
import io.github.m365licensing.directory.LicenseHolder;
import io.github.m365licensing.sku.ServicePlan;
import io.github.m365licensing.sku.ServicePlanId;
import io.github.m365licensing.sku.SkuId;
import io.github.m365licensing.sku.SubscribedSku;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToIntFunction;

/** Finds the ways to give a user a plan that is missing. */
final class PlanFixes {

  private final RuleBook rules;
  private final PlanRules planRules;
  private final LicenseHolder user;

  PlanFixes(RuleBook rules, PlanRules planRules, LicenseHolder user) {
    this.rules = rules;
    this.planRules = planRules;
    this.user = user;
  }

  List<GuidanceGap.Fix> of(PlanDependency wanted, ToIntFunction<SkuId> freeSeats) {
    List<GuidanceGap.Fix> fixes = new ArrayList<>();
    for (ServicePlanId plan : wanted.requiresAnyOf()) {
      enable(fixes, plan);
      assign(fixes, plan, freeSeats);
    }
    // Stable: of one kind, the plan that is named first comes first.
    fixes.sort(Comparator.comparing(GuidanceGap.Fix::kind));
    return fixes;
  }

  private void enable(List<GuidanceGap.Fix> fixes, ServicePlanId plan) {
    for (LicenseAssignmentState path : user.licenses().all()) {
      if (path.isInEffect()
          && path.disabledPlans().contains(plan)
          && givesToUsers(path.skuId(), plan)) {
        Set<ServicePlanId> off = new HashSet<>(path.disabledPlans());
        off.remove(plan);
        if (isAllowed(new Path(path.skuId(), off, path.source()))) {
          GuidanceGap.Fix.Kind kind =
              path.source().isDirect()
                  ? GuidanceGap.Fix.Kind.ENABLE_ON_USER
                  : GuidanceGap.Fix.Kind.ENABLE_ON_GROUP;
          fixes.add(new GuidanceGap.Fix(kind, path.skuId(), plan, path.source()));
        }
      }
    }
  }

  private boolean givesToUsers(SkuId sku, ServicePlanId plan) {
    return rules.skusGiving(plan).stream().anyMatch(giving -> giving.skuId().equals(sku));
  }

  private void assign(
      List<GuidanceGap.Fix> fixes, ServicePlanId plan, ToIntFunction<SkuId> freeSeats) {
    rules.skusGiving(plan).stream()
        .filter(sku -> user.licenses().holding(sku.skuId()) == Holding.NONE)
        .filter(sku -> !rules.facts().is(sku.skuId(), SkuTrait.DEPARTMENT))
        .filter(sku -> !rules.facts().is(sku.skuId(), SkuTrait.RESOURCE_ACCOUNT))
        .filter(sku -> freeSeats.applyAsInt(sku.skuId()) > 0)
        .filter(sku -> isAllowed(new Path(sku.skuId(), Set.of(), AssignmentSource.direct())))
        .sorted(Comparator.comparingLong(PlanFixes::size).thenComparing(SubscribedSku::skuId))
        .map(
            sku ->
                new GuidanceGap.Fix(
                    GuidanceGap.Fix.Kind.ASSIGN, sku.skuId(), plan, AssignmentSource.direct()))
        .forEach(fixes::add);
  }

  private static long size(SubscribedSku sku) {
    return sku.servicePlans().stream().filter(ServicePlan::isForUsers).count();
  }

  private boolean isAllowed(Path path) {
    List<Path> before = Path.inEffect(user);
    List<Path> after = new ArrayList<>(before);
    after.add(path);
    return planRules.judge(before, after).isEmpty();
  }
}
