package io.github.m365licensing.testkit.scenario;

import java.time.Duration;
import java.util.Objects;

/**
 * How long a write stays unseen: the replication lag of the directory. Until then reads show the
 * object as it was before the write, and checks of later writes see it so too. Documented in
 * principle (the directory is eventually consistent); amounts are up to the test. Immutable.
 *
 * @param reads the reads of the object that still show the old state
 * @param duration the virtual time during which reads still show the old state
 */
public record Lag(int reads, Duration duration) {

  private static final Lag NONE = new Lag(0, Duration.ZERO);

  /**
   * Takes lags from nothing on.
   *
   * @throws IllegalArgumentException if one of them is negative
   */
  public Lag {
    Objects.requireNonNull(duration, "duration");
    if (reads < 0 || duration.isNegative()) {
      throw new IllegalArgumentException(
          "A lag cannot be negative: reads %d, duration %s.".formatted(reads, duration));
    }
  }

  /** Every write is visible at once. */
  public static Lag none() {
    return NONE;
  }

  /**
   * A write becomes visible after this many reads of the object.
   *
   * @throws IllegalArgumentException if negative
   */
  public static Lag reads(int reads) {
    return new Lag(reads, Duration.ZERO);
  }

  /**
   * A write becomes visible after this much virtual time.
   *
   * @throws IllegalArgumentException if negative
   */
  public static Lag of(Duration duration) {
    return new Lag(0, duration);
  }

  /** Whether every write is visible at once. */
  public boolean isNone() {
    return reads == 0 && duration.isZero();
  }
}
