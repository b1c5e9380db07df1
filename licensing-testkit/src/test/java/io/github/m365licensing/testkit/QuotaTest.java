package io.github.m365licensing.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.m365licensing.directory.UserQuery;
import io.github.m365licensing.tenant.ServiceLimits;
import io.github.m365licensing.tenant.TenantWrite;
import io.github.m365licensing.tenant.WriteOutcome.Kind;
import io.github.m365licensing.testkit.scenario.FakeSemantics;
import io.github.m365licensing.testkit.scenario.FakeSemantics.RetryAfterOn429;
import io.github.m365licensing.testkit.scenario.RequestMatcher;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Graph's documented quota in virtual time. */
class QuotaTest {

  @Test
  void quota_is_off_by_default() {
    FakeTenant tenant = FakeTenant.contoso();

    for (int i = 0; i < 4_000; i++) {
      tenant.organization();
    }

    assertThat(tenant.requests().all()).allMatch(request -> request.status() == 200);
  }

  @Test
  void reads_beyond_the_resource_units_of_a_small_tenant_are_throttled() {
    FakeTenant tenant = FakeTenant.contoso();
    tenant.enforceQuota(true);

    for (int i = 0; i < ServiceLimits.resourceUnits(23).amount() + 1; i++) {
      tenant.organization();
    }

    assertThat(tenant.requests().all())
        .filteredOn(request -> request.status() == 429)
        .singleElement()
        .satisfies(request -> assertThat(request.code()).isEqualTo("TooManyRequests"));
  }

  @Test
  void writes_of_a_long_run_take_the_time_that_the_quota_gives() {
    FakeTenant tenant = FakeTenant.fabrikam(4_000);
    List<TenantWrite> writes =
        tenant
            .listUsers(UserQuery.everyone())
            .map(
                user ->
                    (TenantWrite)
                        new TenantWrite.AssignUserLicense(
                            user.id(),
                            List.of(
                                io.github.m365licensing.assignment.AssignedLicense.of(
                                    tenant.sku("POWER_BI_STANDARD").id())),
                            Set.of()))
            .toList();
    tenant.enforceQuota(true);
    Instant start = tenant.time().now();

    tenant.submit(writes, outcome -> assertThat(outcome.kind()).isEqualTo(Kind.DONE));

    // 3,000 writes are there at the start; the other 1,000 come at 20 a second.
    assertThat(Duration.between(start, tenant.time().now()))
        .isBetween(Duration.ofSeconds(49), Duration.ofSeconds(52));
  }

  @Test
  void retry_after_may_be_absent_by_switch() {
    FakeTenant tenant =
        FakeTenant.builder()
            .semantics(FakeSemantics.defaults().with(RetryAfterOn429.ABSENT))
            .user("a@contoso.com", u -> u.usageLocation("US"))
            .build();
    tenant.faults().throttle(Duration.ofSeconds(9)).on(RequestMatcher.anyWrite()).times(5);

    TenantWrite write =
        new TenantWrite.SetUsageLocation(
            tenant.user("a@contoso.com").id(),
            io.github.m365licensing.directory.UsageLocation.of("NL"));
    assertThat(Writes.send(tenant, write).error().orElseThrow().retryAfterSeconds()).isEmpty();
  }
}
