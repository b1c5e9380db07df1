package io.github.m365licensing.apply;

import static io.github.m365licensing.intent.Selections.hasDirectSku;
import static io.github.m365licensing.intent.Selections.user;
import static io.github.m365licensing.intent.Selections.users;
import static io.github.m365licensing.intent.Selections.usersWhere;
import static io.github.m365licensing.intent.Verbs.moveToGroup;
import static io.github.m365licensing.testkit.FakeTenant.seats;
import static io.github.m365licensing.testkit.assertj.LicensingAssertions.assertThat;
import static io.github.m365licensing.testkit.scenario.RequestMatcher.addMembers;
import static io.github.m365licensing.testkit.scenario.RequestMatcher.assignLicense;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.m365licensing.Licensing;
import io.github.m365licensing.assignment.LicenseAssignmentState;
import io.github.m365licensing.assignment.LicenseOptions;
import io.github.m365licensing.directory.LicensedGroup;
import io.github.m365licensing.intent.FindingCode;
import io.github.m365licensing.intent.LicenseIntent;
import io.github.m365licensing.plan.ChangeKind;
import io.github.m365licensing.plan.LicensePlan;
import io.github.m365licensing.plan.Stage;
import io.github.m365licensing.tenant.GraphOperation;
import io.github.m365licensing.tenant.TenantSnapshot;
import io.github.m365licensing.tenant.TenantWrite;
import io.github.m365licensing.testkit.FakeTenant;
import io.github.m365licensing.testkit.FakeTenantBuilder;
import io.github.m365licensing.testkit.ForwardingTenant;
import io.github.m365licensing.testkit.scenario.Lag;
import io.github.m365licensing.testkit.scenario.RequestMatcher;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Direct licences move to a group, and nobody is without in between. */
class MoveToGroupTest {

  private static final String GROUP = "EMS licensed";

  static List<String> names(int users) {
    return IntStream.range(0, users).mapToObj(i -> "user%02d@contoso.com".formatted(i)).toList();
  }

  /** Users with EMS, and a group that takes ten minutes to be processed. */
  static FakeTenant tenant(int users) {
    FakeTenantBuilder builder = FakeTenant.builder().sku("EMS", seats(users));
    names(users)
        .forEach(name -> builder.user(name, u -> u.usageLocation("NL").licensedWith("EMS")));
    FakeTenant tenant = builder.group(GROUP, g -> g.licensedWith("EMS")).build();
    tenant.settle();
    tenant.groupsProcessedAfter(Lag.of(Duration.ofMinutes(10)));
    return tenant;
  }

  static LicensePlan plan(FakeTenant tenant) {
    return Licensing.of(tenant).plan(usersWhere(hasDirectSku("EMS")), moveToGroup(GROUP));
  }

  static void assertMoved(FakeTenant tenant, String user) {
    assertThat(tenant.user(user).now().licenseAssignmentStates())
        .as(user)
        .singleElement()
        .satisfies(path -> assertThat(path.source().isDirect()).isFalse())
        .satisfies(path -> assertThat(path.error()).isEmpty());
  }

  private static void assertDirect(FakeTenant tenant, String user) {
    assertThat(tenant.user(user).now().licenseAssignmentStates())
        .as(user)
        .anyMatch(path -> path.source().isDirect());
  }

  @Test
  void everybody_is_moved_in_twenties_without_a_gap() {
    FakeTenant tenant = tenant(45);
    GapWatch watch = new GapWatch(tenant, names(45));
    LicensePlan plan = plan(tenant);
    tenant.requests().clear();

    ApplyReport report = Licensing.of(watch).apply(plan);

    assertThat(report).isConfirmed();
    assertThat(tenant).received().exactly(3, GraphOperation.ADD_MEMBERS);
    assertThat(tenant).received().exactly(45, GraphOperation.ASSIGN_USER_LICENSE);
    assertThat(tenant).received().exactly(0, GraphOperation.LIST_MEMBERS);
    names(45).forEach(user -> assertMoved(tenant, user));
    assertThat(watch.gaps()).isEmpty();
    assertThat(watch.looks()).isGreaterThan(50);
    assertThat(report.outcomes()).allMatch(outcome -> outcome.addedToGroup().isPresent());
    assertThat(tenant).isSound();
    assertThat(plan(tenant).size()).isZero();
  }

  @Test
  void several_groups_are_written_in_one_list_one_request_each() {
    FakeTenantBuilder builder = FakeTenant.builder().sku("EMS", seats(50));
    names(50).forEach(name -> builder.user(name, u -> u.usageLocation("NL").licensedWith("EMS")));
    FakeTenant tenant =
        builder
            .group("One", g -> g.licensedWith("EMS"))
            .group("Two", g -> g.licensedWith("EMS"))
            .build();
    tenant.settle();
    List<List<TenantWrite>> lists = new java.util.concurrent.CopyOnWriteArrayList<>();
    ForwardingTenant watched =
        new ForwardingTenant(tenant) {
          @Override
          public void submit(
              List<TenantWrite> writes,
              java.util.function.Consumer<io.github.m365licensing.tenant.WriteOutcome> done) {
            lists.add(writes);
            super.submit(writes, done);
          }
        };
    Licensing licensing = Licensing.of(watched);

    ApplyReport report =
        licensing.apply(
            licensing.plan(
                LicenseIntent.of(users(names(50).subList(0, 25)), moveToGroup("One"))
                    .and(users(names(50).subList(25, 50)), moveToGroup("Two"))));

    assertThat(report).isConfirmed();
    assertThat(lists.subList(0, 2))
        .allSatisfy(
            list ->
                assertThat(list)
                    .hasSize(2)
                    .allMatch(write -> write instanceof TenantWrite.AddMembers)
                    .extracting(TenantWrite::subject)
                    .doesNotHaveDuplicates());
    assertThat(lists.get(2)).noneMatch(write -> write instanceof TenantWrite.AddMembers);
  }

  @Test
  void who_is_too_slow_for_the_budget_keeps_the_direct_licence_and_resume_is_offered() {
    FakeTenant tenant = tenant(3);
    tenant.groupsProcessedAfter(Lag.of(Duration.ofMinutes(90)));

    ApplyReport report = Licensing.of(tenant).apply(plan(tenant));

    assertThat(report.count(ChangeOutcome.Kind.NOT_STARTED)).isEqualTo(3);
    assertThat(report.outcomes().get(0).refusal().orElseThrow().message())
        .contains("inherited active")
        .contains("EMS is not there through group 'EMS licensed'");
    assertThat(report.outcomes().get(0).addedToGroup()).contains(tenant.group(GROUP).id());
    names(3).forEach(user -> assertDirect(tenant, user));
    assertThat(tenant).received().exactly(0, GraphOperation.ASSIGN_USER_LICENSE);
  }

  @Test
  void error_of_one_member_does_not_hold_back_the_others_and_ends_the_waiting() {
    FakeTenantBuilder builder =
        FakeTenant.builder().sku("EMS", seats(5)).sku("VISIOCLIENT", seats(2));
    names(3).forEach(name -> builder.user(name, u -> u.usageLocation("NL").licensedWith("EMS")));
    FakeTenant tenant =
        builder
            .user("taker@contoso.com", u -> u.usageLocation("NL"))
            .group(GROUP, g -> g.licensedWith("EMS").licensedWith("VISIOCLIENT"))
            .build();
    tenant.settle();
    LicensePlan plan = Licensing.of(tenant).plan(users(names(2)), moveToGroup(GROUP));
    tenant.user("taker@contoso.com").licensedWith("VISIOCLIENT");
    tenant.requests().clear();

    ApplyReport report = Licensing.of(tenant).apply(plan);

    assertThat(report.count(ChangeOutcome.Kind.APPLIED)).isEqualTo(1);
    assertThat(report.count(ChangeOutcome.Kind.NOT_STARTED)).isEqualTo(1);
    ChangeOutcome left =
        report.outcomes().stream()
            .filter(outcome -> outcome.kind() == ChangeOutcome.Kind.NOT_STARTED)
            .findFirst()
            .orElseThrow();
    assertThat(left.refusal().orElseThrow().message()).contains("CountViolation");
    assertThat(Duration.between(report.startedAt(), report.endedAt()))
        .isLessThan(Duration.ofMinutes(5));
    assertThat(tenant).isSound();
  }

  @Test
  void member_added_by_somebody_else_does_not_hold_back_the_other_nineteen() {
    FakeTenant tenant = tenant(20);
    LicensePlan plan = plan(tenant);
    tenant.group(GROUP).member("user07@contoso.com");
    tenant.requests().clear();

    ApplyReport report = Licensing.of(tenant).apply(plan);

    assertThat(report).isConfirmed();
    assertThat(tenant).received().exactly(2, GraphOperation.ADD_MEMBERS);
    names(20).forEach(user -> assertMoved(tenant, user));
    assertThat(report.outcomes().stream().filter(o -> o.addedToGroup().isEmpty())).hasSize(1);
  }

  @Test
  void user_deleted_meanwhile_does_not_hold_back_the_other_nineteen() {
    FakeTenant tenant = tenant(20);
    LicensePlan plan = plan(tenant);
    ForwardingTenant deleting =
        new ForwardingTenant(tenant) {
          private boolean first = true;

          @Override
          public void submit(
              List<TenantWrite> writes,
              java.util.function.Consumer<io.github.m365licensing.tenant.WriteOutcome> done) {
            if (first) {
              first = false;
              tenant.user("user03@contoso.com").delete();
            }
            super.submit(writes, done);
          }
        };

    ApplyReport report = Licensing.of(deleting).apply(plan);

    assertThat(report.count(ChangeOutcome.Kind.APPLIED)).isEqualTo(19);
    assertThat(report.count(ChangeOutcome.Kind.REFUSED)).isEqualTo(1);
  }

  @Test
  void lost_reply_of_adding_is_settled_by_reading_members_and_undone_later() {
    FakeTenant tenant = tenant(25);
    LicensePlan plan = plan(tenant);
    tenant.faults().appliedButReplyLost().on(addMembers()).times(2);
    Licensing licensing = Licensing.of(tenant);

    ApplyReport report = licensing.apply(plan);

    tenant.faults().assertAllFired();
    assertThat(report).isConfirmed();
    assertThat(report.outcomes()).allMatch(outcome -> outcome.addedToGroup().isPresent());
  }

  @Test
  void dropped_connection_and_conflict_are_sent_again() {
    FakeTenant tenant = tenant(25);
    LicensePlan plan = plan(tenant);
    tenant.faults().dropConnection().on(addMembers()).once();
    tenant.faults().conflict().on(addMembers().after(1)).once();

    ApplyReport report = Licensing.of(tenant).apply(plan);

    tenant.faults().assertAllFired();
    assertThat(report).isConfirmed();
  }

  @Test
  void lost_reply_of_dropping_is_settled_by_reading_back() {
    FakeTenant tenant = tenant(5);
    LicensePlan plan = plan(tenant);
    tenant.faults().appliedButReplyLost().on(assignLicense()).times(3);

    ApplyReport report = Licensing.of(tenant).apply(plan);

    assertThat(report).isConfirmed();
  }

  @Test
  void lag_and_stale_reads_leave_no_gap() {
    FakeTenant tenant = tenant(5);
    LicensePlan plan = plan(tenant);
    tenant.visibleAfter(Lag.of(Duration.ofSeconds(40)));
    tenant
        .faults()
        .staleRead()
        .on(RequestMatcher.operation(GraphOperation.LIST_USERS).after(5))
        .times(3);
    GapWatch watch = new GapWatch(tenant, names(5));

    ApplyReport report = Licensing.of(watch).apply(plan);

    assertThat(report).isConfirmed();
    assertThat(watch.gaps()).isEmpty();
  }

  @Test
  void accepted_but_not_applied_adding_drops_nothing() {
    FakeTenant tenant = tenant(2);
    LicensePlan plan = plan(tenant);
    tenant.faults().acceptedButNotApplied().on(addMembers()).once();

    ApplyReport report = Licensing.of(tenant).apply(plan);

    assertThat(report.count(ChangeOutcome.Kind.NOT_STARTED)).isEqualTo(2);
    names(2).forEach(user -> assertDirect(tenant, user));
  }

  @Test
  void plan_switched_off_in_the_group_before_adding_adds_nobody() {
    FakeTenant tenant = tenant(2);
    LicensePlan plan = plan(tenant);
    tenant.group(GROUP).licensedWith(LicenseOptions.of("EMS").disable("INTUNE_A"));

    ApplyReport report = Licensing.of(tenant).apply(plan);

    assertThat(report.count(ChangeOutcome.Kind.REFUSED)).isEqualTo(2);
    assertThat(report.outcomes().get(0).refusal().orElseThrow().message())
        .contains("INTUNE_A")
        .contains("Nobody was added");
    assertThat(tenant).received().exactly(0, GraphOperation.ADD_MEMBERS);
  }

  @Test
  void plan_switched_off_in_the_group_after_adding_drops_nothing() {
    FakeTenant tenant = tenant(2);
    LicensePlan plan = plan(tenant);
    ForwardingTenant meddling =
        new ForwardingTenant(tenant) {
          @Override
          public void submit(
              List<TenantWrite> writes,
              java.util.function.Consumer<io.github.m365licensing.tenant.WriteOutcome> done) {
            super.submit(writes, done);
            tenant.group(GROUP).licensedWith(LicenseOptions.of("EMS").disable("INTUNE_A"));
          }
        };

    ApplyReport report = Licensing.of(meddling).apply(plan);

    assertThat(report.count(ChangeOutcome.Kind.NOT_STARTED)).isEqualTo(2);
    assertThat(report.outcomes().get(0).refusal().orElseThrow().message())
        .contains("INTUNE_A would be off");
    names(2).forEach(user -> assertDirect(tenant, user));
  }

  @Test
  void one_stale_read_is_no_loss() {
    FakeTenant tenant = tenant(2);
    LicensePlan plan = plan(tenant);
    boolean[] armed = new boolean[1];
    ApplyReport report =
        Licensing.of(tenant)
            .apply(
                plan,
                options ->
                    options
                        .waveSize(1)
                        .progress(
                            update -> {
                              if (!armed[0] && update.activity().endsWith("verify")) {
                                armed[0] = true;
                                tenant
                                    .faults()
                                    .staleRead()
                                    .on(RequestMatcher.operation(GraphOperation.LIST_USERS))
                                    .once();
                              }
                            }));

    tenant.faults().assertAllFired();
    assertThat(report).isConfirmed();
  }

  @Test
  void undo_leaves_in_the_group_whose_other_licence_something_else_needs_by_now() {
    FakeTenant tenant =
        FakeTenant.builder()
            .sku("EMS", seats(5))
            .sku("ENTERPRISEPACK", seats(5))
            .sku("WORKPLACE_ANALYTICS", seats(5))
            .user("user00@contoso.com", u -> u.usageLocation("NL").licensedWith("EMS"))
            .group(GROUP, g -> g.licensedWith("EMS").licensedWith("ENTERPRISEPACK"))
            .build();
    tenant.settle();
    Licensing licensing = Licensing.of(tenant);
    ApplyReport report = licensing.apply(plan(tenant));
    tenant.user("user00@contoso.com").licensedWith("WORKPLACE_ANALYTICS");

    LicensePlan undo = licensing.plan(licensing.undo(report).accepting(FindingCode.DATA_LOSS, 0));

    assertThat(report).isConfirmed();
    assertThat(undo.findings().filter(f -> f.code() == FindingCode.CANNOT_UNDO))
        .singleElement()
        .satisfies(f -> assertThat(f.message()).contains("stays in group '" + GROUP + "'"));
    assertThat(undo.stages()).extracting(Stage::kind).containsExactly(Stage.Kind.CHANGE_LICENSES);
  }

  @Test
  void undo_leaves_in_a_group_that_became_one_that_gives_roles() {
    FakeTenant before = tenant(1);
    ApplyReport report = Licensing.of(before).apply(plan(before));
    TenantSnapshot snapshot = TenantSnapshot.of(before);
    LicensedGroup.Builder role = LicensedGroup.builder();
    role.from(snapshot.groups().get(0)).isAssignableToRole(true);
    TenantSnapshot.Builder changed = TenantSnapshot.builder();
    changed.from(snapshot).groups(List.of(role.build()));
    Licensing after = Licensing.of(FakeTenant.of(changed.build()));

    LicensePlan undo = after.plan(after.undo(report));

    assertThat(undo.findings().filter(f -> f.code() == FindingCode.CANNOT_UNDO))
        .singleElement()
        .satisfies(f -> assertThat(f.message()).contains("gives directory roles"));
    assertThat(undo.count(ChangeKind.CHANGE)).isEqualTo(1);
  }

  @Test
  void accepted_loss_is_moved_and_no_loss_stops_the_run() {
    FakeTenant tenant = tenant(4);
    tenant.group(GROUP).licensedWith(LicenseOptions.of("EMS").disable("INTUNE_A"));
    tenant.settle();
    Licensing licensing = Licensing.of(tenant);
    LicensePlan plan =
        licensing.plan(
            LicenseIntent.of(usersWhere(hasDirectSku("EMS")), moveToGroup(GROUP))
                .accepting(FindingCode.LOSES_PLAN, 4));

    ApplyReport report = licensing.apply(plan, options -> options.waveSize(2));

    assertThat(report).isConfirmed();
  }

  @Test
  void waves_follow_one_another_and_a_loss_stops_them() {
    FakeTenant tenant = tenant(6);
    LicensePlan plan = plan(tenant);
    // Somebody takes a member of the first wave out again just after the direct licence went.
    ForwardingTenant meddling =
        new ForwardingTenant(tenant) {
          private boolean done;

          @Override
          public void submit(
              List<TenantWrite> writes,
              java.util.function.Consumer<io.github.m365licensing.tenant.WriteOutcome> told) {
            super.submit(writes, told);
            if (!done && writes.get(0) instanceof TenantWrite.AssignUserLicense dropped) {
              done = true;
              tenant.group(GROUP).withoutMember(dropped.user().toString());
              tenant.settle();
            }
          }
        };

    ApplyReport report = Licensing.of(meddling).apply(plan, options -> options.waveSize(2));

    assertThat(report.count(ChangeOutcome.Kind.APPLIED)).isEqualTo(2);
    assertThat(report.count(ChangeOutcome.Kind.NOT_STARTED)).isEqualTo(4);
    assertThat(report.outcomes())
        .anyMatch(o -> o.notes().stream().anyMatch(note -> note.contains("Read back without")));
    assertThat(tenant).received().exactly(1, GraphOperation.ADD_MEMBERS);
    assertThat(report.text()).contains("no further wave was begun");
  }

  @Test
  void waves_add_gate_drop_and_verify_one_after_the_other() {
    FakeTenant tenant = tenant(5);
    LicensePlan plan = plan(tenant);

    ApplyReport report = Licensing.of(tenant).apply(plan, options -> options.waveSize(2));

    assertThat(report).isConfirmed();
    assertThat(tenant).received().exactly(3, GraphOperation.ADD_MEMBERS);
  }

  @Test
  void undo_gives_the_direct_licences_back_and_takes_out_only_whom_the_move_added() {
    FakeTenant tenant = tenant(4);
    LicensePlan plan = plan(tenant);
    tenant.group(GROUP).member("user01@contoso.com");
    Licensing licensing = Licensing.of(tenant);
    ApplyReport report = licensing.apply(plan);
    GapWatch watch = new GapWatch(tenant, names(4));

    Licensing watched = Licensing.of(watch);

    LicensePlan undo = watched.plan(watched.undo(report));
    ApplyReport undone = Licensing.of(watch).apply(undo);

    assertThat(undo.preview()).contains("taken out");
    assertThat(undone).isConfirmed();
    tenant.settle();
    assertThat(watch.gaps()).isEmpty();
    for (String user : names(4)) {
      List<LicenseAssignmentState> paths = tenant.user(user).now().licenseAssignmentStates();
      assertThat(paths).anyMatch(path -> path.source().isDirect());
      assertThat(paths).hasSize(user.startsWith("user01") ? 2 : 1);
    }
    assertThat(tenant).isSound();
  }

  @Test
  void undo_of_an_undo_moves_again() {
    FakeTenant tenant = tenant(2);
    Licensing licensing = Licensing.of(tenant);
    ApplyReport undone =
        licensing.apply(licensing.plan(licensing.undo(licensing.apply(plan(tenant)))));

    ApplyReport again = licensing.apply(licensing.plan(licensing.undo(undone)));

    assertThat(again).isConfirmed();
    names(2).forEach(user -> assertMoved(tenant, user));
  }

  @Test
  void undo_after_the_group_is_gone_says_nothing_of_it_and_gives_the_licence_back() {
    FakeTenant tenant = tenant(1);
    Licensing licensing = Licensing.of(tenant);
    ApplyReport report = licensing.apply(plan(tenant));
    tenant.group(GROUP).withoutMember("user00@contoso.com");
    tenant.settle();

    LicensePlan undo = licensing.plan(licensing.undo(report));

    assertThat(undo.count(ChangeKind.CHANGE)).isEqualTo(1);
    assertThat(licensing.apply(undo).isConfirmed()).isTrue();
    assertDirect(tenant, "user00@contoso.com");
  }

  @Test
  void undo_of_those_who_missed_the_gate_takes_them_out_again() {
    FakeTenant tenant = tenant(2);
    tenant.groupsProcessedAfter(Lag.of(Duration.ofMinutes(90)));
    Licensing licensing = Licensing.of(tenant);
    ApplyReport report = licensing.apply(plan(tenant));

    ApplyReport undone = licensing.apply(licensing.plan(licensing.undo(report)));

    assertThat(undone).isConfirmed();
    tenant.settle();
    for (String user : names(2)) {
      assertThat(tenant.user(user).now().licenseAssignmentStates())
          .singleElement()
          .satisfies(path -> assertThat(path.source().isDirect()).isTrue());
    }
  }

  @Test
  void only_named_skus_of_the_group_are_dropped() {
    FakeTenant tenant = tenant(1);
    Licensing licensing = Licensing.of(tenant);

    LicensePlan plan = licensing.plan(user("user00@contoso.com"), moveToGroup(GROUP));

    assertThat(plan.skus()).hasSize(1);
    assertThat(Set.copyOf(plan.requiredPermissions())).contains("GroupMember.ReadWrite.All");
  }
}
