package io.github.m365licensing.tenant;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/** The service kept throttling until the retry budget for a read was used up. Nothing was done. */
public final class ThrottledException extends LicensingException {

  private static final long serialVersionUID = 1L;

  private final Duration retryAfter;

  /**
   * A read that ended in throttling.
   *
   * @param message what was read, how long was tried, and what to do next
   * @param requestId the service's id of the request, empty if there is none
   * @param retryAfter how long the service asks to wait; zero if it did not say
   */
  public ThrottledException(String message, String requestId, Duration retryAfter) {
    super(message, requestId);
    this.retryAfter = Objects.requireNonNull(retryAfter, "retryAfter");
  }

  /** How long the service asks to wait, if it said so. */
  public Optional<Duration> retryAfter() {
    return retryAfter.isZero() ? Optional.empty() : Optional.of(retryAfter);
  }
}
