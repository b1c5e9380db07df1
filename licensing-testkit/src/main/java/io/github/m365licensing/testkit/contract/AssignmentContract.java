package io.github.m365licensing.testkit.contract;

import static io.github.m365licensing.testkit.contract.Mark.ASSUMED;
import static io.github.m365licensing.testkit.contract.Mark.CONTESTED;
import static io.github.m365licensing.testkit.contract.Mark.DOCUMENTED;
import static io.github.m365licensing.testkit.contract.Mark.OBSERVED;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.m365licensing.assignment.AssignedLicense;
import io.github.m365licensing.assignment.AssignmentState;
import io.github.m365licensing.assignment.LicenseAssignmentState;
import io.github.m365licensing.catalog.WellKnownPlans;
import io.github.m365licensing.catalog.WellKnownSkus;
import io.github.m365licensing.rules.LicensingSemantics.DeviceSkuOnUser;
import io.github.m365licensing.rules.LicensingSemantics.ForeignDisabledPlan;
import io.github.m365licensing.rules.LicensingSemantics.StoredDisabledPlans;
import io.github.m365licensing.sku.ServicePlanId;
import io.github.m365licensing.tenant.ServiceError.Reason;
import io.github.m365licensing.tenant.TenantWrite;
import io.github.m365licensing.tenant.WriteOutcome;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Rules about what assigning licences to a user does when the service carries it out. */
interface AssignmentContract extends TenantUnderTest {

  @Rule(
      operation = "POST /users/{id}/assignLicense",
      mark = DOCUMENTED,
      source = Sources.USER_ASSIGN)
  default void required_L37_an_assigned_sku_is_held_through_an_active_direct_path() {
    try (Contoso contoso = Contoso.of(this)) {
      contoso.done(contoso.assign("lynne", WellKnownSkus.EMS, WellKnownPlans.INTUNE_A));

      assertThat(contoso.user("lynne").holds(WellKnownSkus.EMS)).isTrue();
      assertThat(contoso.off("lynne", WellKnownSkus.EMS)).containsExactly(WellKnownPlans.INTUNE_A);
      LicenseAssignmentState path = contoso.directPath("lynne", WellKnownSkus.EMS);
      assertThat(path.state()).isEqualTo(AssignmentState.ACTIVE);
      assertThat(path.error()).isEmpty();
    }
  }

  @Rule(operation = "POST /users/{id}/assignLicense", mark = OBSERVED, source = Sources.REVIEW)
  default void required_L38_disabledPlans_of_a_held_sku_are_replaced_not_merged() {
    try (Contoso contoso = Contoso.of(this)) {
      contoso.done(contoso.assign("adele", WellKnownSkus.EMS, WellKnownPlans.INTUNE_A));

      assertThat(contoso.off("adele", WellKnownSkus.EMS)).containsExactly(WellKnownPlans.INTUNE_A);
    }
  }

  @Rule(operation = "POST /users/{id}/assignLicense", mark = OBSERVED, source = Sources.REVIEW)
  default void required_L39_an_empty_list_of_disabledPlans_switches_every_plan_on() {
    try (Contoso contoso = Contoso.of(this)) {
      contoso.done(contoso.assign("adele", WellKnownSkus.EMS));

      assertThat(contoso.off("adele", WellKnownSkus.EMS)).isEmpty();
    }
  }

  @Rule(operation = "POST /users/{id}/assignLicense", mark = OBSERVED, source = Sources.REVIEW)
  default void required_L40_assigning_the_same_again_changes_nothing() {
    try (Contoso contoso = Contoso.of(this)) {
      TenantWrite write =
          contoso.assign("adele", WellKnownSkus.EMS, WellKnownPlans.ADALLOM_S_DISCOVERY);
      Set<ServicePlanId> before = contoso.off("adele", WellKnownSkus.EMS);
      int consumed = contoso.consumed(WellKnownSkus.EMS);

      contoso.done(write);
      contoso.done(write);

      assertThat(contoso.off("adele", WellKnownSkus.EMS)).isEqualTo(before);
      assertThat(contoso.user("adele").assignedLicenses()).hasSize(1);
      assertThat(contoso.paths("adele", WellKnownSkus.EMS)).hasSize(1);
      assertThat(contoso.consumed(WellKnownSkus.EMS)).isEqualTo(consumed);
    }
  }

  @Rule(
      operation = "POST /users/{id}/assignLicense",
      mark = CONTESTED,
      source = Sources.USER_ASSIGN + " (as sent)",
      against = "deploymenttheory#2619 (one id became three)",
      fact = "storedDisabledPlans")
  default void required_L41_stored_disabledPlans_are_those_sent_or_more_as_declared() {
    try (Contoso contoso = Contoso.of(this)) {
      contoso.done(contoso.assign("lynne", WellKnownSkus.EMS, WellKnownPlans.INTUNE_A));

      Set<ServicePlanId> stored = contoso.directPath("lynne", WellKnownSkus.EMS).disabledPlans();
      if (semantics().storedDisabledPlans() == StoredDisabledPlans.AS_SENT) {
        assertThat(stored).containsExactly(WellKnownPlans.INTUNE_A);
      } else {
        assertThat(stored).contains(WellKnownPlans.INTUNE_A).hasSizeGreaterThan(1);
        assertThat(contoso.forUsers(WellKnownSkus.EMS, stored))
            .containsExactly(WellKnownPlans.INTUNE_A);
      }
    }
  }

  @Rule(
      operation = "POST /users/{id}/assignLicense",
      mark = DOCUMENTED,
      source = Sources.GBL_ADVANCED)
  default void required_L42_a_direct_path_stands_beside_an_inherited_one() {
    try (Contoso contoso = Contoso.of(this)) {
      int consumed = contoso.consumed(WellKnownSkus.SPE_E3);

      contoso.done(contoso.assign("lidia", WellKnownSkus.SPE_E3, WellKnownPlans.SWAY));

      assertThat(contoso.paths("lidia", WellKnownSkus.SPE_E3)).hasSize(2);
      assertThat(contoso.off("lidia", WellKnownSkus.SPE_E3)).isEmpty();
      assertThat(contoso.consumed(WellKnownSkus.SPE_E3)).isEqualTo(consumed);
    }
  }

  @Rule(
      operation = "POST /users/{id}/assignLicense",
      mark = DOCUMENTED,
      source = Sources.GBL_ADVANCED)
  default void required_L43_removing_takes_the_direct_path_only() {
    try (Contoso contoso = Contoso.of(this)) {
      int consumed = contoso.consumed(WellKnownSkus.EMS);

      contoso.done(contoso.remove("pradeep", WellKnownSkus.EMS));

      assertThat(contoso.paths("pradeep", WellKnownSkus.EMS))
          .extracting(LicenseAssignmentState::source)
          .containsExactly(contoso.through("EMS licensed"));
      assertThat(contoso.off("pradeep", WellKnownSkus.EMS))
          .containsExactly(WellKnownPlans.ADALLOM_S_DISCOVERY);
      assertThat(contoso.consumed(WellKnownSkus.EMS)).isEqualTo(consumed);
    }
  }

  @Rule(
      operation = "POST /users/{id}/assignLicense",
      mark = DOCUMENTED,
      source = Sources.USER_ASSIGN)
  default void required_L44_a_removed_sku_is_gone_and_others_stay() {
    try (Contoso contoso = Contoso.of(this)) {
      contoso.done(contoso.remove("alex", WellKnownSkus.FLOW_FREE));

      assertThat(contoso.user("alex").holds(WellKnownSkus.FLOW_FREE)).isFalse();
      assertThat(contoso.paths("alex", WellKnownSkus.FLOW_FREE)).isEmpty();
      assertThat(contoso.user("alex").holds(WellKnownSkus.ENTERPRISEPACK)).isTrue();
      assertThat(contoso.off("alex", WellKnownSkus.ENTERPRISEPACK))
          .isEqualTo(new TreeSet<>(Set.of(WellKnownPlans.YAMMER_ENTERPRISE, WellKnownPlans.SWAY)));
    }
  }

  @Rule(
      operation = "POST /users/{id}/assignLicense",
      mark = DOCUMENTED,
      source = Sources.GBL_CHANGE)
  default void required_L45_a_swap_in_one_call_is_judged_on_its_end_state() {
    try (Contoso contoso = Contoso.of(this)) {
      contoso.done(
          contoso.assign(
              "miriam",
              List.of(AssignedLicense.of(WellKnownSkus.STANDARDPACK)),
              WellKnownSkus.DESKLESSPACK));

      assertThat(contoso.user("miriam").assignedLicenses())
          .extracting(AssignedLicense::skuId)
          .containsExactly(WellKnownSkus.STANDARDPACK);
    }
  }

  @Rule(operation = "POST /users/{id}/assignLicense", mark = OBSERVED, source = Sources.CLIENT_LOGS)
  default void required_L46_skus_that_need_each_other_can_come_in_one_call() {
    try (Contoso contoso = Contoso.of(this)) {
      contoso.done(
          contoso.assign(
              "lynne",
              List.of(
                  AssignedLicense.of(WellKnownSkus.WORKPLACE_ANALYTICS),
                  AssignedLicense.of(WellKnownSkus.STANDARDPACK))));

      assertThat(contoso.user("lynne").holds(WellKnownSkus.WORKPLACE_ANALYTICS)).isTrue();
    }
  }

  @Rule(
      operation = "POST /users/{id}/assignLicense",
      mark = DOCUMENTED,
      source = Sources.PLAN_REFERENCE)
  default void required_L47_the_same_plan_can_come_with_two_skus() {
    try (Contoso contoso = Contoso.of(this)) {
      contoso.done(contoso.assign("adele", WellKnownSkus.INTUNE_A));

      assertThat(contoso.user("adele").holds(WellKnownSkus.INTUNE_A)).isTrue();
      assertThat(contoso.user("adele").holds(WellKnownSkus.EMS)).isTrue();
    }
  }

  @Rule(
      operation = "POST /users/{id}/assignLicense",
      mark = DOCUMENTED,
      source = Sources.PLAN_REFERENCE)
  default void required_L48_plans_that_are_off_exclude_nothing() {
    try (Contoso contoso = Contoso.of(this)) {
      contoso.done(contoso.assign("johanna", WellKnownSkus.EMSPREMIUM, WellKnownPlans.INTUNE_A));

      assertThat(contoso.user("johanna").holds(WellKnownSkus.EMSPREMIUM)).isTrue();
      assertThat(contoso.user("johanna").holds(WellKnownSkus.INTUNE_A_VL)).isTrue();
    }
  }

  @Rule(
      operation = "POST /users/{id}/assignLicense",
      mark = ASSUMED,
      source = "Microsoft sells them together")
  default void required_L49_products_sold_together_exclude_nothing() {
    try (Contoso contoso = Contoso.of(this)) {
      contoso.done(
          contoso.assign(
              "lynne",
              List.of(
                  AssignedLicense.of(WellKnownSkus.MICROSOFT_365_E3_NO_TEAMS),
                  AssignedLicense.of(WellKnownSkus.MICROSOFT_TEAMS_ENTERPRISE_NEW))));

      assertThat(contoso.user("lynne").assignedLicenses()).hasSize(2);
    }
  }

  @Rule(
      operation = "POST /users/{id}/assignLicense",
      mark = ASSUMED,
      source = "no source states a check")
  default void required_L50_a_disabled_account_can_be_licensed() {
    try (Contoso contoso = Contoso.of(this)) {
      contoso.done(contoso.assign("nestor", WellKnownSkus.FLOW_FREE));

      assertThat(contoso.user("nestor").holds(WellKnownSkus.FLOW_FREE)).isTrue();
    }
  }

  @Rule(
      operation = "POST /users/{id}/assignLicense",
      mark = DOCUMENTED,
      source = Sources.USER_UPDATE)
  default void required_L51_a_synced_user_can_be_licensed() {
    try (Contoso contoso = Contoso.of(this)) {
      contoso.done(contoso.assign("isaiah", WellKnownSkus.FLOW_FREE));

      assertThat(contoso.user("isaiah").holds(WellKnownSkus.FLOW_FREE)).isTrue();
    }
  }

  @Rule(
      operation = "POST /users/{id}/assignLicense",
      mark = OBSERVED,
      source = "azure-docs#81269",
      fact = "foreignDisabledPlan")
  default void required_L52_a_disabled_plan_that_the_sku_lacks_is_refused_or_dropped_as_declared() {
    try (Contoso contoso = Contoso.of(this)) {
      TenantWrite write =
          contoso.assign(
              "lynne", WellKnownSkus.EMS, WellKnownPlans.INTUNE_A, WellKnownPlans.TEAMS1);

      if (semantics().foreignDisabledPlan() == ForeignDisabledPlan.REFUSE) {
        contoso.refused(write, Reason.PLAN_NOT_IN_SKU);
      } else {
        contoso.done(write);
        assertThat(contoso.off("lynne", WellKnownSkus.EMS))
            .containsExactly(WellKnownPlans.INTUNE_A);
      }
    }
  }

  @Rule(
      operation = "POST /users/{id}/assignLicense",
      mark = ASSUMED,
      source = "no source says what happens",
      fact = "deviceSkuOnUser")
  default void required_L53_a_device_sku_is_given_to_a_user_or_refused_as_declared() {
    try (Contoso contoso = Contoso.of(this)) {
      TenantWrite write = contoso.assign("lynne", WellKnownSkus.INTUNE_A_D);

      if (semantics().deviceSkuOnUser() == DeviceSkuOnUser.ACCEPTED) {
        contoso.done(write);
        assertThat(contoso.user("lynne").holds(WellKnownSkus.INTUNE_A_D)).isTrue();
      } else {
        contoso.refused(write, 400);
      }
    }
  }

  @Rule(operation = "POST /users/{id}/assignLicense", mark = DOCUMENTED, source = Sources.PORT)
  default void required_L54_the_outcome_of_a_done_write_names_that_write_and_no_error() {
    try (Contoso contoso = Contoso.of(this)) {
      TenantWrite write = contoso.assign("lynne", WellKnownSkus.EMS);

      WriteOutcome outcome = contoso.done(write);

      assertThat(outcome.write()).isEqualTo(write);
      assertThat(outcome.error()).isEmpty();
      assertThat(outcome.createdUser()).isEmpty();
    }
  }
}
