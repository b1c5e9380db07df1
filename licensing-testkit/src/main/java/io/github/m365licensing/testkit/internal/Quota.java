package io.github.m365licensing.testkit.internal;

import io.github.m365licensing.tenant.GraphOperation;
import io.github.m365licensing.tenant.ServiceLimits;
import java.time.Duration;
import java.time.Instant;

/**
 * Graph's documented quota for identity and access as token buckets in virtual time: resource units
 * and writes of one app in one tenant, and writes of all apps. Off until enforced. Requests that
 * are refused cost nothing (observed). Thread-safe.
 */
public final class Quota {

  private static final class Bucket {
    private final ServiceLimits.Quota limit;
    private double left;
    private Instant at;

    Bucket(ServiceLimits.Quota limit, Instant now) {
      this.limit = limit;
      this.left = limit.amount();
      this.at = now;
    }

    /** How long until so much is there; zero if it is. */
    Duration until(int amount, Instant now) {
      double perMilli = (double) limit.amount() / limit.per().toMillis();
      left = Math.min(limit.amount(), left + perMilli * Duration.between(at, now).toMillis());
      at = now;
      return left >= amount
          ? Duration.ZERO
          : Duration.ofMillis((long) Math.ceil((amount - left) / perMilli));
    }

    void take(int amount) {
      left -= amount;
    }

    double used(Instant now) {
      until(0, now);
      return 1 - left / limit.amount();
    }
  }

  private final Engine engine;
  private volatile boolean enforced;
  private Bucket units;
  private Bucket writes;
  private Bucket tenantWrites;

  Quota(Engine engine) {
    this.engine = engine;
    Instant now = engine.time().now();
    this.units = new Bucket(ServiceLimits.resourceUnits(0), now);
    this.writes = new Bucket(ServiceLimits.WRITES, now);
    this.tenantWrites = new Bucket(ServiceLimits.TENANT_WRITES, now);
  }

  /** Enforces the quota from now on, starting with full buckets, or no more. */
  public synchronized void enforce(boolean enforce) {
    Instant now = engine.time().now();
    units = new Bucket(ServiceLimits.resourceUnits(engine.directory().userCount()), now);
    writes = new Bucket(ServiceLimits.WRITES, now);
    tenantWrites = new Bucket(ServiceLimits.TENANT_WRITES, now);
    enforced = enforce;
  }

  /**
   * The bucket that is nearest to empty.
   *
   * @param used the share of it that is gone; 0 if the quota is not enforced
   * @param isWrites whether it is one of those for writes
   */
  public record Pressure(double used, boolean isWrites) {}

  /** How much of the quota is used up. */
  public Pressure pressure() {
    return enforced ? highest() : new Pressure(0, false);
  }

  private synchronized Pressure highest() {
    Instant now = engine.time().now();
    double ofUnits = units.used(now);
    double ofWrites = Math.max(writes.used(now), tenantWrites.used(now));
    return new Pressure(Math.max(ofUnits, ofWrites), ofWrites > ofUnits);
  }

  /** Refuses a request that is beyond the quota. */
  void check(Request<?> request) {
    if (isMetered(request)) {
      checkBuckets(request);
    }
  }

  private synchronized void checkBuckets(Request<?> request) {
    Instant now = engine.time().now();
    Duration wait = units.until(request.resourceUnits(), now);
    if (request.operation().operation().isWrite()) {
      wait = longer(wait, longer(writes.until(1, now), tenantWrites.until(1, now)));
    }
    if (!wait.isZero()) {
      throw engine.throttled(Duration.ofSeconds(wait.plusMillis(999).toSeconds()));
    }
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }

  /** Charges a request that was done. */
  void charge(Request<?> request) {
    if (isMetered(request)) {
      take(request);
    }
  }

  /** Devices have limits of their own, far beyond what licensing asks of them. */
  private boolean isMetered(Request<?> request) {
    return enforced && request.operation().operation() != GraphOperation.LIST_MANAGED_DEVICES;
  }

  private synchronized void take(Request<?> request) {
    units.take(request.resourceUnits());
    if (request.operation().operation().isWrite()) {
      writes.take(1);
      tenantWrites.take(1);
    }
  }
}
