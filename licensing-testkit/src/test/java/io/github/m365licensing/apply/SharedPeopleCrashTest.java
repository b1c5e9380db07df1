package io.github.m365licensing.apply;

import static io.github.m365licensing.plan.Selections.group;
import static io.github.m365licensing.plan.Selections.membersOf;
import static io.github.m365licensing.plan.Selections.user;
import static io.github.m365licensing.plan.Verbs.assign;
import static io.github.m365licensing.plan.Verbs.remove;
import static io.github.m365licensing.testkit.FakeTenant.seats;
import static io.github.m365licensing.testkit.RequestMatcher.anyWrite;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.m365licensing.Licensing;
import io.github.m365licensing.directory.LicensedUser;
import io.github.m365licensing.directory.UserQuery;
import io.github.m365licensing.plan.ChangeKind;
import io.github.m365licensing.plan.LicenseIntent;
import io.github.m365licensing.plan.LicensePlan;
import io.github.m365licensing.plan.LicenseState;
import io.github.m365licensing.tenant.TenantWrite;
import io.github.m365licensing.testkit.FakeTenant;
import io.github.m365licensing.testkit.Lag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Users and groups that reach the same people, in one run: waiting, drift, and the end of it. */
class SharedPeopleCrashTest {

  private static final String A = "a@contoso.com";
  private static final String B = "b@contoso.com";
  private static final String C = "c@contoso.com";
  private static final String D = "d@contoso.com";

  @TempDir private Path folder;

  /** Two seats, both used by people who have the licence directly and through a group. */
  private static FakeTenant tenant() {
    FakeTenant tenant =
        FakeTenant.builder()
            .organization("Contoso", "US")
            .sku("EMS", seats(2))
            .sku("VISIOCLIENT", seats(9))
            .user(A, u -> u.usageLocation("NL").licensedWith("EMS"))
            .user(B, u -> u.usageLocation("NL").licensedWith("EMS"))
            .user(C, u -> u.usageLocation("NL"))
            .user(D, u -> u.usageLocation("NL"))
            .group("Leaves", g -> g.members(A, B).licensedWith("EMS"))
            .group("Comes", g -> g.members(C, D))
            .group("Besides", g -> g.members(A, C, D))
            .build();
    tenant.settle();
    return tenant;
  }

  /** The seats are free once both paths are gone; two groups and a user take the same two. */
  private static LicenseIntent intent() {
    return LicenseIntent.of(group("Leaves"), remove("EMS"))
        .and(membersOf("Leaves"), remove("EMS"))
        .and(group("Comes"), assign("EMS"))
        .and(user(C), assign("EMS"))
        .and(group("Besides"), assign("VISIOCLIENT"));
  }

  private static Map<String, LicenseState> states(FakeTenant tenant) {
    Map<String, LicenseState> states = new TreeMap<>();
    try (Stream<LicensedUser> users = tenant.listUsers(UserQuery.everyone())) {
      users.forEach(user -> states.put(user.userPrincipalName(), LicenseState.of(user)));
    }
    return states;
  }

  private static Map<String, LicenseState> undisturbed() {
    FakeTenant tenant = tenant();
    Licensing licensing = Licensing.of(tenant);
    LicensePlan plan = licensing.plan(intent());
    assertThat(plan.count(ChangeKind.CHANGE)).isEqualTo(6);
    ApplyReport report = licensing.apply(plan);
    assertThat(report.isConfirmed()).as(report.text()).isTrue();
    assertThat(tenant.sku("EMS").now().consumedUnits()).isEqualTo(2);
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
  void seats_that_two_changes_free_together_are_waited_for() {
    FakeTenant tenant = tenant();
    tenant.groupsProcessedAfter(Lag.of(Duration.ofMinutes(20)));
    Licensing licensing = Licensing.of(tenant);

    ApplyReport report = licensing.apply(licensing.plan(intent()));

    assertThat(report.isConfirmed()).as(report.text()).isTrue();
  }

  @Test
  void waves_do_not_wait_for_each_other() {
    FakeTenant tenant = tenant();
    Licensing licensing = Licensing.of(tenant);

    ApplyReport report = licensing.apply(licensing.plan(intent()), options -> options.waveSize(1));

    assertThat(report.isConfirmed()).as(report.text()).isTrue();
  }

  @Test
  void what_somebody_else_changed_besides_is_still_drift() {
    FakeTenant tenant = tenant();
    Licensing licensing = Licensing.of(tenant);
    LicensePlan plan = licensing.plan(intent());
    tenant.submit(
        List.of(
            new TenantWrite.AssignUserLicense(
                tenant.user(A).id(), List.of(), Set.of(tenant.sku("EMS").now().skuId()))),
        outcome -> {});
    tenant.user(C).licensedWith("VISIOCLIENT");

    ApplyReport report = licensing.apply(plan);

    assertThat(report.outcomes())
        .filteredOn(
            outcome -> outcome.subject().toString().contains(tenant.user(C).id().toString()))
        .singleElement()
        .satisfies(
            outcome -> {
              assertThat(outcome.kind()).isEqualTo(ChangeOutcome.Kind.REFUSED);
              assertThat(outcome.refusal().orElseThrow().message())
                  .contains("VISIOCLIENT was not held, is direct");
            });
    assertThat(report.count(ChangeOutcome.Kind.ALREADY_IN_PLACE)).isEqualTo(1);
    tenant.settle();
  }

  @Test
  void crash_at_every_call_is_resumed_to_the_undisturbed_end() throws IOException {
    Map<String, LicenseState> expected = undisturbed();
    int crashes = 0;
    boolean crashed = true;
    for (int calls = 0; crashed; calls++) {
      FakeTenant tenant = tenant();
      LicensePlan plan = Licensing.of(tenant).plan(intent());
      Path journal = folder.resolve(calls + ".journal");

      crashed = crashes(tenant, plan, journal, calls);
      if (Files.exists(journal) && Files.size(journal) > 0) {
        ApplyReport report = Licensing.of(tenant).resume(journal);

        assertThat(report.isConfirmed()).as("%d: %s", calls, report.text()).isTrue();
        assertThat(states(tenant)).as("crash after %d calls", calls).isEqualTo(expected);
        assertThat(tenant.brokenInvariants()).isEmpty();
        crashes += crashed ? 1 : 0;
      }
    }
    assertThat(crashes).isGreaterThan(20);
  }

  @Test
  void seeded_crashes_with_lost_replies_lag_and_slow_groups_are_resumed_too() throws IOException {
    Map<String, LicenseState> expected = undisturbed();
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
        assertThat(report.isConfirmed()).as("%d: %s", seed, report.text()).isTrue();
        assertThat(states(tenant)).as("seed %d", seed).isEqualTo(expected);
        assertThat(tenant.brokenInvariants()).isEmpty();
        resumed++;
      }
    }
    assertThat(resumed).isGreaterThan(80);
  }
}
