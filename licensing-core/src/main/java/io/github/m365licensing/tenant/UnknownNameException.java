package io.github.m365licensing.tenant;

import java.util.List;

/**
 * A name that a caller gave means nothing here, or more than one thing. Nothing was sent.
 *
 * <p>The candidates are what the name could mean, or what is spelt nearly so; for people there are
 * none, since names of people do not belong in an exception.
 */
public final class UnknownNameException extends LicensingException {

  private static final long serialVersionUID = 1L;

  private final String[] candidates;

  /**
   * A name that cannot be used.
   *
   * @param message what was asked for, what was not done, and what to do next
   * @param candidates what may have been meant, best first
   */
  public UnknownNameException(String message, List<String> candidates) {
    super(message, "");
    this.candidates = candidates.toArray(String[]::new);
  }

  /** What may have been meant, best first; unmodifiable. */
  public List<String> candidates() {
    return List.of(candidates);
  }
}
