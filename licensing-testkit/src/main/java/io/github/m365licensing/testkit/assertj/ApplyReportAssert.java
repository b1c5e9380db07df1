package io.github.m365licensing.testkit.assertj;

import io.github.m365licensing.apply.ApplyReport;
import io.github.m365licensing.apply.ChangeOutcome;
import io.github.m365licensing.plan.PlannedChange;
import org.assertj.core.api.AbstractAssert;

/** Assertions about an {@link ApplyReport}. */
public final class ApplyReportAssert extends AbstractAssert<ApplyReportAssert, ApplyReport> {

  ApplyReportAssert(ApplyReport actual) {
    super(actual, ApplyReportAssert.class);
  }

  /**
   * About how the change of a subject ended.
   *
   * <pre>{@code
   * assertThat(report).outcomeOf("lynne@contoso.com").isApplied().isConfirmed();
   * assertThat(report).outcomeOf("diego@contoso.com").isRefusedBy(PLAN).naming("usage location");
   * }</pre>
   *
   * @param name the user principal name, or the name of a group; compared without case
   */
  public ChangeOutcomeAssert outcomeOf(String name) {
    return new ChangeOutcomeAssert(outcome(name), outcomes());
  }

  /**
   * About how the one change ended. Fails if the report is about none or several subjects.
   *
   * <pre>{@code
   * assertThat(licensing.apply(planForOneUser)).onlyOutcome().isConfirmed();
   * }</pre>
   */
  public ChangeOutcomeAssert onlyOutcome() {
    isNotNull();
    if (actual.outcomes().size() != 1) {
      throw failure(
          "%s", Texts.failure("one subject", actual.outcomes().size() + " subjects", outcomes()));
    }
    return new ChangeOutcomeAssert(actual.outcomes().get(0), outcomes());
  }

  /**
   * Verifies that every subject is as planned and was seen to be so.
   *
   * <pre>{@code
   * assertThat(licensing.apply(planForTwoUsers)).isConfirmed();          // passes
   * // with one of them refused
   * assertThat(licensing.apply(planForTwoUsers)).isConfirmed();          // fails
   * }</pre>
   */
  public ApplyReportAssert isConfirmed() {
    isNotNull();
    if (!actual.isConfirmed()) {
      throw failure("%s", Texts.failure("every subject confirmed", "not every one", outcomes()));
    }
    return this;
  }

  private ChangeOutcome outcome(String name) {
    isNotNull();
    return actual
        .plan()
        .changes()
        .filter(change -> change.name().equalsIgnoreCase(name))
        .map(PlannedChange::subject)
        .flatMap(subject -> actual.outcome(subject).stream())
        .findFirst()
        .orElseThrow(
            () ->
                failure(
                    "%s",
                    Texts.failure(
                        "the subject named is part of the report",
                        "it is not among its " + actual.outcomes().size() + " subjects",
                        outcomes())));
  }

  private String outcomes() {
    StringBuilder text = new StringBuilder("Outcomes:");
    actual.outcomes().stream()
        .limit(10)
        .forEach(
            outcome ->
                text.append(
                    "\n  %s %s, %s"
                        .formatted(outcome.subject(), outcome.kind(), outcome.verification())));
    int more = actual.outcomes().size() - 10;
    return more > 0 ? text + "\n  and " + more + " more" : text.toString();
  }
}
