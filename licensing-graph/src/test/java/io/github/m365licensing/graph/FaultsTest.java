package io.github.m365licensing.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.m365licensing.assignment.AssignedLicense;
import io.github.m365licensing.directory.UserId;
import io.github.m365licensing.directory.UserQuery;
import io.github.m365licensing.sku.SkuId;
import io.github.m365licensing.tenant.TenantWrite.AssignUserLicense;
import io.github.m365licensing.tenant.WriteOutcome;
import io.github.m365licensing.tenant.WriteOutcome.Kind;
import io.github.m365licensing.testkit.FakeTenant;
import io.github.m365licensing.testkit.scenario.RequestMatcher;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A Graph that has bad moments, and what it did in them. */
class FaultsTest {

  private static final SkuId EMS = SkuId.parse("efccb6f7-5641-4e0e-bd10-b4976e1bf68e");

  private final FakeTenant fake = FakeTenant.contoso();
  private final GraphTenant tenant = Doors.graph(fake);

  @Test
  void throttled_write_gets_through_in_the_end() {
    fake.faults().throttle(Duration.ofSeconds(20)).on(RequestMatcher.assignLicense()).times(2);

    assertThat(assign().kind()).isEqualTo(Kind.DONE);
    fake.faults().assertAllFired();
  }

  @Test
  void conflicting_write_gets_through_in_the_end() {
    fake.faults().conflict().on(RequestMatcher.assignLicense()).once();

    assertThat(assign().kind()).isEqualTo(Kind.DONE);
    fake.faults().assertAllFired();
  }

  @Test
  void lost_reply_leaves_the_write_unknown_and_is_not_sent_again() {
    fake.faults().appliedButReplyLost().on(RequestMatcher.assignLicense()).once();

    assertThat(assign().kind()).isEqualTo(Kind.UNKNOWN);
    assertThat(fake.requests().writes()).hasSize(1);
    assertThat(fake.findUser("lynne@contoso.com").orElseThrow().holds(EMS)).isTrue();
  }

  @Test
  void server_error_leaves_the_write_unknown_and_is_not_sent_again() {
    fake.faults().serverError(500).on(RequestMatcher.assignLicense()).once();

    assertThat(assign().kind()).isEqualTo(Kind.UNKNOWN);
    assertThat(fake.requests().writes()).hasSize(1);
    assertThat(fake.findUser("lynne@contoso.com").orElseThrow().holds(EMS)).isFalse();
  }

  @Test
  void throttled_and_failing_reads_get_through_in_the_end() {
    fake.faults().throttle().on(RequestMatcher.anyRead()).once();
    fake.faults().serverError().on(RequestMatcher.anyRead()).once();
    fake.faults().dropConnection().on(RequestMatcher.anyRead()).once();

    assertThat(tenant.listUsers(UserQuery.everyone())).hasSize(22);
    fake.faults().assertAllFired();
  }

  private WriteOutcome assign() {
    UserId lynne = fake.findUser("lynne@contoso.com").orElseThrow().id();
    List<WriteOutcome> outcomes = new ArrayList<>();
    tenant.submit(
        List.of(new AssignUserLicense(lynne, List.of(AssignedLicense.of(EMS)), Set.of())),
        outcomes::add);
    assertThat(outcomes).hasSize(1);
    return outcomes.get(0);
  }
}
