package io.github.m365licensing.testkit.contract;

import static io.github.m365licensing.testkit.contract.Mark.CONTESTED;
import static io.github.m365licensing.testkit.contract.Mark.DOCUMENTED;
import static io.github.m365licensing.testkit.contract.Mark.OBSERVED;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.m365licensing.assignment.AssignedLicense;
import io.github.m365licensing.catalog.WellKnownPlans;
import io.github.m365licensing.catalog.WellKnownSkus;
import io.github.m365licensing.directory.LicensedUser;
import io.github.m365licensing.directory.UserId;
import io.github.m365licensing.rules.LicensingSemantics.DependencyConfidence;
import io.github.m365licensing.rules.LicensingSemantics.ExclusionRules;
import io.github.m365licensing.sku.SkuId;
import io.github.m365licensing.tenant.ServiceError;
import io.github.m365licensing.tenant.ServiceError.Reason;
import io.github.m365licensing.tenant.TenantWrite;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Rules about what the service refuses when licences are assigned to a user. */
interface RefusalContract extends TenantUnderTest {

  @Rule(operation = "POST /users/{id}/assignLicense", mark = OBSERVED, source = "CIPP#783")
  default void required_L55_assigning_without_usageLocation_is_refused() {
    try (Contoso contoso = Contoso.of(this)) {
      contoso.refused(contoso.assign("diego", WellKnownSkus.EMS), Reason.INVALID_USAGE_LOCATION);

      assertThat(contoso.user("diego").assignedLicenses()).isEmpty();
      assertThat(contoso.user("diego").licenseAssignmentStates()).isEmpty();
    }
  }

  @Rule(
      operation = "POST /users/{id}/assignLicense",
      mark = OBSERVED,
      source = "OfficeDocs-O365ITPro#975")
  default void required_L56_a_guest_has_no_usageLocation_until_one_is_set() {
    try (Contoso contoso = Contoso.of(this)) {
      LicensedUser guest = contoso.guest();
      assertThat(guest.usageLocation()).isEmpty();

      contoso.refused(
          new TenantWrite.AssignUserLicense(
              guest.id(), List.of(AssignedLicense.of(WellKnownSkus.EMS)), Set.of()),
          Reason.INVALID_USAGE_LOCATION);
    }
  }

  @Rule(operation = "POST /users/{id}/assignLicense", mark = OBSERVED, source = "hamilton#288")
  default void required_L57_assigning_a_sku_that_the_tenant_does_not_own_is_refused() {
    try (Contoso contoso = Contoso.of(this)) {
      SkuId unowned = WellKnownSkus.MICROSOFT_365_COPILOT;

      ServiceError error = contoso.refused(contoso.assign("lynne", unowned), Reason.SKU_NOT_OWNED);

      assertThat(error.skuIds()).containsExactly(unowned);
    }
  }

  @Rule(operation = "POST /users/{id}/assignLicense", mark = OBSERVED, source = "hamilton#288")
  default void required_L58_removing_a_sku_that_the_tenant_does_not_own_is_refused() {
    try (Contoso contoso = Contoso.of(this)) {
      contoso.refused(
          contoso.remove("adele", WellKnownSkus.MICROSOFT_365_COPILOT), Reason.SKU_NOT_OWNED);
    }
  }

  @Rule(
      operation = "POST /users/{id}/assignLicense",
      mark = OBSERVED,
      source = "OfficeDocs-Enterprise#873")
  default void required_L59_removing_a_sku_that_the_user_lacks_is_refused() {
    try (Contoso contoso = Contoso.of(this)) {
      contoso.refused(contoso.remove("lynne", WellKnownSkus.EMS), Reason.NOT_HELD);
    }
  }

  @Rule(operation = "POST /users/{id}/assignLicense", mark = OBSERVED, source = Sources.CLIENT_LOGS)
  default void required_L60_removing_a_sku_that_is_only_inherited_is_refused() {
    try (Contoso contoso = Contoso.of(this)) {
      contoso.refused(contoso.remove("isaiah", WellKnownSkus.EMS), Reason.INHERITED);

      assertThat(contoso.user("isaiah").holds(WellKnownSkus.EMS)).isTrue();
    }
  }

  @Rule(
      operation = "POST /users/{id}/assignLicense",
      mark = DOCUMENTED,
      source = Sources.PLAN_REFERENCE,
      fact = "exclusionRules")
  default void required_L61_plans_that_exclude_each_other_are_refused() {
    try (Contoso contoso = Contoso.of(this)) {
      TenantWrite write = contoso.assign("johanna", WellKnownSkus.INTUNE_A);

      if (semantics().exclusionRules() == ExclusionRules.NONE) {
        contoso.done(write);
      } else {
        ServiceError error = contoso.refused(write, Reason.MUTUALLY_EXCLUSIVE);
        assertThat(error.servicePlanIds())
            .containsExactlyInAnyOrder(WellKnownPlans.INTUNE_A, WellKnownPlans.INTUNE_A_VL);
      }
    }
  }

  @Rule(
      operation = "POST /users/{id}/assignLicense",
      mark = CONTESTED,
      source = Sources.PLAN_REFERENCE + " (exclude)",
      against = Sources.EXCHANGE_TEAM + " (can be held together)",
      fact = "exclusionRules")
  default void required_L62_exchange_and_sharepoint_plans_exclude_each_other_as_declared() {
    try (Contoso contoso = Contoso.of(this)) {
      TenantWrite write = contoso.assign("miriam", WellKnownSkus.STANDARDPACK);

      if (semantics().exclusionRules() == ExclusionRules.ENTRA_PAGE_2025) {
        contoso.refused(write, Reason.MUTUALLY_EXCLUSIVE);
        assertThat(contoso.user("miriam").holds(WellKnownSkus.STANDARDPACK)).isFalse();
      } else {
        contoso.done(write);
        assertThat(contoso.user("miriam").assignedLicenses()).hasSize(2);
      }
    }
  }

  @Rule(
      operation = "POST /users/{id}/assignLicense",
      mark = DOCUMENTED,
      source = Sources.GBL_PROBLEMS)
  default void required_L63_a_plan_without_the_plan_that_it_needs_is_refused() {
    try (Contoso contoso = Contoso.of(this)) {
      ServiceError error =
          contoso.refused(
              contoso.assign("lynne", WellKnownSkus.WORKPLACE_ANALYTICS),
              Reason.MISSING_DEPENDENCY);

      assertThat(error.servicePlanIds())
          .startsWith(WellKnownPlans.WORKPLACE_ANALYTICS)
          .contains(WellKnownPlans.EXCHANGE_S_STANDARD);
    }
  }

  @Rule(operation = "POST /users/{id}/assignLicense", mark = OBSERVED, source = Sources.CLIENT_LOGS)
  default void required_L64_removing_the_sku_that_another_needs_is_refused() {
    try (Contoso contoso = Contoso.of(this)) {
      contoso.refused(
          contoso.remove("henrietta", WellKnownSkus.STANDARDPACK), Reason.MISSING_DEPENDENCY);

      assertThat(contoso.user("henrietta").holds(WellKnownSkus.STANDARDPACK)).isTrue();
    }
  }

  @Rule(operation = "POST /users/{id}/assignLicense", mark = OBSERVED, source = Sources.CLIENT_LOGS)
  default void required_L65_switching_off_a_plan_that_another_needs_is_refused() {
    try (Contoso contoso = Contoso.of(this)) {
      contoso.refused(
          contoso.assign(
              "henrietta", WellKnownSkus.STANDARDPACK, WellKnownPlans.EXCHANGE_S_STANDARD),
          Reason.MISSING_DEPENDENCY);

      assertThat(contoso.off("henrietta", WellKnownSkus.STANDARDPACK)).isEmpty();
    }
  }

  @Rule(
      operation = "POST /users/{id}/assignLicense",
      mark = CONTESTED,
      source = Sources.GBL_PROBLEMS + ", text of 2023 (refused)",
      against = "no published table names the pair (accepted)",
      fact = "dependencyConfidence")
  default void required_L66_audio_conferencing_without_a_plan_for_calls_is_refused_as_declared() {
    try (Contoso contoso = Contoso.of(this)) {
      TenantWrite write = contoso.assign("lynne", WellKnownSkus.MCOMEETADV);

      if (semantics().dependencyConfidence() == DependencyConfidence.MEDIUM) {
        contoso.refused(write, Reason.MISSING_DEPENDENCY);
      } else {
        contoso.done(write);
      }
      contoso.done(contoso.assign("alex", WellKnownSkus.MCOMEETADV));
    }
  }

  @Rule(
      operation = "POST /users/{id}/assignLicense",
      mark = OBSERVED,
      source = "microsoft-graph-docs#7539")
  default void required_L67_a_sku_for_the_company_is_refused() {
    try (Contoso contoso = Contoso.of(this)) {
      ServiceError error =
          contoso.refused(
              contoso.assign("lynne", WellKnownSkus.MICROSOFT365_LIGHTHOUSE), Reason.NOT_FOR_USERS);

      assertThat(error.skuIds()).containsExactly(WellKnownSkus.MICROSOFT365_LIGHTHOUSE);
    }
  }

  @Rule(operation = "POST /users/{id}/assignLicense", mark = OBSERVED, source = Sources.REVIEW)
  default void required_L68_a_sku_of_self_service_purchase_is_refused() {
    try (Contoso contoso = Contoso.of(this)) {
      contoso.refused(contoso.assign("lynne", WellKnownSkus.VISIO_PLAN1_DEPT), 400);
    }
  }

  @Rule(
      operation = "POST /users/{id}/assignLicense",
      mark = OBSERVED,
      source = "OfficeDocs-Enterprise#873")
  default void required_L69_a_call_of_which_one_part_is_refused_applies_nothing() {
    try (Contoso contoso = Contoso.of(this)) {
      LicensedUser before = contoso.user("adele");

      contoso.refused(
          contoso.assign(
              "adele",
              List.of(
                  AssignedLicense.of(WellKnownSkus.EMS),
                  AssignedLicense.of(WellKnownSkus.FLOW_FREE),
                  AssignedLicense.of(WellKnownSkus.VISIOCLIENT))),
          Reason.NO_SEATS);
      contoso.refused(
          contoso.assign(
              "adele",
              List.of(AssignedLicense.of(WellKnownSkus.FLOW_FREE)),
              WellKnownSkus.INTUNE_A),
          Reason.NOT_HELD);

      assertThat(contoso.user("adele")).isEqualTo(before);
    }
  }

  @Rule(operation = "POST /users/{id}/assignLicense", mark = OBSERVED, source = Sources.CLIENT_LOGS)
  default void required_L70_a_write_for_a_user_who_does_not_exist_is_refused() {
    try (Contoso contoso = Contoso.of(this)) {
      UserId nobody = UserId.of(new UUID(0x4000, 1));

      ServiceError error =
          contoso.refused(
              new TenantWrite.AssignUserLicense(
                  nobody, List.of(AssignedLicense.of(WellKnownSkus.EMS)), Set.of()),
              404);

      assertThat(error.reason()).isEqualTo(Reason.NOT_FOUND);
      assertThat(error.code()).isEqualTo("Request_ResourceNotFound");
    }
  }

  @Rule(operation = "POST /users/{id}/assignLicense", mark = OBSERVED, source = Sources.CLIENT_LOGS)
  default void required_L71_every_refusal_of_a_licence_has_the_same_code_and_a_text() {
    try (Contoso contoso = Contoso.of(this)) {
      List<TenantWrite> writes =
          List.of(
              contoso.assign("adele", WellKnownSkus.MICROSOFT_365_COPILOT),
              contoso.remove("lynne", WellKnownSkus.EMS),
              contoso.assign("megan", WellKnownSkus.VISIOCLIENT));

      for (TenantWrite write : writes) {
        ServiceError error = contoso.refused(write, 400);
        assertThat(error.code()).isEqualTo("Request_BadRequest");
        assertThat(error.message()).isNotBlank();
      }
    }
  }
}
