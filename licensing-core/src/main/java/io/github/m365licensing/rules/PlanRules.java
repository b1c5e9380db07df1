package io.github.m365licensing.rules;

import io.github.m365licensing.rules.LicensingSemantics.DependencyConfidence;
import io.github.m365licensing.sku.ServicePlan;
import io.github.m365licensing.sku.ServicePlanId;
import io.github.m365licensing.sku.SkuId;
import io.github.m365licensing.sku.SubscribedSku;
import io.github.m365licensing.sku.TenantSkus;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * Exclusions and dependencies, made ready for one tenant. Of a SKU's dozens of plans only the few
 * that a fact names are looked at, so that a judgement takes microseconds.
 */
final class PlanRules {

  private record Exclusion(List<Integer> plans, Violation.Certainty certainty) {}

  private record Dependency(int plan, List<Integer> anyOf, PlanDependency fact) {}

  private static final int[] NONE = {};

  private final LicenseFacts facts;
  private final DependencyConfidence confidence;
  private final List<ServicePlanId> plans = new ArrayList<>();
  private final Map<ServicePlanId, Integer> numbers = new HashMap<>();
  private final List<Exclusion> exclusions = new ArrayList<>();
  private final List<Dependency> dependencies = new ArrayList<>();
  private final Map<SkuId, int[]> judgedPlans = new HashMap<>();

  PlanRules(LicensingSemantics semantics, LicenseFacts facts, TenantSkus tenantSkus) {
    this.facts = facts;
    this.confidence = semantics.dependencyConfidence();
    for (PlanExclusion fact : facts.exclusions()) {
      if (fact.rules().contains(semantics.exclusionRules())) {
        exclusions.add(new Exclusion(numbers(fact.plans()), fact.certainty()));
      }
    }
    for (PlanDependency fact : facts.dependencies()) {
      if (judges(fact)) {
        dependencies.add(new Dependency(number(fact.plan()), numbers(fact.requiresAnyOf()), fact));
      }
    }
    for (SubscribedSku sku : tenantSkus.all()) {
      judgedPlans.put(
          sku.skuId(),
          sku.servicePlans().stream()
              .map(ServicePlan::servicePlanId)
              .filter(numbers::containsKey)
              .mapToInt(this::number)
              .toArray());
    }
  }

  /** Whether a call is refused for this dependency. */
  boolean judges(PlanDependency fact) {
    return switch (fact.strength()) {
      case PROVEN -> true;
      case MEDIUM -> confidence == DependencyConfidence.MEDIUM;
      case GUIDANCE -> false;
    };
  }

  private List<Integer> numbers(Collection<ServicePlanId> ids) {
    return ids.stream().map(this::number).toList();
  }

  private int number(ServicePlanId id) {
    return numbers.computeIfAbsent(
        id,
        unused -> {
          plans.add(id);
          return plans.size() - 1;
        });
  }

  private boolean[] on(List<Path> paths) {
    boolean[] on = new boolean[plans.size()];
    for (Path path : paths) {
      for (int plan : judged(path)) {
        on[plan] |= !path.off().contains(plans.get(plan));
      }
    }
    return on;
  }

  private int[] judged(Path path) {
    return judgedPlans.getOrDefault(path.skuId(), NONE);
  }

  /**
   * What the way from one state to another brings about: exclusions, then dependencies, each in the
   * order of the facts. What was so before is not judged again (assumed).
   */
  List<Violation> judge(List<Path> before, List<Path> after) {
    List<Violation> violations = new ArrayList<>();
    boolean[] was = on(before);
    boolean[] is = on(after);
    for (Exclusion exclusion : exclusions) {
      List<Integer> members = exclusion.plans();
      for (int i = 0; i < members.size(); i++) {
        int one = members.get(i);
        for (int j = i + 1; is[one] && j < members.size(); j++) {
          int other = members.get(j);
          if (is[other] && !(was[one] && was[other])) {
            int brought = was[one] ? other : one;
            int there = was[one] ? one : other;
            exclude(violations, after, brought, there, exclusion.certainty());
          }
        }
      }
    }
    for (Dependency dependency : dependencies) {
      if (isUnmet(dependency, is) && !isUnmet(dependency, was)) {
        violations.add(unmet(dependency, after));
      }
    }
    return violations;
  }

  /** The pairs of plans that stand together though they exclude each other. */
  Set<PlanPair> standing(List<Path> paths) {
    Set<PlanPair> pairs = new TreeSet<>();
    for (Violation violation : judge(List.of(), paths)) {
      if (violation.kind() == Violation.Kind.MUTUALLY_EXCLUSIVE) {
        pairs.add(
            PlanPair.of(violation.servicePlanId().orElseThrow(), violation.otherPlans().get(0)));
      }
    }
    return pairs;
  }

  private void exclude(
      List<Violation> violations,
      List<Path> paths,
      int plan,
      int other,
      Violation.Certainty certainty) {
    ServicePlanId id = plans.get(plan);
    ServicePlanId otherId = plans.get(other);
    if (facts.tolerated().contains(PlanPair.of(id, otherId))) {
      return;
    }
    Set<ServiceSource> sources = new LinkedHashSet<>();
    Set<ServiceSource> otherSources = new LinkedHashSet<>();
    for (ServiceSource source : sources(paths, plan)) {
      for (ServiceSource otherSource : sources(paths, other)) {
        // A SKU that holds both plans is proof enough that they can be held together through it.
        if (!source.skuId().equals(otherSource.skuId())
            && !facts.areSoldTogether(source.skuId(), otherSource.skuId())) {
          sources.add(source);
          otherSources.add(otherSource);
        }
      }
    }
    if (!sources.isEmpty()) {
      violations.add(
          Violation.builder()
              .kind(Violation.Kind.MUTUALLY_EXCLUSIVE)
              .certainty(certainty)
              .skuId(sources.iterator().next().skuId())
              .servicePlanId(id)
              .addOtherPlans(otherId)
              .addAllSources(sources)
              .addAllOtherSources(otherSources)
              .build());
    }
  }

  private static boolean isUnmet(Dependency dependency, boolean[] on) {
    if (!on[dependency.plan()]) {
      return false;
    }
    for (int plan : dependency.anyOf()) {
      if (on[plan]) {
        return false;
      }
    }
    return true;
  }

  private Violation unmet(Dependency dependency, List<Path> paths) {
    List<ServiceSource> sources = sources(paths, dependency.plan());
    return Violation.builder()
        .kind(Violation.Kind.DEPENDENCY)
        .certainty(
            dependency.fact().strength() == PlanDependency.Strength.PROVEN
                ? Violation.Certainty.CERTAIN
                : Violation.Certainty.POSSIBLE)
        .skuId(sources.get(0).skuId())
        .servicePlanId(dependency.fact().plan())
        .addAllOtherPlans(dependency.fact().requiresAnyOf())
        .addAllSources(sources)
        .build();
  }

  private List<ServiceSource> sources(List<Path> paths, int plan) {
    List<ServiceSource> sources = new ArrayList<>();
    for (Path path : paths) {
      if (hasOn(path, plan)) {
        sources.add(path.serviceSource());
      }
    }
    return sources;
  }

  private boolean hasOn(Path path, int plan) {
    for (int judged : judged(path)) {
      if (judged == plan) {
        return !path.off().contains(plans.get(plan));
      }
    }
    return false;
  }

  /** Whether the path has one of these plans on; plans that no rule names are never on here. */
  boolean hasAnyOn(Path path, List<ServicePlanId> anyOf) {
    for (ServicePlanId id : anyOf) {
      if (hasOn(path, Objects.requireNonNullElse(numbers.get(id), -1))) {
        return true;
      }
    }
    return false;
  }
}
