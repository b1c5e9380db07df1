package io.github.m365licensing.apply;

import io.github.m365licensing.tenant.TenantTime;
import java.time.Duration;
import java.time.Instant;

/** Waits in the tenant's time. An interrupt ends all waiting and stays set. */
final class Waiting {

  private static final Duration LONGEST = Duration.ofSeconds(30);

  private final TenantTime time;

  Waiting(TenantTime time) {
    this.time = time;
  }

  /** Whether the thread was interrupted, so that nothing more should be begun. */
  boolean isOver() {
    return Thread.currentThread().isInterrupted();
  }

  /** Waits, unless interrupted. */
  void pause(Duration duration) {
    if (isOver()) {
      return;
    }
    try {
      time.sleep(duration);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
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

    /** Waits for the next round; false once the budget is used up or the thread was interrupted. */
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
