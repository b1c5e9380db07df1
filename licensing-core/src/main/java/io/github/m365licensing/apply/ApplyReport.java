package io.github.m365licensing.apply;

import io.github.m365licensing.directory.Subject;
import io.github.m365licensing.plan.LicensePlan;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** How a run ended, subject by subject. Immutable and thread-safe. */
public final class ApplyReport {

  private final LicensePlan plan;
  private final Instant startedAt;
  private final Instant endedAt;
  private final List<ChangeOutcome> outcomes;
  private final Map<ChangeOutcome.Kind, Long> counts = new EnumMap<>(ChangeOutcome.Kind.class);

  /** For the rooms of this module only. */
  public ApplyReport(
      LicensePlan plan, Instant startedAt, Instant endedAt, List<ChangeOutcome> outcomes) {
    this.plan = plan;
    this.startedAt = startedAt;
    this.endedAt = endedAt;
    this.outcomes = Collections.unmodifiableList(outcomes);
    outcomes.forEach(outcome -> counts.merge(outcome.kind(), 1L, Long::sum));
  }

  /** The plan that was applied. */
  public LicensePlan plan() {
    return plan;
  }

  /** When the run began. */
  public Instant startedAt() {
    return startedAt;
  }

  /** When the run ended, verification included. */
  public Instant endedAt() {
    return endedAt;
  }

  /** Every subject of the plan with its outcome, in the order of the plan; unmodifiable. */
  public List<ChangeOutcome> outcomes() {
    return outcomes;
  }

  /** How the change of this subject ended, if the plan was about it. */
  public Optional<ChangeOutcome> outcome(Subject subject) {
    Objects.requireNonNull(subject, "subject");
    int place = Collections.binarySearch(subjects(), subject);
    return place < 0 ? Optional.empty() : Optional.of(outcomes.get(place));
  }

  private List<Subject> subjects() {
    return new java.util.AbstractList<>() {
      @Override
      public Subject get(int index) {
        return outcomes.get(index).subject();
      }

      @Override
      public int size() {
        return outcomes.size();
      }
    };
  }

  /** How many subjects ended this way. */
  public long count(ChangeOutcome.Kind kind) {
    return counts.getOrDefault(kind, 0L);
  }

  /**
   * Whether every subject is as planned and was seen to be so: each applied and confirmed, or in
   * place before.
   */
  public boolean isConfirmed() {
    return outcomes.stream()
        .allMatch(
            outcome ->
                outcome.kind() == ChangeOutcome.Kind.ALREADY_IN_PLACE
                    || (outcome.kind() == ChangeOutcome.Kind.APPLIED
                        && outcome.verification() == Verification.CONFIRMED));
  }

  /** The outcomes as aligned text for people. It names users, so it does not belong in a log. */
  public String text() {
    return new ReportText(this).toString();
  }

  /** The plan's id and the counts, without names. */
  @Override
  public String toString() {
    return "ApplyReport of plan " + plan.planId() + " " + counts;
  }
}
