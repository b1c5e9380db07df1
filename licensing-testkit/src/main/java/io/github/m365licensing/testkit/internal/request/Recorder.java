package io.github.m365licensing.testkit.internal.request;

import io.github.m365licensing.tenant.GraphOperation;
import io.github.m365licensing.testkit.internal.service.Operation;
import io.github.m365licensing.testkit.scenario.Caller;
import io.github.m365licensing.testkit.scenario.LoggedRequest;
import io.github.m365licensing.testkit.scenario.WireRequest;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Keeps the last requests, and counts all. Renders only when asked. Thread-safe. */
public final class Recorder {

  private static final int KEPT = 10_000;

  private record Entry(
      long sequence,
      Instant at,
      UUID requestId,
      Operation<?> operation,
      String subject,
      Caller.Kind caller,
      @Nullable WireRequest received,
      int status,
      String code,
      String fault) {

    LoggedRequest rendered() {
      return new LoggedRequest(
          sequence,
          at,
          requestId.toString(),
          operation.operation(),
          subject,
          caller,
          received != null ? received : operation.wireForm(),
          status,
          code,
          fault);
    }
  }

  private final Deque<Entry> entries = new ArrayDeque<>();
  private final Map<GraphOperation, Long> counts = new EnumMap<>(GraphOperation.class);
  private long last;

  Recorder() {}

  synchronized void add(
      Request<?> request,
      Instant at,
      UUID requestId,
      String subject,
      int status,
      String code,
      String fault) {
    if (entries.size() == KEPT) {
      entries.remove();
    }
    entries.add(
        new Entry(
            ++last,
            at,
            requestId,
            request.operation(),
            subject,
            request.caller().kind(),
            request.received(),
            status,
            code,
            fault));
    counts.merge(request.operation().operation(), 1L, Long::sum);
  }

  /** The last requests, oldest first. */
  public List<LoggedRequest> entries() {
    List<Entry> copy;
    synchronized (this) {
      copy = List.copyOf(entries);
    }
    return copy.stream().map(Entry::rendered).toList();
  }

  /** How many requests there ever were, per operation, in the order of the operations. */
  public synchronized Map<GraphOperation, Long> counts() {
    return Collections.unmodifiableMap(new EnumMap<>(counts));
  }

  /** Forgets everything. */
  public synchronized void clear() {
    entries.clear();
    counts.clear();
  }
}
