package io.github.m365licensing.apply;

import static io.github.m365licensing.apply.Outcomes.only;
import static io.github.m365licensing.intent.Selections.membersOf;
import static io.github.m365licensing.intent.Selections.user;
import static io.github.m365licensing.intent.Verbs.remove;
import static io.github.m365licensing.intent.Verbs.reprocess;
import static io.github.m365licensing.testkit.FakeTenant.seats;
import static io.github.m365licensing.testkit.assertj.LicensingAssertions.assertThat;
import static io.github.m365licensing.testkit.scenario.RequestMatcher.operation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.m365licensing.Licensing;
import io.github.m365licensing.assignment.AssignmentError;
import io.github.m365licensing.intent.FindingCode;
import io.github.m365licensing.plan.ChangeKind;
import io.github.m365licensing.plan.LicensePlan;
import io.github.m365licensing.plan.Stage;
import io.github.m365licensing.tenant.GraphOperation;
import io.github.m365licensing.testkit.FakeTenant;
import io.github.m365licensing.testkit.junit.FakeTenantTest;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Having the service process licences again that are in error. */
@FakeTenantTest
class ReprocessTest {

  private static final String RAUL = "raul@contoso.com";

  @TempDir private Path folder;

  private FakeTenant tenant;
  private Licensing licensing;

  @BeforeEach
  void meet(FakeTenant tenant, Licensing licensing) {
    this.tenant = tenant;
    this.licensing = licensing;
  }

  private LicensePlan plan() {
    return licensing.plan(membersOf("Design tools").withLicenseErrors(), reprocess());
  }

  @Test
  void only_members_in_error_are_selected_with_one_call_each() {
    LicensePlan plan = plan();

    assertThat(plan.changes())
        .singleElement()
        .satisfies(change -> assertThat(change.name()).isEqualTo(RAUL));
    assertThat(plan.stages())
        .extracting(Stage::kind)
        .containsExactly(Stage.Kind.REPROCESS_LICENSES);
    assertThat(plan.requiredPermissions()).contains("User.ReadWrite.All");
  }

  @Test
  void count_violation_heals_once_there_are_seats() {
    tenant.sku("VISIOCLIENT").units(seats(3));

    ApplyReport report = licensing.apply(plan());

    assertThat(report).isConfirmed();
    assertThat(tenant.user(RAUL).now().licenseAssignmentStates())
        .noneMatch(path -> path.error().isPresent());
    assertThat(licensing.licensesOf(RAUL).skuPartNumbers())
        .contains("VISIOCLIENT", "POWER_BI_STANDARD");
    assertThat(tenant).received().exactly(1, GraphOperation.REPROCESS_LICENSES);
  }

  @Test
  void what_is_still_in_error_is_told_with_its_cause() {
    ApplyReport report = licensing.apply(plan());

    ChangeOutcome outcome = only(report);
    assertThat(report).onlyOutcome().isAppliedBut(Verification.DIVERGED);
    assertThat(outcome.licenseErrors())
        .extracting(LicenseError::error)
        .containsExactlyInAnyOrder(AssignmentError.COUNT_VIOLATION, AssignmentError.OTHER);
    assertThat(outcome.licenseErrors())
        .allSatisfy(error -> assertThat(error.cause().reason()).contains("No seat of VISIOCLIENT"));
    assertThat(report.text()).contains("No seat of VISIOCLIENT was left.");
  }

  @Test
  void user_without_error_is_left_alone() {
    LicensePlan plan = licensing.plan(user("adele@contoso.com"), reprocess());

    ApplyReport report = licensing.apply(plan);

    assertThat(plan.count(ChangeKind.NO_CHANGE)).isEqualTo(1);
    assertThat(plan.findings())
        .singleElement()
        .matches(finding -> finding.code() == FindingCode.NOTHING_IN_ERROR);
    assertThat(report).onlyOutcome().isAlreadyInPlace();
    assertThat(tenant).received().onlyReads();
  }

  @Test
  void cause_is_removed_and_the_user_reprocessed_by_one_plan() {
    LicensePlan plan =
        licensing.plan(user("joni@contoso.com"), remove("WORKPLACE_ANALYTICS"), reprocess());

    ApplyReport report = licensing.apply(plan);

    assertThat(report).isConfirmed();
    assertThat(licensing.licensesOf("joni@contoso.com").skuPartNumbers()).isEmpty();
    assertThat(plan.stages())
        .extracting(Stage::kind)
        .containsExactly(Stage.Kind.FREE_SEATS, Stage.Kind.REPROCESS_LICENSES);
  }

  @Test
  void caller_who_may_not_is_refused() {
    LicensePlan plan = plan();
    tenant.user(RAUL).managementRestricted();

    ApplyReport report = licensing.apply(plan);

    assertThat(report).onlyOutcome().isRefusedBy(Refusal.Origin.SERVICE).naming("FORBIDDEN");
  }

  @Test
  void lost_reply_is_settled_by_reading() {
    tenant.sku("VISIOCLIENT").units(seats(3));
    LicensePlan plan = plan();
    tenant.faults().appliedButReplyLost().on(operation(GraphOperation.REPROCESS_LICENSES)).once();

    assertThat(licensing.apply(plan)).isConfirmed();
  }

  @Test
  void plan_file_and_journal_carry_it() {
    tenant.sku("VISIOCLIENT").units(seats(3));
    Path file = folder.resolve("plan.jsonl");
    plan().writeTo(file);
    LicensePlan read = LicensePlan.read(file);

    ApplyReport report =
        licensing.apply(read, options -> options.journal(folder.resolve("run.journal")));
    ApplyReport resumed = licensing.resume(folder.resolve("run.journal"));

    assertThat(report).isConfirmed();
    assertThat(resumed).isConfirmed();
    assertThat(tenant).received().exactly(1, GraphOperation.REPROCESS_LICENSES);
  }

  @Test
  void there_is_nothing_to_undo() {
    tenant.sku("VISIOCLIENT").units(seats(3));
    ApplyReport report = licensing.apply(plan());

    assertThatIllegalArgumentException().isThrownBy(() -> licensing.undo(report));
  }

  @Test
  void users_in_error_of_several_groups_are_worked_off_together() {
    tenant.sku("VISIOCLIENT").units(seats(3));

    ApplyReport report =
        licensing.apply(licensing.plan(licensing.reports().groupErrors().selection(), reprocess()));

    assertThat(report.outcomes())
        .extracting(ChangeOutcome::verification)
        .containsExactlyInAnyOrderElementsOf(
            List.of(
                Verification.CONFIRMED,
                Verification.DIVERGED,
                Verification.DIVERGED,
                Verification.DIVERGED));
  }
}
