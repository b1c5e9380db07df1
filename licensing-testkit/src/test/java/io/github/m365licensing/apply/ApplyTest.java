package io.github.m365licensing.apply;

import static io.github.m365licensing.apply.Outcomes.only;
import static io.github.m365licensing.intent.Selections.newUser;
import static io.github.m365licensing.intent.Selections.user;
import static io.github.m365licensing.intent.Selections.users;
import static io.github.m365licensing.intent.Verbs.assign;
import static io.github.m365licensing.intent.Verbs.change;
import static io.github.m365licensing.intent.Verbs.remove;
import static io.github.m365licensing.intent.Verbs.setUsageLocation;
import static io.github.m365licensing.testkit.FakeTenant.seats;
import static io.github.m365licensing.testkit.assertj.LicensingAssertions.assertThat;
import static io.github.m365licensing.testkit.scenario.RequestMatcher.operation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.m365licensing.Licensing;
import io.github.m365licensing.UserLicenses;
import io.github.m365licensing.assignment.LicenseOptions;
import io.github.m365licensing.intent.LicenseIntent;
import io.github.m365licensing.plan.LicensePlan;
import io.github.m365licensing.rules.LicensingSemantics;
import io.github.m365licensing.tenant.GraphOperation;
import io.github.m365licensing.tenant.InitialPassword;
import io.github.m365licensing.tenant.PlanRefusedException;
import io.github.m365licensing.testkit.FakeTenant;
import io.github.m365licensing.testkit.junit.FakeTenantTest;
import io.github.m365licensing.testkit.scenario.Lag;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Applying on the fake's direct door: what is sent, what is seen afterwards, what is said. */
@FakeTenantTest
class ApplyTest {

  private static final String ADELE = "adele@contoso.com";
  private static final String LYNNE = "lynne@contoso.com";

  private FakeTenant tenant;
  private Licensing licensing;

  @BeforeEach
  void meet(FakeTenant tenant, Licensing licensing) {
    this.tenant = tenant;
    this.licensing = licensing;
  }

  private static boolean isOn(Licensing licensing, String user, String plan) {
    return licensing.licensesOf(user).effective(plan).isOn();
  }

  @Test
  void change_keeps_the_other_choice() {
    ApplyReport report =
        licensing.apply(licensing.plan(user(ADELE), change("EMS").disable("INTUNE_A")));

    assertThat(report).onlyOutcome().isApplied().isConfirmed();
    assertThat(isOn(licensing, ADELE, "INTUNE_A")).isFalse();
    assertThat(isOn(licensing, ADELE, "ADALLOM_S_DISCOVERY")).isFalse();
    assertThat(isOn(licensing, ADELE, "AAD_PREMIUM")).isTrue();
    assertThat(tenant).received().exactly(1, GraphOperation.ASSIGN_USER_LICENSE);
  }

  @Test
  void applying_again_changes_nothing() {
    licensing.apply(licensing.plan(user(ADELE), change("EMS").disable("INTUNE_A")));
    tenant.requests().clear();

    ApplyReport report =
        licensing.apply(licensing.plan(user(ADELE), change("EMS").disable("INTUNE_A")));

    assertThat(report).onlyOutcome().isAlreadyInPlace();
    assertThat(tenant).received().onlyReads();
  }

  @Test
  void planning_only_reads() {
    licensing.plan(user(ADELE), change("EMS").disable("INTUNE_A")).preview();

    assertThat(tenant).received().onlyReads();
  }

  @Test
  void new_user_is_created_then_licensed_and_the_password_is_given_once() {
    List<String> given = new ArrayList<>();
    LicensePlan plan =
        licensing.plan(
            newUser("test.user@contoso.com")
                .displayName("Test User")
                .department("DName")
                .usageLocation("US"),
            assign("EMS").disable("INTUNE_A"));

    ApplyReport report =
        licensing.apply(
            plan,
            options ->
                options
                    .initialPasswords((user, password) -> given.add(user + " " + password.secret()))
                    .passwordGenerator(() -> new InitialPassword("Secret-1")));

    assertThat(report).onlyOutcome().isApplied().isConfirmed();
    assertThat(given)
        .containsExactly("user " + only(report).createdUser().orElseThrow() + " Secret-1");
    UserLicenses licenses = licensing.licensesOf("test.user@contoso.com");
    assertThat(licenses.skuPartNumbers()).containsExactly("EMS");
    assertThat(licenses.effective("INTUNE_A").isOn()).isFalse();
    assertThat(plan.toString() + report + report.text() + plan.preview())
        .doesNotContain("Secret-1");
    assertThat(tenant.requests().all().toString()).doesNotContain("Secret-1");
  }

  @Test
  void plan_that_creates_users_without_a_consumer_of_passwords_is_refused() {
    LicensePlan plan =
        licensing.plan(newUser("test.user@contoso.com").usageLocation("US"), assign("EMS"));

    assertThatExceptionOfType(PlanRefusedException.class)
        .isThrownBy(() -> licensing.apply(plan))
        .withMessageContaining("initialPasswords")
        .withMessageContaining("Nothing was sent");
    assertThat(tenant).received().onlyReads();
  }

  @Test
  void consumer_of_passwords_that_fails_is_told_in_the_outcome() {
    LicensePlan plan =
        licensing.plan(newUser("test.user@contoso.com").usageLocation("US"), assign("EMS"));

    ApplyReport report =
        licensing.apply(
            plan,
            options ->
                options.initialPasswords(
                    (user, password) -> {
                      throw new IllegalStateException("vault is closed");
                    }));

    assertThat(report).isConfirmed();
    assertThat(only(report).notes()).singleElement().asString().contains("Reset it");
  }

  @Test
  void usage_location_is_set_and_seen_before_the_licence() {
    tenant.visibleAfter(Lag.of(Duration.ofSeconds(20)));

    ApplyReport report =
        licensing.apply(
            licensing.plan(user("diego@contoso.com"), setUsageLocation("NL"), assign("EMS")));

    assertThat(report).isConfirmed();
    assertThat(licensing.licensesOf("diego@contoso.com").skuPartNumbers()).containsExactly("EMS");
  }

  @Test
  void new_user_under_lag_is_licensed_once_visible() {
    tenant.visibleAfter(Lag.of(Duration.ofSeconds(20)));

    ApplyReport report =
        licensing.apply(
            licensing.plan(newUser("test.user@contoso.com").usageLocation("US"), assign("EMS")),
            options -> options.initialPasswords((user, password) -> {}));

    assertThat(report).isConfirmed();
    assertThat(tenant).received().exactly(1, GraphOperation.CREATE_USER);
  }

  @Test
  void lag_beyond_the_budget_is_not_yet_visible() {
    tenant.visibleAfter(Lag.of(Duration.ofMinutes(10)));

    ApplyReport report =
        licensing.apply(
            licensing.plan(user(LYNNE), assign("EMS")),
            options -> options.verificationBudget(Duration.ofMinutes(1)));

    assertThat(report).onlyOutcome().isAppliedBut(Verification.NOT_YET_VISIBLE);
    assertThat(report.isConfirmed()).isFalse();
    tenant.settle();
  }

  @Test
  void lost_reply_is_settled_by_reading() {
    tenant.faults().appliedButReplyLost().on(operation(GraphOperation.ASSIGN_USER_LICENSE)).once();

    ApplyReport report = licensing.apply(licensing.plan(user(LYNNE), assign("EMS")));

    assertThat(report).onlyOutcome().isApplied().isConfirmed();
    assertThat(tenant).received().exactly(1, GraphOperation.ASSIGN_USER_LICENSE);
  }

  @Test
  void lost_reply_of_a_creation_is_settled_by_name_and_the_password_is_given() {
    List<String> given = new ArrayList<>();
    tenant.faults().appliedButReplyLost().on(operation(GraphOperation.CREATE_USER)).once();

    ApplyReport report =
        licensing.apply(
            licensing.plan(newUser("test.user@contoso.com").usageLocation("US"), assign("EMS")),
            options -> options.initialPasswords((user, password) -> given.add(user.toString())));

    assertThat(report).isConfirmed();
    assertThat(given).hasSize(1);
    assertThat(tenant).received().exactly(1, GraphOperation.CREATE_USER);
  }

  @Test
  void accepted_but_not_applied_is_not_confirmed() {
    tenant
        .faults()
        .acceptedButNotApplied()
        .on(operation(GraphOperation.ASSIGN_USER_LICENSE))
        .once();

    ApplyReport report = licensing.apply(licensing.plan(user(LYNNE), assign("EMS")));

    assertThat(report).onlyOutcome().isAppliedBut(Verification.NOT_YET_VISIBLE);
    assertThat(report.isConfirmed()).isFalse();
  }

  @Test
  void subject_that_changed_since_planning_is_refused_with_the_difference() {
    LicensePlan plan = licensing.plan(users(ADELE, LYNNE), assign("EMS").replacingChoices());
    tenant.user(ADELE).licensedWith(LicenseOptions.of("EMS").disable("AAD_PREMIUM"));

    ApplyReport report = licensing.apply(plan);

    assertThat(report)
        .outcomeOf(ADELE)
        .isRefusedBy(Refusal.Origin.DRIFT)
        .naming("EMS was direct without ADALLOM_S_DISCOVERY, is direct without AAD_PREMIUM");
    assertThat(report).outcomeOf(LYNNE).isApplied();
  }

  @Test
  void subject_that_somebody_else_changed_as_wished_is_in_place() {
    LicensePlan plan = licensing.plan(user(LYNNE), assign("EMS"));
    tenant.user(LYNNE).licensedWith("EMS");
    tenant.requests().clear();

    ApplyReport report = licensing.apply(plan);

    assertThat(report).onlyOutcome().isAlreadyInPlace();
    assertThat(tenant).received().onlyReads();
  }

  @Test
  void one_stale_read_is_not_drift() {
    LicensePlan plan = licensing.plan(user(ADELE), change("EMS").disable("INTUNE_A"));
    tenant.faults().staleRead().on(operation(GraphOperation.LIST_USERS)).once();

    ApplyReport report = licensing.apply(plan);

    assertThat(report).isConfirmed();
  }

  @Test
  void deleted_subject_is_refused() {
    LicensePlan plan = licensing.plan(user(ADELE), change("EMS").disable("INTUNE_A"));
    tenant.user(ADELE).delete();

    assertThat(licensing.apply(plan)).onlyOutcome().naming("can no longer be read");
  }

  @Test
  void refusal_by_the_service_names_reason_and_cure_and_holds_back_nobody_else() {
    LicensePlan plan = licensing.plan(users(LYNNE, "alex@contoso.com"), assign("EMS"));
    tenant.user(LYNNE).managementRestricted();

    ApplyReport report = licensing.apply(plan);

    assertThat(report)
        .outcomeOf(LYNNE)
        .isRefusedBy(Refusal.Origin.SERVICE)
        .naming("FORBIDDEN")
        .naming("403")
        .naming("restricted administrative unit");
    assertThat(report.count(ChangeOutcome.Kind.APPLIED)).isEqualTo(1);
  }

  @Test
  void blocked_subject_gets_no_write_and_the_others_go_on() {
    LicensePlan plan = licensing.plan(users("diego@contoso.com", LYNNE), assign("EMS"));

    ApplyReport report = licensing.apply(plan);

    assertThat(report.count(ChangeOutcome.Kind.REFUSED)).isEqualTo(1);
    assertThat(report.count(ChangeOutcome.Kind.APPLIED)).isEqualTo(1);
    assertThat(report.text()).contains("setUsageLocation");
  }

  @Test
  void inherited_is_never_written() {
    ApplyReport report = licensing.apply(licensing.plan(user("grady@contoso.com"), remove("EMS")));

    assertThat(report).onlyOutcome().naming("'EMS licensed'");
    assertThat(tenant).received().onlyReads();
  }

  @Test
  void seat_that_one_gives_back_is_taken_by_another() {
    FakeTenant small =
        FakeTenant.builder()
            .sku("EMS", seats(1))
            .user("a@contoso.com", u -> u.usageLocation("NL").licensedWith("EMS"))
            .user("b@contoso.com", u -> u.usageLocation("NL"))
            .build();
    small.visibleAfter(Lag.of(Duration.ofSeconds(15)));
    Licensing licensing = Licensing.of(small);

    ApplyReport report =
        licensing.apply(
            licensing.plan(
                LicenseIntent.of(user("a@contoso.com"), remove("EMS"))
                    .and(user("b@contoso.com"), assign("EMS"))));

    assertThat(report).isConfirmed();
    assertThat(licensing.licensesOf("b@contoso.com").skuPartNumbers()).containsExactly("EMS");
  }

  @Test
  void plan_of_another_tenant_is_refused() {
    LicensePlan plan = licensing.plan(user(ADELE), change("EMS").disable("INTUNE_A"));
    FakeTenant other = FakeTenant.builder().organization("Fabrikam", "US").build();

    assertThatExceptionOfType(PlanRefusedException.class)
        .isThrownBy(() -> Licensing.of(other).apply(plan))
        .withMessageContaining("was made for tenant");
    assertThat(other).received().onlyReads();
  }

  @Test
  void disabled_plans_that_the_service_adds_are_confirmed_with_a_note() {
    FakeTenant adding =
        FakeTenant.builder()
            .sku("EMS", seats(5))
            .user("a@contoso.com", u -> u.usageLocation("NL"))
            .semantics(
                LicensingSemantics.builder()
                    .storedDisabledPlans(LicensingSemantics.StoredDisabledPlans.SERVICE_ADDS)
                    .build())
            .build();
    Licensing licensing = Licensing.of(adding);

    ApplyReport report =
        licensing.apply(licensing.plan(user("a@contoso.com"), assign("EMS").disable("INTUNE_A")));

    assertThat(report).onlyOutcome().isApplied().isConfirmed();
    assertThat(only(report).notes()).singleElement().asString().contains("stored more");
  }

  @Test
  void interrupted_run_reports_the_rest_as_not_started() {
    LicensePlan plan = licensing.plan(users(ADELE, LYNNE), assign("EMS").replacingChoices());

    Thread.currentThread().interrupt();
    ApplyReport report = licensing.apply(plan);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(report.outcomes())
        .extracting(ChangeOutcome::kind)
        .containsOnly(ChangeOutcome.Kind.NOT_STARTED);
    assertThat(tenant).received().onlyReads();
  }

  @Test
  void progress_tells_every_list_and_ends_complete() {
    List<Progress.Update> updates = new ArrayList<>();
    LicensePlan plan = licensing.plan(users(ADELE, LYNNE), assign("EMS").replacingChoices());

    licensing.apply(plan, options -> options.writesPerList(1).progress(updates::add));

    assertThat(updates).extracting(Progress.Update::done).containsExactly(1L, 2L, 2L);
    assertThat(updates)
        .extracting(Progress.Update::activity)
        .containsExactly("change licenses", "change licenses", "verify");
    assertThat(Set.copyOf(updates.get(2).counts().values())).containsExactly(2L);
  }
}
