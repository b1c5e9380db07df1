package io.github.m365licensing.apply;

import static io.github.m365licensing.intent.Selections.everyone;
import static io.github.m365licensing.intent.Selections.usersWhere;
import static io.github.m365licensing.intent.Verbs.moveToGroup;
import static io.github.m365licensing.intent.Verbs.restoreFrom;
import static io.github.m365licensing.testkit.FakeTenant.seats;
import static io.github.m365licensing.testkit.assertj.LicensingAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.m365licensing.Licensing;
import io.github.m365licensing.assignment.LicenseOptions;
import io.github.m365licensing.directory.LicenseState;
import io.github.m365licensing.plan.ChangeKind;
import io.github.m365licensing.plan.LicensePlan;
import io.github.m365licensing.plan.PlannedChange;
import io.github.m365licensing.tenant.TenantSnapshot;
import io.github.m365licensing.testkit.FakeTenant;
import io.github.m365licensing.testkit.FakeTenantBuilder;
import io.github.m365licensing.testkit.scenario.Lag;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What holds for every tenant whose users move to a group, or are restored from a snapshot. */
class MoveToGroupPropertiesTest {

  private static final List<String> USERS = MoveToGroupTest.names(6);
  private static final List<String> SKUS = List.of("EMS", "INTUNE_A", "POWER_BI_PRO", "FLOW_FREE");
  private static final List<String> PLANS =
      List.of("INTUNE_A", "ADALLOM_S_DISCOVERY", "MFA_PREMIUM");

  private static LicenseOptions ems(Random random) {
    return random.nextBoolean()
        ? LicenseOptions.of("EMS")
        : LicenseOptions.of("EMS").disable(PLANS.get(random.nextInt(PLANS.size())));
  }

  /** Licences, members and a scarce second product of the group, drawn by the seed. */
  private static FakeTenant tenant(Random random) {
    FakeTenantBuilder builder =
        FakeTenant.builder()
            .sku("EMS", seats(10))
            .sku("INTUNE_A", seats(10))
            .sku("FLOW_FREE", seats(10))
            .sku("POWER_BI_PRO", seats(1 + random.nextInt(4)));
    for (String name : USERS) {
      builder.user(
          name,
          u -> {
            u.usageLocation("NL");
            if (random.nextInt(4) > 0) {
              u.licensedWith(ems(random));
            }
            if (random.nextInt(3) == 0) {
              u.licensedWith("INTUNE_A");
            }
            if (random.nextInt(3) == 0) {
              u.licensedWith("FLOW_FREE");
            }
          });
    }
    builder.group(
        "Target",
        g -> {
          g.licensedWith(ems(random));
          if (random.nextInt(3) == 0) {
            g.licensedWith("POWER_BI_PRO");
          }
          if (random.nextBoolean()) {
            g.member(USERS.get(0));
          }
        });
    builder.group(
        "Other",
        g -> {
          g.licensedWith(ems(random));
          if (random.nextBoolean()) {
            g.member(USERS.get(1));
          }
        });
    FakeTenant tenant = builder.build();
    tenant.settle();
    tenant.groupsProcessedAfter(Lag.of(Duration.ofMinutes(random.nextInt(20))));
    if (random.nextInt(3) == 0) {
      tenant.visibleAfter(Lag.of(Duration.ofSeconds(random.nextInt(60))));
    }
    return tenant;
  }

  private static Map<String, LicenseState> states(FakeTenant tenant) {
    Map<String, LicenseState> states = new TreeMap<>();
    USERS.forEach(user -> states.put(user, LicenseState.of(tenant.user(user).now())));
    return states;
  }

  @Property(tries = 60)
  void move_leaves_no_gap_reaches_the_plan_and_is_undone(@ForAll long seed) {
    Random random = new Random(seed);
    FakeTenant tenant = tenant(random);
    GapWatch watch = new GapWatch(tenant, USERS, Integer.MAX_VALUE, SKUS);
    Licensing licensing = Licensing.of(watch);
    Map<String, LicenseState> before = states(tenant);

    LicensePlan plan = licensing.plan(usersWhere(everyone()), moveToGroup("Target"));
    ApplyReport report = licensing.apply(plan, options -> options.waveSize(1 + random.nextInt(6)));

    assertThat(watch.gaps()).isEmpty();
    assertThat(report.count(ChangeOutcome.Kind.APPLIED))
        .as(report.text())
        .isEqualTo(plan.count(ChangeKind.CHANGE));
    tenant.settle();
    Map<String, LicenseState> after = states(tenant);
    plan.changes()
        .forEach(
            change ->
                assertThat(after.get(change.name()))
                    .as(change.name())
                    .isEqualTo(change.shape().after()));
    LicensePlan again = licensing.plan(usersWhere(everyone()), moveToGroup("Target"));
    assertThat(again.count(ChangeKind.CHANGE)).isZero();
    assertThat(tenant).isSound();
    if (plan.count(ChangeKind.CHANGE) > 0) {
      undo(tenant, licensing, plan, report, before);
    }
  }

  private static void undo(
      FakeTenant tenant,
      Licensing licensing,
      LicensePlan plan,
      ApplyReport report,
      Map<String, LicenseState> before) {
    ApplyReport undone = licensing.apply(licensing.plan(licensing.undo(report)));

    assertThat(undone).isConfirmed();
    tenant.settle();
    Map<String, LicenseState> now = states(tenant);
    for (PlannedChange change : plan.changes().toList()) {
      assertThat(now.get(change.name())).as(change.name()).isEqualTo(before.get(change.name()));
    }
    assertThat(tenant).isSound();
  }

  @Property(tries = 60)
  void restore_brings_direct_licences_back_whatever_was_damaged(@ForAll long seed) {
    Random random = new Random(seed);
    FakeTenant tenant = tenant(random);
    tenant.visibleAfter(Lag.none());
    TenantSnapshot snapshot = TenantSnapshot.of(tenant);
    Map<String, LicenseState> before = states(tenant);
    for (int i = 0; i < 8; i++) {
      damage(tenant, random);
    }
    Licensing licensing = Licensing.of(tenant);

    LicensePlan plan = licensing.plan(usersWhere(everyone()), restoreFrom(snapshot));
    ApplyReport report = licensing.apply(plan);

    assertThat(plan.count(ChangeKind.BLOCKED)).isZero();
    assertThat(report).isConfirmed();
    assertThat(states(tenant)).isEqualTo(before);
    assertThat(
            licensing.plan(usersWhere(everyone()), restoreFrom(snapshot)).count(ChangeKind.CHANGE))
        .isZero();
  }

  private static void damage(FakeTenant tenant, Random random) {
    String user = USERS.get(random.nextInt(USERS.size()));
    String sku = List.of("EMS", "INTUNE_A", "FLOW_FREE").get(random.nextInt(3));
    boolean direct = tenant.user(user).now().licenses().direct(tenant.sku(sku).id()).isPresent();
    switch (random.nextInt(3)) {
      case 0 -> tenant.user(user).usageLocation(random.nextBoolean() ? "DE" : "US");
      case 1 ->
          tenant.user(user).licensedWith(sku.equals("EMS") ? ems(random) : LicenseOptions.of(sku));
      default -> {
        if (direct) {
          tenant.user(user).notLicensedWith(sku);
        }
      }
    }
  }
}
