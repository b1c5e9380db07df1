package io.github.m365licensing.graph;

import static io.github.m365licensing.intent.Selections.group;
import static io.github.m365licensing.intent.Selections.membersOf;
import static io.github.m365licensing.intent.Verbs.assign;
import static io.github.m365licensing.intent.Verbs.reprocess;
import static io.github.m365licensing.testkit.assertj.LicensingAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.m365licensing.Licensing;
import io.github.m365licensing.apply.ApplyReport;
import io.github.m365licensing.apply.ChangeOutcome;
import io.github.m365licensing.apply.LicenseError;
import io.github.m365licensing.apply.MembersReadBack;
import io.github.m365licensing.apply.Verification;
import io.github.m365licensing.assignment.AssignmentError;
import io.github.m365licensing.plan.LicensePlan;
import io.github.m365licensing.report.GroupError;
import io.github.m365licensing.tenant.GraphOperation;
import io.github.m365licensing.testkit.FakeTenant;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Groups from plan to undo through the real Graph SDK, answered in process. */
class GroupPlanTest {

  @TempDir private Path folder;

  @Test
  void group_is_licensed_read_back_member_by_member_and_undone() {
    FakeTenant fake = FakeTenant.contoso();
    try (GraphTenant tenant = Doors.graph(fake)) {
      Licensing licensing = Licensing.of(tenant);
      LicensePlan plan = licensing.plan(group("Sales team"), assign("EMS").disable("INTUNE_A"));
      plan.writeTo(folder.resolve("plan.jsonl"));

      ApplyReport report = licensing.apply(LicensePlan.read(folder.resolve("plan.jsonl")));
      ApplyReport undone = licensing.apply(licensing.plan(licensing.undo(report)));

      assertThat(report).isConfirmed();
      assertThat(report.outcomes().get(0).members()).contains(new MembersReadBack(4, 4, 0, 0));
      assertThat(undone).isConfirmed();
      assertThat(fake).received().exactly(2, GraphOperation.ASSIGN_GROUP_LICENSE);
      assertThat(fake.group("Sales team").now().assignedLicenses()).isEmpty();
      assertThat(fake).isSound();
    }
  }

  @Test
  void errors_of_members_are_explained_and_reprocessed() {
    FakeTenant fake = FakeTenant.contoso();
    try (GraphTenant tenant = Doors.graph(fake)) {
      Licensing licensing = Licensing.of(tenant);

      ApplyReport conflicting = licensing.apply(licensing.plan(group("Marketing"), assign("EMS")));
      fake.user("johanna@contoso.com").notLicensedWith("INTUNE_A_VL");
      ApplyReport healed =
          licensing.apply(licensing.plan(membersOf("Marketing").withLicenseErrors(), reprocess()));

      ChangeOutcome outcome = conflicting.outcomes().get(0);
      assertThat(outcome.verification()).isEqualTo(Verification.DIVERGED);
      assertThat(outcome.licenseErrors())
          .singleElement()
          .extracting(LicenseError::error)
          .isEqualTo(AssignmentError.MUTUALLY_EXCLUSIVE_VIOLATION);
      assertThat(outcome.licenseErrors().get(0).cause().reason())
          .contains("INTUNE_A_VL through INTUNE_A_VL (direct)");
      assertThat(licensing.reports().groupErrors("Design tools").rows())
          .extracting(GroupError::skuPartNumber)
          .contains("VISIOCLIENT");
      // Johanna has the same licence from another group; that one heals with her.
      assertThat(healed.outcomes()).hasSize(1);
      assertThat(healed).isConfirmed();
      assertThat(fake).isSound();
    }
  }
}
