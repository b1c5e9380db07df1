package io.github.m365licensing.graph;

import static io.github.m365licensing.intent.Selections.everyone;
import static io.github.m365licensing.intent.Selections.hasDirectSku;
import static io.github.m365licensing.intent.Selections.usersWhere;
import static io.github.m365licensing.intent.Verbs.moveToGroup;
import static io.github.m365licensing.intent.Verbs.restoreFrom;
import static io.github.m365licensing.testkit.FakeTenant.seats;
import static io.github.m365licensing.testkit.assertj.LicensingAssertions.assertThat;
import static io.github.m365licensing.testkit.scenario.RequestMatcher.addMembers;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.m365licensing.Licensing;
import io.github.m365licensing.apply.ApplyReport;
import io.github.m365licensing.plan.ChangeKind;
import io.github.m365licensing.plan.LicensePlan;
import io.github.m365licensing.tenant.GraphOperation;
import io.github.m365licensing.tenant.TenantSnapshot;
import io.github.m365licensing.testkit.FakeTenant;
import io.github.m365licensing.testkit.FakeTenantBuilder;
import io.github.m365licensing.testkit.scenario.Lag;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A move to a group from plan to undo through the real Graph SDK, answered in process. */
class MoveToGroupTest {

  private static final int USERS = 25;
  private static final String GROUP = "EMS licensed";

  @TempDir private Path folder;

  private static FakeTenant tenant() {
    FakeTenantBuilder builder = FakeTenant.builder().sku("EMS", seats(USERS));
    for (int i = 0; i < USERS; i++) {
      builder.user(name(i), u -> u.usageLocation("NL").licensedWith("EMS"));
    }
    FakeTenant fake = builder.group(GROUP, g -> g.licensedWith("EMS")).build();
    fake.settle();
    fake.groupsProcessedAfter(Lag.of(Duration.ofMinutes(5)));
    return fake;
  }

  private static String name(int i) {
    return "user" + i + "@contoso.com";
  }

  private static long direct(FakeTenant fake) {
    long direct = 0;
    for (int i = 0; i < USERS; i++) {
      direct +=
          fake.user(name(i)).now().licenses().direct(fake.sku("EMS").id()).isPresent() ? 1 : 0;
    }
    return direct;
  }

  @Test
  void users_are_moved_in_twenties_and_back() {
    FakeTenant fake = tenant();
    fake.faults().appliedButReplyLost().on(addMembers()).once();
    try (GraphTenant tenant =
        Doors.graph(
            fake,
            "GroupMember.ReadWrite.All",
            "LicenseAssignment.ReadWrite.All",
            "Organization.Read.All",
            "User.Read.All")) {
      Licensing licensing = Licensing.of(tenant);
      LicensePlan plan = licensing.plan(usersWhere(hasDirectSku("EMS")), moveToGroup(GROUP));
      plan.writeTo(folder.resolve("plan.jsonl"));
      Path journal = folder.resolve("move.journal");

      ApplyReport report =
          licensing.apply(
              LicensePlan.read(folder.resolve("plan.jsonl")), options -> options.journal(journal));

      fake.faults().assertAllFired();
      assertThat(report).isConfirmed();
      assertThat(direct(fake)).isZero();
      assertThat(fake).received().exactly(2, GraphOperation.ADD_MEMBERS);

      ApplyReport undone = licensing.apply(licensing.plan(licensing.undo(journal)));

      assertThat(undone).isConfirmed();
      assertThat(direct(fake)).isEqualTo(USERS);
      assertThat(fake.requests().count(GraphOperation.REMOVE_MEMBER)).isEqualTo(USERS);
      assertThat(fake).isSound();
    }
  }

  @Test
  void damage_is_repaired_from_a_snapshot_in_a_file() {
    FakeTenant fake = tenant();
    try (GraphTenant tenant = Doors.graph(fake)) {
      Licensing licensing = Licensing.of(tenant);
      TenantSnapshot.of(tenant).writeTo(folder.resolve("last-night.jsonl"));
      fake.user(name(0)).notLicensedWith("EMS").usageLocation("DE");

      LicensePlan plan =
          licensing.plan(
              usersWhere(everyone()),
              restoreFrom(TenantSnapshot.read(folder.resolve("last-night.jsonl"))));
      ApplyReport report = licensing.apply(plan);

      assertThat(plan.count(ChangeKind.CHANGE)).isEqualTo(1);
      assertThat(report).isConfirmed();
      assertThat(direct(fake)).isEqualTo(USERS);
    }
  }
}
