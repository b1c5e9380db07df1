package io.github.m365licensing.plan;

import static io.github.m365licensing.intent.Selections.department;
import static io.github.m365licensing.intent.Selections.everyone;
import static io.github.m365licensing.intent.Selections.hasPlanOn;
import static io.github.m365licensing.intent.Selections.lacksSku;
import static io.github.m365licensing.intent.Selections.membersOf;
import static io.github.m365licensing.intent.Selections.user;
import static io.github.m365licensing.intent.Selections.users;
import static io.github.m365licensing.intent.Selections.usersWhere;
import static io.github.m365licensing.intent.Verbs.assign;
import static io.github.m365licensing.intent.Verbs.change;
import static io.github.m365licensing.intent.Verbs.remove;
import static io.github.m365licensing.plan.PaperTenant.direct;
import static io.github.m365licensing.plan.PaperTenant.license;
import static io.github.m365licensing.plan.PaperTenant.skuId;
import static io.github.m365licensing.plan.PaperTenant.through;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.m365licensing.Licensing;
import io.github.m365licensing.assignment.GroupId;
import io.github.m365licensing.directory.Subject;
import io.github.m365licensing.directory.UsageLocation;
import io.github.m365licensing.intent.FindingCode;
import io.github.m365licensing.intent.LicenseIntent;
import io.github.m365licensing.intent.Selection;
import io.github.m365licensing.rules.SeatLedger;
import io.github.m365licensing.sku.CapabilityStatus;
import io.github.m365licensing.sku.PrepaidUnits;
import io.github.m365licensing.sku.SubscribedSku;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LicensePlanTest {

  private static final GroupId GROUP = GroupId.of(new UUID(1, 1));

  private static PaperTenant tenant(int free) {
    return new PaperTenant().owns("EMS", 100, 100 - free).owns("SPE_E3", 10, 3);
  }

  private static String name(int i) {
    return "user" + i + "@contoso.com";
  }

  @Test
  void plan_of_equal_inputs_has_equal_id_whatever_the_order() {
    PaperTenant forward = tenant(50);
    PaperTenant backward = tenant(50);
    IntStream.range(0, 20).forEach(i -> forward.has(name(i), direct("SPE_E3")));
    IntStream.range(0, 20).forEach(i -> backward.has(name(19 - i), direct("SPE_E3")));

    LicensePlan one = Licensing.of(forward).plan(usersWhere(everyone()), assign("EMS"));
    LicensePlan other = Licensing.of(backward).plan(usersWhere(everyone()), assign("EMS"));

    assertThat(one.planId()).matches("[0-9a-f]{64}").isEqualTo(other.planId());
    assertThat(one.preview()).isEqualTo(other.preview());
  }

  @Test
  void plan_of_other_inputs_has_another_id() {
    PaperTenant tenant = tenant(50).has(name(1));
    Licensing licensing = Licensing.of(tenant);

    LicensePlan one = licensing.plan(user(name(1)), assign("EMS"));
    LicensePlan other = licensing.plan(user(name(1)), assign("EMS").disable("INTUNE_A"));

    assertThat(one.planId()).isNotEqualTo(other.planId());
  }

  @Test
  void equal_subjects_share_one_shape() {
    PaperTenant tenant = tenant(50);
    IntStream.range(0, 20).forEach(i -> tenant.has(name(i), direct("SPE_E3")));

    LicensePlan plan =
        Licensing.of(tenant)
            .plan(usersWhere(everyone()), change("SPE_E3").disable("YAMMER_ENTERPRISE"));

    assertThat(plan.size()).isEqualTo(20);
    assertThat(plan.shapes()).hasSize(1);
    assertThat(plan.count(ChangeKind.CHANGE)).isEqualTo(20);
    assertThat(plan.changes().map(PlannedChange::subject)).isSorted();
  }

  @Test
  void subject_is_found_by_id() {
    PaperTenant tenant = tenant(50);
    IntStream.range(0, 20).forEach(i -> tenant.has(name(i)));
    LicensePlan plan = Licensing.of(tenant).plan(usersWhere(everyone()), assign("EMS"));

    Subject subject = Subject.user(PaperTenant.userId(name(7)));

    assertThat(plan.change(subject))
        .hasValueSatisfying(change -> assertThat(change.name()).isEqualTo(name(7)));
    assertThat(plan.change(Subject.user(PaperTenant.userId("nobody@contoso.com")))).isEmpty();
  }

  @Test
  void seats_short_blocks_the_last_ones() {
    PaperTenant tenant = tenant(2);
    IntStream.range(0, 5).forEach(i -> tenant.has(name(i)));

    LicensePlan plan = Licensing.of(tenant).plan(usersWhere(everyone()), assign("EMS"));

    assertThat(plan.changes().map(PlannedChange::kind))
        .containsExactly(
            ChangeKind.CHANGE,
            ChangeKind.CHANGE,
            ChangeKind.BLOCKED,
            ChangeKind.BLOCKED,
            ChangeKind.BLOCKED);
    assertThat(plan.seats())
        .singleElement()
        .satisfies(
            line -> {
              assertThat(line.skuId()).isEqualTo(skuId("EMS"));
              assertThat(line.freeAtEnd()).isZero();
              assertThat(line.unserved()).hasSize(3);
            });
    assertThat(plan.findings())
        .allSatisfy(finding -> assertThat(finding.code()).isEqualTo(FindingCode.NO_FREE_SEAT));
    assertThat(plan.isApplyable()).isTrue();
  }

  @Test
  void seats_go_to_those_served_first() {
    PaperTenant tenant = tenant(1);
    IntStream.range(0, 5).forEach(i -> tenant.has(name(i)));

    LicensePlan plan =
        Licensing.of(tenant)
            .plan(
                LicenseIntent.of(usersWhere(everyone()), assign("EMS")).firstServed(user(name(3))));

    assertThat(plan.changes().filter(c -> c.kind() == ChangeKind.CHANGE).map(PlannedChange::name))
        .containsExactly(name(3));
  }

  @Test
  void all_or_nothing_refuses_the_plan_when_seats_are_short() {
    PaperTenant tenant = tenant(1).has(name(1)).has(name(2));

    LicensePlan plan =
        Licensing.of(tenant)
            .plan(LicenseIntent.of(usersWhere(everyone()), assign("EMS")).allOrNothing());

    assertThat(plan.isApplyable()).isFalse();
    assertThat(plan.findings().findFirst().orElseThrow().code()).isEqualTo(FindingCode.SEATS_SHORT);
  }

  @Test
  void overused_sku_gives_no_seat_but_can_be_changed() {
    PaperTenant tenant = tenant(-1).has(name(1), direct("EMS")).has(name(2));

    LicensePlan changed =
        Licensing.of(tenant).plan(user(name(1)), change("EMS").disable("INTUNE_A"));
    LicensePlan assigned = Licensing.of(tenant).plan(user(name(2)), assign("EMS"));

    assertThat(changed.count(ChangeKind.CHANGE)).isEqualTo(1);
    assertThat(assigned.count(ChangeKind.BLOCKED)).isEqualTo(1);
  }

  @Test
  void seats_that_others_give_back_are_taken_in_a_later_stage() {
    PaperTenant tenant = tenant(0).has(name(1), direct("EMS")).has(name(2));

    LicensePlan plan =
        Licensing.of(tenant)
            .plan(LicenseIntent.of(user(name(1)), remove("EMS")).and(user(name(2)), assign("EMS")));

    assertThat(plan.stages())
        .containsExactly(
            new Stage(Stage.Kind.FREE_SEATS, Gate.NONE, 1),
            new Stage(Stage.Kind.CHANGE_LICENSES, Gate.SEATS_FREED, 1));
    assertThat(plan.seats())
        .containsExactly(new SeatLedger.Line(skuId("EMS"), 100, 100, 100, 100, List.of()));
  }

  @Test
  void conflicting_plans_are_found_before_anything_is_sent() {
    PaperTenant tenant = new PaperTenant().owns("EMS", 10, 0).owns("INTUNE_A_VL", 10, 0);
    tenant.has(name(1), direct("INTUNE_A_VL"));

    LicensePlan plan = Licensing.of(tenant).plan(user(name(1)), assign("EMS"));

    assertThat(plan.count(ChangeKind.BLOCKED)).isEqualTo(1);
    assertThat(plan.findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.code()).isEqualTo(FindingCode.MUTUALLY_EXCLUSIVE);
              assertThat(finding.message()).contains("INTUNE_A_VL", "EMS");
            });
  }

  @Test
  void pair_that_somebody_holds_is_no_finding() {
    PaperTenant tenant = new PaperTenant().owns("EMS", 10, 0).owns("INTUNE_A_VL", 10, 0);
    tenant.has(name(1), direct("INTUNE_A_VL"));
    tenant.has(name(2), direct("INTUNE_A_VL"), direct("EMS"));

    LicensePlan plan = Licensing.of(tenant).plan(users(name(1), name(2)), assign("EMS"));

    assertThat(plan.count(ChangeKind.BLOCKED)).isZero();
  }

  @Test
  void selections_pick_whom_they_say() {
    PaperTenant tenant =
        tenant(50)
            .has(
                PaperTenant.user(name(1), direct("EMS"))
                    .department("Sales")
                    .usageLocation(UsageLocation.of("NL"))
                    .build())
            .has(
                PaperTenant.user(name(2), direct("EMS", "INTUNE_A"))
                    .department("sales")
                    .usageLocation(UsageLocation.of("NL"))
                    .build())
            .has(name(3))
            .hasGroup(GROUP, "Team", name(2), name(3));
    Licensing licensing = Licensing.of(tenant);

    assertThat(names(licensing, usersWhere(department("Sales")))).containsExactly(name(1), name(2));
    assertThat(names(licensing, usersWhere(department("Sales").and(hasPlanOn("INTUNE_A")))))
        .containsExactly(name(1));
    assertThat(names(licensing, usersWhere(lacksSku("EMS")))).containsExactly(name(3));
    assertThat(names(licensing, usersWhere(department("Sales").negate()))).isEmpty();
    assertThat(names(licensing, membersOf("team"))).containsExactly(name(2), name(3));
    assertThat(names(licensing, usersWhere(everyone()).except(membersOf("team"))))
        .containsExactly(name(1));
  }

  private static List<String> names(Licensing licensing, Selection selection) {
    return licensing
        .plan(selection, change("EMS").enableAll())
        .changes()
        .map(PlannedChange::name)
        .sorted()
        .toList();
  }

  @Test
  void user_of_two_entries_gets_both_in_one_call() {
    PaperTenant tenant = tenant(50).has(name(1), direct("SPE_E3"));

    LicensePlan plan =
        Licensing.of(tenant)
            .plan(
                LicenseIntent.of(user(name(1)), assign("EMS"))
                    .and(usersWhere(everyone()), change("SPE_E3").disable("YAMMER_ENTERPRISE")));

    assertThat(plan.size()).isEqualTo(1);
    assertThat(plan.stages()).extracting(Stage::writes).containsExactly(1L);
  }

  @Test
  void more_changes_than_allowed_refuse_the_plan() {
    PaperTenant tenant = tenant(50);
    IntStream.range(0, 10).forEach(i -> tenant.has(name(i)));
    LicenseIntent intent = LicenseIntent.of(users(name(1), name(2)), assign("EMS"));
    Licensing licensing = Licensing.of(tenant);

    assertThat(licensing.plan(intent.maxChanges(2)).isApplyable()).isTrue();
    assertThat(licensing.plan(intent.maxChanges(1)).isApplyable()).isFalse();
    assertThat(licensing.plan(intent.maxPercent(20)).isApplyable()).isTrue();
    assertThat(licensing.plan(intent.maxPercent(19)).findings())
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.code()).isEqualTo(FindingCode.TOO_MANY_CHANGES);
              assertThat(f.message()).contains("changes 2 people");
            });
  }

  @Test
  void protected_user_is_blocked() {
    PaperTenant tenant = tenant(50).has(name(1)).has(name(2));

    LicensePlan plan =
        Licensing.of(tenant)
            .plan(
                LicenseIntent.of(usersWhere(everyone()), assign("EMS"))
                    .protectedUsers(user(name(1))));

    assertThat(plan.change(Subject.user(PaperTenant.userId(name(1)))).orElseThrow().kind())
        .isEqualTo(ChangeKind.BLOCKED);
    assertThat(plan.count(ChangeKind.CHANGE)).isEqualTo(1);
  }

  @Test
  void data_loss_blocks_unless_accepted_with_the_right_number() {
    PaperTenant tenant = tenant(50).has(name(1), direct("SPE_E3")).has(name(2));
    LicenseIntent intent = LicenseIntent.of(usersWhere(everyone()), remove("SPE_E3"));
    Licensing licensing = Licensing.of(tenant);

    LicensePlan plain = licensing.plan(intent);
    LicensePlan accepted = licensing.plan(intent.accepting(FindingCode.DATA_LOSS, 1));
    LicensePlan wrong = licensing.plan(intent.accepting(FindingCode.DATA_LOSS, 2));

    assertThat(plain.count(ChangeKind.BLOCKED)).isEqualTo(1);
    assertThat(accepted.count(ChangeKind.CHANGE)).isEqualTo(1);
    assertThat(accepted.isApplyable()).isTrue();
    assertThat(accepted.preview()).contains("ACCEPTED DATA_LOSS");
    assertThat(wrong.isApplyable()).isFalse();
    assertThat(wrong.findings().findFirst().orElseThrow().message())
        .contains("accepted for 2 subjects, but 1 have it");
  }

  @Test
  void finding_without_a_possible_call_cannot_be_accepted() {
    LicenseIntent intent = LicenseIntent.of(user(name(1)), remove("EMS"));

    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> intent.accepting(FindingCode.INHERITED, 1))
        .withMessageContaining("cannot be accepted");
  }

  @Test
  void plan_without_its_companion_names_the_ways_out() {
    PaperTenant tenant = tenant(50).owns("M365_A5_SUITE_COMPONENTS_FACULTY", 5, 0).has(name(1));

    LicensePlan plan =
        Licensing.of(tenant).plan(user(name(1)), assign("M365_A5_SUITE_COMPONENTS_FACULTY"));

    assertThat(plan.count(ChangeKind.CHANGE)).isEqualTo(1);
    assertThat(plan.findings())
        .anySatisfy(
            f -> {
              assertThat(f.code()).isEqualTo(FindingCode.MISSING_COMPANION);
              assertThat(f.message()).contains("INTUNE_EDU", "INTUNE_A");
              assertThat(f.cure()).contains("assign(");
            });
  }

  @Test
  void suspended_sku_is_given_to_nobody() {
    PaperTenant tenant =
        tenant(50)
            .owns(
                SubscribedSku.builder()
                    .skuId(skuId("AAD_PREMIUM_P2"))
                    .skuPartNumber("AAD_PREMIUM_P2")
                    .prepaidUnits(new PrepaidUnits(0, 0, 25, 0))
                    .capabilityStatus(CapabilityStatus.SUSPENDED)
                    .build())
            .has(name(1));

    LicensePlan plan = Licensing.of(tenant).plan(user(name(1)), assign("AAD_PREMIUM_P2"));

    assertThat(plan.findings()).extracting(Finding::code).contains(FindingCode.SUSPENDED_SKU);
    assertThat(plan.count(ChangeKind.BLOCKED)).isEqualTo(1);
  }

  @Test
  void permissions_and_cost_follow_from_what_is_sent() {
    PaperTenant tenant = tenant(50);
    IntStream.range(0, 30).forEach(i -> tenant.has(name(i)));

    LicensePlan plan = Licensing.of(tenant).plan(usersWhere(everyone()), assign("EMS"));

    assertThat(plan.requiredPermissions())
        .contains("LicenseAssignment.ReadWrite.All", "User.Read.All");
    assertThat(plan.estimate().writeRequests()).isEqualTo(30);
    assertThat(plan.estimate().timeUnderQuota(0.6)).hasSeconds(3);
  }

  @Test
  void preview_shows_before_and_after_seats_and_findings_aligned() {
    PaperTenant tenant =
        tenant(50)
            .hasGroup(GROUP, "M365 E3 licensed")
            .has("adele@contoso.com", direct("EMS", "ADALLOM_S_DISCOVERY"))
            .has("megan@contoso.com", through(GROUP, "EMS"))
            .has("lynne@contoso.com");

    LicensePlan plan =
        Licensing.of(tenant).plan(usersWhere(everyone()), change("EMS").disable("INTUNE_A"));

    assertThat(plan.preview().lines())
        .contains(
            "3 subjects: 1 to change, 1 with nothing to do, 1 blocked",
            "To change, losing something",
            "adele@contoso.com  EMS   without ADALLOM_S_DISCOVERY  without ADALLOM_S_DISCOVERY, INTUNE_A",
            "stage            waits for  writes",
            "change licenses  none       1")
        .anySatisfy(line -> assertThat(line).contains("INHERITED", "'M365 E3 licensed'"));
    assertThat(plan.toString()).doesNotContain("adele");
    assertThat(plan.changes().map(PlannedChange::toString))
        .noneSatisfy(text -> assertThat(text).contains("adele"));
  }

  @Test
  void preview_of_many_services_names_each_in_lines_that_can_be_read() {
    PaperTenant tenant = tenant(100).has(name(1));

    LicensePlan plan = Licensing.of(tenant).plan(user(name(1)), assign("SPE_E3"));

    assertThat(plan.preview().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(250));
    assertThat(plan.preview()).contains("gains ", "EXCHANGE_S_ENTERPRISE", "YAMMER_ENTERPRISE");
    assertThat(plan.preview()).contains("1 write request,");
  }

  @Test
  void preview_of_many_names_some_and_counts_the_rest() {
    PaperTenant tenant = tenant(100);
    IntStream.range(0, 1_500).forEach(i -> tenant.has(name(i), direct("SPE_E3")));

    LicensePlan plan =
        Licensing.of(tenant)
            .plan(usersWhere(everyone()), change("SPE_E3").disable("YAMMER_ENTERPRISE"));

    assertThat(plan.preview()).contains("… and 1,490 more like these");
    assertThat(plan.preview().lines().count()).isLessThan(40);
  }

  @Test
  void licence_kept_through_a_group_is_shown_as_such() {
    PaperTenant tenant =
        tenant(50)
            .hasGroup(GROUP, "M365 E3 licensed")
            .has(name(1), direct("SPE_E3"), through(GROUP, "SPE_E3"));

    LicensePlan plan = Licensing.of(tenant).plan(user(name(1)), remove("SPE_E3"));

    assertThat(plan.shapes().get(0).after().licenses().assignedLicenses())
        .containsExactly(license("SPE_E3"));
    assertThat(plan.findings())
        .singleElement()
        .satisfies(
            f ->
                assertThat(f.message())
                    .contains("the user keeps it there, and this call frees no seat"));
  }
}
