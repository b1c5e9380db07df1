package io.github.m365licensing.apply;

import static io.github.m365licensing.testkit.FakeTenant.seats;
import static io.github.m365licensing.testkit.assertj.LicensingAssertions.assertThat;
import static io.github.m365licensing.testkit.scenario.RequestMatcher.anyWrite;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.m365licensing.Licensing;
import io.github.m365licensing.intent.LicenseIntent;
import io.github.m365licensing.intent.Selections;
import io.github.m365licensing.intent.Verbs;
import io.github.m365licensing.plan.LicensePlan;
import io.github.m365licensing.tenant.GraphOperation;
import io.github.m365licensing.testkit.FakeTenant;
import io.github.m365licensing.testkit.FakeTenantBuilder;
import io.github.m365licensing.testkit.scenario.Lag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The process dies at every call of a move and of its undo; resuming ends it without a gap. */
class MoveToGroupCrashTest {

  private static final List<String> USERS = MoveToGroupTest.names(5);

  @TempDir private Path folder;

  /** Five users, three of them for one group and two for another. */
  private static FakeTenant tenant() {
    FakeTenantBuilder builder = FakeTenant.builder().sku("EMS", seats(5));
    USERS.forEach(name -> builder.user(name, u -> u.usageLocation("NL").licensedWith("EMS")));
    FakeTenant tenant =
        builder
            .group("One", g -> g.licensedWith("EMS"))
            .group("Two", g -> g.licensedWith("EMS"))
            .build();
    tenant.settle();
    tenant.groupsProcessedAfter(Lag.of(Duration.ofMinutes(3)));
    return tenant;
  }

  private static LicensePlan plan(FakeTenant tenant) {
    return Licensing.of(tenant)
        .plan(
            LicenseIntent.of(Selections.users(USERS.subList(0, 3)), Verbs.moveToGroup("One"))
                .and(Selections.users(USERS.subList(3, 5)), Verbs.moveToGroup("Two")));
  }

  /** Applies until the crash; whether there was one. */
  private static boolean crashes(GapWatch watch, LicensePlan plan, Path journal) {
    try {
      Licensing.of(watch)
          .apply(plan, options -> options.journal(journal).waveSize(3).listsInFlight(1));
      return false;
    } catch (CrashingTenant.Crash e) {
      return true;
    }
  }

  private static boolean isBegun(Path journal) throws IOException {
    return Files.exists(journal) && Files.size(journal) > 0;
  }

  @Test
  void crash_at_every_call_of_a_move_is_resumed_and_undone_without_a_gap() throws IOException {
    int resumed = 0;
    for (int calls = 0; ; calls++) {
      FakeTenant tenant = tenant();
      LicensePlan plan = plan(tenant);
      Path journal = folder.resolve(calls + ".journal");
      tenant.requests().clear();

      boolean crashed = crashes(new GapWatch(tenant, USERS, calls), plan, journal);
      if (isBegun(journal)) {
        GapWatch watch = new GapWatch(tenant, USERS);
        ApplyReport report = Licensing.of(watch).resume(journal);

        assertThat(report).as("crash after %d calls", calls).isConfirmed();
        USERS.forEach(user -> MoveToGroupTest.assertMoved(tenant, user));
        assertThat(watch.gaps()).as("crash after %d calls", calls).isEmpty();
        assertThat(tenant).received().exactly(5, GraphOperation.ASSIGN_USER_LICENSE);
        assertThat(report.outcomes())
            .as("crash after %d calls", calls)
            .allMatch(outcome -> outcome.addedToGroup().isPresent());

        undo(tenant, Licensing.of(watch), journal);
        assertThat(watch.gaps()).as("undo after %d calls", calls).isEmpty();
        resumed += crashed ? 1 : 0;
      } else {
        assertThat(tenant).received().onlyReads();
      }
      if (!crashed) {
        break;
      }
    }
    assertThat(resumed).isGreaterThan(20);
  }

  /** Everybody has the direct licence again and is in no group. */
  private static void undo(FakeTenant tenant, Licensing licensing, Path journal) {
    ApplyReport undone = licensing.apply(licensing.plan(licensing.undo(journal)));
    assertThat(undone).isConfirmed();
    tenant.settle();
    assertBack(tenant);
  }

  private static void assertBack(FakeTenant tenant) {
    for (String user : USERS) {
      assertThat(tenant.user(user).now().licenseAssignmentStates())
          .as(user)
          .singleElement()
          .satisfies(path -> assertThat(path.source().isDirect()).isTrue());
    }
    assertThat(tenant).isSound();
  }

  @Test
  void crash_at_every_call_of_the_undo_is_resumed_without_a_gap() throws IOException {
    int resumed = 0;
    for (int calls = 0; ; calls++) {
      FakeTenant tenant = tenant();
      Licensing licensing = Licensing.of(tenant);
      LicensePlan undo = licensing.plan(licensing.undo(licensing.apply(plan(tenant))));
      Path journal = folder.resolve("undo" + calls + ".journal");

      boolean crashed = crashes(new GapWatch(tenant, USERS, calls), undo, journal);
      if (isBegun(journal)) {
        GapWatch watch = new GapWatch(tenant, USERS);
        ApplyReport report = Licensing.of(watch).resume(journal);

        assertThat(report).as("crash after %d calls", calls).isConfirmed();
        tenant.settle();
        assertThat(watch.gaps()).as("crash after %d calls", calls).isEmpty();
        assertBack(tenant);
        resumed += crashed ? 1 : 0;
      }
      if (!crashed) {
        break;
      }
    }
    assertThat(resumed).isGreaterThan(15);
  }

  @Test
  void seeded_crashes_with_lost_replies_lag_and_a_second_writer_leave_no_gap() throws IOException {
    assertThat(seeded(0, 40)).isGreaterThan(18);
  }

  @Tag("proof")
  @Test
  void many_more_seeded_crashes_leave_no_gap() throws IOException {
    assertThat(seeded(40, 200)).isGreaterThan(75);
  }

  /** Runs with these seeds, each without a gap; how many were resumed. */
  private int seeded(int from, int to) throws IOException {
    int resumed = 0;
    for (int seed = from; seed < to; seed++) {
      Random random = new Random(seed);
      FakeTenant tenant = tenant();
      LicensePlan plan = plan(tenant);
      Path journal = folder.resolve("seed" + seed + ".journal");
      if (random.nextInt(3) == 0) {
        tenant.visibleAfter(Lag.of(Duration.ofSeconds(random.nextInt(60))));
      }
      if (random.nextBoolean()) {
        tenant.faults().appliedButReplyLost().on(anyWrite()).times(1 + random.nextInt(3));
      }
      if (random.nextInt(3) == 0) {
        tenant.faults().conflict().on(anyWrite().after(random.nextInt(3))).once();
      }
      if (random.nextInt(3) == 0) {
        tenant.group("One").member(USERS.get(1));
      }
      GapWatch watch = new GapWatch(tenant, USERS, random.nextInt(70));

      boolean crashed = crashes(watch, plan, journal);
      assertThat(watch.gaps()).as("seed %d", seed).isEmpty();
      if (crashed && isBegun(journal)) {
        GapWatch second = new GapWatch(tenant, USERS);
        ApplyReport report = Licensing.of(second).resume(journal);

        assertThat(second.gaps()).as("seed %d", seed).isEmpty();
        assertThat(report).as("seed %d: %s", seed, report.text()).isConfirmed();
        tenant.settle();
        USERS.forEach(user -> MoveToGroupTest.assertMoved(tenant, user));
        assertThat(tenant).isSound();
        resumed++;
      }
    }
    return resumed;
  }
}
