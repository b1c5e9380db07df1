package io.github.m365licensing.apply;

import static io.github.m365licensing.intent.Selections.group;
import static io.github.m365licensing.intent.Selections.user;
import static io.github.m365licensing.intent.Verbs.assign;
import static io.github.m365licensing.intent.Verbs.change;
import static io.github.m365licensing.intent.Verbs.remove;
import static io.github.m365licensing.intent.Verbs.replaceAllWith;
import static io.github.m365licensing.intent.Verbs.swap;
import static io.github.m365licensing.testkit.FakeTenant.seats;
import static io.github.m365licensing.testkit.assertj.LicensingAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.m365licensing.Licensing;
import io.github.m365licensing.assignment.AssignedLicense;
import io.github.m365licensing.assignment.LicenseOptions;
import io.github.m365licensing.directory.LicenseState;
import io.github.m365licensing.intent.FindingCode;
import io.github.m365licensing.intent.LicenseIntent;
import io.github.m365licensing.intent.Verb;
import io.github.m365licensing.plan.LicensePlan;
import io.github.m365licensing.testkit.FakeTenant;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Bringing back what a change of a group took. */
class GroupUndoTest {

  private static final String A = "a@contoso.com";

  @TempDir private Path folder;

  private final FakeTenant tenant =
      FakeTenant.builder()
          .sku("EMS", seats(10))
          .sku("ENTERPRISEPACK", seats(5))
          .sku("SPE_E3", seats(5))
          .sku("FLOW_FREE", seats(100))
          .user(A, u -> u.usageLocation("NL").licensedWith("FLOW_FREE"))
          .user("b@contoso.com", u -> {})
          .group(
              "Sales team",
              g ->
                  g.members(A, "b@contoso.com")
                      .licensedWith(LicenseOptions.of("EMS").disable("MFA_PREMIUM"))
                      .licensedWith(LicenseOptions.of("ENTERPRISEPACK").disable("SWAY")))
          .build();

  private final Licensing licensing = Licensing.of(tenant);

  GroupUndoTest() {
    tenant.settle();
  }

  static Stream<Verb> verbs() {
    return Stream.of(
        assign("FLOW_FREE"),
        assign("EMS").only("AAD_PREMIUM").replacingChoices(),
        change("EMS").disable("INTUNE_A"),
        change("EMS").enableAll(),
        remove("EMS"),
        swap("ENTERPRISEPACK", "SPE_E3"),
        replaceAllWith(assign("SPE_E3")));
  }

  private List<AssignedLicense> licenses() {
    return tenant.group("Sales team").now().assignedLicenses();
  }

  private List<LicenseState> members() {
    return Stream.of(A, "b@contoso.com").map(m -> LicenseState.of(tenant.user(m).now())).toList();
  }

  @ParameterizedTest
  @MethodSource("verbs")
  void undo_of_a_report_brings_back_the_group_and_its_members(Verb verb) {
    List<AssignedLicense> before = licenses();
    List<LicenseState> membersBefore = members();
    ApplyReport report = licensing.apply(licensing.plan(group("Sales team"), verb));
    List<AssignedLicense> between = licenses();

    ApplyReport undone = licensing.apply(licensing.plan(licensing.undo(report)));

    assertThat(report).isConfirmed();
    assertThat(between).isNotEqualTo(before);
    assertThat(undone).isConfirmed();
    assertThat(licenses()).isEqualTo(before);
    assertThat(members()).isEqualTo(membersBefore);
    assertThat(tenant).isSound();
  }

  @ParameterizedTest
  @MethodSource("verbs")
  void undo_of_a_journal_brings_back_the_group(Verb verb) {
    List<AssignedLicense> before = licenses();
    Path journal = folder.resolve("run.journal");
    licensing.apply(licensing.plan(group("Sales team"), verb), options -> options.journal(journal));

    licensing.apply(licensing.plan(licensing.undo(journal)));

    assertThat(licenses()).isEqualTo(before);
  }

  @Test
  void users_and_groups_of_one_run_are_brought_back_together() {
    List<AssignedLicense> before = licenses();
    LicenseState userBefore = LicenseState.of(tenant.user(A).now());
    ApplyReport report =
        licensing.apply(
            licensing.plan(
                LicenseIntent.of(group("Sales team"), change("EMS").disable("INTUNE_A"))
                    .and(user(A), assign("EMS"))));

    ApplyReport undone = licensing.apply(licensing.plan(licensing.undo(report)));

    assertThat(undone).isConfirmed();
    assertThat(licenses()).isEqualTo(before);
    assertThat(LicenseState.of(tenant.user(A).now())).isEqualTo(userBefore);
  }

  @Test
  void undo_of_a_removal_says_what_does_not_come_back() {
    ApplyReport report =
        licensing.apply(
            licensing.plan(
                LicenseIntent.of(group("Sales team"), remove("ENTERPRISEPACK"))
                    .accepting(FindingCode.DATA_LOSS, 2)));

    LicensePlan undo = licensing.plan(licensing.undo(report));

    assertThat(undo.findings())
        .filteredOn(finding -> finding.code() == FindingCode.CANNOT_UNDO)
        .isNotEmpty()
        .allMatch(finding -> finding.members() == 2)
        .anyMatch(finding -> finding.message().startsWith("All 2 members: It cannot be brought"));
  }

  @Test
  void group_that_others_changed_since_is_left_alone() {
    ApplyReport report =
        licensing.apply(licensing.plan(group("Sales team"), change("EMS").disable("INTUNE_A")));
    tenant.group("Sales team").licensedWith("EMS");
    tenant.settle();

    LicensePlan undo = licensing.plan(licensing.undo(report));

    assertThat(undo.findings())
        .extracting(io.github.m365licensing.plan.Finding::code)
        .contains(FindingCode.CHANGED_SINCE);
    assertThat(undo.count(io.github.m365licensing.plan.ChangeKind.CHANGE)).isZero();
  }

  @Test
  void loss_of_data_by_undoing_needs_to_be_accepted_with_the_number_of_people() {
    FakeTenant fresh =
        FakeTenant.builder()
            .sku("ENTERPRISEPACK", seats(5))
            .user(A, u -> u.usageLocation("NL"))
            .user("b@contoso.com", u -> u.usageLocation("NL"))
            .group("Sales team", g -> g.members(A, "b@contoso.com"))
            .build();
    Licensing licensing = Licensing.of(fresh);
    ApplyReport report =
        licensing.apply(licensing.plan(group("Sales team"), assign("ENTERPRISEPACK")));

    LicensePlan blocked = licensing.plan(licensing.undo(report));
    LicensePlan accepted =
        licensing.plan(licensing.undo(report).accepting(FindingCode.DATA_LOSS, 2));

    assertThat(blocked.count(io.github.m365licensing.plan.ChangeKind.BLOCKED)).isEqualTo(1);
    assertThat(licensing.apply(accepted).isConfirmed()).isTrue();
    assertThat(fresh.group("Sales team").now().assignedLicenses()).isEmpty();
  }
}
