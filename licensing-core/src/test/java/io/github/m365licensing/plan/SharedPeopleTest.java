package io.github.m365licensing.plan;

import static io.github.m365licensing.intent.Selections.group;
import static io.github.m365licensing.intent.Selections.membersOf;
import static io.github.m365licensing.intent.Selections.user;
import static io.github.m365licensing.intent.Selections.users;
import static io.github.m365licensing.intent.Verbs.assign;
import static io.github.m365licensing.intent.Verbs.moveToGroup;
import static io.github.m365licensing.intent.Verbs.remove;
import static io.github.m365licensing.intent.Verbs.setUsageLocation;
import static io.github.m365licensing.intent.Verbs.swap;
import static io.github.m365licensing.plan.PaperTenant.direct;
import static io.github.m365licensing.plan.PaperTenant.license;
import static io.github.m365licensing.plan.PaperTenant.skuId;
import static io.github.m365licensing.plan.PaperTenant.through;
import static io.github.m365licensing.plan.PaperTenant.userId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.m365licensing.Licensing;
import io.github.m365licensing.assignment.AssignedLicense;
import io.github.m365licensing.assignment.GroupId;
import io.github.m365licensing.assignment.LicenseAssignmentState;
import io.github.m365licensing.directory.LicensedGroup;
import io.github.m365licensing.directory.Subject;
import io.github.m365licensing.intent.FindingCode;
import io.github.m365licensing.intent.LicenseIntent;
import io.github.m365licensing.intent.Selections;
import io.github.m365licensing.intent.Verb;
import io.github.m365licensing.rules.SeatLedger;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** People whom several subjects of one plan reach: each counts once. */
class SharedPeopleTest {

  private static final GroupId A = GroupId.of(new UUID(1, 1));
  private static final GroupId B = GroupId.of(new UUID(1, 2));
  private static final LicenseAssignmentState[] NOTHING = {};

  @TempDir private Path folder;

  private static PaperTenant paper(int seats, int consumed) {
    return new PaperTenant()
        .owns("EMS", seats, consumed)
        .owns("ENTERPRISEPACK", 50, 20)
        .owns("SPE_E3", 50, 20)
        .owns("VISIOCLIENT", 50, 0)
        .isIn("NL");
  }

  private static String[] people(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> "p" + i + "@x.com").toArray(String[]::new);
  }

  private static PaperTenant with(
      PaperTenant tenant, String[] people, LicenseAssignmentState... paths) {
    Stream.of(people).forEach(name -> tenant.has(name, paths));
    return tenant;
  }

  private static LicensedGroup group(GroupId id, String name, AssignedLicense... licenses) {
    return LicensedGroup.builder()
        .id(id)
        .displayName(name)
        .addAllAssignedLicenses(List.of(licenses))
        .build();
  }

  /** Groups A and B with the same members, who hold EMS through those that give it. */
  private static PaperTenant twins(
      int seats, boolean ofA, boolean ofB, int members, LicenseAssignmentState... more) {
    AssignedLicense[] ems = {license("EMS")};
    AssignedLicense[] none = {};
    Stream<LicenseAssignmentState> a = ofA ? Stream.of(through(A, "EMS")) : Stream.empty();
    Stream<LicenseAssignmentState> b = ofB ? Stream.of(through(B, "EMS")) : Stream.empty();
    LicenseAssignmentState[] paths =
        Stream.concat(Stream.of(more), Stream.concat(a, b)).toArray(LicenseAssignmentState[]::new);
    boolean hold = Stream.of(paths).anyMatch(path -> path.skuId().equals(skuId("EMS")));
    return with(paper(seats, hold ? members : 0), people(0, members), paths)
        .hasGroup(group(A, "A", ofA ? ems : none), people(0, members))
        .hasGroup(group(B, "B", ofB ? ems : none), people(0, members));
  }

  private static LicensePlan plan(PaperTenant tenant, LicenseIntent intent) {
    return Licensing.of(tenant).plan(intent);
  }

  private static LicenseIntent both(Verb ofA, Verb ofB) {
    return LicenseIntent.of(Selections.group("A"), ofA).and(Selections.group("B"), ofB);
  }

  private static SeatLedger.Line seats(LicensePlan plan, String sku) {
    return plan.seats().stream()
        .filter(line -> line.skuId().equals(skuId(sku)))
        .findFirst()
        .orElseThrow();
  }

  private static long blocked(LicensePlan plan) {
    return plan.count(ChangeKind.BLOCKED);
  }

  private static PlannedChange change(LicensePlan plan, GroupId id) {
    return plan.change(Subject.group(id)).orElseThrow();
  }

  private static PlannedChange change(LicensePlan plan, String user) {
    return plan.change(Subject.user(userId(user))).orElseThrow();
  }

  static Stream<Arguments> twoGroups() {
    return Stream.of(
        arguments("both give", false, false, assign("EMS"), assign("EMS"), 0, 10, 10),
        arguments(
            "one gives what the other has",
            true,
            false,
            assign("VISIOCLIENT"),
            assign("EMS"),
            10,
            10,
            10),
        arguments("both take", true, true, remove("EMS"), remove("EMS"), 10, 10, 0),
        arguments("one of two takes", true, true, remove("EMS"), assign("VISIOCLIENT"), 10, 10, 10),
        arguments(
            "one takes, the other gives", true, false, remove("EMS"), assign("EMS"), 10, 10, 10),
        arguments(
            "the other takes, one gives", false, true, assign("EMS"), remove("EMS"), 10, 10, 10));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("twoGroups")
  void seat_of_a_member_of_two_groups_counts_once(
      String name, boolean ofA, boolean ofB, Verb a, Verb b, int start, int peak, int end) {
    LicensePlan plan = plan(twins(10, ofA, ofB, 10), both(a, b));

    assertThat(blocked(plan)).isZero();
    if (start != end || !ofA || !ofB) {
      assertThat(plan.seats())
          .filteredOn(line -> line.skuId().equals(skuId("EMS")))
          .allSatisfy(
              line -> {
                assertThat(line.start()).isEqualTo(start);
                assertThat(line.peak()).isEqualTo(peak);
                assertThat(line.end()).isEqualTo(end);
              });
    }
    assertThat(plan.seats().stream().anyMatch(line -> line.skuId().equals(skuId("EMS"))))
        .isEqualTo(start != end || name.contains("takes, "));
  }

  @Test
  void seats_of_groups_that_overlap_in_part_are_those_of_the_union() {
    PaperTenant tenant =
        with(paper(15, 0), people(0, 15), NOTHING)
            .hasGroup(group(A, "A"), people(0, 10))
            .hasGroup(group(B, "B"), people(5, 15));

    LicensePlan plan = plan(tenant, both(assign("EMS"), assign("EMS")));

    assertThat(blocked(plan)).isZero();
    assertThat(seats(plan, "EMS").end()).isEqualTo(15);
    assertThat(change(plan, A).shape().reach().orElseThrow().seatsTaken())
        .containsOnlyKeys(skuId("EMS"))
        .containsValue(10);
    assertThat(change(plan, B).shape().reach().orElseThrow().seatsTaken()).containsValue(5);
  }

  @Test
  void group_that_gets_no_seats_leaves_its_members_to_the_other() {
    PaperTenant tenant =
        with(paper(5, 0), people(0, 10), NOTHING)
            .hasGroup(group(A, "A"), people(0, 10))
            .hasGroup(group(B, "B"), people(0, 3));

    LicensePlan plan = plan(tenant, both(assign("EMS"), assign("EMS")));

    assertThat(change(plan, A).kind()).isEqualTo(ChangeKind.BLOCKED);
    assertThat(change(plan, B).kind()).isEqualTo(ChangeKind.CHANGE);
    assertThat(seats(plan, "EMS").end()).isEqualTo(3);
    assertThat(seats(plan, "EMS").unserved()).containsExactly(Subject.group(A));
  }

  @Test
  void group_that_is_served_first_serves_the_members_of_both() {
    PaperTenant tenant =
        with(paper(5, 0), people(0, 10), NOTHING)
            .hasGroup(group(A, "A"), people(0, 7))
            .hasGroup(group(B, "B"), people(0, 5));

    LicensePlan plan =
        plan(tenant, both(assign("EMS"), assign("EMS")).firstServed(Selections.group("B")));

    assertThat(change(plan, B).kind()).isEqualTo(ChangeKind.CHANGE);
    assertThat(change(plan, A).kind()).isEqualTo(ChangeKind.BLOCKED);
    assertThat(change(plan, A).shape().findings()).extracting(Finding::members).containsExactly(2L);
  }

  @Test
  void user_who_gets_a_sku_directly_and_through_a_group_needs_one_seat() {
    PaperTenant tenant =
        with(paper(3, 0), people(0, 3), NOTHING).hasGroup(group(A, "A"), people(0, 3));

    LicensePlan plan =
        plan(
            tenant,
            LicenseIntent.of(Selections.group("A"), assign("EMS"))
                .and(user("p1@x.com"), assign("EMS")));

    assertThat(blocked(plan)).isZero();
    assertThat(seats(plan, "EMS").end()).isEqualTo(3);
    assertThat(change(plan, "p1@x.com").shape().findings())
        .extracting(Finding::code)
        .containsExactly(FindingCode.ALSO_INHERITED);
  }

  @Test
  void user_needs_the_seat_if_the_group_gets_none() {
    PaperTenant tenant =
        with(paper(2, 0), people(0, 3), NOTHING).hasGroup(group(A, "A"), people(0, 3));

    LicensePlan plan =
        plan(
            tenant,
            LicenseIntent.of(Selections.group("A"), assign("EMS"))
                .and(user("p1@x.com"), assign("EMS")));

    assertThat(change(plan, A).kind()).isEqualTo(ChangeKind.BLOCKED);
    assertThat(change(plan, "p1@x.com").kind()).isEqualTo(ChangeKind.CHANGE);
    assertThat(seats(plan, "EMS").end()).isEqualTo(1);
  }

  @Test
  void seat_is_free_once_no_path_remains() {
    PaperTenant tenant = twins(4, true, false, 4, direct("EMS")).has("new@x.com");
    LicenseIntent intent =
        LicenseIntent.of(Selections.group("A"), remove("EMS"))
            .and(membersOf("A"), remove("EMS"))
            .and(user("new@x.com"), assign("EMS"));

    LicensePlan plan = plan(tenant, intent);

    assertThat(blocked(plan)).isZero();
    assertThat(seats(plan, "EMS"))
        .isEqualTo(new SeatLedger.Line(skuId("EMS"), 4, 4, 4, 1, List.of()));
    assertThat(plan.stages())
        .extracting(Stage::kind)
        .containsExactly(
            Stage.Kind.FREE_SEATS, Stage.Kind.FREE_SEATS_OF_GROUPS, Stage.Kind.CHANGE_LICENSES);
    assertThat(plan.stages().get(2).gate()).isEqualTo(Gate.GROUP_PROCESSED);
  }

  @Test
  void seat_is_not_free_while_a_path_remains() {
    PaperTenant tenant = twins(4, true, false, 4, direct("EMS")).has("new@x.com");

    LicensePlan plan =
        plan(
            tenant,
            LicenseIntent.of(Selections.group("A"), remove("EMS"))
                .and(user("new@x.com"), assign("EMS")));

    assertThat(change(plan, "new@x.com").kind()).isEqualTo(ChangeKind.BLOCKED);
    assertThat(seats(plan, "EMS").end()).isEqualTo(4);
  }

  @Test
  void seat_that_a_later_call_frees_is_not_there_for_others() {
    PaperTenant tenant = twins(2, true, false, 2, direct("EMS")).has("new@x.com");

    LicensePlan plan =
        plan(
            tenant,
            LicenseIntent.of(Selections.group("A"), remove("EMS"))
                .and(users("p0@x.com", "p1@x.com"), swap("EMS", "VISIOCLIENT"))
                .and(user("new@x.com"), assign("EMS")));

    assertThat(change(plan, "new@x.com").kind()).isEqualTo(ChangeKind.BLOCKED);
    assertThat(seats(plan, "EMS").end()).isZero();
    assertThat(seats(plan, "VISIOCLIENT").end()).isEqualTo(2);
  }

  @Test
  void guards_count_people_once() {
    LicenseIntent intent =
        both(assign("EMS"), assign("VISIOCLIENT")).and(user("p0@x.com"), assign("SPE_E3"));

    LicensePlan within = plan(twins(9, false, false, 9), intent.maxChanges(9).maxPercent(100));
    LicensePlan above = plan(twins(9, false, false, 9), intent.maxChanges(8));

    assertThat(within.isApplyable()).isTrue();
    assertThat(above.findings())
        .filteredOn(finding -> finding.code() == FindingCode.TOO_MANY_CHANGES)
        .singleElement()
        .satisfies(finding -> assertThat(finding.message()).contains("9 people"));
  }

  @Test
  void member_whom_a_group_does_not_change_is_not_counted_elsewhere() {
    PaperTenant tenant = twins(9, true, false, 9);

    LicensePlan plan =
        plan(tenant, both(assign("EMS").disable("INTUNE_A").replacingChoices(), assign("EMS")));

    assertThat(change(plan, A).shape().reach().orElseThrow().countedElsewhere()).isZero();
    assertThat(change(plan, B).shape().reach().orElseThrow().countedElsewhere()).isEqualTo(9);
  }

  @Test
  void protected_person_is_accepted_once() {
    LicenseIntent intent =
        both(assign("EMS"), assign("VISIOCLIENT"))
            .and(user("p1@x.com"), assign("SPE_E3"))
            .protectedUsers(users("p1@x.com", "p2@x.com"))
            .accepting(FindingCode.PROTECTED_USER, 2);

    LicensePlan plan = plan(twins(9, false, false, 9), intent);

    assertThat(plan.isApplyable()).isTrue();
    assertThat(plan.count(ChangeKind.CHANGE)).isEqualTo(3);
  }

  @Test
  void data_that_two_changes_lose_together_blocks_and_is_accepted_once_per_person() {
    PaperTenant tenant =
        with(paper(9, 0), people(0, 3), direct("ENTERPRISEPACK"), through(A, "ENTERPRISEPACK"))
            .hasGroup(group(A, "A", license("ENTERPRISEPACK")), people(0, 3));
    LicenseIntent intent =
        LicenseIntent.of(Selections.group("A"), remove("ENTERPRISEPACK"))
            .and(users("p0@x.com", "p1@x.com"), remove("ENTERPRISEPACK"));

    LicensePlan plan = plan(tenant, intent);
    LicensePlan accepted = plan(tenant, intent.accepting(FindingCode.DATA_LOSS, 2));

    assertThat(plan.findings())
        .filteredOn(finding -> finding.code() == FindingCode.DATA_LOSS)
        .singleElement()
        .satisfies(finding -> assertThat(finding.members()).isEqualTo(2));
    assertThat(change(plan, A).kind()).isEqualTo(ChangeKind.BLOCKED);
    assertThat(accepted.isApplyable()).isTrue();
    assertThat(seats(accepted, "ENTERPRISEPACK").end()).isEqualTo(18);
  }

  @Test
  void data_that_a_call_after_the_groups_loses_blocks_that_call() {
    PaperTenant tenant =
        with(paper(9, 0), people(0, 2), direct("ENTERPRISEPACK"), through(A, "ENTERPRISEPACK"))
            .hasGroup(group(A, "A", license("ENTERPRISEPACK")), people(0, 2));

    LicensePlan plan =
        plan(
            tenant,
            LicenseIntent.of(Selections.group("A"), remove("ENTERPRISEPACK"))
                .and(user("p0@x.com"), swap("ENTERPRISEPACK", "VISIOCLIENT")));

    assertThat(change(plan, A).kind()).isEqualTo(ChangeKind.CHANGE);
    assertThat(change(plan, "p0@x.com").kind()).isEqualTo(ChangeKind.BLOCKED);
    assertThat(change(plan, "p0@x.com").shape().findings())
        .extracting(Finding::code)
        .contains(FindingCode.DATA_LOSS);
  }

  @Test
  void licence_that_a_group_only_gives_by_this_plan_does_not_make_a_loss_harmless() {
    PaperTenant tenant =
        with(paper(9, 0), people(0, 2), direct("ENTERPRISEPACK"))
            .hasGroup(group(A, "A"), people(0, 2));
    LicenseIntent intent =
        LicenseIntent.of(Selections.group("A"), assign("ENTERPRISEPACK"))
            .and(users("p0@x.com", "p1@x.com"), swap("ENTERPRISEPACK", "VISIOCLIENT"));

    LicensePlan plan = plan(tenant, intent);
    LicensePlan accepted = plan(tenant, intent.accepting(FindingCode.DATA_LOSS, 2));

    assertThat(blocked(plan)).isEqualTo(2);
    assertThat(change(plan, "p0@x.com").shape().findings())
        .extracting(Finding::code)
        .contains(FindingCode.DATA_LOSS);
    assertThat(accepted.isApplyable()).isTrue();
    assertThat(accepted.count(ChangeKind.CHANGE)).isEqualTo(3);
    assertThat(seats(accepted, "VISIOCLIENT").end()).isEqualTo(2);
  }

  @Test
  void loss_of_a_group_is_not_made_harmless_by_what_another_group_gives_by_this_plan() {
    PaperTenant tenant =
        with(paper(9, 0), people(0, 2), through(B, "ENTERPRISEPACK"))
            .hasGroup(group(A, "A"), people(0, 2))
            .hasGroup(group(B, "B", license("ENTERPRISEPACK")), people(0, 2));
    LicenseIntent intent = both(assign("ENTERPRISEPACK"), swap("ENTERPRISEPACK", "VISIOCLIENT"));

    LicensePlan plan = plan(tenant, intent);
    LicensePlan accepted = plan(tenant, intent.accepting(FindingCode.DATA_LOSS, 2));

    assertThat(change(plan, B).kind()).isEqualTo(ChangeKind.BLOCKED);
    assertThat(accepted.isApplyable()).isTrue();
    assertThat(accepted.count(ChangeKind.CHANGE)).isEqualTo(2);
  }

  @Test
  void services_are_told_as_those_before_leave_them() {
    LicensePlan plan = plan(twins(9, true, true, 9), both(remove("EMS"), remove("EMS")));

    assertThat(change(plan, A).shape().effects())
        .extracting(ServiceEffect::kind)
        .containsOnly(ServiceEffect.Kind.KEPT);
    assertThat(change(plan, B).shape().effects())
        .allSatisfy(
            effect -> {
              assertThat(effect.kind()).isEqualTo(ServiceEffect.Kind.LOST);
              assertThat(effect.members()).isEqualTo(9);
            });
  }

  @Test
  void preview_says_in_which_order_people_fare() {
    String shared = plan(twins(9, true, true, 9), both(remove("EMS"), remove("EMS"))).preview();
    String alone =
        plan(twins(9, true, true, 9), LicenseIntent.of(Selections.group("A"), remove("EMS")))
            .preview();

    assertThat(shared).contains("Whom several of these reach fares in this order: users");
    assertThat(alone).doesNotContain("Whom several of these");
  }

  @Test
  void move_to_a_group_that_the_plan_changes_is_blocked() {
    PaperTenant tenant =
        paper(9, 1)
            .has("p0@x.com", direct("EMS"))
            .hasGroup(group(A, "A", license("EMS")))
            .hasGroup(group(B, "B", license("EMS")));

    LicensePlan plan =
        plan(
            tenant,
            LicenseIntent.of(Selections.group("A"), assign("VISIOCLIENT"))
                .and(user("p0@x.com"), moveToGroup("A")));
    LicensePlan other =
        plan(
            tenant,
            LicenseIntent.of(Selections.group("A"), assign("VISIOCLIENT"))
                .and(user("p0@x.com"), moveToGroup("B")));

    assertThat(change(plan, "p0@x.com").kind()).isEqualTo(ChangeKind.BLOCKED);
    assertThat(change(plan, "p0@x.com").shape().findings())
        .filteredOn(finding -> finding.code() == FindingCode.CONTRADICTION)
        .singleElement()
        .satisfies(finding -> assertThat(finding.message()).contains("group 'A' too"));
    assertThat(change(plan, A).kind()).isEqualTo(ChangeKind.CHANGE);
    assertThat(change(other, "p0@x.com").kind()).isEqualTo(ChangeKind.CHANGE);
  }

  @Test
  void location_that_is_set_first_is_there_for_the_group() {
    PaperTenant tenant =
        new PaperTenant()
            .owns("EMS", 9, 0)
            .has(PaperTenant.user("p0@x.com").build())
            .hasGroup(group(A, "A"), "p0@x.com");

    LicensePlan plan =
        plan(
            tenant,
            LicenseIntent.of(Selections.group("A"), assign("EMS"))
                .and(user("p0@x.com"), setUsageLocation("NL")));

    assertThat(change(plan, A).shape().findings()).isEmpty();
    assertThat(seats(plan, "EMS").end()).isEqualTo(1);
  }

  @Test
  void cost_user_by_user_counts_people_once() {
    LicensePlan plan = plan(twins(9, false, false, 9), both(assign("EMS"), assign("VISIOCLIENT")));

    assertThat(plan.estimate().writeRequests()).isEqualTo(2);
    assertThat(plan.estimate().directWriteRequests()).isEqualTo(9);
  }

  @Test
  void order_of_entries_does_not_show() {
    LicenseIntent one =
        both(remove("EMS"), assign("EMS")).and(membersOf("A"), assign("VISIOCLIENT"));
    LicenseIntent other =
        LicenseIntent.of(membersOf("A"), assign("VISIOCLIENT"))
            .and(Selections.group("B"), assign("EMS"))
            .and(Selections.group("A"), remove("EMS"));

    assertThat(plan(twins(9, true, false, 9), one).planId())
        .isEqualTo(plan(twins(9, true, false, 9), other).planId());
  }

  @Test
  void shapes_of_those_who_fare_alike_are_kept_once() {
    LicensePlan plan =
        plan(
            twins(50, true, false, 20),
            LicenseIntent.of(Selections.group("A"), remove("EMS"))
                .and(membersOf("A"), assign("VISIOCLIENT")));

    assertThat(plan.size()).isEqualTo(21);
    assertThat(plan.shapes()).hasSize(2);
  }

  @Test
  void plan_file_round_trips() throws IOException {
    LicensePlan plan = plan(twins(9, false, false, 9), both(assign("EMS"), assign("VISIOCLIENT")));
    Path file = folder.resolve("shared.plan");

    plan.writeTo(file);

    LicensePlan read = LicensePlan.read(file);
    assertThat(read.planId()).isEqualTo(plan.planId());
    assertThat(read.shapes()).isEqualTo(plan.shapes());
    assertThat(read.estimate()).isEqualTo(plan.estimate());
  }
}
