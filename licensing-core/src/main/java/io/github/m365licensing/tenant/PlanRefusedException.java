package io.github.m365licensing.tenant;

import java.util.List;

/** A plan that cannot be applied as a whole was handed over for applying. Nothing was sent. */
public final class PlanRefusedException extends LicensingException {

  private static final long serialVersionUID = 1L;

  private final String[] reasons;

  /**
   * A plan that is refused.
   *
   * @param message what was refused, why, and what to do next
   * @param reasons each thing that stands in the way, with its cure
   */
  public PlanRefusedException(String message, List<String> reasons) {
    super(message, "");
    this.reasons = reasons.toArray(String[]::new);
  }

  /** Each thing that stands in the way, with its cure; unmodifiable. */
  public List<String> reasons() {
    return List.of(reasons);
  }
}
