package io.github.m365licensing.testkit.internal.request;

import io.github.m365licensing.tenant.GraphOperation;
import io.github.m365licensing.testkit.scenario.Fault;
import io.github.m365licensing.testkit.scenario.RequestMatcher;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The faults that are armed. Thread-safe. */
public final class ArmedFaults {

  private static final class Armed {
    private final Fault fault;
    private final RequestMatcher requests;
    private final int times;
    private int skipped;
    private int fired;

    Armed(Fault fault, RequestMatcher requests, int times) {
      this.fault = fault;
      this.requests = requests;
      this.times = times;
    }

    boolean matches(GraphOperation operation, Collection<String> names, int item) {
      return fired < times
          && requests.operations().contains(operation)
          && (requests.item() < 0 || requests.item() == item)
          && (requests.subject().isEmpty()
              || names.stream().anyMatch(requests.subject()::equalsIgnoreCase));
    }
  }

  private final List<Armed> armed = new ArrayList<>();
  private volatile boolean empty = true;

  ArmedFaults() {}

  /**
   * Arms a fault.
   *
   * @throws IllegalArgumentException if the number is not positive, or the fault cannot happen to
   *     such a request
   */
  public synchronized void arm(Fault fault, RequestMatcher requests, int times) {
    if (times < 1) {
      throw new IllegalArgumentException("A fault fires at least once, not " + times + " times.");
    }
    if (!requests.operations().stream().allMatch(fault::canMeet)) {
      boolean reads = fault.canMeet(GraphOperation.GET_USER);
      throw new IllegalArgumentException(
          "Only %s can meet %s, not %s.".formatted(reads ? "reads" : "writes", fault, requests));
    }
    armed.add(new Armed(fault, requests, times));
    empty = false;
  }

  /** Whether no fault is armed at all. */
  boolean isEmpty() {
    return empty;
  }

  /** The fault that this request meets; null for none. */
  synchronized @Nullable Fault next(GraphOperation operation, Collection<String> names, int item) {
    for (Armed candidate : armed) {
      if (candidate.matches(operation, names, item)) {
        if (candidate.skipped < candidate.requests.skipped()) {
          candidate.skipped++;
        } else {
          candidate.fired++;
          return candidate.fault;
        }
      }
    }
    return null;
  }

  /** The faults that have not fired as often as they should. */
  public synchronized List<String> unfired() {
    return armed.stream()
        .filter(one -> one.fired < one.times)
        .map(
            one ->
                "%s on %s fired %d of %d times"
                    .formatted(one.fault, one.requests.operations(), one.fired, one.times))
        .toList();
  }

  /** Disarms every fault. */
  public synchronized void clear() {
    armed.clear();
    empty = true;
  }
}
