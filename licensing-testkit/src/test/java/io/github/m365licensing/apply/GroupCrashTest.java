package io.github.m365licensing.apply;

import static io.github.m365licensing.intent.Selections.group;
import static io.github.m365licensing.intent.Selections.user;
import static io.github.m365licensing.intent.Verbs.assign;
import static io.github.m365licensing.intent.Verbs.change;
import static io.github.m365licensing.intent.Verbs.remove;
import static io.github.m365licensing.testkit.FakeTenant.seats;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.m365licensing.intent.LicenseIntent;
import io.github.m365licensing.tenant.GraphOperation;
import io.github.m365licensing.testkit.FakeTenant;
import io.github.m365licensing.testkit.RequestLog;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The process dies while groups are changed; resuming gives the undisturbed end. */
class GroupCrashTest {

  @TempDir private Path folder;

  private static FakeTenant tenant() {
    FakeTenant tenant =
        FakeTenant.builder()
            .sku("EMS", seats(2))
            .sku("FLOW_FREE", seats(100))
            .user("a@contoso.com", u -> u.usageLocation("NL"))
            .user("b@contoso.com", u -> u.usageLocation("NL"))
            .user("c@contoso.com", u -> u.usageLocation("NL"))
            .user("d@contoso.com", u -> {})
            .group("Leaves", g -> g.members("a@contoso.com", "b@contoso.com").licensedWith("EMS"))
            .group("Comes", g -> g.member("d@contoso.com"))
            .group(
                "Changes",
                g -> g.members("a@contoso.com", "d@contoso.com").licensedWith("FLOW_FREE"))
            .build();
    tenant.settle();
    return tenant;
  }

  /** A group gives seats back; another group and a user take them. */
  private static LicenseIntent intent() {
    return LicenseIntent.of(group("Leaves"), remove("EMS"))
        .and(group("Comes"), assign("EMS").disable("INTUNE_A"))
        .and(group("Changes"), change("FLOW_FREE").only("FLOW_P2_VIRAL"))
        .and(user("c@contoso.com"), assign("EMS"));
  }

  private CrashRuns runs() {
    return new CrashRuns(folder, GroupCrashTest::tenant, intent());
  }

  @Test
  void crash_at_every_call_is_resumed_to_the_undisturbed_end() throws IOException {
    int resumed =
        runs()
            .atEveryCall(
                tenant -> {
                  RequestLog requests = tenant.requests();
                  assertThat(requests.count(GraphOperation.ASSIGN_GROUP_LICENSE)).isEqualTo(3);
                  assertThat(requests.count(GraphOperation.ASSIGN_USER_LICENSE)).isEqualTo(1);
                });

    assertThat(resumed).isGreaterThan(20);
  }

  @Test
  void seeded_crashes_with_lost_replies_lag_and_slow_groups_are_resumed_too() throws IOException {
    assertThat(runs().seeded(0, 40)).isGreaterThan(18);
  }

  @Tag("proof")
  @Test
  void many_more_seeded_crashes_are_resumed() throws IOException {
    assertThat(runs().seeded(40, 200)).isGreaterThan(75);
  }
}
