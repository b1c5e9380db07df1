package io.github.m365licensing.testkit;

import static io.github.m365licensing.testkit.FakeTenant.seats;
import static io.github.m365licensing.testkit.Writes.assign;
import static io.github.m365licensing.testkit.Writes.send;
import static io.github.m365licensing.testkit.scenario.RequestMatcher.anyRead;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.m365licensing.testkit.internal.service.Read;
import io.github.m365licensing.testkit.internal.store.DirectoryChange;
import io.github.m365licensing.testkit.scenario.Caller;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A tenant's history begins when it is built: its arrangement is none of it. */
class HistoryTest {

  private static final String A = "a@contoso.com";

  private final FakeTenant tenant =
      FakeTenant.builder()
          .sku("EMS", seats(5))
          .sku("FLOW_FREE", seats(5))
          .user(A, u -> u.usageLocation("US").licensedWith("EMS"))
          .build();

  @Test
  void stale_read_before_any_write_shows_what_the_builder_described() {
    tenant.faults().staleRead().on(anyRead()).once();

    assertThat(tenant.findUser(A).orElseThrow().assignedLicenses()).hasSize(1);
  }

  @Test
  void changes_since_the_building_are_those_of_writes_only() {
    long built = tenant.pipeline().engine().lastChange();

    send(tenant, assign(tenant, A, "FLOW_FREE"));

    assertThat(changes(built).orElseThrow())
        .extracting(DirectoryChange::object)
        .containsExactly(tenant.user(A).id().value());
  }

  @Test
  void changes_from_before_the_building_are_forgotten() {
    assertThat(changes(0)).isEmpty();
  }

  private Optional<List<DirectoryChange>> changes(long after) {
    return tenant.pipeline().perform(Caller.unrestricted(), Read.listUserChanges(after)).value();
  }
}
