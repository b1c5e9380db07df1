package io.github.m365licensing.testkit.assertj;

import io.github.m365licensing.apply.ApplyReport;
import io.github.m365licensing.apply.ChangeOutcome;
import io.github.m365licensing.apply.Verification;
import io.github.m365licensing.plan.PlannedChange;
import org.assertj.core.api.AbstractAssert;

/** Assertions about an {@link ApplyReport}. */
public final class ApplyReportAssert extends AbstractAssert<ApplyReportAssert, ApplyReport> {

  ApplyReportAssert(ApplyReport actual) {
    super(actual, ApplyReportAssert.class);
  }

  /**
   * Verifies that a subject is as planned and was seen to be so: applied and confirmed by reading
   * back, or in place before.
   *
   * <pre>{@code
   * ApplyReport report = licensing.apply(licensing.plan(user("lynne@contoso.com"), assign("EMS")));
   * assertThat(report).confirmed("lynne@contoso.com");                   // passes
   * // with the last seat gone in the meantime
   * assertThat(report).confirmed("lynne@contoso.com");                   // fails
   * }</pre>
   *
   * @param name the user principal name, or the name of a group; compared without case
   */
  public ApplyReportAssert confirmed(String name) {
    ChangeOutcome outcome = outcome(name);
    boolean confirmed =
        outcome.kind() == ChangeOutcome.Kind.ALREADY_IN_PLACE
            || (outcome.kind() == ChangeOutcome.Kind.APPLIED
                && outcome.verification() == Verification.CONFIRMED);
    if (!confirmed) {
      throw failed("applied and confirmed", outcome);
    }
    return this;
  }

  /**
   * Verifies how the change of a subject ended.
   *
   * <pre>{@code
   * assertThat(report).ended("lynne@contoso.com", APPLIED);              // passes
   * assertThat(report).ended("lynne@contoso.com", REFUSED);              // fails
   * }</pre>
   *
   * @param name the user principal name, or the name of a group; compared without case
   */
  public ApplyReportAssert ended(String name, ChangeOutcome.Kind kind) {
    ChangeOutcome outcome = outcome(name);
    if (outcome.kind() != kind) {
      throw failed(kind.toString(), outcome);
    }
    return this;
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

  private AssertionError failed(String expected, ChangeOutcome outcome) {
    String refusal =
        outcome
            .refusal()
            .map(reason -> "%nRefusal: %s Cure: %s".formatted(reason.message(), reason.cure()))
            .orElse("");
    return failure(
        "%s",
        Texts.failure(
            expected, outcome.kind() + ", " + outcome.verification() + refusal, outcomes()));
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
