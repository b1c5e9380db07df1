package io.github.m365licensing.testkit.internal.request;

import io.github.m365licensing.tenant.TenantTime;
import java.time.Duration;
import java.time.Instant;

/** A clock that stands until somebody advances it or sleeps on it. Thread-safe. */
public final class VirtualTime implements TenantTime {

  private volatile Instant now;
  private Runnable afterwards = () -> {};

  /** A clock that stands at this moment. */
  public VirtualTime(Instant start) {
    this.now = start;
  }

  /** Has this done after each move of the clock. */
  public void afterEachMove(Runnable action) {
    this.afterwards = action;
  }

  @Override
  public Instant now() {
    return now;
  }

  /**
   * Moves the clock on.
   *
   * @throws IllegalArgumentException if the duration is negative
   */
  public void advance(Duration duration) {
    if (duration.isNegative()) {
      throw new IllegalArgumentException("Time does not go back: " + duration + ".");
    }
    synchronized (this) {
      now = now.plus(duration);
    }
    afterwards.run();
  }

  @Override
  public void sleep(Duration duration) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("Interrupted before sleeping in virtual time.");
    }
    advance(duration.isNegative() ? Duration.ZERO : duration);
  }
}
