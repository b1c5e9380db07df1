package io.github.m365licensing.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.m365licensing.assignment.AssignedLicense;
import io.github.m365licensing.tenant.Tenant;
import io.github.m365licensing.tenant.WriteOutcome;
import io.github.m365licensing.tenant.WriteOutcome.Kind;
import io.github.m365licensing.testkit.FakeTenant;
import io.github.m365licensing.testkit.RequestMatcher;
import org.junit.jupiter.api.Test;

/** The contract through the real Graph SDK and a real credential, answered in process. */
class GraphContractTest implements TenantContract {

  private final FakeTenant fake = FakeTenant.contoso();
  private final GraphTenant tenant = Doors.graph(fake);

  @Override
  public FakeTenant fake() {
    return fake;
  }

  @Override
  public Tenant tenant() {
    return tenant;
  }

  /** Graph does not say how far a server got that failed; the direct door knows that it did not. */
  @Test
  void server_error_leaves_the_write_unknown_and_is_not_sent_again() {
    fake.faults().serverError(500).on(RequestMatcher.assignLicense()).once();

    WriteOutcome outcome = submit(assign("lynne", AssignedLicense.of(sku("EMS").skuId())));

    assertThat(outcome.kind()).isEqualTo(Kind.UNKNOWN);
    assertThat(fake.requests().writes()).hasSize(1);
  }
}
