package io.github.m365licensing.testkit.assertj;

import io.github.m365licensing.apply.ChangeOutcome;
import io.github.m365licensing.apply.Refusal;
import io.github.m365licensing.apply.Verification;
import org.assertj.core.api.AbstractAssert;

/** Assertions about how the change of one subject ended. */
public final class ChangeOutcomeAssert extends AbstractAssert<ChangeOutcomeAssert, ChangeOutcome> {

  private final String outcomes;

  ChangeOutcomeAssert(ChangeOutcome actual, String outcomes) {
    super(actual, ChangeOutcomeAssert.class);
    this.outcomes = outcomes;
  }

  /**
   * Verifies how the change ended.
   *
   * <pre>{@code
   * assertThat(report).outcomeOf("lynne@contoso.com").is(NOT_STARTED);
   * }</pre>
   */
  public ChangeOutcomeAssert is(ChangeOutcome.Kind kind) {
    isNotNull();
    if (actual.kind() != kind) {
      throw failed(kind.toString());
    }
    return this;
  }

  /**
   * Verifies that the change was written.
   *
   * <pre>{@code
   * assertThat(report).outcomeOf("lynne@contoso.com").isApplied().isConfirmed();
   * }</pre>
   */
  public ChangeOutcomeAssert isApplied() {
    return is(ChangeOutcome.Kind.APPLIED);
  }

  /** Verifies that nothing had to be sent. */
  public ChangeOutcomeAssert isAlreadyInPlace() {
    return is(ChangeOutcome.Kind.ALREADY_IN_PLACE);
  }

  /**
   * Verifies that the subject is as planned and was seen to be so: applied and confirmed by reading
   * back, or in place before.
   *
   * <pre>{@code
   * ApplyReport report = licensing.apply(licensing.plan(user("lynne@contoso.com"), assign("EMS")));
   * assertThat(report).outcomeOf("lynne@contoso.com").isConfirmed();     // passes
   * // with the last seat gone in the meantime
   * assertThat(report).outcomeOf("lynne@contoso.com").isConfirmed();     // fails
   * }</pre>
   */
  public ChangeOutcomeAssert isConfirmed() {
    isNotNull();
    boolean applied =
        actual.kind() == ChangeOutcome.Kind.APPLIED
            && actual.verification() == Verification.CONFIRMED;
    if (!applied && actual.kind() != ChangeOutcome.Kind.ALREADY_IN_PLACE) {
      throw failed("applied and confirmed");
    }
    return this;
  }

  /**
   * Verifies that the change was written and what reading back showed.
   *
   * <pre>{@code
   * // with a tenant that takes the write and does not do it
   * assertThat(report).outcomeOf("lynne@contoso.com").isAppliedBut(NOT_YET_VISIBLE);
   * }</pre>
   */
  public ChangeOutcomeAssert isAppliedBut(Verification verification) {
    isApplied();
    if (actual.verification() != verification) {
      throw failed("applied, " + verification);
    }
    return this;
  }

  /**
   * Verifies that the change was refused, and by whom or what.
   *
   * <pre>{@code
   * assertThat(report).outcomeOf("adele@contoso.com").isRefusedBy(DRIFT).naming("AAD_PREMIUM");
   * }</pre>
   */
  public ChangeOutcomeAssert isRefusedBy(Refusal.Origin origin) {
    is(ChangeOutcome.Kind.REFUSED);
    if (actual.refusal().filter(refusal -> refusal.origin() == origin).isEmpty()) {
      throw failed("refused by " + origin);
    }
    return this;
  }

  /**
   * Verifies that the reason why it was not done, or the cure, names something: a group, a SKU, a
   * plan or a code.
   *
   * <pre>{@code
   * assertThat(report).outcomeOf("isaiah@contoso.com").naming("EMS licensed");
   * }</pre>
   */
  public ChangeOutcomeAssert naming(String text) {
    isNotNull();
    if (actual
        .refusal()
        .filter(reason -> reason.message().contains(text) || reason.cure().contains(text))
        .isEmpty()) {
      throw failed("a reason that names '" + text + "'");
    }
    return this;
  }

  private AssertionError failed(String expected) {
    String origin = actual.refusal().map(reason -> " by " + reason.origin()).orElse("");
    String refusal =
        actual
            .refusal()
            .map(reason -> "%nRefusal: %s Cure: %s".formatted(reason.message(), reason.cure()))
            .orElse("");
    return failure(
        "%s",
        Texts.failure(
            expected, actual.kind() + origin + ", " + actual.verification() + refusal, outcomes));
  }
}
