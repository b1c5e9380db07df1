package io.github.m365licensing.apply;

import static io.github.m365licensing.testkit.assertj.LicensingAssertions.assertThat;
import static io.github.m365licensing.testkit.scenario.RequestMatcher.anyWrite;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.m365licensing.Licensing;
import io.github.m365licensing.directory.LicenseState;
import io.github.m365licensing.directory.LicensedGroup;
import io.github.m365licensing.directory.LicensedUser;
import io.github.m365licensing.directory.UserQuery;
import io.github.m365licensing.intent.LicenseIntent;
import io.github.m365licensing.plan.LicensePlan;
import io.github.m365licensing.testkit.FakeTenant;
import io.github.m365licensing.testkit.scenario.Lag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Runs in which the process dies, each resumed and held against the undisturbed end. */
final class CrashRuns {

  private final Path folder;
  private final Supplier<FakeTenant> tenants;
  private final LicenseIntent intent;
  private final Map<String, Object> undisturbed;

  /**
   * Runs of an intent.
   *
   * @param tenants a tenant of its own for each run
   */
  CrashRuns(Path folder, Supplier<FakeTenant> tenants, LicenseIntent intent) {
    this.folder = folder;
    this.tenants = tenants;
    this.intent = intent;
    FakeTenant tenant = tenants.get();
    Licensing licensing = Licensing.of(tenant);
    ApplyReport report = licensing.apply(licensing.plan(intent));
    assertThat(report).isConfirmed();
    this.undisturbed = states(tenant);
  }

  /**
   * A crash at every call of the port, until a run ends without one; how many were resumed.
   *
   * @param also what must hold besides once a run is resumed
   */
  int atEveryCall(Consumer<FakeTenant> also) throws IOException {
    int resumed = 0;
    boolean crashed = true;
    for (int calls = 0; crashed; calls++) {
      FakeTenant tenant = tenants.get();
      LicensePlan plan = Licensing.of(tenant).plan(intent);
      Path journal = folder.resolve(calls + ".journal");
      tenant.requests().clear();

      crashed = crashes(tenant, plan, journal, calls);
      if (isBegun(journal)) {
        resume(tenant, journal, "crash after " + calls + " calls");
        also.accept(tenant);
        resumed += crashed ? 1 : 0;
      } else {
        assertThat(tenant).received().onlyReads();
      }
    }
    return resumed;
  }

  /** Crashes with lost replies, lag and slow groups, by seed; how many were resumed. */
  int seeded(int from, int to) throws IOException {
    int resumed = 0;
    for (int seed = from; seed < to; seed++) {
      Random random = new Random(seed);
      FakeTenant tenant = tenants.get();
      LicensePlan plan = Licensing.of(tenant).plan(intent);
      Path journal = folder.resolve("seed" + seed + ".journal");
      tenant.groupsProcessedAfter(Lag.of(Duration.ofMinutes(random.nextInt(20))));
      if (random.nextInt(3) == 0) {
        tenant.visibleAfter(Lag.of(Duration.ofSeconds(random.nextInt(30))));
      }
      if (random.nextBoolean()) {
        tenant.faults().appliedButReplyLost().on(anyWrite()).times(1 + random.nextInt(2));
      }

      if (crashes(tenant, plan, journal, random.nextInt(60)) && isBegun(journal)) {
        resume(tenant, journal, "seed " + seed);
        resumed++;
      }
    }
    return resumed;
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

  private static boolean isBegun(Path journal) throws IOException {
    return Files.exists(journal) && Files.size(journal) > 0;
  }

  private void resume(FakeTenant tenant, Path journal, String run) {
    ApplyReport report = Licensing.of(tenant).resume(journal);

    tenant.settle();
    tenant.faults().clear();
    assertThat(report).as("%s: %s", run, report.text()).isConfirmed();
    assertThat(states(tenant)).as(run).isEqualTo(undisturbed);
    assertThat(tenant).as(run).isSound();
  }

  private static Map<String, Object> states(FakeTenant tenant) {
    Map<String, Object> states = new TreeMap<>();
    try (Stream<LicensedUser> users = tenant.listUsers(UserQuery.everyone());
        Stream<LicensedGroup> groups = tenant.listLicensedGroups()) {
      users.forEach(user -> states.put(user.userPrincipalName(), LicenseState.of(user)));
      groups.forEach(group -> states.put(group.displayName(), group.assignedLicenses()));
    }
    return states;
  }
}
