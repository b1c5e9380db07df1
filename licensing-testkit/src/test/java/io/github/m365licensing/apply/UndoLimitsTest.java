package io.github.m365licensing.apply;

import static io.github.m365licensing.intent.Selections.newUser;
import static io.github.m365licensing.intent.Selections.user;
import static io.github.m365licensing.intent.Verbs.assign;
import static io.github.m365licensing.intent.Verbs.change;
import static io.github.m365licensing.intent.Verbs.remove;
import static io.github.m365licensing.testkit.FakeTenant.seats;
import static io.github.m365licensing.testkit.assertj.LicensingAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.m365licensing.Licensing;
import io.github.m365licensing.directory.LicensedUser;
import io.github.m365licensing.intent.FindingCode;
import io.github.m365licensing.intent.LicenseIntent;
import io.github.m365licensing.plan.ChangeKind;
import io.github.m365licensing.plan.Finding;
import io.github.m365licensing.plan.LicensePlan;
import io.github.m365licensing.testkit.FakeTenant;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What undoing cannot bring back, and that it says so first. */
class UndoLimitsTest {

  private static final String NEW_USER = "test.user@contoso.com";

  @TempDir private Path folder;

  private final FakeTenant tenant = FakeTenant.contoso();
  private final Licensing licensing = Licensing.of(tenant);

  private LicensePlan undo(LicenseIntent intent, boolean fromJournal) {
    Path journal = folder.resolve("run.journal");
    ApplyReport report =
        licensing.apply(
            licensing.plan(intent),
            options -> options.journal(journal).initialPasswords((user, password) -> {}));
    assertThat(report).isConfirmed();
    return licensing.plan(fromJournal ? licensing.undo(journal) : licensing.undo(report));
  }

  private static List<String> limits(LicensePlan undo) {
    return undo.findings()
        .filter(finding -> finding.code() == FindingCode.CANNOT_UNDO)
        .map(Finding::message)
        .toList();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void created_user_stays_without_the_licence(boolean fromJournal) {
    int free = licensing.sku("EMS").freeSeats();

    LicensePlan undo =
        undo(LicenseIntent.of(newUser(NEW_USER).usageLocation("US"), assign("EMS")), fromJournal);
    licensing.apply(undo);

    assertThat(limits(undo))
        .containsExactly(
            "It cannot be brought back: the user was created by the change and is not deleted.");
    LicensedUser created = tenant.findUser(NEW_USER).orElseThrow();
    assertThat(created.assignedLicenses()).isEmpty();
    assertThat(licensing.sku("EMS").freeSeats()).isEqualTo(free);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void user_created_without_licence_is_told_too(boolean fromJournal) {
    LicensePlan undo = undo(LicenseIntent.of(newUser(NEW_USER).usageLocation("US")), fromJournal);

    assertThat(undo.count(ChangeKind.NO_CHANGE)).isEqualTo(1);
    assertThat(limits(undo)).singleElement().asString().contains("is not deleted");
  }

  @Test
  void mailbox_files_and_phone_number_do_not_wait_for_ever() {
    FakeTenant phones =
        FakeTenant.builder()
            .sku("SPE_E5", seats(5))
            .user("a@contoso.com", u -> u.usageLocation("NL").licensedWith("SPE_E5"))
            .build();
    Licensing licensing = Licensing.of(phones);
    ApplyReport report =
        licensing.apply(
            licensing.plan(
                LicenseIntent.of(user("a@contoso.com"), remove("SPE_E5"))
                    .accepting(FindingCode.DATA_LOSS, 1)));

    LicensePlan undo = licensing.plan(licensing.undo(report));

    assertThat(undo.count(ChangeKind.CHANGE)).isEqualTo(1);
    assertThat(limits(undo))
        .containsExactly(
            "It cannot be brought back: a mailbox that had no Exchange plan for 30 days.",
            "It cannot be brought back: files of a OneDrive that had no plan for 93 days.",
            "It cannot be brought back: the phone number, which has to be assigned again.");
  }

  @Test
  void choice_that_holds_no_data_comes_back_whole() {
    LicensePlan undo =
        undo(LicenseIntent.of(user("adele@contoso.com"), change("EMS").disable("INTUNE_A")), false);

    assertThat(limits(undo)).isEmpty();
  }

  @Test
  void limits_stand_before_other_findings_in_the_preview() {
    LicensePlan undo =
        undo(
            LicenseIntent.of(newUser(NEW_USER).usageLocation("US"), assign("EMS"))
                .and(user("adele@contoso.com"), change("EMS").disable("INTUNE_A")),
            false);

    String findings = undo.preview().substring(undo.preview().indexOf("\nFindings\n"));
    assertThat(findings).startsWith("\nFindings\n  ADVISORY CANNOT_UNDO");
  }
}
