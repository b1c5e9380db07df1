package io.github.m365licensing.plan;

import static io.github.m365licensing.intent.Selections.group;
import static io.github.m365licensing.intent.Selections.membersOf;
import static io.github.m365licensing.intent.Selections.user;
import static io.github.m365licensing.intent.Verbs.assign;
import static io.github.m365licensing.intent.Verbs.change;
import static io.github.m365licensing.intent.Verbs.moveToGroup;
import static io.github.m365licensing.intent.Verbs.remove;
import static io.github.m365licensing.intent.Verbs.replaceAllWith;
import static io.github.m365licensing.intent.Verbs.reprocess;
import static io.github.m365licensing.intent.Verbs.setUsageLocation;
import static io.github.m365licensing.intent.Verbs.swap;
import static io.github.m365licensing.plan.PaperTenant.direct;
import static io.github.m365licensing.plan.PaperTenant.license;
import static io.github.m365licensing.plan.PaperTenant.planId;
import static io.github.m365licensing.plan.PaperTenant.skuId;
import static io.github.m365licensing.plan.PaperTenant.through;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.m365licensing.Licensing;
import io.github.m365licensing.assignment.AssignedLicense;
import io.github.m365licensing.assignment.GroupId;
import io.github.m365licensing.directory.LicensedGroup;
import io.github.m365licensing.directory.Subject;
import io.github.m365licensing.intent.FindingCode;
import io.github.m365licensing.intent.LicenseIntent;
import io.github.m365licensing.intent.Verb;
import io.github.m365licensing.intent.Verbs;
import io.github.m365licensing.rules.SwapMapping;
import io.github.m365licensing.tenant.UnknownNameException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A group as the subject of a plan: what is sent, whom it reaches, what there is to say. */
class GroupPlanTest {

  private static final GroupId SALES = GroupId.of(new UUID(1, 1));
  private static final GroupId OTHER = GroupId.of(new UUID(1, 2));

  @TempDir private Path folder;

  private static LicensedGroup.Builder sales(AssignedLicense... licenses) {
    return LicensedGroup.builder()
        .id(SALES)
        .displayName("Sales team")
        .addAllAssignedLicenses(List.of(licenses));
  }

  private static PaperTenant paper() {
    return new PaperTenant()
        .owns("EMS", 10, 2)
        .owns("ENTERPRISEPACK", 10, 2)
        .owns("SPE_E3", 10, 2)
        .owns("VISIOCLIENT", 10, 0)
        .owns("INTUNE_A", 10, 1)
        .owns("INTUNE_A_VL", 10, 1)
        .owns("WORKPLACE_ANALYTICS", 10, 1)
        .isIn("NL");
  }

  private static LicensePlan plan(PaperTenant tenant, Verb... verbs) {
    return Licensing.of(tenant).plan(group("Sales team"), verbs);
  }

  private static PlannedChange only(LicensePlan plan) {
    assertThat(plan.size()).isEqualTo(1);
    return plan.changes().findFirst().orElseThrow();
  }

  private static PlannedWrite.AssignLicenses call(LicensePlan plan) {
    PlannedChange change = only(plan);
    assertThat(change.kind()).isEqualTo(ChangeKind.CHANGE);
    assertThat(change.shape().steps()).hasSize(1);
    return (PlannedWrite.AssignLicenses) change.shape().steps().get(0).write();
  }

  private static Finding finding(LicensePlan plan, FindingCode code) {
    return plan.findings().filter(f -> f.code() == code).findFirst().orElseThrow();
  }

  private static GroupReach reach(LicensePlan plan) {
    return only(plan).shape().reach().orElseThrow();
  }

  @Test
  void assign_is_one_call_on_the_group_and_counts_its_members() {
    LicensePlan plan =
        plan(
            paper().hasGroup(sales().build(), "a@x.com", "b@x.com").has("a@x.com").has("b@x.com"),
            assign("EMS").disable("INTUNE_A"));

    assertThat(only(plan).subject()).isEqualTo(Subject.group(SALES));
    assertThat(only(plan).name()).isEqualTo("Sales team");
    assertThat(call(plan).addLicenses()).containsExactly(license("EMS", "INTUNE_A"));
    assertThat(call(plan).removeLicenses()).isEmpty();
    assertThat(call(plan).ofGroup()).isTrue();
    assertThat(reach(plan).members()).isEqualTo(2);
    assertThat(reach(plan).affected()).isEqualTo(2);
    assertThat(reach(plan).seatsTaken()).containsOnly(java.util.Map.entry(skuId("EMS"), 2));
    assertThat(plan.stages())
        .extracting(Stage::kind)
        .containsExactly(Stage.Kind.CHANGE_GROUP_LICENSES);
  }

  @Test
  void assign_needs_no_seat_for_members_who_hold_the_sku_on_another_path() {
    LicensePlan plan =
        plan(
            paper()
                .hasGroup(sales().build(), "a@x.com", "b@x.com")
                .has("a@x.com", direct("EMS"))
                .has("b@x.com"),
            assign("EMS"));

    assertThat(reach(plan).seatsTaken()).containsOnly(java.util.Map.entry(skuId("EMS"), 1));
    assertThat(plan.seats()).singleElement().matches(line -> line.end() == 3);
  }

  @Test
  void change_keeps_the_other_choices_of_the_group() {
    LicensePlan plan =
        plan(
            paper()
                .hasGroup(sales(license("EMS", "MFA_PREMIUM")).build(), "a@x.com")
                .has("a@x.com", through(SALES, "EMS", "MFA_PREMIUM")),
            change("EMS").disable("INTUNE_A"));

    assertThat(call(plan).addLicenses()).containsExactly(license("EMS", "MFA_PREMIUM", "INTUNE_A"));
    assertThat(reach(plan).seatsTaken()).isEmpty();
    assertThat(only(plan).shape().effects())
        .singleElement()
        .isEqualTo(
            new ServiceEffect(
                ServiceEffect.Kind.LOST,
                planId("INTUNE_A"),
                "INTUNE_A",
                List.of("EMS (group 'Sales team')"),
                1));
  }

  @Test
  void remove_frees_the_seats_of_those_who_hold_it_nowhere_else() {
    LicensePlan plan =
        plan(
            paper()
                .hasGroup(sales(license("EMS")).build(), "a@x.com", "b@x.com")
                .has("a@x.com", through(SALES, "EMS"))
                .has("b@x.com", direct("EMS"), through(SALES, "EMS")),
            remove("EMS"));

    assertThat(call(plan).removeLicenses()).containsExactly(skuId("EMS"));
    assertThat(reach(plan).affected()).isEqualTo(2);
    assertThat(reach(plan).seatsFreed()).containsOnly(java.util.Map.entry(skuId("EMS"), 1));
    assertThat(plan.stages())
        .extracting(Stage::kind)
        .containsExactly(Stage.Kind.FREE_SEATS_OF_GROUPS);
  }

  @Test
  void swap_is_one_call_that_carries_the_choices() {
    LicensePlan plan =
        plan(
            paper()
                .hasGroup(sales(license("ENTERPRISEPACK", "SWAY")).build(), "a@x.com")
                .has("a@x.com", through(SALES, "ENTERPRISEPACK", "SWAY")),
            swap("ENTERPRISEPACK", "SPE_E3"));

    assertThat(call(plan).removeLicenses()).containsExactly(skuId("ENTERPRISEPACK"));
    assertThat(call(plan).addLicenses())
        .containsExactly(
            AssignedLicense.of(
                skuId("SPE_E3"),
                SwapMapping.of(
                        paper().listSubscribedSkus().get(1),
                        paper().listSubscribedSkus().get(2),
                        io.github.m365licensing.rules.LicenseFacts.bundled())
                    .carry(Set.of(planId("SWAY")), SwapMapping.NewPlans.ON)));
    assertThat(reach(plan).seatsTaken()).containsOnlyKeys(skuId("SPE_E3"));
    assertThat(reach(plan).seatsFreed()).containsOnlyKeys(skuId("ENTERPRISEPACK"));
  }

  @Test
  void replace_all_takes_what_is_not_named() {
    LicensePlan plan =
        plan(
            paper().hasGroup(sales(license("EMS"), license("VISIOCLIENT")).build()),
            replaceAllWith(assign("EMS").disable("INTUNE_A")));

    assertThat(call(plan).addLicenses()).containsExactly(license("EMS", "INTUNE_A"));
    assertThat(call(plan).removeLicenses()).containsExactly(skuId("VISIOCLIENT"));
  }

  @Test
  void remove_of_what_the_group_does_not_give_changes_nothing() {
    LicensePlan plan =
        plan(paper().hasGroup(sales().build(), "a@x.com").has("a@x.com"), remove("EMS"));

    assertThat(only(plan).kind()).isEqualTo(ChangeKind.NO_CHANGE);
    assertThat(finding(plan, FindingCode.NOT_HELD).severity()).isEqualTo(Severity.ADVISORY);
  }

  @Test
  void group_is_found_by_id_and_by_name_without_case_and_blanks() {
    PaperTenant tenant = paper().hasGroup(sales().build());

    for (String name : List.of(" sales TEAM ", SALES.toString(), SALES.toString().toUpperCase())) {
      LicensePlan plan = Licensing.of(tenant).plan(group(name), assign("EMS"));

      assertThat(only(plan).subject()).as(name).isEqualTo(Subject.group(SALES));
    }
  }

  @Test
  void ambiguous_name_is_refused_with_the_candidates() {
    PaperTenant tenant = paper().hasGroup(sales().build()).hasGroup(sales().id(OTHER).build());

    assertThatExceptionOfType(UnknownNameException.class)
        .isThrownBy(() -> plan(tenant, assign("EMS")))
        .withMessageContaining("2 groups are named 'Sales team'")
        .satisfies(
            e -> assertThat(e.candidates()).containsExactly(SALES.toString(), OTHER.toString()));
  }

  @Test
  void verbs_for_people_are_refused_before_anything_is_read() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LicenseIntent.of(group("Sales team"), setUsageLocation("NL")))
        .withMessageContaining("membersOf(…) with setUsageLocation(…)")
        .withMessageContaining("Nothing was read or sent");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LicenseIntent.of(group("Sales team"), reprocess()))
        .withMessageContaining("membersOf(…).withLicenseErrors() with reprocess()");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LicenseIntent.of(group("Sales team"), moveToGroup("Other")))
        .withMessageContaining("membersOf(…) with moveToGroup(…)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> group("Sales team").except(user("a@x.com")))
        .withMessageContaining("protectedUsers(…)");
  }

  @Test
  void group_that_is_no_security_group_is_not_writable() {
    LicensePlan plan =
        plan(paper().hasGroup(sales().securityEnabled(false).build()), assign("EMS"));

    assertThat(only(plan).kind()).isEqualTo(ChangeKind.BLOCKED);
    assertThat(finding(plan, FindingCode.GROUP_NOT_WRITABLE).message()).contains("security group");
  }

  @Test
  void microsoft_365_group_needs_to_be_security_enabled() {
    LicensedGroup.Builder unified = sales().addGroupTypes("Unified").mailEnabled(true);

    LicensePlan refused =
        plan(paper().hasGroup(unified.securityEnabled(false).build()), assign("EMS"));
    LicensePlan taken =
        plan(paper().hasGroup(unified.securityEnabled(true).build()), assign("EMS"));

    assertThat(finding(refused, FindingCode.GROUP_NOT_WRITABLE).cure()).contains("securityEnabled");
    assertThat(only(taken).kind()).isEqualTo(ChangeKind.CHANGE);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void dynamic_and_synced_groups_can_carry_licences(boolean dynamic) {
    LicensedGroup.Builder group =
        dynamic ? sales().addGroupTypes("DynamicMembership") : sales().onPremisesSyncEnabled(true);

    assertThat(only(plan(paper().hasGroup(group.build()), assign("EMS"))).kind())
        .isEqualTo(ChangeKind.CHANGE);
  }

  @Test
  void member_without_location_is_no_obstacle_and_is_told() {
    PaperTenant tenant = paper().hasGroup(sales().build(), "a@x.com", "b@x.com").has("b@x.com");
    tenant.has(PaperTenant.user("a@x.com").build());

    LicensePlan plan = plan(tenant, assign("EMS"));

    Finding found = finding(plan, FindingCode.NO_USAGE_LOCATION);
    assertThat(found.severity()).isEqualTo(Severity.ADVISORY);
    assertThat(found.members()).isEqualTo(1);
    assertThat(found.message()).contains("1 of 2 members", "the tenant's, NL");
    assertThat(reach(plan).seatsTaken()).containsOnly(java.util.Map.entry(skuId("EMS"), 2));
  }

  @Test
  void prerequisite_must_come_through_the_same_group() {
    LicensePlan plan =
        plan(
            paper().hasGroup(sales().build(), "a@x.com").has("a@x.com", direct("ENTERPRISEPACK")),
            assign("WORKPLACE_ANALYTICS"));

    Finding found = finding(plan, FindingCode.MISSING_PREREQUISITE);
    assertThat(found.severity()).isEqualTo(Severity.BLOCKING);
    assertThat(found.message()).contains("through the same group");
  }

  @Test
  void conflict_of_a_member_is_counted_with_both_sides_and_holds_back_nobody_else() {
    LicensePlan plan =
        plan(
            paper()
                .hasGroup(sales().build(), "a@x.com", "b@x.com", "c@x.com")
                .has("a@x.com", direct("INTUNE_A_VL"))
                .has("b@x.com")
                .has("c@x.com"),
            assign("EMS"),
            assign("VISIOCLIENT"));

    Finding found = finding(plan, FindingCode.MUTUALLY_EXCLUSIVE);
    assertThat(found.severity()).isEqualTo(Severity.ADVISORY);
    assertThat(found.members()).isEqualTo(1);
    assertThat(found.message())
        .contains("1 of 3 members", "INTUNE_A_VL (direct)", "EMS (group 'Sales team')");
    Finding left = finding(plan, FindingCode.MEMBERS_LEFT_OUT);
    assertThat(left.members()).isEqualTo(1);
    assertThat(left.message()).contains("gets none, also where nothing is wrong");
    assertThat(only(plan).kind()).isEqualTo(ChangeKind.CHANGE);
    assertThat(reach(plan).seatsTaken().get(skuId("VISIOCLIENT"))).isEqualTo(2);
  }

  @Test
  void short_seats_block_the_group_because_nobody_says_who_gets_none() {
    PaperTenant tenant =
        paper()
            .owns("EMS", 3, 2)
            .hasGroup(sales().build(), "a@x.com", "b@x.com", "c@x.com")
            .has("a@x.com")
            .has("b@x.com")
            .has("c@x.com");

    LicensePlan plan = plan(tenant, assign("EMS"));
    LicensePlan accepted =
        Licensing.of(tenant)
            .plan(
                LicenseIntent.of(group("Sales team"), assign("EMS"))
                    .accepting(FindingCode.NO_FREE_SEAT, 2));

    assertThat(only(plan).kind()).isEqualTo(ChangeKind.BLOCKED);
    Finding found = finding(plan, FindingCode.NO_FREE_SEAT);
    assertThat(found.members()).isEqualTo(2);
    assertThat(found.message()).contains("All 3 members need a seat of EMS and 1 is left");
    assertThat(accepted.isApplyable()).isTrue();
    assertThat(only(accepted).kind()).isEqualTo(ChangeKind.CHANGE);
  }

  @Test
  void data_loss_blocks_until_it_is_accepted_with_the_number_of_people() {
    PaperTenant tenant =
        paper()
            .hasGroup(sales(license("ENTERPRISEPACK")).build(), "a@x.com", "b@x.com", "c@x.com")
            .has("a@x.com", through(SALES, "ENTERPRISEPACK"))
            .has("b@x.com", through(SALES, "ENTERPRISEPACK"))
            .has("c@x.com", through(SALES, "ENTERPRISEPACK"), direct("SPE_E3"));
    LicenseIntent intent = LicenseIntent.of(group("Sales team"), remove("ENTERPRISEPACK"));
    Licensing licensing = Licensing.of(tenant);

    LicensePlan plan = licensing.plan(intent);
    LicensePlan accepted = licensing.plan(intent.accepting(FindingCode.DATA_LOSS, 2));
    LicensePlan miscounted = licensing.plan(intent.accepting(FindingCode.DATA_LOSS, 1));

    Finding found = finding(plan, FindingCode.DATA_LOSS);
    assertThat(found.members()).isEqualTo(2);
    assertThat(found.message()).contains("2 of 3 members", "mailbox", "OneDrive");
    assertThat(only(plan).kind()).isEqualTo(ChangeKind.BLOCKED);
    assertThat(only(accepted).kind()).isEqualTo(ChangeKind.CHANGE);
    assertThat(accepted.isApplyable()).isTrue();
    assertThat(miscounted.isApplyable()).isFalse();
  }

  @Test
  void last_intune_plan_is_told_with_the_number_of_members_who_have_devices() {
    LicensePlan plan =
        plan(
            paper()
                .hasGroup(sales(license("EMS")).build(), "a@x.com", "b@x.com", "c@x.com")
                .has("a@x.com", through(SALES, "EMS"))
                .has("b@x.com", through(SALES, "EMS"), direct("INTUNE_A"))
                .has("c@x.com", through(SALES, "EMS"))
                .manages("a@x.com")
                .manages("b@x.com"),
            change("EMS").disable("INTUNE_A"));

    Finding last = finding(plan, FindingCode.LAST_INTUNE_PLAN);
    assertThat(last.members()).isEqualTo(1);
    assertThat(last.message())
        .startsWith("1 of 3 members: ")
        .endsWith(" Devices are managed for each of them.");
    Finding keeps = finding(plan, FindingCode.NO_EFFECT);
    assertThat(keeps.members()).isEqualTo(1);
    assertThat(keeps.message()).contains("stays on through INTUNE_A (direct)");
  }

  @Test
  void nested_groups_are_told() {
    LicensePlan plan =
        plan(
            paper()
                .hasGroup(sales().build())
                .nests(SALES, LicensedGroup.builder().id(OTHER).displayName("Inner").build()),
            assign("EMS"));

    assertThat(finding(plan, FindingCode.NESTED_GROUPS).message()).contains("get nothing");
  }

  @Test
  void protected_member_blocks_the_group_he_is_in() {
    PaperTenant tenant = paper().hasGroup(sales().build(), "a@x.com").has("a@x.com");

    LicensePlan plan =
        Licensing.of(tenant)
            .plan(
                LicenseIntent.of(group("Sales team"), assign("EMS"))
                    .protectedUsers(user("a@x.com")));

    assertThat(only(plan).kind()).isEqualTo(ChangeKind.BLOCKED);
    assertThat(finding(plan, FindingCode.PROTECTED_USER).members()).isEqualTo(1);
    assertThat(finding(plan, FindingCode.PROTECTED_USER).message())
        .isEqualTo("1 of 1 members are protected by the intent, and the change reaches them.");
  }

  @Test
  void group_swap_for_the_same_sku_under_another_name_is_refused() {
    PaperTenant tenant = paper().hasGroup(sales().build(), "a@x.com").has("a@x.com");

    for (String name :
        List.of(PaperTenant.skuId("EMS").toString(), "Enterprise Mobility + Security E3")) {
      assertThatExceptionOfType(IllegalArgumentException.class)
          .isThrownBy(() -> Licensing.of(tenant).plan(group("Sales team"), Verbs.swap("EMS", name)))
          .withMessageContaining("contradicts itself");
    }
  }

  @Test
  void
      entries_that_contradict_each_other_about_a_group_block_it_with_a_cure_that_can_be_followed() {
    LicenseIntent intent =
        LicenseIntent.of(group("Sales team"), assign("EMS"))
            .and(group(SALES.toString()), remove("EMS"));

    LicensePlan plan = Licensing.of(paper().hasGroup(sales().build())).plan(intent);

    assertThat(only(plan).kind()).isEqualTo(ChangeKind.BLOCKED);
    assertThat(finding(plan, FindingCode.CONTRADICTION).cure()).startsWith("Say one of them");
  }

  @Test
  void guards_count_the_members_that_are_reached() {
    PaperTenant tenant =
        paper()
            .hasGroup(sales().build(), "a@x.com", "b@x.com", "c@x.com")
            .has("a@x.com")
            .has("b@x.com")
            .has("c@x.com");
    LicenseIntent intent = LicenseIntent.of(group("Sales team"), assign("EMS"));
    Licensing licensing = Licensing.of(tenant);

    assertThat(licensing.plan(intent.maxChanges(3)).isApplyable()).isTrue();
    assertThat(licensing.plan(intent.maxChanges(2)).isApplyable()).isFalse();
    assertThat(licensing.plan(intent.maxPercent(99)).isApplyable()).isFalse();
    assertThat(licensing.plan(intent.canary(3)).isApplyable()).isTrue();
    assertThat(finding(licensing.plan(intent.canary(2)), FindingCode.TOO_MANY_CHANGES).message())
        .contains("canary(2)");
  }

  @Test
  void many_people_are_told_above_the_documented_number() {
    PaperTenant tenant = paper().owns("EMS", 5_000, 0);
    String[] names = new String[1_001];
    for (int i = 0; i < names.length; i++) {
      names[i] = "user" + i + "@x.com";
      tenant.has(names[i]);
    }

    LicensePlan plan = plan(tenant.hasGroup(sales().build(), names), assign("EMS"));

    assertThat(finding(plan, FindingCode.MANY_PEOPLE).message()).contains("1,001 people");
    assertThat(plan.estimate().writeRequests()).isEqualTo(1);
    assertThat(plan.estimate().directWriteRequests()).isEqualTo(1_001);
  }

  @Test
  void seats_that_a_group_gives_back_are_there_for_those_who_take() {
    PaperTenant tenant =
        paper()
            .owns("EMS", 1, 1)
            .hasGroup(sales(license("EMS")).build(), "a@x.com")
            .has("a@x.com", through(SALES, "EMS"))
            .has("b@x.com");

    LicensePlan plan =
        Licensing.of(tenant)
            .plan(
                LicenseIntent.of(group("Sales team"), remove("EMS"))
                    .and(user("b@x.com"), assign("EMS")));

    assertThat(plan.count(ChangeKind.CHANGE)).isEqualTo(2);
    assertThat(plan.stages())
        .containsExactly(
            new Stage(Stage.Kind.FREE_SEATS_OF_GROUPS, Gate.NONE, 1),
            new Stage(Stage.Kind.CHANGE_LICENSES, Gate.GROUP_PROCESSED, 1));
  }

  @Test
  void preview_names_the_group_its_members_and_the_time_it_takes() {
    LicensePlan plan =
        plan(
            paper()
                .hasGroup(sales(license("EMS")).build(), "a@x.com", "b@x.com", "c@x.com")
                .has("a@x.com", through(SALES, "EMS"))
                .has("b@x.com", through(SALES, "EMS"))
                .has("c@x.com", through(SALES, "EMS"), direct("INTUNE_A")),
            change("EMS").disable("INTUNE_A"));

    assertThat(plan.preview())
        .contains("To change, losing something")
        .containsPattern("group 'Sales team', 3 members +EMS +all on +without INTUNE_A")
        .containsPattern("group 'Sales team', 3 members +2 of 3 lose INTUNE_A")
        .containsPattern("1 of 3 keep INTUNE_A +INTUNE_A \\(direct\\)")
        .contains("Through groups: 1 write request; user by user it would be 3.")
        .contains("Group processing takes minutes to hours")
        .containsPattern("change group licenses +none +1");
  }

  @Test
  void preview_counts_what_is_taken_from_groups() {
    LicensePlan plan =
        plan(
            paper()
                .hasGroup(sales(license("EMS")).build(), "a@x.com")
                .has("a@x.com", through(SALES, "EMS")),
            remove("EMS"));

    assertThat(plan.preview()).containsPattern("taken from groups.*\\nEMS +1 +1 +1");
  }

  @Test
  void plan_file_round_trips_and_knows_its_permissions() throws IOException {
    LicensePlan plan =
        plan(
            paper()
                .hasGroup(sales(license("EMS")).build(), "a@x.com", "b@x.com")
                .has("a@x.com", through(SALES, "EMS"))
                .has("b@x.com", through(SALES, "EMS"), direct("INTUNE_A")),
            change("EMS").disable("INTUNE_A"));
    Path file = folder.resolve("plan.jsonl");

    plan.writeTo(file);
    LicensePlan read = LicensePlan.read(file);

    assertThat(read.planId()).isEqualTo(plan.planId());
    assertThat(read.shapes()).isEqualTo(plan.shapes());
    assertThat(read.findings().toList()).isEqualTo(plan.findings().toList());
    assertThat(Files.readString(file)).contains("\"subject\":\"GROUP\"", "\"ofGroup\":true");
    assertThat(plan.requiredPermissions())
        .contains("GroupMember.Read.All", "LicenseAssignment.ReadWrite.All");
  }

  @Test
  void order_in_which_members_are_read_does_not_show() {
    LicensedGroup group = sales(license("EMS")).build();
    PaperTenant one =
        paper()
            .hasGroup(group, "a@x.com", "b@x.com", "c@x.com")
            .has("a@x.com", through(SALES, "EMS"))
            .has("b@x.com", through(SALES, "EMS"), direct("INTUNE_A"))
            .has("c@x.com", direct("SPE_E3"), through(SALES, "EMS"));
    PaperTenant other =
        paper()
            .hasGroup(group, "c@x.com", "b@x.com", "a@x.com")
            .has("c@x.com", direct("SPE_E3"), through(SALES, "EMS"))
            .has("b@x.com", through(SALES, "EMS"), direct("INTUNE_A"))
            .has("a@x.com", through(SALES, "EMS"));

    assertThat(plan(other, change("EMS").disable("INTUNE_A")).planId())
        .isEqualTo(plan(one, change("EMS").disable("INTUNE_A")).planId());
  }

  @Test
  void group_and_its_members_one_by_one_stand_side_by_side_in_one_plan() {
    PaperTenant tenant = paper().hasGroup(sales().build(), "a@x.com").has("a@x.com");

    LicensePlan plan =
        Licensing.of(tenant)
            .plan(
                LicenseIntent.of(group("Sales team"), assign("EMS"))
                    .and(membersOf("Sales team"), assign("VISIOCLIENT")));

    assertThat(plan.changes().map(change -> change.subject().kind()))
        .containsExactly(Subject.Kind.GROUP, Subject.Kind.USER);
    assertThat(plan.count(ChangeKind.CHANGE)).isEqualTo(2);
  }
}
