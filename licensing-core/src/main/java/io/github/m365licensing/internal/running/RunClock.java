package io.github.m365licensing.internal.running;

import io.github.m365licensing.apply.Refusal;
import io.github.m365licensing.apply.RunControl;
import io.github.m365licensing.tenant.TenantTime;
import java.time.Duration;
import java.time.Instant;

/**
 * Waits in the tenant's time, and tells whether the run shall come to its end. An interrupt ends
 * all waiting and stays set; a cancelled control ends it within a second.
 */
final class RunClock {

  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final Duration AT_ONCE = Duration.ofSeconds(1);

  private final TenantTime time;
  private final RunControl control;

  RunClock(TenantTime time, RunControl control) {
    this.time = time;
    this.control = control;
  }

  RunControl control() {
    return control;
  }

  /** Whether the run was interrupted or cancelled, so that nothing more should be begun. */
  boolean isOver() {
    return Thread.currentThread().isInterrupted() || isCancelled();
  }

  private boolean isCancelled() {
    return control.state() == RunControl.State.CANCELLED;
  }

  /** Why nothing more is begun, once it is over. */
  Refusal refusal() {
    return isCancelled() ? Refusals.cancelled() : Refusals.stopped();
  }

  /** Waits, unless it is over. */
  void pause(Duration duration) {
    Duration left = duration;
    while (!isOver() && left.compareTo(Duration.ZERO) > 0) {
      Duration part = left.compareTo(AT_ONCE) < 0 ? left : AT_ONCE;
      try {
        time.sleep(part);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      left = left.minus(part);
    }
  }

  /** Rounds of waiting, each twice as long as the one before, within a budget. */
  Rounds within(Duration budget) {
    return new Rounds(time.now().plus(budget));
  }

  /** Ever longer pauses up to a deadline. */
  final class Rounds {
    private final Instant deadline;
    private Duration next = Duration.ofSeconds(1);

    private Rounds(Instant deadline) {
      this.deadline = deadline;
    }

    /** Waits for the next round; false once the budget is used up or the run is over. */
    boolean next() {
      Duration left = Duration.between(time.now(), deadline);
      if (left.isNegative() || left.isZero() || isOver()) {
        return false;
      }
      pause(next.compareTo(left) < 0 ? next : left);
      next = next.multipliedBy(2).compareTo(LONGEST) < 0 ? next.multipliedBy(2) : LONGEST;
      return !isOver();
    }
  }
}
