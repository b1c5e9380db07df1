package io.github.m365licensing.apply;

import io.github.m365licensing.directory.Subject;
import io.github.m365licensing.plan.LicensePlan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How a run ended, subject by subject. Immutable and thread-safe. */
public final class ApplyReport {

  private final LicensePlan plan;
  private final Instant startedAt;
  private final Instant endedAt;
  private final List<ChangeOutcome> outcomes;
  private final Map<ChangeOutcome.Kind, Long> counts = new EnumMap<>(ChangeOutcome.Kind.class);

  private ApplyReport(
      LicensePlan plan, Instant startedAt, Instant endedAt, List<ChangeOutcome> outcomes) {
    this.plan = plan;
    this.startedAt = startedAt;
    this.endedAt = endedAt;
    this.outcomes = outcomes;
    outcomes.forEach(outcome -> counts.merge(outcome.kind(), 1L, Long::sum));
  }

  /** A builder of a report. */
  public static Builder builder() {
    return new Builder();
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

  /**
   * Builds an {@link ApplyReport}: a run uses it, and so does a test of code that takes reports.
   * Not thread-safe.
   *
   * <pre>{@code
   * ApplyReport report = ApplyReport.builder()
   *     .plan(plan)
   *     .startedAt(start)
   *     .endedAt(start.plusSeconds(90))
   *     .addOutcome(outcome)
   *     .build();
   * }</pre>
   */
  public static final class Builder {

    private @Nullable LicensePlan plan;
    private @Nullable Instant startedAt;
    private @Nullable Instant endedAt;
    private final List<ChangeOutcome> outcomes = new ArrayList<>();

    private Builder() {}

    /** The plan that was applied. Required. */
    public Builder plan(LicensePlan applied) {
      this.plan = Objects.requireNonNull(applied, "applied");
      return this;
    }

    /** When the run began. Required. */
    public Builder startedAt(Instant moment) {
      this.startedAt = Objects.requireNonNull(moment, "moment");
      return this;
    }

    /** When the run ended. Required. */
    public Builder endedAt(Instant moment) {
      this.endedAt = Objects.requireNonNull(moment, "moment");
      return this;
    }

    /** How the change of a subject ended; in any order, each subject of the plan once. */
    public Builder addOutcome(ChangeOutcome outcome) {
      outcomes.add(Objects.requireNonNull(outcome, "outcome"));
      return this;
    }

    /** How the changes of subjects ended; in any order, each subject of the plan once. */
    public Builder addOutcomes(Stream<ChangeOutcome> more) {
      more.forEachOrdered(this::addOutcome);
      return this;
    }

    /**
     * The report.
     *
     * @throws IllegalStateException if the plan or a moment is missing, or the outcomes are not of
     *     the subjects of the plan, each once
     */
    public ApplyReport build() {
      if (plan == null || startedAt == null || endedAt == null) {
        throw new IllegalStateException("A report needs plan, startedAt and endedAt.");
      }
      List<ChangeOutcome> ordered = new ArrayList<>(outcomes);
      ordered.sort(Comparator.comparing(ChangeOutcome::subject));
      Iterator<ChangeOutcome> given = ordered.iterator();
      boolean isOfPlan =
          ordered.size() == plan.size()
              && plan.changes().allMatch(change -> change.subject().equals(given.next().subject()));
      if (!isOfPlan) {
        throw new IllegalStateException(
            "A report has one outcome for each of the %d subjects of its plan, but the %d given are of others."
                .formatted(plan.size(), ordered.size()));
      }
      return new ApplyReport(plan, startedAt, endedAt, Collections.unmodifiableList(ordered));
    }
  }
}
