package io.github.m365licensing.plan;

import static io.github.m365licensing.intent.Selections.newUser;
import static io.github.m365licensing.intent.Selections.user;
import static io.github.m365licensing.intent.Verbs.assign;
import static io.github.m365licensing.intent.Verbs.change;
import static io.github.m365licensing.intent.Verbs.remove;
import static io.github.m365licensing.intent.Verbs.setUsageLocation;
import static io.github.m365licensing.plan.PaperTenant.direct;
import static io.github.m365licensing.plan.PaperTenant.license;
import static io.github.m365licensing.plan.PaperTenant.planId;
import static io.github.m365licensing.plan.PaperTenant.skuId;
import static io.github.m365licensing.plan.PaperTenant.through;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.m365licensing.Licensing;
import io.github.m365licensing.assignment.AssignedLicense;
import io.github.m365licensing.assignment.AssignmentSource;
import io.github.m365licensing.assignment.GroupId;
import io.github.m365licensing.assignment.LicenseAssignmentState;
import io.github.m365licensing.directory.UsageLocation;
import io.github.m365licensing.intent.FindingCode;
import io.github.m365licensing.intent.Verb;
import io.github.m365licensing.sku.AppliesTo;
import io.github.m365licensing.sku.PrepaidUnits;
import io.github.m365licensing.sku.ProvisioningStatus;
import io.github.m365licensing.sku.ServicePlan;
import io.github.m365licensing.sku.ServicePlanId;
import io.github.m365licensing.sku.SubscribedSku;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What each verb sends for each way of holding a SKU. */
class VerbSemanticsTest {

  private static final String ADELE = "adele@contoso.com";
  private static final GroupId GROUP = GroupId.of(new UUID(1, 1));

  private final PaperTenant tenant =
      new PaperTenant()
          .owns("EMS", 10, 3)
          .owns("SPE_E3", 10, 3)
          .owns("FLOW_FREE", 100, 3)
          .hasGroup(GROUP, "M365 E3 licensed");

  private PlannedChange plan(Verb... verbs) {
    return Licensing.of(tenant).plan(user(ADELE), verbs).changes().findFirst().orElseThrow();
  }

  private static PlannedWrite.AssignLicenses call(PlannedChange change) {
    assertThat(change.shape().steps()).hasSize(1);
    return (PlannedWrite.AssignLicenses) change.shape().steps().get(0).write();
  }

  static Stream<Arguments> calls() {
    return Stream.of(
        Arguments.of("nothing held", direct("FLOW_FREE"), assign("EMS"), license("EMS")),
        Arguments.of(
            "nothing held",
            direct("FLOW_FREE"),
            assign("EMS").disable("INTUNE_A"),
            license("EMS", "INTUNE_A")),
        Arguments.of(
            "only",
            direct("FLOW_FREE"),
            assign("EMS").only("INTUNE_A"),
            license(
                "EMS",
                "AAD_PREMIUM",
                "RMS_S_PREMIUM",
                "RMS_S_ENTERPRISE",
                "MFA_PREMIUM",
                "ADALLOM_S_DISCOVERY")),
        Arguments.of(
            "another plan is off: it stays off",
            direct("EMS", "ADALLOM_S_DISCOVERY"),
            change("EMS").disable("INTUNE_A"),
            license("EMS", "ADALLOM_S_DISCOVERY", "INTUNE_A")),
        Arguments.of(
            "back on: the other stays off",
            direct("EMS", "ADALLOM_S_DISCOVERY", "INTUNE_A"),
            change("EMS").enable("INTUNE_A"),
            license("EMS", "ADALLOM_S_DISCOVERY")),
        Arguments.of(
            "one on and one off",
            direct("EMS", "ADALLOM_S_DISCOVERY"),
            change("EMS").enable("ADALLOM_S_DISCOVERY").disable("INTUNE_A"),
            license("EMS", "INTUNE_A")),
        Arguments.of(
            "everything on",
            direct("EMS", "ADALLOM_S_DISCOVERY", "INTUNE_A"),
            change("EMS").enableAll(),
            license("EMS")),
        Arguments.of(
            "replacing choices",
            direct("EMS", "ADALLOM_S_DISCOVERY"),
            assign("EMS").disable("INTUNE_A").replacingChoices(),
            license("EMS", "INTUNE_A")));
  }

  @ParameterizedTest(name = "{0}: {2}")
  @MethodSource("calls")
  void verb_sends_the_complete_choices(
      String about, LicenseAssignmentState held, Verb verb, AssignedLicense sent) {
    tenant.has(ADELE, held);

    PlannedChange change = plan(verb);

    assertThat(change.kind()).isEqualTo(ChangeKind.CHANGE);
    assertThat(call(change).addLicenses()).containsExactly(sent);
    assertThat(call(change).removeLicenses()).isEmpty();
  }

  static Stream<Arguments> nothings() {
    return Stream.of(
        Arguments.of(direct("EMS", "INTUNE_A"), assign("EMS").disable("INTUNE_A")),
        Arguments.of(direct("EMS", "INTUNE_A"), change("EMS").disable("INTUNE_A")),
        Arguments.of(direct("EMS"), change("EMS").enableAll()),
        Arguments.of(direct("EMS"), change("ems ").enable(" intune_a")));
  }

  @ParameterizedTest
  @MethodSource("nothings")
  void verb_as_wished_already_sends_nothing(LicenseAssignmentState held, Verb verb) {
    tenant.has(ADELE, held);

    PlannedChange change = plan(verb);

    assertThat(change.kind()).isEqualTo(ChangeKind.NO_CHANGE);
    assertThat(change.shape().steps()).isEmpty();
    assertThat(change.shape().findings()).isEmpty();
  }

  @Test
  void assign_with_other_choices_there_is_blocked() {
    tenant.has(ADELE, direct("EMS", "INTUNE_A"));

    PlannedChange change = plan(assign("EMS"));

    assertBlocked(change, FindingCode.ALREADY_ASSIGNED);
  }

  @Test
  void assign_where_inherited_adds_a_direct_path_and_takes_no_seat() {
    tenant.has(ADELE, through(GROUP, "SPE_E3", "YAMMER_ENTERPRISE"));

    LicensePlan plan = Licensing.of(tenant).plan(user(ADELE), assign("SPE_E3"));

    PlannedChange change = plan.changes().findFirst().orElseThrow();
    assertThat(call(change).addLicenses()).containsExactly(license("SPE_E3"));
    assertThat(change.shape().findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.code()).isEqualTo(FindingCode.ALSO_INHERITED);
              assertThat(finding.severity()).isEqualTo(Severity.ADVISORY);
              assertThat(finding.message()).contains("M365 E3 licensed");
            });
    assertThat(plan.seats()).isEmpty();
    assertThat(change.shape().after().licenses().assignedLicenses())
        .containsExactly(license("SPE_E3"));
  }

  @Test
  void change_never_assigns() {
    tenant.has(ADELE);

    PlannedChange change = plan(change("EMS").disable("INTUNE_A"));

    assertThat(change.kind()).isEqualTo(ChangeKind.NO_CHANGE);
    assertThat(change.shape().findings())
        .extracting(Finding::code, Finding::severity)
        .containsExactly(tuple(FindingCode.NOT_HELD, Severity.ADVISORY));
  }

  @ParameterizedTest
  @MethodSource("touchingInherited")
  void inherited_is_reported_and_left_alone(Verb verb) {
    tenant.has(ADELE, through(GROUP, "SPE_E3"));

    PlannedChange change = plan(verb);

    assertBlocked(change, FindingCode.INHERITED);
    assertThat(change.shape().findings().get(0).sources())
        .containsExactly(AssignmentSource.inheritedFrom(GROUP));
    assertThat(change.shape().findings().get(0).message()).contains("'M365 E3 licensed'");
  }

  static Stream<Verb> touchingInherited() {
    return Stream.of(remove("SPE_E3"), change("SPE_E3").disable("INTUNE_A"));
  }

  @Test
  void disable_while_another_path_keeps_it_on_names_that_path() {
    tenant.has(ADELE, direct("EMS"), through(GROUP, "SPE_E3"));

    PlannedChange change = plan(change("EMS").disable("INTUNE_A"));

    assertThat(change.kind()).isEqualTo(ChangeKind.CHANGE);
    assertThat(change.shape().findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.code()).isEqualTo(FindingCode.NO_EFFECT);
              assertThat(finding.otherSkuId()).contains(skuId("SPE_E3"));
              assertThat(finding.servicePlanId()).contains(planId("INTUNE_A"));
              assertThat(finding.message()).contains("SPE_E3", "M365 E3 licensed");
            });
  }

  @Test
  void remove_takes_the_direct_path_only() {
    tenant.has(ADELE, direct("SPE_E3"), through(GROUP, "SPE_E3", "YAMMER_ENTERPRISE"));

    LicensePlan plan = Licensing.of(tenant).plan(user(ADELE), remove("SPE_E3"));

    PlannedChange change = plan.changes().findFirst().orElseThrow();
    assertThat(call(change).addLicenses()).isEmpty();
    assertThat(call(change).removeLicenses()).containsExactly(skuId("SPE_E3"));
    assertThat(change.shape().after().licenses().assignedLicenses())
        .containsExactly(license("SPE_E3", "YAMMER_ENTERPRISE"));
    assertThat(plan.seats()).isEmpty();
  }

  @Test
  void verbs_for_several_skus_share_one_call() {
    tenant.has(ADELE, direct("FLOW_FREE"), direct("EMS"));

    PlannedChange change =
        plan(remove("FLOW_FREE"), change("EMS").disable("INTUNE_A"), assign("SPE_E3"));

    assertThat(call(change).addLicenses())
        .containsExactlyInAnyOrder(license("EMS", "INTUNE_A"), license("SPE_E3"));
    assertThat(call(change).removeLicenses()).containsExactly(skuId("FLOW_FREE"));
  }

  @Test
  void stored_plan_that_the_sku_lost_is_dropped_with_a_finding() {
    ServicePlanId lost = ServicePlanId.of(new UUID(9, 9));
    AssignedLicense stored =
        AssignedLicense.of(skuId("EMS"), List.of(lost, planId("ADALLOM_S_DISCOVERY")));
    tenant.has(ADELE, LicenseAssignmentState.active(stored, AssignmentSource.direct()));

    PlannedChange change = plan(change("EMS").disable("INTUNE_A"));

    assertThat(call(change).addLicenses())
        .containsExactly(license("EMS", "ADALLOM_S_DISCOVERY", "INTUNE_A"));
    assertThat(change.shape().findings())
        .extracting(Finding::code)
        .contains(FindingCode.STALE_DISABLED_PLAN);
  }

  @Test
  void plan_that_the_sku_lacks_here_is_blocked_and_says_who_has_it() {
    tenant.has(ADELE, direct("EMS"));

    PlannedChange change = plan(change("EMS").disable("YAMMER_ENTERPRISE"));

    assertBlocked(change, FindingCode.PLAN_NOT_IN_SKU);
    assertThat(change.shape().findings().get(0).cure()).contains("SPE_E3");
  }

  @Test
  void plan_for_the_whole_tenant_cannot_be_switched() {
    SubscribedSku sku =
        SubscribedSku.builder()
            .skuId(skuId("POWER_BI_PRO"))
            .skuPartNumber("POWER_BI_PRO")
            .prepaidUnits(PrepaidUnits.enabled(5))
            .addServicePlans(
                new ServicePlan(
                    planId("EXCHANGE_S_FOUNDATION"),
                    "EXCHANGE_S_FOUNDATION",
                    ProvisioningStatus.SUCCESS,
                    AppliesTo.COMPANY))
            .build();
    tenant.owns(sku).has(ADELE, direct("POWER_BI_PRO"));

    PlannedChange change = plan(change("POWER_BI_PRO").disable("EXCHANGE_S_FOUNDATION"));

    assertBlocked(change, FindingCode.PLAN_NOT_FOR_USERS);
  }

  @Test
  void held_through_no_known_path_is_left_alone() {
    tenant.has(
        PaperTenant.user(ADELE)
            .usageLocation(UsageLocation.of("NL"))
            .addAssignedLicenses(license("EMS"))
            .build());

    assertBlocked(plan(remove("EMS")), FindingCode.SOURCE_UNKNOWN);
    assertBlocked(plan(assign("EMS")), FindingCode.SOURCE_UNKNOWN);
  }

  @Test
  void assign_without_usage_location_is_blocked_and_never_guessed() {
    tenant.has(PaperTenant.user(ADELE).build());

    assertBlocked(plan(assign("EMS")), FindingCode.NO_USAGE_LOCATION);
  }

  @Test
  void assign_with_usage_location_goes_in_two_stages() {
    tenant.has(PaperTenant.user(ADELE).build());

    LicensePlan plan =
        Licensing.of(tenant).plan(user(ADELE), setUsageLocation("de"), assign("EMS"));

    assertThat(plan.stages())
        .containsExactly(
            new Stage(Stage.Kind.SET_USAGE_LOCATIONS, Gate.NONE, 1),
            new Stage(Stage.Kind.CHANGE_LICENSES_OF_LOCATED_USERS, Gate.USAGE_LOCATION_VISIBLE, 1));
  }

  @Test
  void remove_needs_no_usage_location() {
    tenant.has(PaperTenant.user(ADELE, direct("EMS")).build());

    assertThat(plan(remove("EMS")).kind()).isEqualTo(ChangeKind.CHANGE);
  }

  @Test
  void new_user_is_created_before_the_licence() {
    LicensePlan plan =
        Licensing.of(tenant)
            .plan(
                newUser("test.user@contoso.com").displayName("Test User").usageLocation("US"),
                assign("EMS").disable("INTUNE_A"));

    assertThat(plan.stages())
        .containsExactly(
            new Stage(Stage.Kind.CREATE_USERS, Gate.NONE, 1),
            new Stage(Stage.Kind.ASSIGN_TO_NEW_USERS, Gate.USER_VISIBLE, 1));
    assertThat(plan.preview()).contains("test.user@contoso.com", "created", "without INTUNE_A");
  }

  @Test
  void new_user_whose_name_is_taken_is_blocked() {
    tenant.has(ADELE);

    LicensePlan plan = Licensing.of(tenant).plan(newUser("ADELE@contoso.com"), assign("EMS"));

    assertBlocked(plan.changes().findFirst().orElseThrow(), FindingCode.USER_EXISTS);
  }

  private static void assertBlocked(PlannedChange change, FindingCode code) {
    assertThat(change.kind()).isEqualTo(ChangeKind.BLOCKED);
    assertThat(change.shape().steps()).isEmpty();
    assertThat(change.shape().after()).isEqualTo(change.shape().before());
    assertThat(change.shape().findings())
        .anySatisfy(
            finding -> {
              assertThat(finding.code()).isEqualTo(code);
              assertThat(finding.severity()).isEqualTo(Severity.BLOCKING);
              assertThat(Set.of(finding.cure(), finding.message())).doesNotContain("");
            });
  }
}
