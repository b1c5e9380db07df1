package io.github.m365licensing.internal.planning;

import io.github.m365licensing.intent.FindingCode;
import io.github.m365licensing.intent.Guards;
import io.github.m365licensing.internal.observe.Observation.Guarded;
import io.github.m365licensing.plan.ChangeKind;
import io.github.m365licensing.plan.ChangeShape;
import io.github.m365licensing.plan.Finding;
import io.github.m365licensing.plan.GroupReach;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/** Holds a plan against what its intent allows and accepts. */
final class GuardCheck {

  /** More people than this are worth a word, unless the intent has a guard about it. */
  private static final int MANY = 1_000;

  private final Guarded guarded;
  private final ToLongFunction<FindingCode> repeated;

  /**
   * A check.
   *
   * @param repeated how many people too many have an accepted finding if subjects are added up
   */
  GuardCheck(Guarded guarded, ToLongFunction<FindingCode> repeated) {
    this.guarded = guarded;
    this.repeated = repeated;
  }

  /** Adds what is broken to the findings about the plan. */
  void check(List<PlannedChanges.Shared> changes, List<Finding> findings) {
    long changed =
        changes.stream()
            .filter(c -> c.shape().kind() == ChangeKind.CHANGE)
            .mapToLong(c -> c.subjects() * people(c.shape()))
            .sum();
    Guards guards = guarded.guards();
    guards
        .maxChanges()
        .ifPresent(
            most -> {
              if (changed > most) {
                findings.add(FindingTexts.tooManyChanges(changed, "maxChanges(" + most + ")"));
              }
            });
    guards
        .maxPercent()
        .ifPresent(
            most -> {
              if (changed * 100.0 > most * guarded.usersInTenant()) {
                findings.add(
                    FindingTexts.tooManyChanges(
                        changed,
                        "maxPercent(%s) of %d users".formatted(most, guarded.usersInTenant())));
              }
            });
    boolean isGuarded =
        guards.maxChanges().isPresent()
            || guards.maxPercent().isPresent()
            || guards.canary().isPresent();
    if (changed > MANY && !isGuarded) {
      findings.add(FindingTexts.manyPeople(changed));
    }
    guards
        .canary()
        .ifPresent(
            people -> {
              if (changed > 0 && isTooLargeFor(people, changes)) {
                findings.add(FindingTexts.canaryTooSmall(people));
              }
            });
    if (guards.isAllOrNothing() && has(changes, FindingCode.NO_FREE_SEAT)) {
      findings.add(FindingTexts.seatsShort());
    }
    if (!guards.accepted().isEmpty()) {
      checkAccepted(changes, findings);
    }
  }

  /** The people whom a subject changes; each counts with one subject of the plan. */
  private static long people(ChangeShape shape) {
    return shape.people() - shape.reach().map(GroupReach::countedElsewhere).orElse(0L);
  }

  /** A group is changed as a whole, so it may reach more people than shall be changed first. */
  private static boolean isTooLargeFor(int canary, List<PlannedChanges.Shared> changes) {
    return changes.stream()
        .filter(c -> c.shape().kind() == ChangeKind.CHANGE)
        .allMatch(c -> c.shape().people() > canary);
  }

  private static boolean has(List<PlannedChanges.Shared> changes, FindingCode code) {
    return changes.stream()
        .anyMatch(change -> change.shape().findings().stream().anyMatch(f -> f.code() == code));
  }

  private void checkAccepted(List<PlannedChanges.Shared> changes, List<Finding> findings) {
    for (Map.Entry<FindingCode, Long> accepted : guarded.guards().accepted().entrySet()) {
      long found =
          changes.stream().mapToLong(c -> c.subjects() * people(c.shape(), accepted.getKey())).sum()
              - repeated.applyAsLong(accepted.getKey());
      if (found != accepted.getValue()) {
        findings.add(
            FindingTexts.acceptedCountDiffers(accepted.getKey(), accepted.getValue(), found));
      }
    }
  }

  /** Of several findings with one code the one about most people counts. */
  private static long people(ChangeShape shape, FindingCode accepted) {
    return shape.findings().stream()
        .filter(f -> f.isAccepted() && f.code() == accepted)
        .mapToLong(f -> Math.max(1, f.members()))
        .max()
        .orElse(0);
  }
}
