package io.github.m365licensing.testkit.internal.service;

import java.util.SplittableRandom;
import java.util.UUID;

/** Ids shaped like the service's, the same ones for the same seed. Thread-safe. */
public final class IdSource {

  private final SplittableRandom random;

  IdSource(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** A GUID of version 4. */
  public synchronized UUID next() {
    long high = (random.nextLong() & ~0xF000L) | 0x4000L;
    long low = (random.nextLong() & Long.MAX_VALUE >>> 1) | Long.MIN_VALUE;
    return new UUID(high, low);
  }

  /** A number from 0 up to, not including, the bound. */
  public synchronized int below(int bound) {
    return random.nextInt(bound);
  }
}
