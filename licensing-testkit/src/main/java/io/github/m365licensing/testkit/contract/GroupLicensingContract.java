package io.github.m365licensing.testkit.contract;

import static io.github.m365licensing.testkit.contract.Mark.ASSUMED;
import static io.github.m365licensing.testkit.contract.Mark.CONTESTED;
import static io.github.m365licensing.testkit.contract.Mark.DOCUMENTED;
import static io.github.m365licensing.testkit.contract.Mark.OBSERVED;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.m365licensing.assignment.AssignedLicense;
import io.github.m365licensing.assignment.AssignmentState;
import io.github.m365licensing.assignment.GroupId;
import io.github.m365licensing.assignment.LicenseAssignmentState;
import io.github.m365licensing.catalog.WellKnownPlans;
import io.github.m365licensing.catalog.WellKnownSkus;
import io.github.m365licensing.directory.LicensedGroup;
import io.github.m365licensing.directory.ProcessingState;
import io.github.m365licensing.directory.UsageLocation;
import io.github.m365licensing.rules.LicensingSemantics.GroupLocationFallback;
import io.github.m365licensing.tenant.ServiceError.Reason;
import io.github.m365licensing.tenant.TenantWrite;
import io.github.m365licensing.tenant.WriteOutcome;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Rules about licences that groups give to their members. */
interface GroupLicensingContract extends TenantUnderTest {

  @Rule(
      operation = "POST /groups/{id}/assignLicense",
      mark = DOCUMENTED,
      source = Sources.GROUP_ASSIGN)
  default void required_L92_a_licence_for_a_group_is_accepted_and_worked_off_later() {
    try (Contoso contoso = Contoso.of(this)) {
      WriteOutcome outcome =
          contoso.submit(
              contoso.assignToGroup("Sales team", WellKnownSkus.EMS, WellKnownPlans.INTUNE_A));

      assertThat(outcome.kind()).isEqualTo(WriteOutcome.Kind.ACCEPTED);
      contoso.awaitProcessed();
      LicensedGroup group = contoso.group("Sales team");
      assertThat(group.licenseProcessingState()).contains(ProcessingState.COMPLETE);
      assertThat(group.assignedLicenses())
          .extracting(AssignedLicense::skuId)
          .containsExactly(WellKnownSkus.EMS);
    }
  }

  @Rule(operation = "POST /groups/{id}/assignLicense", mark = DOCUMENTED, source = Sources.GBL)
  default void required_L93_every_member_gets_a_path_of_the_group() {
    try (Contoso contoso = Contoso.of(this)) {
      contoso.processed(
          contoso.assignToGroup("Sales team", WellKnownSkus.EMS, WellKnownPlans.INTUNE_A));

      for (String member : List.of("adele", "megan", "isaiah", "lynne")) {
        LicenseAssignmentState path =
            contoso
                .path(member, WellKnownSkus.EMS, contoso.through("Sales team"))
                .orElseThrow(() -> new AssertionError("No path for '" + member + "'."));
        assertThat(path.state()).isEqualTo(AssignmentState.ACTIVE);
        assertThat(contoso.forUsers(WellKnownSkus.EMS, path.disabledPlans()))
            .containsExactly(WellKnownPlans.INTUNE_A);
      }
      assertThat(contoso.off("lynne", WellKnownSkus.EMS)).containsExactly(WellKnownPlans.INTUNE_A);
      assertThat(contoso.off("adele", WellKnownSkus.EMS)).isEmpty();
    }
  }

  @Rule(
      operation = "POST /groups/{id}/assignLicense",
      mark = DOCUMENTED,
      source = Sources.GBL_ADVANCED)
  default void required_L94_members_of_nested_groups_get_nothing() {
    try (Contoso contoso = Contoso.of(this)) {
      assertThat(contoso.user("adele").holds(WellKnownSkus.SPE_E3)).isFalse();

      contoso.processed(contoso.assignToGroup("M365 E3 licensed", WellKnownSkus.INTUNE_A));

      assertThat(contoso.user("lidia").holds(WellKnownSkus.INTUNE_A)).isTrue();
      assertThat(contoso.user("adele").holds(WellKnownSkus.INTUNE_A)).isFalse();
      assertThat(contoso.user("lynne").assignedLicenses()).isEmpty();
    }
  }

  @Rule(operation = "POST /groups/{id}/assignLicense", mark = DOCUMENTED, source = Sources.GBL)
  default void required_L95_new_disabledPlans_of_a_group_replace_its_old_ones() {
    try (Contoso contoso = Contoso.of(this)) {
      contoso.processed(
          contoso.assignToGroup("EMS licensed", WellKnownSkus.EMS, WellKnownPlans.INTUNE_A));

      assertThat(contoso.off("isaiah", WellKnownSkus.EMS)).containsExactly(WellKnownPlans.INTUNE_A);
    }
  }

  @Rule(
      operation = "POST /groups/{id}/assignLicense",
      mark = DOCUMENTED,
      source = Sources.GBL_CHANGE)
  default void required_L96_a_group_can_swap_products_in_one_call() {
    try (Contoso contoso = Contoso.of(this)) {
      contoso.processed(
          contoso.assignToGroup(
              "M365 E3 licensed",
              List.of(AssignedLicense.of(WellKnownSkus.ENTERPRISEPACK)),
              WellKnownSkus.SPE_E3));

      assertThat(contoso.user("lidia").holds(WellKnownSkus.ENTERPRISEPACK)).isTrue();
      assertThat(contoso.user("lidia").holds(WellKnownSkus.SPE_E3)).isFalse();
      assertThat(contoso.consumed(WellKnownSkus.SPE_E3)).isZero();
    }
  }

  @Rule(operation = "POST /groups/{id}/assignLicense", mark = DOCUMENTED, source = Sources.GBL)
  default void required_L97_removing_a_product_from_a_group_takes_its_paths_and_frees_seats() {
    try (Contoso contoso = Contoso.of(this)) {
      int before = contoso.consumed(WellKnownSkus.EMS);

      contoso.processed(contoso.assignToGroup("EMS licensed", List.of(), WellKnownSkus.EMS));

      assertThat(contoso.group("EMS licensed").assignedLicenses()).isEmpty();
      assertThat(contoso.user("isaiah").holds(WellKnownSkus.EMS)).isFalse();
      assertThat(contoso.user("grady").holds(WellKnownSkus.EMS)).isFalse();
      assertThat(contoso.user("pradeep").holds(WellKnownSkus.EMS)).isTrue();
      assertThat(contoso.user("christie").licenseAssignmentStates()).isEmpty();
      assertThat(contoso.consumed(WellKnownSkus.EMS)).isLessThanOrEqualTo(before - 2);
    }
  }

  @Rule(
      operation = "POST /groups/{id}/assignLicense",
      mark = DOCUMENTED,
      source = Sources.GBL_ADVANCED)
  default void required_L98_dynamic_synced_and_microsoft365_groups_can_carry_licences() {
    try (Contoso contoso = Contoso.of(this)) {
      contoso.processed(contoso.assignToGroup("Retail", WellKnownSkus.FLOW_FREE));
      contoso.processed(contoso.assignToGroup("HQ synced", WellKnownSkus.FLOW_FREE));
      contoso.processed(contoso.assignToGroup("Marketing", WellKnownSkus.FLOW_FREE));

      for (String member : List.of("miriam", "isaiah", "johanna")) {
        assertThat(contoso.user(member).holds(WellKnownSkus.FLOW_FREE)).as(member).isTrue();
      }
    }
  }

  @Rule(
      operation = "POST /groups/{id}/assignLicense",
      mark = DOCUMENTED,
      source = Sources.GBL_ADVANCED)
  default void required_L99_a_group_that_is_not_security_enabled_is_refused() {
    try (Contoso contoso = Contoso.of(this)) {
      contoso.refused(contoso.assignToGroup("Newsletter", WellKnownSkus.FLOW_FREE), 400);

      assertThat(contoso.group("Newsletter").assignedLicenses()).isEmpty();
    }
  }

  @Rule(
      operation = "POST /groups/{id}/assignLicense",
      mark = OBSERVED,
      source = Sources.CLIENT_LOGS)
  default void required_L100_a_sku_that_the_tenant_does_not_own_is_refused_for_a_group_at_once() {
    try (Contoso contoso = Contoso.of(this)) {
      contoso.refused(
          contoso.assignToGroup("Sales team", WellKnownSkus.MICROSOFT_365_COPILOT),
          Reason.SKU_NOT_OWNED);
    }
  }

  @Rule(
      operation = "POST /groups/{id}/assignLicense",
      mark = DOCUMENTED,
      source = Sources.GBL_PROBLEMS)
  default void required_L101_an_add_on_needs_its_prerequisite_in_the_same_group() {
    try (Contoso contoso = Contoso.of(this)) {
      contoso.refused(
          contoso.assignToGroup("Sales team", WellKnownSkus.WORKPLACE_ANALYTICS),
          Reason.MISSING_DEPENDENCY);

      contoso.processed(
          contoso.assignToGroup("Office 365 E3 licensed", WellKnownSkus.WORKPLACE_ANALYTICS));
      assertThat(contoso.user("debra").holds(WellKnownSkus.WORKPLACE_ANALYTICS)).isTrue();
    }
  }

  @Rule(
      operation = "POST /groups/{id}/assignLicense",
      mark = OBSERVED,
      source = Sources.CLIENT_LOGS)
  default void required_L102_a_group_that_does_not_exist_is_refused() {
    try (Contoso contoso = Contoso.of(this)) {
      GroupId nowhere = GroupId.of(new UUID(0x4000, 1));

      TenantWrite write =
          new TenantWrite.AssignGroupLicense(
              nowhere, List.of(AssignedLicense.of(WellKnownSkus.EMS)), Set.of());

      assertThat(contoso.refused(write, 404).reason()).isEqualTo(Reason.NOT_FOUND);
    }
  }

  @Rule(
      operation = "POST /groups/{id}/assignLicense",
      mark = DOCUMENTED,
      source = Sources.GBL_ADVANCED)
  default void required_L103_a_member_without_usageLocation_gets_the_tenants_for_this() {
    try (Contoso contoso = Contoso.of(this)) {
      assertThat(contoso.user("grady").holds(WellKnownSkus.EMS)).isTrue();
      assertThat(contoso.directOf("grady")).isEmpty();
    }
  }

  @Rule(
      operation = "POST /groups/{id}/assignLicense",
      mark = CONTESTED,
      source = Sources.GBL_ADVANCED + " (nothing is written)",
      against = "azure-docs#22310 (written to the user)",
      fact = "groupLocationFallback")
  default void required_L104_the_tenants_location_is_written_to_the_member_or_not_as_declared() {
    try (Contoso contoso = Contoso.of(this)) {
      if (semantics().groupLocationFallback() == GroupLocationFallback.NOT_WRITTEN) {
        assertThat(contoso.user("grady").usageLocation()).isEmpty();
      } else {
        assertThat(contoso.user("grady").usageLocation()).contains(UsageLocation.of("US"));
      }
    }
  }

  @Rule(
      operation = "POST /groups/{id}/assignLicense",
      mark = DOCUMENTED,
      source = Sources.GBL_ADVANCED)
  default void required_L105_a_usageLocation_that_is_set_is_never_changed_by_a_group() {
    try (Contoso contoso = Contoso.of(this)) {
      contoso.processed(contoso.assignToGroup("Sales team", WellKnownSkus.FLOW_FREE));

      assertThat(contoso.user("megan").usageLocation()).contains(UsageLocation.of("NL"));
      assertThat(contoso.user("lynne").usageLocation()).contains(UsageLocation.of("GB"));
    }
  }

  @Rule(operation = "POST /groups/{id}/assignLicense", mark = ASSUMED, source = Sources.GBL)
  default void required_L106_a_user_who_holds_a_sku_already_costs_a_group_no_seat() {
    try (Contoso contoso = Contoso.of(this)) {
      int before = contoso.consumed(WellKnownSkus.EMS);

      contoso.processed(contoso.assignToGroup("Sales team", WellKnownSkus.EMS));

      assertThat(contoso.consumed(WellKnownSkus.EMS)).isEqualTo(before + 1);
    }
  }
}
