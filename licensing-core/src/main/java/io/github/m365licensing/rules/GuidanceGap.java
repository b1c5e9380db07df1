package io.github.m365licensing.rules;

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
public record GuidanceGap(PlanDependency fact, List<ServiceSource> sources, List<PlanFix> fixes) {

  /** Checks the argument and copies the lists. */
  public GuidanceGap {
    Objects.requireNonNull(fact, "fact");
    sources = List.copyOf(sources);
    fixes = List.copyOf(fixes);
  }
}
