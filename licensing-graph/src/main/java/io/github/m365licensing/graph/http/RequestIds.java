package io.github.m365licensing.graph.http;

import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The ids that the library gives its requests. The SDK would give all requests of a client one id.
 * Made from the moment of connecting and a count, so that a run under virtual time can be repeated.
 */
final class RequestIds {

  private final long start;
  private final AtomicLong count = new AtomicLong();

  RequestIds(Instant connected) {
    this.start = connected.getEpochSecond() * 1_000_000_000L + connected.getNano();
  }

  String next() {
    // Version 8 and the usual variant: a GUID of our own making.
    long high = (start & ~0xF000L) | 0x8000L;
    long low = (count.incrementAndGet() & ~(3L << 62)) | (2L << 62);
    return new UUID(high, low).toString();
  }
}
