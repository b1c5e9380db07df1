package io.github.m365licensing.testkit.assertj;

import static io.github.m365licensing.apply.Refusal.Origin.DRIFT;
import static io.github.m365licensing.apply.Refusal.Origin.PLAN;
import static io.github.m365licensing.apply.Verification.NOT_YET_VISIBLE;
import static io.github.m365licensing.intent.FindingCode.INHERITED;
import static io.github.m365licensing.intent.FindingCode.NOT_HELD;
import static io.github.m365licensing.intent.FindingCode.NO_USAGE_LOCATION;
import static io.github.m365licensing.intent.Selections.user;
import static io.github.m365licensing.intent.Selections.users;
import static io.github.m365licensing.intent.Verbs.assign;
import static io.github.m365licensing.intent.Verbs.remove;
import static io.github.m365licensing.tenant.GraphOperation.LIST_USERS;
import static io.github.m365licensing.tenant.GraphOperation.READ_ORGANIZATION;
import static io.github.m365licensing.testkit.assertj.LicensingAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.m365licensing.Licensing;
import io.github.m365licensing.apply.ApplyReport;
import io.github.m365licensing.directory.LicensedUser;
import io.github.m365licensing.intent.LicenseIntent;
import io.github.m365licensing.plan.LicensePlan;
import io.github.m365licensing.testkit.FakeTenant;
import io.github.m365licensing.testkit.internal.service.Spoiled;
import io.github.m365licensing.testkit.scenario.RequestMatcher;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class LicensingAssertionsTest {

  private static final String ADELE = "adele@contoso.com";
  private static final String LYNNE = "lynne@contoso.com";
  private static final String ISAIAH = "isaiah@contoso.com";
  private static final String DIEGO = "diego@contoso.com";

  private final FakeTenant tenant = FakeTenant.contoso();
  private final Licensing licensing = Licensing.of(tenant);

  private static void fails(ThrowingCallable assertion, String... parts) {
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(assertion)
        .satisfies(
            error ->
                assertThat(error.getMessage())
                    .contains("Expected: ", "Actual: ")
                    .contains(parts)
                    .doesNotContain("@contoso.com"));
  }

  @Test
  void hasLicense_of_a_held_sku_passes_by_any_name() {
    assertThat(tenant)
        .user(ADELE)
        .hasLicense("EMS")
        .hasLicense("ems")
        .hasLicense("efccb6f7-5641-4e0e-bd10-b4976e1bf68e")
        .hasLicense("Enterprise Mobility + Security E3");
  }

  @Test
  void hasLicense_of_a_sku_not_held_shows_what_is_held_and_the_last_requests() {
    tenant.findUser(LYNNE);

    fails(
        () -> assertThat(tenant).user("megan@contoso.com").hasLicense("VISIOCLIENT"),
        "Expected: licence VISIOCLIENT",
        "Actual:   not held",
        "EMS direct Active",
        "SPE_E3 through group 'M365 E3 licensed' Active, off [YAMMER_ENTERPRISE]",
        "#1 GET");
  }

  @Test
  void hasLicense_with_a_name_that_means_nothing_asserts_nothing() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> assertThat(tenant).user(ADELE).hasLicense("EMSS"))
        .withMessageContaining("Nothing was asserted");
  }

  @Test
  void hasNoLicense_of_a_sku_not_held_passes_also_if_the_tenant_does_not_own_it() {
    assertThat(tenant).user(LYNNE).hasNoLicense("EMS").hasNoLicense("Microsoft_365_Copilot");
  }

  @Test
  void hasNoLicense_of_a_held_sku_shows_the_path() {
    fails(
        () -> assertThat(tenant).user(ISAIAH).hasNoLicense("EMS"),
        "Expected: no licence EMS",
        "Actual:   held",
        "EMS through group 'EMS licensed'");
  }

  @Test
  void hasDirectLicense_of_a_direct_path_passes() {
    assertThat(tenant).user(ADELE).hasDirectLicense("EMS");
  }

  @Test
  void hasDirectLicense_of_an_inherited_sku_says_so() {
    fails(
        () -> assertThat(tenant).user(ISAIAH).hasDirectLicense("EMS"),
        "direct licence EMS",
        "held through a group only");
    fails(() -> assertThat(tenant).user(LYNNE).hasDirectLicense("EMS"), "not held", "none");
  }

  @Test
  void hasDisabledPlansExactly_of_these_plans_passes() {
    assertThat(tenant).user(ADELE).hasDisabledPlansExactly("EMS", "ADALLOM_S_DISCOVERY");
    assertThat(tenant).user("pradeep@contoso.com").hasDisabledPlansExactly("EMS");
  }

  @Test
  void hasDisabledPlansExactly_of_other_plans_names_both() {
    fails(
        () -> assertThat(tenant).user(ADELE).hasDisabledPlansExactly("EMS", "INTUNE_A"),
        "EMS with exactly [INTUNE_A] off",
        "[ADALLOM_S_DISCOVERY] off");
    fails(
        () -> assertThat(tenant).user(LYNNE).hasDisabledPlansExactly("EMS", "INTUNE_A"),
        "not held");
  }

  @Test
  void a_user_as_read_is_asserted_on_with_published_names() {
    LicensedUser adele = tenant.findUser(ADELE).orElseThrow();

    assertThat(adele).hasLicense("EMS").hasDisabledPlansExactly("EMS", "ADALLOM_S_DISCOVERY");
    fails(() -> assertThat(adele).hasLicense("SPE_E3"), "licence SPE_E3", "EMS direct Active");
  }

  @Test
  void consumes_counts_seats() {
    assertThat(tenant).consumes("EMS", 6);
    fails(() -> assertThat(tenant).consumes("EMS", 7), "7 seats of EMS", "6 in use");
  }

  @Test
  void isSound_fails_for_a_tenant_that_breaks_its_rules() {
    assertThat(tenant).isSound();
    Spoiled.withPathsTwice(tenant, ADELE);

    fails(() -> assertThat(tenant).isSound(), "keeps its own rules", "twice");
  }

  @Test
  void onlyReads_after_planning_passes_and_after_applying_fails() {
    LicensePlan plan = licensing.plan(user(ADELE), remove("EMS"));
    assertThat(tenant).received().onlyReads().writes(0);

    licensing.apply(plan);

    assertThat(tenant).received().writes(1);
    fails(
        () -> assertThat(tenant).received().onlyReads(),
        "Expected: only reads",
        "Actual:   1 writes",
        "POST ASSIGN_USER_LICENSE 200");
    fails(() -> assertThat(tenant).received().writes(2), "2 writes", "1 writes");
  }

  @Test
  void exactly_counts_one_operation() {
    tenant.organization();

    assertThat(tenant).received().exactly(1, READ_ORGANIZATION);
    fails(
        () -> assertThat(tenant).received().exactly(1, LIST_USERS),
        "1 requests LIST_USERS",
        "0 requests LIST_USERS");
  }

  @Test
  void needs_names_the_least_permissions() {
    tenant.listSubscribedSkus();

    assertThat(tenant).received().needs("LicenseAssignment.Read.All");
    fails(
        () -> assertThat(tenant).received().needs("User.Read.All"),
        "permissions [User.Read.All]",
        "permissions [LicenseAssignment.Read.All]");
  }

  @Test
  void isBlockedBy_goes_on_with_the_finding() {
    LicensePlan plan = licensing.plan(user(ISAIAH), remove("EMS"));

    assertThat(plan).user(ISAIAH).isBlockedBy(INHERITED).naming("EMS licensed");
    assertThat(plan).user("ISAIAH@contoso.com").hasFinding(INHERITED);
    assertThat(plan).changesNothing().isApplyable();
    assertThat(tenant).received().onlyReads();
    fails(
        () -> assertThat(plan).user(ISAIAH).isBlockedBy(INHERITED).naming("Sales team"),
        "names 'Sales team'",
        "it does not",
        "EMS licensed");
  }

  @Test
  void isBlockedBy_another_code_shows_the_findings_there_are() {
    LicensePlan plan = licensing.plan(user(DIEGO), assign("EMS"));

    assertThat(plan).user(DIEGO).isBlockedBy(NO_USAGE_LOCATION);
    fails(
        () -> assertThat(plan).user(DIEGO).isBlockedBy(INHERITED),
        "blocked by INHERITED",
        "kind BLOCKED",
        "BLOCKING NO_USAGE_LOCATION",
        "Cure: ");
  }

  @Test
  void isChanged_and_isUnchanged_tell_what_the_plan_does() {
    LicensePlan assigning = licensing.plan(user(LYNNE), assign("EMS"));
    LicensePlan removing = licensing.plan(user(LYNNE), remove("EMS"));

    assertThat(assigning).user(LYNNE).isChanged();
    assertThat(removing).user(LYNNE).isUnchanged().hasFinding(NOT_HELD);
    fails(() -> assertThat(removing).user(LYNNE).isChanged(), "is changed", "NO_CHANGE");
    fails(() -> assertThat(assigning).user(LYNNE).isUnchanged(), "nothing to do", "kind CHANGE");
    fails(() -> assertThat(removing).user(LYNNE).hasFinding(INHERITED), "INHERITED", "NOT_HELD");
    fails(() -> assertThat(assigning).changesNothing(), "changes nothing", "1 subjects");
  }

  @Test
  void a_subject_that_is_not_in_the_plan_is_said_so() {
    LicensePlan plan = licensing.plan(user(LYNNE), assign("EMS"));

    fails(() -> assertThat(plan).user(ADELE), "part of the plan", "not among its 1 subjects");
  }

  @Test
  void isApplyable_and_isNotApplyable_follow_the_guards() {
    LicensePlan guarded =
        licensing.plan(
            LicenseIntent.of(users(ADELE, "megan@contoso.com"), remove("EMS")).maxChanges(1));
    LicensePlan free = licensing.plan(user(LYNNE), assign("EMS"));

    assertThat(guarded).isNotApplyable();
    assertThat(free).isApplyable();
    fails(() -> assertThat(guarded).isApplyable(), "can be applied", "it cannot", "BLOCKING");
    fails(() -> assertThat(free).isNotApplyable(), "cannot be applied", "it can");
  }

  @Test
  void confirmed_after_a_lost_reply_passes() {
    tenant.faults().appliedButReplyLost().on(RequestMatcher.assignLicense()).once();

    ApplyReport report = licensing.apply(licensing.plan(user(LYNNE), assign("EMS")));

    assertThat(report).isConfirmed().outcomeOf(LYNNE).isApplied().isConfirmed();
    assertThat(report).onlyOutcome().isConfirmed();
    assertThat(tenant).user(LYNNE).hasLicense("EMS");
  }

  @Test
  void confirmed_after_a_refusal_shows_outcome_refusal_and_cure() {
    LicensePlan plan = licensing.plan(users(LYNNE, DIEGO), assign("EMS"));

    ApplyReport report = licensing.apply(plan);

    assertThat(report).outcomeOf(LYNNE).isConfirmed();
    assertThat(report).outcomeOf(DIEGO).isRefusedBy(PLAN).naming("setUsageLocation");
    fails(
        () -> assertThat(report).outcomeOf(DIEGO).isConfirmed(),
        "applied and confirmed",
        "REFUSED by PLAN, NOT_CHECKED",
        "Refusal: ",
        "Cure: ",
        "APPLIED, CONFIRMED");
    fails(() -> assertThat(report).outcomeOf(DIEGO).isApplied(), "Expected: APPLIED", "REFUSED");
    fails(() -> assertThat(report).outcomeOf(DIEGO).isAlreadyInPlace(), "Expected: ALREADY");
    fails(() -> assertThat(report).outcomeOf(DIEGO).isRefusedBy(DRIFT), "by DRIFT", "by PLAN");
    fails(() -> assertThat(report).outcomeOf(DIEGO).naming("EMS licensed"), "names 'EMS licensed'");
    fails(
        () -> assertThat(report).outcomeOf(LYNNE).isAppliedBut(NOT_YET_VISIBLE),
        "applied, NOT_YET_VISIBLE",
        "APPLIED, CONFIRMED");
    fails(() -> assertThat(report).onlyOutcome(), "one subject", "2 subjects");
    fails(() -> assertThat(report).isConfirmed(), "every subject confirmed", "Outcomes:");
    fails(() -> assertThat(report).outcomeOf(ADELE), "part of the report", "2 subjects");
  }

  @Test
  void what_a_caller_describes_comes_first() {
    fails(
        () -> assertThat(tenant).received().as("after planning").writes(3),
        "[after planning]",
        "3 writes");
  }
}
