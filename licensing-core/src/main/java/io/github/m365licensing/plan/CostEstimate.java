package io.github.m365licensing.plan;

import io.github.m365licensing.tenant.ServiceLimits;
import java.time.Duration;

/**
 * What applying a plan costs.
 *
 * @param writeRequests requests that change the tenant; retries apart
 * @param readRequests requests that read before and after, at 15 users each, of groups and a page
 *     of members each; waiting apart
 * @param directWriteRequests what it would take to change the members of the plan's groups one by
 *     one instead; the same as {@code writeRequests} if the plan changes no group
 */
public record CostEstimate(long writeRequests, long readRequests, long directWriteRequests) {

  /**
   * The least time that the writes take under Graph's write quota for one app in one tenant.
   *
   * @param share the part of the quota that may be used, above 0 and at most 1
   * @throws IllegalArgumentException if the share is outside that range
   */
  public Duration timeUnderQuota(double share) {
    if (!(share > 0 && share <= 1)) {
      throw new IllegalArgumentException("share must be above 0 and at most 1, but is " + share);
    }
    double perSecond =
        share * ServiceLimits.WRITES.amount() / ServiceLimits.WRITES.per().toSeconds();
    return Duration.ofSeconds((long) Math.ceil(writeRequests / perSecond));
  }
}
