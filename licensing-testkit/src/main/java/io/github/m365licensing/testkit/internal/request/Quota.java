package io.github.m365licensing.testkit.internal.request;

import io.github.m365licensing.tenant.GraphOperation;
import io.github.m365licensing.tenant.ServiceLimits;
import io.github.m365licensing.testkit.internal.service.Engine;
import io.github.m365licensing.testkit.scenario.Caller;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Graph's documented quota for identity and access as token buckets in virtual time: resource units
 * and writes of each app in the tenant, and writes of all apps. Off until enforced. Requests that
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

    /** How long until this amount is there; zero if it is. */
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

  /** What one app has in the tenant. */
  private record Share(Bucket units, Bucket writes) {}

  private final Engine engine;
  private final Map<String, Share> shares = new HashMap<>();
  private volatile boolean enforced;
  private ServiceLimits.Quota units;
  private Bucket tenantWrites;

  Quota(Engine engine) {
    this.engine = engine;
    this.units = ServiceLimits.resourceUnits(0);
    this.tenantWrites = new Bucket(ServiceLimits.TENANT_WRITES, engine.time().now());
  }

  /** Enforces the quota from now on, starting with full buckets, or stops enforcing it. */
  public synchronized void enforce(boolean enforce) {
    shares.clear();
    units = ServiceLimits.resourceUnits(engine.directory().userCount());
    tenantWrites = new Bucket(ServiceLimits.TENANT_WRITES, engine.time().now());
    enforced = enforce;
  }

  /** What the limits are for. */
  public enum Limit {
    /** The resource units of an app in the tenant. */
    UNITS,
    /** The writes of an app in the tenant. */
    WRITES,
    /** The writes of all apps in the tenant. */
    TENANT_WRITES
  }

  /**
   * The bucket that is nearest to empty.
   *
   * @param used the share of it that is gone; 0 if the quota is not enforced
   * @param limit which one it is
   */
  public record Pressure(double used, Limit limit) {}

  private static final Pressure NONE = new Pressure(0, Limit.UNITS);

  /** How much of the quota that this caller draws from is used up. */
  public Pressure pressure(Caller caller) {
    return enforced ? highest(caller) : NONE;
  }

  private synchronized Pressure highest(Caller caller) {
    Instant now = engine.time().now();
    Share share = share(caller, now);
    Pressure highest = new Pressure(share.units().used(now), Limit.UNITS);
    double writes = share.writes().used(now);
    if (writes > highest.used()) {
      highest = new Pressure(writes, Limit.WRITES);
    }
    double all = tenantWrites.used(now);
    return all > highest.used() ? new Pressure(all, Limit.TENANT_WRITES) : highest;
  }

  private Share share(Caller caller, Instant now) {
    return shares.computeIfAbsent(
        caller.appId(),
        app -> new Share(new Bucket(units, now), new Bucket(ServiceLimits.WRITES, now)));
  }

  /** Refuses a request that is beyond the quota. */
  void check(Request<?> request) {
    if (isMetered(request)) {
      checkBuckets(request);
    }
  }

  private synchronized void checkBuckets(Request<?> request) {
    Instant now = engine.time().now();
    Share share = share(request.caller(), now);
    Duration wait = share.units().until(request.resourceUnits(), now);
    if (request.operation().operation().isWrite()) {
      wait = longer(wait, longer(share.writes().until(1, now), tenantWrites.until(1, now)));
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
    Share share = share(request.caller(), engine.time().now());
    share.units().take(request.resourceUnits());
    if (request.operation().operation().isWrite()) {
      share.writes().take(1);
      tenantWrites.take(1);
    }
  }
}
