package io.github.m365licensing.graph.http;

import java.time.Duration;
import java.util.Optional;

/**
 * When to try again. A service that says how long to wait, or that throttles, is waited for as long
 * as the budget lasts; other failures get a few tries, since waiting for a wrong host helps nobody.
 *
 * @param budget how long one request may wait in all
 */
public record Retries(Duration budget) {

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(32);
  private static final int BLIND_TRIES = 5;

  /**
   * The pause before the next try; empty if there shall be none.
   *
   * @param tries how often it was tried
   * @param waited how long it waited between tries so far
   */
  public Optional<Duration> pause(Failure failure, int tries, Duration waited) {
    boolean told = failure.isThrottled() || !failure.retryAfter().isZero();
    if (!told && tries >= BLIND_TRIES) {
      return Optional.empty();
    }
    Duration pause = failure.retryAfter().isZero() ? growing(tries) : failure.retryAfter();
    return waited.plus(pause).compareTo(budget) > 0 ? Optional.empty() : Optional.of(pause);
  }

  private static Duration growing(int tries) {
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(tries - 1, 10));
    return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
  }
}
