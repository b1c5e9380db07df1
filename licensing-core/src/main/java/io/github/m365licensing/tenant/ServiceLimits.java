package io.github.m365licensing.tenant;

import java.time.Duration;

/**
 * The limits of the service, as documented by Graph. Planner, connection and fake read the same
 * numbers.
 */
public final class ServiceLimits {

  /** Requests in one {@code $batch}. */
  public static final int REQUESTS_PER_BATCH = 20;

  /** Members that one request can add to a group. */
  public static final int MEMBERS_PER_REQUEST = 20;

  /** The largest {@code $top}. */
  public static final int MAX_PAGE_SIZE = 999;

  /** The page size without {@code $top}. */
  public static final int DEFAULT_PAGE_SIZE = 100;

  /** Ids that one {@code in} or {@code id eq} filter takes. */
  public static final int IDS_PER_FILTER = 15;

  /** How long a deleted user can be restored. */
  public static final Duration SOFT_DELETE = Duration.ofDays(30);

  /** Writes that one app may make in one tenant. */
  public static final Quota WRITES = new Quota(3_000, Duration.ofSeconds(150));

  /** Writes that all apps together may make in one tenant. */
  public static final Quota TENANT_WRITES = new Quota(18_000, Duration.ofMinutes(5));

  private ServiceLimits() {}

  /** The resource units that one app may use in one tenant of this many users. */
  public static Quota resourceUnits(long users) {
    int amount = users < 50 ? 3_500 : users <= 500 ? 5_000 : 8_000;
    return new Quota(amount, Duration.ofSeconds(10));
  }

  /**
   * An amount per time, refilled steadily.
   *
   * @param amount the amount that a full bucket holds
   * @param per the time in which an empty bucket fills
   */
  public record Quota(int amount, Duration per) {}
}
