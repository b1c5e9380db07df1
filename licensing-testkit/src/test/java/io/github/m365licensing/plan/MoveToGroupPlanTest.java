package io.github.m365licensing.plan;

import static io.github.m365licensing.intent.FindingCode.GROUP_NOT_LICENSED;
import static io.github.m365licensing.intent.FindingCode.GROUP_NOT_WRITABLE;
import static io.github.m365licensing.intent.FindingCode.INHERITED_IN_ERROR;
import static io.github.m365licensing.intent.FindingCode.LOSES_PLAN;
import static io.github.m365licensing.intent.FindingCode.MUTUALLY_EXCLUSIVE;
import static io.github.m365licensing.intent.FindingCode.NESTED_MEMBER;
import static io.github.m365licensing.intent.FindingCode.NOTHING_TO_MOVE;
import static io.github.m365licensing.intent.FindingCode.NO_FREE_SEAT;
import static io.github.m365licensing.intent.Selections.hasDirectSku;
import static io.github.m365licensing.intent.Selections.newUser;
import static io.github.m365licensing.intent.Selections.user;
import static io.github.m365licensing.intent.Selections.users;
import static io.github.m365licensing.intent.Selections.usersWhere;
import static io.github.m365licensing.intent.Verbs.assign;
import static io.github.m365licensing.intent.Verbs.moveToGroup;
import static io.github.m365licensing.testkit.FakeTenant.seats;
import static io.github.m365licensing.testkit.assertj.LicensingAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.m365licensing.Licensing;
import io.github.m365licensing.assignment.LicenseOptions;
import io.github.m365licensing.directory.LicensedGroup;
import io.github.m365licensing.intent.FindingCode;
import io.github.m365licensing.intent.LicenseIntent;
import io.github.m365licensing.intent.Verb;
import io.github.m365licensing.intent.Verbs;
import io.github.m365licensing.tenant.TenantSnapshot;
import io.github.m365licensing.tenant.UnknownNameException;
import io.github.m365licensing.testkit.FakeTenant;
import io.github.m365licensing.testkit.FakeTenantBuilder;
import io.github.m365licensing.testkit.GroupSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is planned when direct licences move to a group, and what stands in the way. */
class MoveToGroupPlanTest {

  private static final String ADELE = "adele@contoso.com";
  private static final String GROUP = "EMS licensed";

  private static FakeTenantBuilder builder() {
    return FakeTenant.builder()
        .sku("EMS", seats(10))
        .sku("FLOW_FREE", seats(10))
        .user(ADELE, u -> u.usageLocation("NL").licensedWith("EMS"));
  }

  private static FakeTenant tenant(Consumer<GroupSpec> group) {
    FakeTenant tenant = builder().group(GROUP, group).build();
    tenant.settle();
    return tenant;
  }

  private static LicensePlan plan(FakeTenant tenant) {
    return Licensing.of(tenant).plan(user(ADELE), moveToGroup(GROUP));
  }

  private static ChangeShape shape(LicensePlan plan) {
    assertThat(plan.shapes()).hasSize(1);
    return plan.shapes().get(0);
  }

  private static List<FindingCode> codes(LicensePlan plan) {
    return plan.findings().map(Finding::code).toList();
  }

  @Test
  void direct_licence_is_dropped_after_joining_and_nothing_is_lost() {
    FakeTenant tenant = tenant(g -> g.licensedWith("EMS"));

    LicensePlan plan = plan(tenant);

    assertThat(shape(plan).kind()).isEqualTo(ChangeKind.CHANGE);
    assertThat(shape(plan).steps())
        .extracting(PlannedStep::stage)
        .containsExactly(Stage.Kind.ADD_TO_GROUPS, Stage.Kind.DROP_DIRECT_LICENSES);
    assertThat(plan.stages())
        .extracting(Stage::gate)
        .containsExactly(Gate.NONE, Gate.INHERITED_ACTIVE);
    assertThat(shape(plan).after().licenses().all())
        .allMatch(path -> !path.source().isDirect())
        .hasSize(1);
    assertThat(shape(plan).effects()).allMatch(e -> e.kind() == ServiceEffect.Kind.KEPT);
    assertThat(shape(plan).findings()).isEmpty();
  }

  @Test
  void member_already_given_the_licence_only_drops_the_direct_one() {
    FakeTenant tenant = tenant(g -> g.licensedWith("EMS").member(ADELE));

    LicensePlan plan = plan(tenant);

    assertThat(shape(plan).steps())
        .extracting(PlannedStep::stage)
        .containsExactly(Stage.Kind.DROP_DIRECT_LICENSES);
  }

  @Test
  void member_whose_licence_is_not_worked_off_yet_waits_for_it() {
    FakeTenant tenant =
        builder().group(GROUP, g -> g.licensedWith("EMS").member(ADELE).pending()).build();

    LicensePlan plan = plan(tenant);

    assertThat(shape(plan).steps())
        .extracting(PlannedStep::stage)
        .containsExactly(Stage.Kind.ADD_TO_GROUPS, Stage.Kind.DROP_DIRECT_LICENSES);
  }

  static Stream<Arguments> unwritableGroups() {
    return Stream.of(
        group("its members come from a rule", g -> g.membershipRule("user.department -eq \"X\"")),
        group("synced from on premises", GroupSpec::synced),
        group("mail-enabled security group", GroupSpec::mailEnabledSecurity));
  }

  private static Arguments group(String why, Consumer<GroupSpec> kind) {
    return Arguments.of(why, kind.andThen(g -> g.licensedWith("EMS")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("unwritableGroups")
  void group_whose_members_cannot_be_written_blocks_the_subject(
      String why, Consumer<GroupSpec> kind) {
    LicensePlan plan = plan(tenant(kind));

    assertThat(plan.count(ChangeKind.BLOCKED)).isEqualTo(1);
    assertThat(shape(plan).findings())
        .singleElement()
        .satisfies(f -> assertThat(f.code()).isEqualTo(GROUP_NOT_WRITABLE))
        .satisfies(f -> assertThat(f.message()).contains(GROUP).contains(why));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("groupsWithoutLicence")
  void group_that_cannot_carry_licences_is_refused_for_that_too(
      String why, Consumer<GroupSpec> kind) {
    LicensePlan plan = plan(tenant(kind));

    assertThat(codes(plan)).containsExactly(GROUP_NOT_WRITABLE, GROUP_NOT_LICENSED);
    assertThat(shape(plan).findings().get(0).message()).contains(why);
  }

  static Stream<Arguments> groupsWithoutLicence() {
    return Stream.of(
        Arguments.of("distribution group", (Consumer<GroupSpec>) GroupSpec::distribution),
        Arguments.of("not security-enabled", (Consumer<GroupSpec>) GroupSpec::securityDisabled),
        Arguments.of(
            "not security-enabled",
            (Consumer<GroupSpec>) g -> g.microsoft365().securityDisabled()));
  }

  @Test
  void group_that_gives_roles_blocks_the_subject() {
    TenantSnapshot snapshot = TenantSnapshot.of(tenant(g -> g.licensedWith("EMS")));
    LicensedGroup.Builder role = LicensedGroup.builder();
    role.from(snapshot.groups().get(0)).isAssignableToRole(true);
    TenantSnapshot.Builder changed = TenantSnapshot.builder();
    changed.from(snapshot).groups(List.of(role.build()));

    LicensePlan plan = plan(FakeTenant.of(changed.build()));

    assertThat(codes(plan)).containsExactly(GROUP_NOT_WRITABLE);
  }

  @Test
  void microsoft_365_group_with_security_is_taken() {
    LicensePlan plan = plan(tenant(g -> g.microsoft365().licensedWith("EMS")));

    assertThat(plan.count(ChangeKind.CHANGE)).isEqualTo(1);
  }

  @Test
  void group_without_licences_blocks_the_subject() {
    LicensePlan plan = plan(tenant(g -> {}));

    assertThat(codes(plan)).containsExactly(GROUP_NOT_LICENSED);
    assertThat(plan.count(ChangeKind.BLOCKED)).isEqualTo(1);
  }

  @Test
  void group_with_other_licences_moves_nothing_and_says_so() {
    LicensePlan plan = plan(tenant(g -> g.licensedWith("FLOW_FREE")));

    assertThat(plan.count(ChangeKind.NO_CHANGE)).isEqualTo(1);
    assertThat(shape(plan).findings())
        .singleElement()
        .satisfies(f -> assertThat(f.code()).isEqualTo(NOTHING_TO_MOVE))
        .satisfies(f -> assertThat(f.message()).contains("FLOW_FREE"));
  }

  @Test
  void plan_that_is_off_in_the_group_blocks_unless_accepted() {
    FakeTenant tenant = tenant(g -> g.licensedWith(LicenseOptions.of("EMS").disable("INTUNE_A")));
    Licensing licensing = Licensing.of(tenant);

    LicensePlan blocked = plan(tenant);
    LicensePlan accepted =
        licensing.plan(LicenseIntent.of(user(ADELE), moveToGroup(GROUP)).accepting(LOSES_PLAN, 1));

    assertThat(blocked.count(ChangeKind.BLOCKED)).isEqualTo(1);
    assertThat(blocked.findings().filter(f -> f.code() == LOSES_PLAN))
        .singleElement()
        .satisfies(f -> assertThat(f.message()).contains("INTUNE_A").contains(GROUP));
    assertThat(accepted.isApplyable()).isTrue();
    assertThat(shape(accepted).kind()).isEqualTo(ChangeKind.CHANGE);
    assertThat(shape(accepted).effects())
        .filteredOn(effect -> effect.kind() == ServiceEffect.Kind.LOST)
        .extracting(ServiceEffect::servicePlanName)
        .containsExactly("INTUNE_A");
  }

  @Test
  void plan_that_is_off_in_both_is_not_lost() {
    FakeTenant tenant = tenant(g -> g.licensedWith(LicenseOptions.of("EMS").disable("INTUNE_A")));
    tenant.user(ADELE).licensedWith(LicenseOptions.of("EMS").disable("INTUNE_A"));

    assertThat(plan(tenant).count(ChangeKind.CHANGE)).isEqualTo(1);
  }

  @Test
  void plan_that_another_sku_keeps_on_is_not_lost() {
    FakeTenant tenant =
        builder()
            .sku("INTUNE_A", seats(5))
            .group(GROUP, g -> g.licensedWith(LicenseOptions.of("EMS").disable("INTUNE_A")))
            .build();
    tenant.settle();
    tenant.user(ADELE).licensedWith("INTUNE_A");

    assertThat(plan(tenant).count(ChangeKind.CHANGE)).isEqualTo(1);
  }

  @Test
  void member_of_a_nested_group_is_blocked_unless_accepted() {
    FakeTenant tenant =
        builder()
            .group(GROUP, g -> g.licensedWith("EMS").nested("Inner"))
            .group("Inner", g -> g.nested("Innermost"))
            .group("Innermost", g -> g.member(ADELE).nested("Inner"))
            .build();
    tenant.settle();

    assertThat(codes(plan(tenant))).containsExactly(NESTED_MEMBER);
    LicensePlan accepted =
        Licensing.of(tenant)
            .plan(LicenseIntent.of(user(ADELE), moveToGroup(GROUP)).accepting(NESTED_MEMBER, 1));
    assertThat(shape(accepted).steps())
        .extracting(PlannedStep::stage)
        .containsExactly(Stage.Kind.ADD_TO_GROUPS, Stage.Kind.DROP_DIRECT_LICENSES);
  }

  @Test
  void licence_in_error_through_the_group_blocks() {
    FakeTenant tenant =
        builder()
            .sku("INTUNE_A_VL", seats(5))
            .group(GROUP, g -> g.licensedWith("EMS").licensedWith("VISIOCLIENT").member(ADELE))
            .sku("VISIOCLIENT", seats(0))
            .build();
    tenant.settle();

    assertThat(codes(plan(tenant))).contains(INHERITED_IN_ERROR);
  }

  @Test
  void seat_of_another_product_of_the_group_is_counted() {
    FakeTenant tenant =
        builder()
            .sku("VISIOCLIENT", seats(1))
            .user("bert@contoso.com", u -> u.usageLocation("NL").licensedWith("EMS"))
            .group(GROUP, g -> g.licensedWith("EMS").licensedWith("VISIOCLIENT"))
            .build();
    tenant.settle();

    LicensePlan plan =
        Licensing.of(tenant).plan(usersWhere(hasDirectSku("EMS")), moveToGroup(GROUP));

    assertThat(plan.count(ChangeKind.CHANGE)).isEqualTo(1);
    assertThat(plan.count(ChangeKind.BLOCKED)).isEqualTo(1);
    assertThat(codes(plan)).contains(NO_FREE_SEAT);
    assertThat(plan.seats()).extracting(line -> line.peak()).containsExactly(1);
  }

  @Test
  void exclusion_against_another_product_of_the_group_blocks() {
    FakeTenant tenant =
        builder()
            .sku("MCOPSTN1", seats(5))
            .sku("MCOPSTN2", seats(5))
            .sku("ENTERPRISEPREMIUM", seats(5))
            .group(GROUP, g -> g.licensedWith("EMS").licensedWith("MCOPSTN2"))
            .build();
    tenant.settle();
    tenant.user(ADELE).licensedWith("ENTERPRISEPREMIUM").licensedWith("MCOPSTN1");

    LicensePlan plan = plan(tenant);

    assertThat(plan.count(ChangeKind.BLOCKED)).isEqualTo(1);
    assertThat(codes(plan)).contains(MUTUALLY_EXCLUSIVE);
  }

  @Test
  void two_groups_for_one_user_contradict_each_other() {
    FakeTenant tenant =
        builder()
            .group(GROUP, g -> g.licensedWith("EMS"))
            .group("Other", g -> g.licensedWith("EMS"))
            .build();
    tenant.settle();
    Licensing licensing = Licensing.of(tenant);

    LicensePlan plan =
        licensing.plan(
            LicenseIntent.of(user(ADELE), moveToGroup(GROUP))
                .and(usersWhere(hasDirectSku("EMS")), moveToGroup("Other")));

    assertThat(codes(plan)).containsExactly(FindingCode.CONTRADICTION);
    assertThatThrownBy(() -> licensing.plan(user(ADELE), moveToGroup(GROUP), assign("FLOW_FREE")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("move to group");
  }

  @Test
  void name_of_two_groups_is_refused_with_the_candidates() {
    FakeTenant tenant = builder().build();
    TenantSnapshot snapshot = TenantSnapshot.of(tenant(g -> g.licensedWith("EMS")));
    LicensedGroup one = snapshot.groups().get(0);
    LicensedGroup.Builder other = LicensedGroup.builder();
    other.from(one).id(io.github.m365licensing.assignment.GroupId.of(new java.util.UUID(1, 2)));
    TenantSnapshot.Builder both = TenantSnapshot.builder();
    both.from(snapshot).groups(List.of(one, other.build()));

    assertThatThrownBy(() -> plan(FakeTenant.of(both.build())))
        .isInstanceOf(UnknownNameException.class)
        .satisfies(
            e -> assertThat(((UnknownNameException) e).candidates()).contains(one.id().toString()));
    assertThatThrownBy(() -> plan(tenant))
        .isInstanceOf(UnknownNameException.class)
        .hasMessageContaining(GROUP);
    assertThat(tenant).received().onlyReads();
  }

  @Test
  void move_and_restore_of_a_user_to_be_created_are_refused() {
    TenantSnapshot snapshot = TenantSnapshot.of(builder().build());

    for (Verb verb : List.of(moveToGroup(GROUP), Verbs.restoreFrom(snapshot))) {
      assertThatThrownBy(() -> LicenseIntent.of(newUser("new@contoso.com"), verb))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("users that exist");
    }
  }

  @Test
  void group_is_found_by_its_id() {
    FakeTenant tenant = tenant(g -> g.licensedWith("EMS"));

    LicensePlan plan =
        Licensing.of(tenant).plan(user(ADELE), moveToGroup(tenant.group(GROUP).id().toString()));

    assertThat(plan.count(ChangeKind.CHANGE)).isEqualTo(1);
  }

  @Test
  void estimate_and_permissions_count_twenty_members_per_request(@TempDir Path folder)
      throws Exception {
    FakeTenantBuilder builder = builder().sku("EMS", seats(100));
    for (int i = 0; i < 40; i++) {
      builder.user("u" + i + "@contoso.com", u -> u.usageLocation("NL").licensedWith("EMS"));
    }
    FakeTenant tenant = builder.group(GROUP, g -> g.licensedWith("EMS")).build();
    tenant.settle();

    LicensePlan plan =
        Licensing.of(tenant).plan(usersWhere(hasDirectSku("EMS")), moveToGroup(GROUP));

    assertThat(plan.shapes()).hasSize(1);
    assertThat(plan.estimate().writeRequests()).isEqualTo(3 + 41);
    assertThat(plan.requiredPermissions())
        .contains("GroupMember.ReadWrite.All", "LicenseAssignment.ReadWrite.All")
        .doesNotContain("Directory.ReadWrite.All");
    assertThat(plan.preview())
        .contains("in group 'EMS licensed'")
        .contains("loses nothing")
        .contains("inherited active")
        .contains("minutes to hours");
    Path file = folder.resolve("plan.jsonl");
    plan.writeTo(file);
    LicensePlan read = LicensePlan.read(file);
    assertThat(read.shapes()).isEqualTo(plan.shapes());
    assertThat(read.stages()).isEqualTo(plan.stages());
    Path again = folder.resolve("again.jsonl");
    read.writeTo(again);
    assertThat(Files.readAllBytes(again)).isEqualTo(Files.readAllBytes(file));
  }

  @Test
  void several_users_share_a_shape_whoever_stands_alike_to_the_group() {
    FakeTenant tenant =
        builder()
            .user("bert@contoso.com", u -> u.usageLocation("NL").licensedWith("EMS"))
            .user("carl@contoso.com", u -> u.usageLocation("NL").licensedWith("EMS"))
            .group(GROUP, g -> g.licensedWith("EMS").nested("Inner"))
            .group("Inner", g -> g.member("carl@contoso.com"))
            .build();
    tenant.settle();

    LicensePlan plan =
        Licensing.of(tenant)
            .plan(users(ADELE, "bert@contoso.com", "carl@contoso.com"), moveToGroup(GROUP));

    assertThat(plan.shapes()).hasSize(2);
    assertThat(plan.count(ChangeKind.CHANGE)).isEqualTo(2);
    assertThat(plan.count(ChangeKind.BLOCKED)).isEqualTo(1);
  }
}
