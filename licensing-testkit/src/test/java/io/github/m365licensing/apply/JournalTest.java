package io.github.m365licensing.apply;

import static io.github.m365licensing.intent.Selections.everyone;
import static io.github.m365licensing.intent.Selections.newUser;
import static io.github.m365licensing.intent.Selections.user;
import static io.github.m365licensing.intent.Selections.users;
import static io.github.m365licensing.intent.Selections.usersWhere;
import static io.github.m365licensing.intent.Verbs.assign;
import static io.github.m365licensing.intent.Verbs.change;
import static io.github.m365licensing.intent.Verbs.remove;
import static io.github.m365licensing.intent.Verbs.setUsageLocation;
import static io.github.m365licensing.testkit.assertj.LicensingAssertions.assertThat;
import static io.github.m365licensing.testkit.scenario.RequestMatcher.assignLicense;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.m365licensing.Licensing;
import io.github.m365licensing.assignment.LicenseOptions;
import io.github.m365licensing.directory.LicenseState;
import io.github.m365licensing.directory.LicensedUser;
import io.github.m365licensing.directory.Subject;
import io.github.m365licensing.directory.UserQuery;
import io.github.m365licensing.intent.FindingCode;
import io.github.m365licensing.intent.LicenseIntent;
import io.github.m365licensing.journal.Journal;
import io.github.m365licensing.journal.JournalEntry;
import io.github.m365licensing.journal.JournalFile;
import io.github.m365licensing.plan.ChangeKind;
import io.github.m365licensing.plan.Finding;
import io.github.m365licensing.plan.LicensePlan;
import io.github.m365licensing.tenant.InitialPassword;
import io.github.m365licensing.tenant.PlanRefusedException;
import io.github.m365licensing.testkit.FakeTenant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The journal as audit trail, and what is resumed and undone from it. */
class JournalTest {

  private static final String ADELE = "adele@contoso.com";
  private static final String LYNNE = "lynne@contoso.com";

  @TempDir private Path folder;

  private final FakeTenant tenant = FakeTenant.contoso();
  private final Licensing licensing = Licensing.of(tenant);

  private Path journal() {
    return folder.resolve("run.journal");
  }

  private ApplyReport apply(LicensePlan plan) {
    return licensing.apply(
        plan,
        options ->
            options
                .journal(journal())
                .initialPasswords((user, password) -> {})
                .passwordGenerator(() -> new InitialPassword("Secret-1")));
  }

  private LicenseState state(String user) {
    return LicenseState.of(tenant.user(user).now());
  }

  private static Map<String, LicenseState> states(FakeTenant tenant) {
    Map<String, LicenseState> states = new TreeMap<>();
    try (Stream<LicensedUser> users = tenant.listUsers(UserQuery.everyone())) {
      users.forEach(user -> states.put(user.userPrincipalName(), LicenseState.of(user)));
    }
    return states;
  }

  @Test
  void journal_tells_before_and_after_request_and_end_without_names_or_secrets()
      throws IOException {
    LicensePlan plan =
        licensing.plan(
            LicenseIntent.of(user(ADELE), change("EMS").disable("INTUNE_A"))
                .and(newUser("test.user@contoso.com").usageLocation("US"), assign("EMS")));

    apply(plan);

    Journal journal = Journal.read(journal());
    assertThat(journal.planId()).isEqualTo(plan.planId());
    assertThat(journal.isFinished()).isTrue();
    assertThat(journal.entries())
        .filteredOn(JournalEntry.Intended.class::isInstance)
        .hasSize(3)
        .map(JournalEntry.Intended.class::cast)
        .anySatisfy(
            intended -> {
              assertThat(intended.user()).contains(tenant.user(ADELE).id());
              assertThat(intended.before()).hasSize(1);
              assertThat(intended.before().get(0).disabledPlans()).hasSize(1);
              assertThat(intended.addLicenses().get(0).disabledPlans()).hasSize(2);
            });
    assertThat(Files.readString(journal())).doesNotContain("@", "Secret-1");
    assertThat(Files.readString(folder.resolve("run.journal.plan"))).doesNotContain("Secret-1");
  }

  @Test
  void journal_holds_one_plan_once() {
    apply(licensing.plan(user(ADELE), change("EMS").disable("INTUNE_A")));
    LicensePlan other = licensing.plan(user(LYNNE), assign("EMS"));
    tenant.requests().clear();

    assertThatExceptionOfType(PlanRefusedException.class)
        .isThrownBy(() -> apply(other))
        .withMessageContaining("one plan once");
    assertThat(tenant).received().onlyReads();
  }

  @Test
  void tampered_journal_is_refused_with_the_line() throws IOException {
    apply(licensing.plan(user(ADELE), change("EMS").disable("INTUNE_A")));
    Files.writeString(journal(), Files.readString(journal()).replace("\"DONE\"", "\"FAILED\""));
    tenant.requests().clear();

    assertThatExceptionOfType(PlanRefusedException.class)
        .isThrownBy(() -> licensing.resume(journal()))
        .withMessageContaining("line 4")
        .withMessageContaining("Nothing was sent");
    assertThat(tenant).received().onlyReads();
  }

  @Test
  void journal_in_use_is_refused() {
    apply(licensing.plan(user(ADELE), change("EMS").disable("INTUNE_A")));

    try (JournalFile held = JournalFile.open(journal())) {
      assertThatExceptionOfType(PlanRefusedException.class)
          .isThrownBy(() -> licensing.resume(journal()))
          .withMessageContaining("in use by another run");
      assertThat(held).isNotNull();
    }
  }

  @Test
  void journal_of_another_format_is_refused() throws IOException {
    apply(licensing.plan(user(ADELE), change("EMS").disable("INTUNE_A")));
    Files.writeString(
        journal(),
        Files.readString(journal()).replace("\"version\":\"1.0\"", "\"version\":\"9.0\""));

    assertThatExceptionOfType(PlanRefusedException.class)
        .isThrownBy(() -> Journal.read(journal()))
        .withMessageContaining("format version 9");
  }

  @Test
  void finished_run_resumed_only_reads() {
    apply(licensing.plan(user(ADELE), change("EMS").disable("INTUNE_A")));
    tenant.requests().clear();

    ApplyReport report = licensing.resume(journal());

    assertThat(report).isConfirmed();
    assertThat(tenant).received().onlyReads();
  }

  @Test
  void undo_of_a_report_restores_what_was() {
    Map<String, LicenseState> before = states(tenant);
    LicensePlan plan =
        licensing.plan(
            LicenseIntent.of(usersWhere(everyone()), change("EMS").disable("INTUNE_A"))
                .and(users(LYNNE, "alex@contoso.com"), assign("EMS"))
                .and(user("patti@contoso.com"), remove("POWER_BI_PRO")));
    ApplyReport report = apply(plan);
    assertThat(states(tenant)).isNotEqualTo(before);

    // POWER_BI_PRO is over-used, so the seat that was given back cannot be taken again.
    LicensePlan undo = licensing.plan(licensing.undo(report));
    assertThat(undo.findings())
        .filteredOn(f -> f.code() == FindingCode.NO_FREE_SEAT)
        .extracting(Finding::subject)
        .containsExactly(
            java.util.Optional.of(Subject.user(tenant.user("patti@contoso.com").id())));
    licensing.apply(undo);

    Map<String, LicenseState> after = states(tenant);
    after.remove("patti@contoso.com");
    before.remove("patti@contoso.com");
    assertThat(after).isEqualTo(before);
    assertThat(tenant).isSound();
  }

  @Test
  void undo_of_a_journal_restores_what_was() {
    LicenseState before = state(ADELE);
    apply(licensing.plan(user(ADELE), change("EMS").disable("INTUNE_A"), assign("FLOW_FREE")));

    licensing.apply(licensing.plan(licensing.undo(journal())));

    assertThat(state(ADELE)).isEqualTo(before);
  }

  @Test
  void undo_leaves_alone_what_others_changed_since() {
    ApplyReport report =
        apply(licensing.plan(users(ADELE, LYNNE), assign("EMS").replacingChoices()));
    tenant.user(ADELE).licensedWith(LicenseOptions.of("EMS").disable("MFA_PREMIUM"));

    LicensePlan undo = licensing.plan(licensing.undo(report));

    assertThat(undo.count(ChangeKind.CHANGE)).isEqualTo(1);
    assertThat(undo.change(Subject.user(tenant.user(ADELE).id())).orElseThrow().findings())
        .extracting(Finding::code)
        .containsExactly(FindingCode.CHANGED_SINCE);
  }

  @Test
  void undo_says_that_a_usage_location_cannot_be_emptied() {
    ApplyReport report =
        apply(licensing.plan(user("diego@contoso.com"), setUsageLocation("NL"), assign("EMS")));

    LicensePlan undo = licensing.plan(licensing.undo(report));
    licensing.apply(undo);

    assertThat(undo.findings()).extracting(Finding::code).contains(FindingCode.CANNOT_UNDO);
    assertThat(state("diego@contoso.com").licenses().assignedLicenses()).isEmpty();
    assertThat(state("diego@contoso.com").usageLocation()).isPresent();
  }

  @Test
  void undo_of_a_run_that_changed_nothing_is_refused() {
    ApplyReport report = apply(licensing.plan(user(ADELE), change("EMS").enableAll()));
    licensing.apply(licensing.plan(licensing.undo(report)));
    ApplyReport nothing = licensing.apply(licensing.plan(user(LYNNE), remove("EMS")));

    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> licensing.undo(nothing))
        .withMessageContaining("nothing to undo");
  }

  @Test
  void canary_that_is_not_confirmed_holds_back_the_others() {
    LicensePlan plan =
        licensing.plan(
            LicenseIntent.of(
                    users(ADELE, LYNNE, "alex@contoso.com"), assign("EMS").replacingChoices())
                .canary(1));
    tenant.faults().acceptedButNotApplied().on(assignLicense()).once();

    ApplyReport report = licensing.apply(plan);

    assertThat(report.count(ChangeOutcome.Kind.NOT_STARTED)).isEqualTo(2);
    assertThat(tenant.requests().writes()).hasSize(1);
  }

  @Test
  void canary_that_is_confirmed_lets_the_others_go_on() {
    LicensePlan plan =
        licensing.plan(
            LicenseIntent.of(
                    users(ADELE, LYNNE, "alex@contoso.com"), assign("EMS").replacingChoices())
                .canary(1));

    assertThat(licensing.apply(plan).isConfirmed()).isTrue();
  }

  @Test
  void failures_in_a_row_stop_the_run() {
    tenant.user(ADELE).managementRestricted();
    tenant.user(LYNNE).managementRestricted();
    tenant.user("alex@contoso.com").managementRestricted();
    LicensePlan plan =
        licensing.plan(users(ADELE, LYNNE, "alex@contoso.com"), assign("EMS").replacingChoices());

    ApplyReport report =
        licensing.apply(
            plan,
            options -> options.writesPerList(1).listsInFlight(1).stopAfterConsecutiveFailures(2));

    assertThat(report.count(ChangeOutcome.Kind.REFUSED)).isEqualTo(2);
    assertThat(report.count(ChangeOutcome.Kind.NOT_STARTED)).isEqualTo(1);
    assertThat(report.text()).contains("2 failures in a row");
  }
}
