package io.github.m365licensing.apply;

import static io.github.m365licensing.apply.Outcomes.only;
import static io.github.m365licensing.intent.Selections.group;
import static io.github.m365licensing.intent.Selections.user;
import static io.github.m365licensing.intent.Verbs.assign;
import static io.github.m365licensing.intent.Verbs.change;
import static io.github.m365licensing.intent.Verbs.remove;
import static io.github.m365licensing.intent.Verbs.swap;
import static io.github.m365licensing.testkit.FakeTenant.seats;
import static io.github.m365licensing.testkit.assertj.LicensingAssertions.assertThat;
import static io.github.m365licensing.testkit.scenario.RequestMatcher.operation;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.m365licensing.Licensing;
import io.github.m365licensing.assignment.AssignmentError;
import io.github.m365licensing.assignment.LicenseOptions;
import io.github.m365licensing.intent.FindingCode;
import io.github.m365licensing.intent.LicenseIntent;
import io.github.m365licensing.intent.Selection;
import io.github.m365licensing.intent.Verb;
import io.github.m365licensing.plan.LicensePlan;
import io.github.m365licensing.tenant.GraphOperation;
import io.github.m365licensing.testkit.FakeTenant;
import io.github.m365licensing.testkit.scenario.Lag;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Applying to groups on the fake's direct door: one write, and every member read back. */
class GroupApplyTest {

  private static final String A = "a@contoso.com";
  private static final String B = "b@contoso.com";
  private static final String C = "c@contoso.com";

  private final FakeTenant tenant =
      FakeTenant.builder()
          .organization("Contoso", "US")
          .sku("EMS", seats(3))
          .sku("ENTERPRISEPACK", seats(5))
          .sku("SPE_E3", seats(5))
          .sku("INTUNE_A_VL", seats(5))
          .sku("FLOW_FREE", seats(100))
          .user(A, u -> u.usageLocation("NL"))
          .user(B, u -> u.usageLocation("NL"))
          .user(C, u -> {})
          .user("d@contoso.com", u -> u.usageLocation("NL"))
          .user("vl@contoso.com", u -> u.usageLocation("NL").licensedWith("INTUNE_A_VL"))
          .group("Nobody")
          .group("Lonely", g -> g.member("d@contoso.com"))
          .group("Sales team", g -> g.members(A, B, C))
          .group("Packed", g -> g.members(A, B).licensedWith("ENTERPRISEPACK"))
          .group("Mixed", g -> g.members(A, "vl@contoso.com"))
          .build();

  private final Licensing licensing = Licensing.of(tenant);

  GroupApplyTest() {
    tenant.settle();
  }

  @AfterEach
  void tenant_keeps_its_own_rules() {
    assertThat(tenant).isSound();
    tenant.faults().assertAllFired();
  }

  private ApplyReport apply(Selection selection, Verb... verbs) {
    return licensing.apply(licensing.plan(selection, verbs));
  }

  private boolean isOn(String user, String plan) {
    return licensing.licensesOf(user).effective(plan).isOn();
  }

  @Test
  void assign_reaches_every_member_and_is_one_write() {
    ApplyReport report = apply(group("Sales team"), assign("EMS").disable("INTUNE_A"));

    assertThat(report).isConfirmed();
    assertThat(only(report).members()).contains(new MembersReadBack(3, 3, 0, 0));
    for (String member : List.of(A, B, C)) {
      assertThat(isOn(member, "AAD_PREMIUM")).isTrue();
      assertThat(isOn(member, "INTUNE_A")).isFalse();
    }
    assertThat(tenant).received().exactly(1, GraphOperation.ASSIGN_GROUP_LICENSE);
    assertThat(tenant).received().exactly(0, GraphOperation.ASSIGN_USER_LICENSE);
  }

  @Test
  void change_and_remove_reach_every_member() {
    apply(group("Sales team"), assign("EMS"));

    ApplyReport changed = apply(group("Sales team"), change("EMS").disable("INTUNE_A"));
    boolean afterChange = isOn(B, "INTUNE_A");
    ApplyReport removed = apply(group("Sales team"), remove("EMS"));

    assertThat(changed).isConfirmed();
    assertThat(afterChange).isFalse();
    assertThat(removed).isConfirmed();
    assertThat(tenant.user(B).now().licenseAssignmentStates())
        .noneMatch(path -> path.skuId().equals(tenant.sku("EMS").now().skuId()));
  }

  @Test
  void swap_is_one_write_without_a_gap() {
    ApplyReport report = apply(group("Packed"), swap("ENTERPRISEPACK", "SPE_E3"));

    assertThat(report).isConfirmed();
    assertThat(licensing.licensesOf(A).skuPartNumbers()).containsExactly("SPE_E3");
    assertThat(tenant).received().exactly(1, GraphOperation.ASSIGN_GROUP_LICENSE);
  }

  @Test
  void planning_again_changes_nothing() {
    apply(group("Sales team"), assign("EMS"));
    tenant.requests().clear();

    ApplyReport again = apply(group("Sales team"), assign("EMS"));

    assertThat(again).onlyOutcome().isAlreadyInPlace();
    assertThat(tenant).received().onlyReads();
  }

  @Test
  void stale_reads_after_the_202_are_not_believed() {
    apply(group("Sales team"), assign("EMS"));
    tenant.visibleAfter(Lag.reads(2));
    // The next reads show the licences before, and the end of the operation before.
    LicensePlan plan = licensing.plan(group("Sales team"), change("EMS").disable("INTUNE_A"));

    ApplyReport report = licensing.apply(plan);

    tenant.visibleAfter(Lag.none());
    tenant.settle();
    assertThat(report).isConfirmed();
    assertThat(isOn(A, "INTUNE_A")).isFalse();
  }

  @Test
  void group_that_says_complete_too_early_is_not_believed() {
    apply(group("Sales team"), assign("EMS"));
    tenant.groupsProcessedAfter(Lag.of(Duration.ofMinutes(10)));
    LicensePlan plan = licensing.plan(group("Sales team"), change("EMS").disable("INTUNE_A"));
    tenant.faults().staleRead().on(operation(GraphOperation.GET_GROUP)).times(3);

    ApplyReport report = licensing.apply(plan);

    assertThat(report).isConfirmed();
    assertThat(isOn(C, "INTUNE_A")).isFalse();
    assertThat(Duration.between(report.startedAt(), report.endedAt())).hasMinutes(10);
  }

  @Test
  void licences_of_the_group_must_be_seen_twice() {
    LicensePlan plan = licensing.plan(group("Nobody"), assign("EMS"));
    tenant.groupsProcessedAfter(Lag.none());

    ApplyReport report = licensing.apply(plan);

    assertThat(report).isConfirmed();
    // Once before the write and twice after it.
    assertThat(tenant).received().exactly(3, GraphOperation.GET_GROUP);
  }

  @Test
  void licence_that_is_taken_must_be_gone_from_every_member() {
    apply(group("Sales team"), assign("EMS"));
    LicensePlan plan = licensing.plan(group("Sales team"), remove("EMS"));
    tenant.faults().staleRead().on(operation(GraphOperation.LIST_MEMBERS)).once();
    tenant.requests().clear();

    ApplyReport report = licensing.apply(plan);

    assertThat(report).isConfirmed();
    // The first reading of the members still showed the licence.
    assertThat(tenant).received().exactly(2, GraphOperation.LIST_MEMBERS);
  }

  @Test
  void error_that_one_stale_reading_shows_is_not_believed() {
    tenant.sku("EMS").units(seats(0));
    licensing.apply(
        licensing.plan(
            LicenseIntent.of(group("Lonely"), assign("EMS"))
                .accepting(FindingCode.NO_FREE_SEAT, 1)));
    tenant.sku("EMS").units(seats(3));
    LicensePlan plan = licensing.plan(group("Lonely"), change("EMS").disable("INTUNE_A"));
    tenant.faults().staleRead().on(operation(GraphOperation.LIST_MEMBERS)).once();

    ApplyReport report = licensing.apply(plan);

    assertThat(report).isConfirmed();
    assertThat(only(report).licenseErrors()).isEmpty();
  }

  @Test
  void lag_of_the_directory_is_waited_for() {
    tenant.visibleAfter(Lag.of(Duration.ofSeconds(40)));

    ApplyReport report = apply(group("Sales team"), assign("EMS"));

    assertThat(report).isConfirmed();
  }

  @Test
  void members_not_worked_off_within_the_budget_are_pending() {
    tenant.groupsProcessedAfter(Lag.of(Duration.ofHours(3)));

    ApplyReport report =
        licensing.apply(
            licensing.plan(group("Sales team"), assign("EMS")),
            options -> options.groupBudget(Duration.ofMinutes(20)));

    assertThat(report).onlyOutcome().isAppliedBut(Verification.NOT_YET_VISIBLE);
    assertThat(only(report).members()).contains(new MembersReadBack(3, 0, 0, 3));
    assertThat(report.text()).contains("0 of 3 members confirmed, 3 pending.");
    tenant.settle();
  }

  @Test
  void member_who_leaves_while_queued_is_out_of_scope() {
    tenant.groupsProcessedAfter(Lag.of(Duration.ofMinutes(5)));
    LicensePlan plan = licensing.plan(group("Sales team"), assign("EMS"));

    ApplyReport report =
        licensing.apply(
            plan,
            options ->
                options.progress(
                    update -> {
                      if (update.activity().equals("change group licenses")) {
                        tenant.group("Sales team").withoutMember(B);
                      }
                    }));

    assertThat(report).isConfirmed();
    assertThat(only(report).members()).contains(new MembersReadBack(2, 2, 0, 0));
    assertThat(licensing.licensesOf(B).skuPartNumbers()).containsExactly("ENTERPRISEPACK");
  }

  @Test
  void members_without_a_seat_are_reported_with_cause_and_cure() {
    tenant.user("d@contoso.com").licensedWith("EMS");
    LicensePlan plan =
        licensing.plan(
            LicenseIntent.of(group("Sales team"), assign("EMS"))
                .accepting(FindingCode.NO_FREE_SEAT, 1));

    ApplyReport report = licensing.apply(plan);

    ChangeOutcome outcome = only(report);
    assertThat(report).onlyOutcome().isAppliedBut(Verification.DIVERGED);
    assertThat(outcome.members()).contains(new MembersReadBack(3, 2, 1, 0));
    LicenseError error = outcome.licenseErrors().get(0);
    assertThat(error.error()).isEqualTo(AssignmentError.COUNT_VIOLATION);
    assertThat(error.skuId()).isEqualTo(tenant.sku("EMS").now().skuId());
    assertThat(error.cause().reason()).isEqualTo("No seat of EMS was left.");
    assertThat(error.cause().cure()).contains("reprocess");
    assertThat(report.text())
        .contains("2 of 3 members confirmed, 1 in error. 1 × No seat of EMS was left.");
  }

  @Test
  void conflict_of_one_member_leaves_them_without_any_of_the_new_products() {
    LicensePlan plan = licensing.plan(group("Mixed"), assign("EMS"), assign("FLOW_FREE"));

    ApplyReport report = licensing.apply(plan);

    ChangeOutcome outcome = only(report);
    assertThat(report).onlyOutcome().isAppliedBut(Verification.DIVERGED);
    assertThat(outcome.members()).contains(new MembersReadBack(2, 1, 1, 0));
    assertThat(outcome.licenseErrors())
        .allMatch(error -> error.user().equals(tenant.user("vl@contoso.com").id()))
        .extracting(LicenseError::error)
        .containsExactlyInAnyOrder(
            AssignmentError.MUTUALLY_EXCLUSIVE_VIOLATION, AssignmentError.OTHER);
    assertThat(outcome.licenseErrors())
        .allSatisfy(
            error ->
                assertThat(error.cause().reason())
                    .contains("INTUNE_A_VL through INTUNE_A_VL (direct)", "group 'Mixed'"));
    assertThat(outcome.licenseErrors())
        .filteredOn(error -> error.error().equals(AssignmentError.OTHER))
        .singleElement()
        .satisfies(
            error ->
                assertThat(error.cause().reason())
                    .startsWith("EMS of the same group failed, and the service gives all or none"));
    assertThat(plan.findings())
        .extracting(io.github.m365licensing.plan.Finding::code)
        .contains(FindingCode.MEMBERS_LEFT_OUT, FindingCode.MUTUALLY_EXCLUSIVE);
  }

  @Test
  void other_side_that_comes_through_another_group_is_named() {
    tenant.group("Packed").licensedWith("INTUNE_A_VL");
    tenant.settle();
    tenant.group("Mixed").withoutMember("vl@contoso.com");

    ApplyReport report = apply(group("Mixed"), assign("EMS"));

    assertThat(only(report).licenseErrors())
        .singleElement()
        .satisfies(
            error ->
                assertThat(error.cause().reason())
                    .contains("INTUNE_A_VL through INTUNE_A_VL (group 'Packed')"));
  }

  @Test
  void lost_reply_is_settled_by_reading() {
    tenant.faults().appliedButReplyLost().on(operation(GraphOperation.ASSIGN_GROUP_LICENSE)).once();

    ApplyReport report = apply(group("Sales team"), assign("EMS"));

    assertThat(report).isConfirmed();
    assertThat(tenant).received().exactly(1, GraphOperation.ASSIGN_GROUP_LICENSE);
  }

  @Test
  void accepted_but_not_applied_is_not_confirmed() {
    tenant
        .faults()
        .acceptedButNotApplied()
        .on(operation(GraphOperation.ASSIGN_GROUP_LICENSE))
        .once();

    ApplyReport report = apply(group("Sales team"), assign("EMS"));

    assertThat(report).onlyOutcome().isAppliedBut(Verification.NOT_YET_VISIBLE);
  }

  @Test
  void group_that_somebody_else_changed_is_refused_with_the_difference() {
    LicensePlan plan = licensing.plan(group("Packed"), change("ENTERPRISEPACK").disable("SWAY"));
    tenant
        .group("Packed")
        .licensedWith(LicenseOptions.of("ENTERPRISEPACK").disable("YAMMER_ENTERPRISE"));
    tenant.requests().clear();

    ApplyReport report = licensing.apply(plan);

    assertThat(report)
        .onlyOutcome()
        .is(ChangeOutcome.Kind.REFUSED)
        .naming("ENTERPRISEPACK was assigned, is assigned without YAMMER_ENTERPRISE.");
    assertThat(tenant).received().onlyReads();
    tenant.settle();
  }

  @Test
  void seats_that_a_group_gives_back_are_waited_for() {
    apply(group("Sales team"), assign("EMS"));
    tenant.groupsProcessedAfter(Lag.of(Duration.ofMinutes(10)));
    LicensePlan plan =
        licensing.plan(
            LicenseIntent.of(group("Sales team"), remove("EMS"))
                .and(user("d@contoso.com"), assign("EMS")));

    ApplyReport report = licensing.apply(plan);

    assertThat(report).isConfirmed();
    assertThat(licensing.licensesOf("d@contoso.com").skuPartNumbers()).containsExactly("EMS");
  }

  @Test
  void those_who_wait_for_seats_of_a_group_that_is_not_through_are_not_started() {
    apply(group("Sales team"), assign("EMS"));
    tenant.groupsProcessedAfter(Lag.of(Duration.ofHours(3)));
    LicensePlan plan =
        licensing.plan(
            LicenseIntent.of(group("Sales team"), remove("EMS"))
                .and(user("d@contoso.com"), assign("EMS")));

    ApplyReport report = licensing.apply(plan);

    assertThat(report)
        .outcomeOf("d@contoso.com")
        .is(ChangeOutcome.Kind.NOT_STARTED)
        .naming("group processed");
    tenant.settle();
  }

  @Test
  void group_too_large_for_the_canary_comes_after_it() {
    LicensePlan plan =
        licensing.plan(
            LicenseIntent.of(group("Sales team"), assign("FLOW_FREE"))
                .and(user("d@contoso.com"), assign("FLOW_FREE"))
                .canary(1));
    tenant.user("d@contoso.com").managementRestricted();

    ApplyReport report = licensing.apply(plan);

    assertThat(report.count(ChangeOutcome.Kind.NOT_STARTED)).isEqualTo(1);
    assertThat(tenant).received().exactly(0, GraphOperation.ASSIGN_GROUP_LICENSE);
  }

  @Test
  void report_names_the_group() {
    assertThat(apply(group("Sales team"), assign("EMS")).text())
        .containsPattern("Sales team +applied +confirmed +3 of 3 members confirmed\\.");
  }
}
