package io.github.m365licensing.testkit;

import io.github.m365licensing.tenant.TenantWrite;
import io.github.m365licensing.testkit.internal.request.ArmedFaults;
import io.github.m365licensing.testkit.scenario.Fault;
import io.github.m365licensing.testkit.scenario.RequestMatcher;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * Makes requests go wrong, exactly those and exactly as often as the test says. Nothing is random.
 * A request meets at most one fault: the first armed one that matches. Thread-safe.
 *
 * <pre>{@code
 * tenant.faults().appliedButReplyLost().on(assignLicense()).once();
 * tenant.faults().throttle(Duration.ofSeconds(10)).on(anyWrite().after(3)).times(2);
 * }</pre>
 */
public final class Faults {

  private final ArmedFaults plan;

  Faults(ArmedFaults plan) {
    this.plan = plan;
  }

  /** 429 with a Retry-After header of this length. */
  public Kind throttle(Duration retryAfter) {
    return new Kind(new Fault.Throttle(retryAfter));
  }

  /** 429 without a Retry-After header. */
  public Kind throttle() {
    return new Kind(new Fault.Throttle(Duration.ZERO));
  }

  /** 503, nothing done. */
  public Kind serverError() {
    return new Kind(new Fault.ServerError(503));
  }

  /**
   * A server error with this status, nothing done.
   *
   * @throws IllegalArgumentException if the status is not from 500 to 599
   */
  public Kind serverError(int status) {
    return new Kind(new Fault.ServerError(status));
  }

  /** The connection ends before anything was done. */
  public Kind dropConnection() {
    return new Kind(new Fault.DropConnection());
  }

  /** The answer takes this long in virtual time. */
  public Kind delay(Duration duration) {
    return new Kind(new Fault.Delay(duration));
  }

  /** It is done, but the connection ends before the answer. */
  public Kind appliedButReplyLost() {
    return new Kind(new Fault.ReplyLost());
  }

  /** The answer says it was done, but it was not. What the service refuses at once, it refuses. */
  public Kind acceptedButNotApplied() {
    return new Kind(new Fault.NotApplied());
  }

  /** Somebody else's write comes just before. */
  public Kind driftBefore(TenantWrite write) {
    return new Kind(new Fault.Drift(write));
  }

  /** 409, nothing done: another write for the same object was in progress. */
  public Kind conflict() {
    return new Kind(new Fault.Conflict());
  }

  /** The read shows each object as it was before the last write to it. */
  public Kind staleRead() {
    return new Kind(new Fault.StaleRead());
  }

  /** The faults that were armed and have not fired as often as they should, as text. */
  public List<String> unfired() {
    return plan.unfired();
  }

  /**
   * Fails if an armed fault has not fired as often as it should: the test did not test what it
   * says.
   *
   * @throws AssertionError if so, naming each
   */
  public void assertAllFired() {
    List<String> unfired = unfired();
    if (!unfired.isEmpty()) {
      throw new AssertionError(
          "Faults were armed but did not fire: " + String.join("; ", unfired) + ".");
    }
  }

  /** Disarms every fault. */
  public void clear() {
    plan.clear();
  }

  /** A kind of fault, not yet armed. */
  public final class Kind {
    private final Fault fault;

    private Kind(Fault fault) {
      this.fault = fault;
    }

    /** Says which requests go wrong. */
    public Armed on(RequestMatcher requests) {
      return new Armed(fault, Objects.requireNonNull(requests, "requests"));
    }
  }

  /** A fault and its requests; arm it by saying how often. */
  public final class Armed {
    private final Fault fault;
    private final RequestMatcher requests;

    private Armed(Fault fault, RequestMatcher requests) {
      this.fault = fault;
      this.requests = requests;
    }

    /**
     * Arms it for one request.
     *
     * @throws IllegalArgumentException if the fault cannot happen to such a request
     */
    public void once() {
      times(1);
    }

    /**
     * Arms it for this many requests.
     *
     * @throws IllegalArgumentException if the number is not positive, or the fault cannot happen to
     *     such a request: a stale read to a write, a conflict or a write not applied to a read
     */
    public void times(int times) {
      plan.arm(fault, requests, times);
    }
  }
}
