package io.github.m365licensing.apply;

import static io.github.m365licensing.plan.Selections.group;
import static io.github.m365licensing.plan.Selections.user;
import static io.github.m365licensing.plan.Verbs.assign;
import static io.github.m365licensing.plan.Verbs.change;
import static io.github.m365licensing.plan.Verbs.remove;
import static io.github.m365licensing.testkit.FakeTenant.seats;
import static io.github.m365licensing.testkit.RequestMatcher.anyWrite;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.m365licensing.Licensing;
import io.github.m365licensing.directory.LicensedUser;
import io.github.m365licensing.directory.UserQuery;
import io.github.m365licensing.plan.LicenseIntent;
import io.github.m365licensing.plan.LicensePlan;
import io.github.m365licensing.plan.LicenseState;
import io.github.m365licensing.tenant.GraphOperation;
import io.github.m365licensing.testkit.FakeTenant;
import io.github.m365licensing.testkit.Lag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
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

  private static Map<String, Object> states(FakeTenant tenant) {
    Map<String, Object> states = new TreeMap<>();
    try (Stream<LicensedUser> users = tenant.listUsers(UserQuery.everyone())) {
      users.forEach(user -> states.put(user.userPrincipalName(), LicenseState.of(user)));
    }
    for (String group : new String[] {"Leaves", "Comes", "Changes"}) {
      states.put(group, tenant.group(group).now().assignedLicenses());
    }
    return states;
  }

  private static Map<String, Object> undisturbed() {
    FakeTenant tenant = tenant();
    Licensing licensing = Licensing.of(tenant);
    ApplyReport report = licensing.apply(licensing.plan(intent()));
    assertThat(report.isConfirmed()).isTrue();
    return states(tenant);
  }

  private static boolean crashes(FakeTenant tenant, LicensePlan plan, Path journal, int calls) {
    try {
      Licensing.of(new CrashingTenant(tenant, calls))
          .apply(plan, options -> options.journal(journal).writesPerList(1));
      return false;
    } catch (CrashingTenant.Crash e) {
      return true;
    }
  }

  @Test
  void crash_at_every_call_is_resumed_to_the_undisturbed_end() throws IOException {
    Map<String, Object> expected = undisturbed();
    int crashes = 0;
    boolean crashed = true;
    for (int calls = 0; crashed; calls++) {
      FakeTenant tenant = tenant();
      LicensePlan plan = Licensing.of(tenant).plan(intent());
      Path journal = folder.resolve(calls + ".journal");
      tenant.requests().clear();

      crashed = crashes(tenant, plan, journal, calls);
      if (Files.exists(journal) && Files.size(journal) > 0) {
        ApplyReport report = Licensing.of(tenant).resume(journal);

        assertThat(report.isConfirmed()).as("crash after %d calls", calls).isTrue();
        assertThat(states(tenant)).as("crash after %d calls", calls).isEqualTo(expected);
        assertThat(tenant.requests().count(GraphOperation.ASSIGN_GROUP_LICENSE)).isEqualTo(3);
        assertThat(tenant.requests().count(GraphOperation.ASSIGN_USER_LICENSE)).isEqualTo(1);
        assertThat(tenant.brokenInvariants()).isEmpty();
        crashes += crashed ? 1 : 0;
      } else {
        assertThat(tenant.requests().onlyReads()).isTrue();
      }
    }
    assertThat(crashes).isGreaterThan(20);
  }

  @Test
  void seeded_crashes_with_lost_replies_lag_and_slow_groups_are_resumed_too() throws IOException {
    Map<String, Object> expected = undisturbed();
    int resumed = 0;
    for (int seed = 0; seed < 150; seed++) {
      Random random = new Random(seed);
      FakeTenant tenant = tenant();
      LicensePlan plan = Licensing.of(tenant).plan(intent());
      Path journal = folder.resolve("seed" + seed + ".journal");
      tenant.groupsProcessedAfter(Lag.of(Duration.ofMinutes(random.nextInt(20))));
      if (random.nextInt(3) == 0) {
        tenant.visibleAfter(Lag.of(Duration.ofSeconds(random.nextInt(30))));
      }
      if (random.nextBoolean()) {
        tenant.faults().appliedButReplyLost().on(anyWrite()).times(1 + random.nextInt(2));
      }

      boolean crashed = crashes(tenant, plan, journal, random.nextInt(60));
      if (crashed && Files.exists(journal) && Files.size(journal) > 0) {
        ApplyReport report = Licensing.of(tenant).resume(journal);

        tenant.settle();
        tenant.faults().clear();
        assertThat(report.isConfirmed()).as("seed %d", seed).isTrue();
        assertThat(states(tenant)).as("seed %d", seed).isEqualTo(expected);
        assertThat(tenant.brokenInvariants()).isEmpty();
        resumed++;
      }
    }
    assertThat(resumed).isGreaterThan(80);
  }
}
