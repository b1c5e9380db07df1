package io.github.m365licensing.apply;

import static io.github.m365licensing.intent.Selections.group;
import static io.github.m365licensing.intent.Selections.membersOf;
import static io.github.m365licensing.intent.Selections.user;
import static io.github.m365licensing.intent.Verbs.assign;
import static io.github.m365licensing.intent.Verbs.remove;
import static io.github.m365licensing.testkit.FakeTenant.seats;
import static io.github.m365licensing.testkit.assertj.LicensingAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.m365licensing.Licensing;
import io.github.m365licensing.intent.LicenseIntent;
import io.github.m365licensing.plan.ChangeKind;
import io.github.m365licensing.plan.LicensePlan;
import io.github.m365licensing.tenant.TenantWrite;
import io.github.m365licensing.testkit.FakeTenant;
import io.github.m365licensing.testkit.scenario.Lag;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
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

  @Test
  void seats_that_two_changes_free_together_are_waited_for() {
    FakeTenant tenant = tenant();
    tenant.groupsProcessedAfter(Lag.of(Duration.ofMinutes(20)));
    Licensing licensing = Licensing.of(tenant);

    LicensePlan plan = licensing.plan(intent());

    ApplyReport report = licensing.apply(plan);

    assertThat(plan.count(ChangeKind.CHANGE)).isEqualTo(6);
    assertThat(report).isConfirmed();
    assertThat(tenant.sku("EMS").now().consumedUnits()).isEqualTo(2);
  }

  @Test
  void waves_do_not_wait_for_each_other() {
    FakeTenant tenant = tenant();
    Licensing licensing = Licensing.of(tenant);

    ApplyReport report = licensing.apply(licensing.plan(intent()), options -> options.waveSize(1));

    assertThat(report).isConfirmed();
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
    CrashRuns runs = new CrashRuns(folder, SharedPeopleCrashTest::tenant, intent());

    assertThat(runs.atEveryCall(tenant -> {})).isGreaterThan(20);
  }

  @Test
  void seeded_crashes_with_lost_replies_lag_and_slow_groups_are_resumed_too() throws IOException {
    CrashRuns runs = new CrashRuns(folder, SharedPeopleCrashTest::tenant, intent());

    assertThat(runs.seeded(0, 40)).isGreaterThan(18);
  }

  @Tag("proof")
  @Test
  void many_more_seeded_crashes_are_resumed() throws IOException {
    CrashRuns runs = new CrashRuns(folder, SharedPeopleCrashTest::tenant, intent());

    assertThat(runs.seeded(40, 200)).isGreaterThan(75);
  }
}
