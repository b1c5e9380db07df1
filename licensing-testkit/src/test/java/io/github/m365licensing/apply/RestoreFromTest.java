package io.github.m365licensing.apply;

import static io.github.m365licensing.intent.FindingCode.CANNOT_UNDO;
import static io.github.m365licensing.intent.FindingCode.GONE_SINCE_SNAPSHOT;
import static io.github.m365licensing.intent.FindingCode.INHERITED_DIFFERS;
import static io.github.m365licensing.intent.FindingCode.NOT_IN_SNAPSHOT;
import static io.github.m365licensing.intent.FindingCode.PLAN_JOINED_SINCE;
import static io.github.m365licensing.intent.Selections.everyone;
import static io.github.m365licensing.intent.Selections.membersOf;
import static io.github.m365licensing.intent.Selections.user;
import static io.github.m365licensing.intent.Selections.usersWhere;
import static io.github.m365licensing.intent.Verbs.assign;
import static io.github.m365licensing.intent.Verbs.restoreFrom;
import static io.github.m365licensing.testkit.FakeTenant.seats;
import static io.github.m365licensing.testkit.assertj.LicensingAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.m365licensing.Licensing;
import io.github.m365licensing.assignment.LicenseOptions;
import io.github.m365licensing.directory.LicenseState;
import io.github.m365licensing.directory.LicensedUser;
import io.github.m365licensing.directory.UserQuery;
import io.github.m365licensing.intent.FindingCode;
import io.github.m365licensing.intent.LicenseIntent;
import io.github.m365licensing.plan.ChangeKind;
import io.github.m365licensing.plan.Finding;
import io.github.m365licensing.plan.LicensePlan;
import io.github.m365licensing.sku.ServicePlanId;
import io.github.m365licensing.sku.SubscribedSku;
import io.github.m365licensing.tenant.TenantSnapshot;
import io.github.m365licensing.testkit.FakeTenant;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a snapshot says is brought back, and only what differs. */
class RestoreFromTest {

  private static final String A = "a@contoso.com";
  private static final String B = "b@contoso.com";
  private static final String C = "c@contoso.com";

  private static FakeTenant tenant() {
    FakeTenant tenant =
        FakeTenant.builder()
            .sku("EMS", seats(10))
            .sku("FLOW_FREE", seats(10))
            .sku("VISIOCLIENT", seats(10))
            .user(A, u -> u.usageLocation("NL").licensedWith("EMS"))
            .user(
                B,
                u ->
                    u.usageLocation("NL")
                        .licensedWith(LicenseOptions.of("EMS").disable("INTUNE_A")))
            .user(C, u -> u.usageLocation("NL").licensedWith("FLOW_FREE"))
            .group("Visio", g -> g.licensedWith("VISIOCLIENT").member(C))
            .build();
    tenant.settle();
    return tenant;
  }

  private static Map<String, LicenseState> states(FakeTenant tenant) {
    Map<String, LicenseState> states = new TreeMap<>();
    try (Stream<LicensedUser> users = tenant.listUsers(UserQuery.everyone())) {
      users.forEach(user -> states.put(user.userPrincipalName(), LicenseState.of(user)));
    }
    return states;
  }

  private static LicensePlan plan(FakeTenant tenant, TenantSnapshot snapshot) {
    return Licensing.of(tenant).plan(usersWhere(everyone()), restoreFrom(snapshot));
  }

  private static List<FindingCode> codes(LicensePlan plan) {
    return plan.findings().map(Finding::code).toList();
  }

  @Test
  void damage_by_others_is_repaired_in_one_call_each_and_the_rest_is_left_alone(
      @TempDir Path folder) {
    FakeTenant tenant = tenant();
    Path file = folder.resolve("last-night.jsonl");
    TenantSnapshot.of(tenant).writeTo(file);
    Map<String, LicenseState> then = states(tenant);
    tenant.user(A).notLicensedWith("EMS").usageLocation("DE").licensedWith("FLOW_FREE");
    tenant.user(B).licensedWith("EMS");
    tenant.requests().clear();
    Licensing licensing = Licensing.of(tenant);

    LicensePlan plan = plan(tenant, TenantSnapshot.read(file));
    ApplyReport report = licensing.apply(plan);

    assertThat(plan.count(ChangeKind.CHANGE)).isEqualTo(2);
    assertThat(plan.count(ChangeKind.NO_CHANGE)).isEqualTo(1);
    assertThat(report).isConfirmed();
    assertThat(states(tenant)).isEqualTo(then);
    assertThat(plan(tenant, TenantSnapshot.read(file)).count(ChangeKind.CHANGE)).isZero();
    LicensePlan undo = licensing.plan(licensing.undo(report));
    assertThat(licensing.apply(undo).isConfirmed()).isTrue();
    assertThat(tenant.user(A).now().licenses().direct(tenant.sku("EMS").id())).isEmpty();
  }

  @Test
  void plan_file_of_a_restore_reads_back_the_same(@TempDir Path folder) {
    FakeTenant tenant = tenant();
    TenantSnapshot snapshot = TenantSnapshot.of(tenant);
    tenant.user(A).notLicensedWith("EMS");
    LicensePlan plan = plan(tenant, snapshot);

    plan.writeTo(folder.resolve("plan.jsonl"));

    LicensePlan read = LicensePlan.read(folder.resolve("plan.jsonl"));
    assertThat(read.planId()).isEqualTo(plan.planId());
    assertThat(read.shapes()).isEqualTo(plan.shapes());
    assertThat(read.preview()).contains("restore");
  }

  @Test
  void inherited_licence_that_differs_is_reported_and_not_fought() {
    FakeTenant tenant = tenant();
    TenantSnapshot snapshot = TenantSnapshot.of(tenant);
    tenant.group("Visio").withoutMember(C).member(A);
    tenant.settle();

    LicensePlan plan = plan(tenant, snapshot);

    assertThat(plan.count(ChangeKind.CHANGE)).isZero();
    assertThat(plan.findings().filter(f -> f.code() == INHERITED_DIFFERS))
        .hasSize(2)
        .anySatisfy(f -> assertThat(f.message()).contains("came through group 'Visio'"))
        .anySatisfy(f -> assertThat(f.message()).contains("comes through group 'Visio' now"));
  }

  @Test
  void user_unknown_to_the_snapshot_is_left_alone_and_said_so() {
    FakeTenant tenant = tenant();
    TenantSnapshot all = TenantSnapshot.of(tenant);
    TenantSnapshot.Builder without = TenantSnapshot.builder();
    without
        .from(all)
        .users(all.users().stream().filter(u -> !u.userPrincipalName().equals(B)).toList());

    LicensePlan plan = plan(tenant, without.build());

    assertThat(plan.count(ChangeKind.NO_CHANGE)).isEqualTo(3);
    assertThat(codes(plan)).containsExactly(NOT_IN_SNAPSHOT);
  }

  @Test
  void users_who_are_gone_are_counted_by_selection() {
    FakeTenant tenant = tenant();
    TenantSnapshot snapshot = TenantSnapshot.of(tenant);
    tenant.user(C).delete();
    Licensing licensing = Licensing.of(tenant);

    assertThat(plan(tenant, snapshot).findings())
        .singleElement()
        .satisfies(f -> assertThat(f.code()).isEqualTo(GONE_SINCE_SNAPSHOT))
        .satisfies(f -> assertThat(f.message()).startsWith("1 users"))
        .satisfies(f -> assertThat(f.subject()).isEmpty());
    assertThat(codes(licensing.plan(membersOf("Visio"), restoreFrom(snapshot))))
        .contains(GONE_SINCE_SNAPSHOT);
    assertThat(codes(licensing.plan(user(A), restoreFrom(snapshot)))).isEmpty();
  }

  @Test
  void user_whom_the_selection_finds_no_more_is_not_gone() {
    FakeTenant tenant = tenant();
    TenantSnapshot snapshot = TenantSnapshot.of(tenant);
    tenant.user(A).notLicensedWith("EMS");

    LicensePlan plan =
        Licensing.of(tenant)
            .plan(
                usersWhere(io.github.m365licensing.intent.Selections.hasSku("EMS")),
                restoreFrom(snapshot));

    assertThat(codes(plan)).isEmpty();
    assertThat(plan.size()).isEqualTo(1);
  }

  @Test
  void sku_that_is_owned_no_more_cannot_be_brought_back() {
    FakeTenant tenant = tenant();
    TenantSnapshot then = TenantSnapshot.of(tenant);
    TenantSnapshot.Builder ended = TenantSnapshot.builder();
    ended
        .from(then)
        .subscribedSkus(
            then.subscribedSkus().stream()
                .filter(sku -> !sku.skuPartNumber().equals("FLOW_FREE"))
                .toList())
        .users(
            then.users().stream()
                .map(u -> u.userPrincipalName().equals(C) ? without(u, "FLOW_FREE", then) : u)
                .toList());
    FakeTenant now = FakeTenant.of(ended.build());

    LicensePlan plan = plan(now, then);

    assertThat(plan.count(ChangeKind.CHANGE)).isZero();
    assertThat(plan.findings())
        .singleElement()
        .satisfies(f -> assertThat(f.code()).isEqualTo(CANNOT_UNDO))
        .satisfies(f -> assertThat(f.message()).contains("FLOW_FREE is owned no more"));
  }

  private static LicensedUser without(LicensedUser user, String sku, TenantSnapshot snapshot) {
    SubscribedSku gone =
        snapshot.subscribedSkus().stream()
            .filter(owned -> owned.skuPartNumber().equals(sku))
            .findFirst()
            .orElseThrow();
    LicensedUser.Builder copy = LicensedUser.builder();
    copy.from(user)
        .assignedLicenses(
            user.assignedLicenses().stream()
                .filter(license -> !license.skuId().equals(gone.skuId()))
                .toList())
        .licenseAssignmentStates(
            user.licenseAssignmentStates().stream()
                .filter(path -> !path.skuId().equals(gone.skuId()))
                .toList());
    return copy.build();
  }

  @Test
  void plan_that_joined_since_keeps_its_choice_or_is_on_where_assigned_anew() {
    FakeTenant tenant = tenant();
    TenantSnapshot snapshot = TenantSnapshot.of(tenant);
    ServicePlanId joined = ServicePlanId.parse("11111111-2222-3333-4444-555555555555");
    tenant.sku("EMS").planAdded(joined, "NEW_PLAN");
    tenant.user(A).notLicensedWith("EMS");
    tenant.user(B).licensedWith(LicenseOptions.of("EMS").disable("NEW_PLAN"));

    LicensePlan plan = plan(tenant, snapshot);
    ApplyReport report = Licensing.of(tenant).apply(plan);

    assertThat(codes(plan)).containsExactly(PLAN_JOINED_SINCE, PLAN_JOINED_SINCE);
    assertThat(report).isConfirmed();
    assertThat(off(tenant, A)).isEmpty();
    assertThat(off(tenant, B)).hasSize(2).contains(joined);
  }

  private static List<ServicePlanId> off(FakeTenant tenant, String user) {
    return List.copyOf(
        tenant
            .user(user)
            .now()
            .licenses()
            .direct(tenant.sku("EMS").id())
            .orElseThrow()
            .disabledPlans());
  }

  @Test
  void choice_about_a_plan_that_joined_since_alone_is_no_difference() {
    FakeTenant tenant = tenant();
    TenantSnapshot snapshot = TenantSnapshot.of(tenant);
    tenant
        .sku("EMS")
        .planAdded(ServicePlanId.parse("11111111-2222-3333-4444-555555555555"), "NEW_PLAN");
    tenant.user(A).licensedWith(LicenseOptions.of("EMS").disable("NEW_PLAN"));

    assertThat(plan(tenant, snapshot).count(ChangeKind.CHANGE)).isZero();
  }

  @Test
  void usage_location_that_was_not_set_cannot_be_emptied() {
    FakeTenant tenant = tenant();
    TenantSnapshot then = TenantSnapshot.of(tenant);
    TenantSnapshot.Builder empty = TenantSnapshot.builder();
    empty
        .from(then)
        .users(
            then.users().stream()
                .map(
                    u -> {
                      LicensedUser.Builder copy = LicensedUser.builder();
                      return copy.from(u).usageLocation(java.util.Optional.empty()).build();
                    })
                .toList());

    LicensePlan plan = plan(tenant, empty.build());

    assertThat(plan.count(ChangeKind.CHANGE)).isZero();
    assertThat(codes(plan)).containsExactly(CANNOT_UNDO, CANNOT_UNDO, CANNOT_UNDO);
  }

  @Test
  void snapshot_of_another_tenant_or_pseudonymised_is_refused() {
    FakeTenant tenant = tenant();
    TenantSnapshot pseudonymised =
        TenantSnapshot.of(tenant).pseudonymised("a salt that nobody guesses");
    TenantSnapshot other = TenantSnapshot.of(FakeTenant.school());
    tenant.requests().clear();

    for (TenantSnapshot snapshot : List.of(pseudonymised, other)) {
      assertThatThrownBy(() -> plan(tenant, snapshot))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("not pseudonymised");
    }
    assertThat(tenant).received().onlyReads();
  }

  @Test
  void restore_stands_alone_for_a_subject() {
    FakeTenant tenant = tenant();
    TenantSnapshot snapshot = TenantSnapshot.of(tenant);

    assertThatThrownBy(
            () ->
                Licensing.of(tenant)
                    .plan(LicenseIntent.of(user(A), restoreFrom(snapshot), assign("FLOW_FREE"))))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
