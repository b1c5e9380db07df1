package io.github.m365licensing.testkit;

import static io.github.m365licensing.testkit.FakeTenant.seats;
import static io.github.m365licensing.testkit.Writes.assign;
import static io.github.m365licensing.testkit.Writes.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.m365licensing.directory.UserQuery;
import io.github.m365licensing.testkit.scenario.Lag;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How long writes stay unseen. */
class LagTest {

  private static final String A = "a@contoso.com";

  private final FakeTenant tenant =
      FakeTenant.builder()
          .sku("EMS", seats(5))
          .sku("INTUNE_A", seats(5))
          .user(A, u -> u.usageLocation("US"))
          .build();

  @Test
  void without_lag_every_write_is_seen_at_once() {
    send(tenant, assign(tenant, A, "EMS"));

    assertThat(seen()).isEqualTo(1);
  }

  @Test
  void lag_in_reads_counts_the_reads_of_the_object() {
    tenant.visibleAfter(Lag.reads(2));
    send(tenant, assign(tenant, A, "EMS"));

    assertThat(List.of(seen(), seen(), seen())).containsExactly(0, 0, 1);
  }

  @Test
  void each_write_has_a_lag_of_its_own() {
    tenant.visibleAfter(Lag.reads(2));
    List<Integer> seen = new ArrayList<>();
    send(tenant, assign(tenant, A, "EMS"));
    tenant.visibleAfter(Lag.reads(3));
    send(tenant, assign(tenant, A, "INTUNE_A"));
    for (int i = 0; i < 4; i++) {
      seen.add(seen());
    }

    // The check of the second write was a read, too.
    assertThat(seen).containsExactly(0, 1, 1, 2);
  }

  @Test
  void lag_in_time_ends_when_time_has_passed() {
    tenant.visibleAfter(Lag.of(Duration.ofSeconds(10)));
    send(tenant, assign(tenant, A, "EMS"));

    tenant.advance(Duration.ofSeconds(9));
    assertThat(seen()).isZero();
    tenant.advance(Duration.ofSeconds(1));
    assertThat(seen()).isEqualTo(1);
  }

  @Test
  void lists_lag_as_single_reads_do() {
    tenant.visibleAfter(Lag.reads(1));
    send(tenant, assign(tenant, A, "EMS"));

    UserQuery hasEms = new UserQuery.HasSku(tenant.sku("EMS").id());
    assertThat(tenant.listUsers(hasEms)).isEmpty();
    assertThat(tenant.listUsers(hasEms)).hasSize(1);
  }

  @Test
  void settle_lets_everything_be_seen() {
    tenant.visibleAfter(Lag.reads(5));
    send(tenant, assign(tenant, A, "EMS"));

    tenant.settle();

    assertThat(seen()).isEqualTo(1);
  }

  @Test
  void negative_lag_is_refused() {
    assertThatThrownBy(() -> Lag.reads(-1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Lag.of(Duration.ofSeconds(-1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private int seen() {
    return tenant.findUser(A).orElseThrow().assignedLicenses().size();
  }
}
