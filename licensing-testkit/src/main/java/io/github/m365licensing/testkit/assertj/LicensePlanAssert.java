package io.github.m365licensing.testkit.assertj;

import io.github.m365licensing.plan.ChangeKind;
import io.github.m365licensing.plan.Finding;
import io.github.m365licensing.plan.LicensePlan;
import io.github.m365licensing.plan.PlannedChange;
import io.github.m365licensing.plan.Severity;
import java.util.List;
import org.assertj.core.api.AbstractAssert;

/** Assertions about a {@link LicensePlan}. */
public final class LicensePlanAssert extends AbstractAssert<LicensePlanAssert, LicensePlan> {

  LicensePlanAssert(LicensePlan actual) {
    super(actual, LicensePlanAssert.class);
  }

  /**
   * About what the plan does with a user, or a group.
   *
   * <pre>{@code
   * LicensePlan plan = licensing.plan(user("adele@contoso.com"), remove("EMS"));
   * assertThat(plan).user("adele@contoso.com").isChanged();              // passes
   * assertThat(plan).user("lynne@contoso.com");                          // fails: not in the plan
   * }</pre>
   *
   * @param name the user principal name, or the name of a group; compared without case
   */
  public PlannedChangeAssert user(String name) {
    isNotNull();
    PlannedChange change =
        actual
            .changes()
            .filter(candidate -> candidate.name().equalsIgnoreCase(name))
            .findFirst()
            .orElseThrow(
                () ->
                    failed(
                        "the subject named is part of the plan",
                        "it is not among its " + actual.size() + " subjects"));
    return new PlannedChangeAssert(change);
  }

  /**
   * Verifies that applying the plan would write nothing.
   *
   * <pre>{@code
   * assertThat(licensing.plan(user("lynne@contoso.com"), remove("EMS"))).changesNothing();  // passes
   * assertThat(licensing.plan(user("lynne@contoso.com"), assign("EMS"))).changesNothing();  // fails
   * }</pre>
   */
  public LicensePlanAssert changesNothing() {
    isNotNull();
    long changes = actual.count(ChangeKind.CHANGE);
    if (changes != 0) {
      throw failed("a plan that changes nothing", changes + " subjects are changed");
    }
    return this;
  }

  /**
   * Verifies that the plan can be applied: nothing stands in the way of it as a whole.
   *
   * <pre>{@code
   * assertThat(licensing.plan(user("lynne@contoso.com"), assign("EMS"))).isApplyable();      // passes
   * assertThat(licensing.plan(LicenseIntent.of(everybody, remove("EMS")).maxChanges(1)))
   *     .isApplyable();                                                                      // fails
   * }</pre>
   */
  public LicensePlanAssert isApplyable() {
    isNotNull();
    if (!actual.isApplyable()) {
      throw failed("a plan that can be applied", "it cannot");
    }
    return this;
  }

  /**
   * Verifies that something stands in the way of the plan as a whole.
   *
   * <pre>{@code
   * assertThat(licensing.plan(LicenseIntent.of(everybody, remove("EMS")).maxChanges(1)))
   *     .isNotApplyable();                                                                   // passes
   * assertThat(licensing.plan(user("lynne@contoso.com"), assign("EMS"))).isNotApplyable();   // fails
   * }</pre>
   */
  public LicensePlanAssert isNotApplyable() {
    isNotNull();
    if (actual.isApplyable()) {
      throw failed("a plan that cannot be applied", "it can");
    }
    return this;
  }

  private AssertionError failed(String expected, String found) {
    List<Finding> blocking =
        actual.findings().filter(finding -> finding.severity() == Severity.BLOCKING).toList();
    return failure(
        "%s",
        Texts.failure(
            expected,
            found,
            actual + (blocking.isEmpty() ? "\nNothing blocks." : FindingAssert.list(blocking))));
  }
}
