package io.github.m365licensing.testkit.assertj;

import io.github.m365licensing.intent.FindingCode;
import io.github.m365licensing.plan.ChangeKind;
import io.github.m365licensing.plan.Finding;
import io.github.m365licensing.plan.PlannedChange;
import io.github.m365licensing.plan.Severity;
import java.util.List;
import org.assertj.core.api.AbstractAssert;

/** Assertions about what a plan does with one subject. */
public final class PlannedChangeAssert extends AbstractAssert<PlannedChangeAssert, PlannedChange> {

  PlannedChangeAssert(PlannedChange actual) {
    super(actual, PlannedChangeAssert.class);
  }

  /**
   * Verifies that the subject is written.
   *
   * <pre>{@code
   * assertThat(licensing.plan(user(lynne), assign("EMS"))).user(lynne).isChanged();   // passes
   * assertThat(licensing.plan(user(lynne), remove("EMS"))).user(lynne).isChanged();   // fails
   * }</pre>
   */
  public PlannedChangeAssert isChanged() {
    return is(ChangeKind.CHANGE, "the subject is changed");
  }

  /**
   * Verifies that there is nothing to do for the subject.
   *
   * <pre>{@code
   * assertThat(licensing.plan(user(lynne), remove("EMS"))).user(lynne).isUnchanged(); // passes
   * assertThat(licensing.plan(user(lynne), assign("EMS"))).user(lynne).isUnchanged(); // fails
   * }</pre>
   */
  public PlannedChangeAssert isUnchanged() {
    return is(ChangeKind.NO_CHANGE, "nothing to do for the subject");
  }

  /**
   * Verifies that a finding of this code keeps the subject from being written, and goes on with
   * that finding.
   *
   * <pre>{@code
   * // diego has no usage location
   * assertThat(plan).user("diego@contoso.com").isBlockedBy(NO_USAGE_LOCATION);   // passes
   * assertThat(plan).user("diego@contoso.com").isBlockedBy(INHERITED);           // fails
   * }</pre>
   */
  public FindingAssert isBlockedBy(FindingCode code) {
    isNotNull();
    Finding finding = finding(code, "blocked by " + code, Severity.BLOCKING);
    is(ChangeKind.BLOCKED, "blocked by " + code);
    return new FindingAssert(finding);
  }

  /**
   * Verifies that there is a finding of this code, of whatever severity, and goes on with it.
   *
   * <pre>{@code
   * // lynne does not hold EMS
   * assertThat(licensing.plan(user(lynne), remove("EMS"))).user(lynne).hasFinding(NOT_HELD);   // passes
   * assertThat(licensing.plan(user(lynne), remove("EMS"))).user(lynne).hasFinding(INHERITED);  // fails
   * }</pre>
   */
  public FindingAssert hasFinding(FindingCode code) {
    isNotNull();
    return new FindingAssert(finding(code, "finding " + code, Severity.values()));
  }

  private Finding finding(FindingCode code, String expected, Severity... severities) {
    List<Severity> wanted = List.of(severities);
    return actual
        .findings()
        .filter(finding -> finding.code() == code && wanted.contains(finding.severity()))
        .findFirst()
        .orElseThrow(() -> failed(expected, "no such finding, kind " + actual.kind()));
  }

  private PlannedChangeAssert is(ChangeKind kind, String expected) {
    isNotNull();
    if (actual.kind() != kind) {
      throw failed(expected, "kind " + actual.kind());
    }
    return this;
  }

  private AssertionError failed(String expected, String found) {
    List<Finding> findings = actual.findings().toList();
    return failure(
        "%s",
        Texts.failure(
            expected,
            found,
            actual.subject()
                + ", because of "
                + actual.shape().reasons()
                + (findings.isEmpty() ? "\nNo finding." : FindingAssert.list(findings))));
  }
}
