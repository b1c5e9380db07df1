package io.github.m365licensing.testkit.contract;

import static io.github.m365licensing.testkit.contract.Mark.ASSUMED;
import static io.github.m365licensing.testkit.contract.Mark.CONTESTED;
import static io.github.m365licensing.testkit.contract.Mark.DOCUMENTED;
import static io.github.m365licensing.testkit.contract.Mark.OBSERVED;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.m365licensing.assignment.AssignedLicense;
import io.github.m365licensing.assignment.AssignmentError;
import io.github.m365licensing.assignment.AssignmentSource;
import io.github.m365licensing.assignment.AssignmentState;
import io.github.m365licensing.assignment.LicenseAssignmentState;
import io.github.m365licensing.catalog.WellKnownSkus;
import io.github.m365licensing.directory.ProcessingState;
import io.github.m365licensing.rules.LicensingSemantics.ExclusionRules;
import io.github.m365licensing.rules.LicensingSemantics.GroupAddFailure;
import io.github.m365licensing.rules.LicensingSemantics.GroupRemovalDependants;
import io.github.m365licensing.rules.LicensingSemantics.SeatPickOrder;
import io.github.m365licensing.sku.SkuId;
import io.github.m365licensing.tenant.ServiceError.Reason;
import java.util.List;

/** Rules about members for whom a group's licences fail, and about healing them. */
interface GroupErrorContract extends TenantUnderTest {

  private static LicenseAssignmentState path(
      Contoso contoso, String user, SkuId sku, String group) {
    return contoso
        .path(user, sku, contoso.through(group))
        .orElseThrow(() -> new AssertionError("'" + user + "' has no path of the group."));
  }

  /** The one member of Design tools for whom no seat was left. */
  private static String withoutSeat(Contoso contoso) {
    List<String> failed = failed(contoso, "Design tools");
    assertThat(failed).as("members of Design tools in error").hasSize(1);
    return failed.get(0);
  }

  /** The members with a failed path of the group. */
  private static List<String> failed(Contoso contoso, String group) {
    AssignmentSource source = contoso.through(group);
    return contoso.members(group).stream()
        .filter(
            member ->
                contoso.user(member).licenseAssignmentStates().stream()
                    .anyMatch(
                        path ->
                            path.source().equals(source)
                                && path.state().equals(AssignmentState.ERROR)))
        .toList();
  }

  @Rule(
      operation = "POST /groups/{id}/assignLicense",
      mark = DOCUMENTED,
      source = Sources.GBL_PROBLEMS)
  default void required_L107_a_member_for_whom_no_seat_is_left_shows_CountViolation() {
    try (Contoso contoso = Contoso.of(this)) {
      String member = withoutSeat(contoso);

      LicenseAssignmentState visio =
          path(contoso, member, WellKnownSkus.VISIOCLIENT, "Design tools");

      assertThat(visio.state()).isEqualTo(AssignmentState.ERROR);
      assertThat(visio.error()).contains(AssignmentError.COUNT_VIOLATION);
      assertThat(contoso.sku(WellKnownSkus.VISIOCLIENT).freeSeats()).isZero();
    }
  }

  @Rule(
      operation = "POST /groups/{id}/assignLicense",
      mark = DOCUMENTED,
      source = Sources.GBL_PROBLEMS)
  default void required_L108_if_one_product_fails_for_a_member_the_groups_others_show_Other() {
    try (Contoso contoso = Contoso.of(this)) {
      String member = withoutSeat(contoso);

      LicenseAssignmentState innocent =
          path(contoso, member, WellKnownSkus.POWER_BI_STANDARD, "Design tools");

      assertThat(innocent.state()).isEqualTo(AssignmentState.ERROR);
      assertThat(innocent.error()).contains(AssignmentError.OTHER);
      assertThat(contoso.user(member).holds(WellKnownSkus.POWER_BI_STANDARD)).isFalse();
      assertThat(contoso.user(member).holds(WellKnownSkus.VISIOCLIENT)).isFalse();
    }
  }

  @Rule(
      operation = "POST /groups/{id}/assignLicense",
      mark = ASSUMED,
      source = "the order is not documented",
      fact = "seatPickOrder")
  default void required_L109_whoever_joined_last_gets_no_seat_unless_declared_otherwise() {
    try (Contoso contoso = Contoso.of(this)) {
      String member = withoutSeat(contoso);

      if (semantics().seatPickOrder() == SeatPickOrder.ORDER_OF_JOINING) {
        assertThat(member).isEqualTo("raul");
      } else {
        assertThat(member).isIn("raul", "debra", "lidia");
      }
    }
  }

  @Rule(
      operation = "POST /groups/{id}/assignLicense",
      mark = DOCUMENTED,
      source = Sources.GBL_PROBLEMS,
      fact = "exclusionRules")
  default void required_L110_a_clash_with_a_members_plans_shows_MutuallyExclusiveViolation() {
    try (Contoso contoso = Contoso.of(this)) {
      LicenseAssignmentState ems = path(contoso, "johanna", WellKnownSkus.EMS, "EMS licensed");

      if (semantics().exclusionRules() == ExclusionRules.NONE) {
        assertThat(ems.state()).isEqualTo(AssignmentState.ACTIVE);
      } else {
        assertThat(ems.state()).isEqualTo(AssignmentState.ERROR);
        assertThat(ems.error()).contains(AssignmentError.MUTUALLY_EXCLUSIVE_VIOLATION);
        assertThat(contoso.user("johanna").holds(WellKnownSkus.EMS)).isFalse();
      }
    }
  }

  @Rule(
      operation = "POST /groups/{id}/assignLicense",
      mark = DOCUMENTED,
      source = Sources.GBL_PROBLEMS)
  default void required_L111_processing_is_complete_although_members_are_in_error() {
    try (Contoso contoso = Contoso.of(this)) {
      assertThat(contoso.group("Design tools").licenseProcessingState())
          .contains(ProcessingState.COMPLETE);
      assertThat(failed(contoso, "Design tools")).isNotEmpty();
    }
  }

  @Rule(
      operation = "POST /groups/{id}/assignLicense",
      mark = DOCUMENTED,
      source = Sources.GBL_PROBLEMS)
  default void required_L112_a_seat_that_becomes_free_does_not_heal_a_failed_member() {
    try (Contoso contoso = Contoso.of(this)) {
      String failed = withoutSeat(contoso);
      contoso.done(contoso.removeMember("Design tools", other(failed)));
      contoso.awaitProcessed();

      assertThat(contoso.sku(WellKnownSkus.VISIOCLIENT).freeSeats()).isEqualTo(1);
      assertThat(failed(contoso, "Design tools")).containsExactly(failed);
      assertThat(contoso.user(failed).holds(WellKnownSkus.VISIOCLIENT)).isFalse();
    }
  }

  private static String other(String failed) {
    return failed.equals("debra") ? "lidia" : "debra";
  }

  @Rule(
      operation = "POST /users/{id}/reprocessLicenseAssignment",
      mark = DOCUMENTED,
      source = Sources.USER_REPROCESS)
  default void required_L113_reprocessing_heals_every_product_once_the_cause_is_gone() {
    try (Contoso contoso = Contoso.of(this)) {
      String failed = withoutSeat(contoso);
      contoso.done(contoso.removeMember("Design tools", other(failed)));
      contoso.awaitProcessed();

      contoso.done(contoso.reprocess(failed));
      contoso.awaitProcessed();

      assertThat(contoso.user(failed).holds(WellKnownSkus.VISIOCLIENT)).isTrue();
      assertThat(contoso.user(failed).holds(WellKnownSkus.POWER_BI_STANDARD)).isTrue();
      assertThat(failed(contoso, "Design tools")).isEmpty();
      assertThat(contoso.sku(WellKnownSkus.VISIOCLIENT).freeSeats()).isZero();
    }
  }

  @Rule(
      operation = "POST /users/{id}/reprocessLicenseAssignment",
      mark = OBSERVED,
      source = Sources.CLIENT_LOGS)
  default void required_L114_reprocessing_while_the_cause_stands_is_refused_and_names_it() {
    try (Contoso contoso = Contoso.of(this)) {
      String failed = withoutSeat(contoso);

      contoso.refused(contoso.reprocess(failed), Reason.NO_SEATS);

      assertThat(path(contoso, failed, WellKnownSkus.VISIOCLIENT, "Design tools").error())
          .contains(AssignmentError.COUNT_VIOLATION);
    }
  }

  @Rule(
      operation = "POST /users/{id}/reprocessLicenseAssignment",
      mark = ASSUMED,
      source = Sources.USER_REPROCESS)
  default void required_L115_reprocessing_a_user_without_error_changes_nothing() {
    try (Contoso contoso = Contoso.of(this)) {
      List<AssignedLicense> before = contoso.user("isaiah").assignedLicenses();
      int consumed = contoso.consumed(WellKnownSkus.EMS);

      contoso.done(contoso.reprocess("isaiah"));
      contoso.awaitProcessed();

      assertThat(contoso.user("isaiah").assignedLicenses()).isEqualTo(before);
      assertThat(contoso.consumed(WellKnownSkus.EMS)).isEqualTo(consumed);
    }
  }

  @Rule(
      operation = "DELETE /groups/{id}/members/{id}/$ref",
      mark = CONTESTED,
      source = Sources.GBL_PROBLEMS + ", newer text (stays in error)",
      against = "older text of the same page (becomes direct)",
      fact = "groupRemovalDependants")
  default void
      required_L116_an_inherited_licence_with_a_dependant_stays_after_leaving_as_declared() {
    try (Contoso contoso = Contoso.of(this)) {
      assertThat(contoso.members("Office 365 E3 licensed")).doesNotContain("joni");
      List<LicenseAssignmentState> paths = contoso.paths("joni", WellKnownSkus.ENTERPRISEPACK);

      assertThat(paths).hasSize(1);
      LicenseAssignmentState path = paths.get(0);
      if (semantics().groupRemovalDependants() == GroupRemovalDependants.STAY_IN_ERROR) {
        assertThat(path.source()).isEqualTo(contoso.through("Office 365 E3 licensed"));
        assertThat(path.state()).isEqualTo(AssignmentState.ACTIVE_WITH_ERROR);
        assertThat(path.error()).contains(AssignmentError.DEPENDENCY_VIOLATION);
      } else {
        assertThat(path.source()).isEqualTo(AssignmentSource.direct());
        assertThat(path.state()).isEqualTo(AssignmentState.ACTIVE);
      }
      assertThat(contoso.user("joni").holds(WellKnownSkus.ENTERPRISEPACK)).isTrue();
    }
  }

  @Rule(
      operation = "POST /users/{id}/reprocessLicenseAssignment",
      mark = OBSERVED,
      source = Sources.CLIENT_LOGS,
      fact = "groupRemovalDependants")
  default void required_L117_a_licence_stuck_on_a_dependant_goes_once_the_dependant_is_gone() {
    try (Contoso contoso = Contoso.of(this)) {
      if (semantics().groupRemovalDependants() == GroupRemovalDependants.STAY_IN_ERROR) {
        contoso.refused(contoso.reprocess("joni"), Reason.MISSING_DEPENDENCY);
      }
      int consumed = contoso.consumed(WellKnownSkus.ENTERPRISEPACK);

      contoso.done(contoso.remove("joni", WellKnownSkus.WORKPLACE_ANALYTICS));
      contoso.done(contoso.reprocess("joni"));
      contoso.awaitProcessed();

      boolean direct =
          semantics().groupRemovalDependants() == GroupRemovalDependants.CONVERT_TO_DIRECT;
      assertThat(contoso.user("joni").holds(WellKnownSkus.ENTERPRISEPACK)).isEqualTo(direct);
      assertThat(contoso.consumed(WellKnownSkus.ENTERPRISEPACK))
          .isEqualTo(direct ? consumed : consumed - 1);
    }
  }

  @Rule(
      operation = "POST /groups/{id}/assignLicense",
      mark = ASSUMED,
      source = "no source says what happens to products applied before",
      fact = "groupAddFailure")
  default void required_L118_products_applied_before_stay_or_go_when_a_further_one_fails() {
    try (Contoso contoso = Contoso.of(this)) {
      contoso.processed(contoso.assignToGroup("EMS licensed", WellKnownSkus.VISIOCLIENT));

      LicenseAssignmentState ems = path(contoso, "isaiah", WellKnownSkus.EMS, "EMS licensed");
      LicenseAssignmentState visio =
          path(contoso, "isaiah", WellKnownSkus.VISIOCLIENT, "EMS licensed");
      assertThat(visio.state()).isEqualTo(AssignmentState.ERROR);
      assertThat(ems.isInEffect())
          .isEqualTo(semantics().groupAddFailure() == GroupAddFailure.KEEP_ACTIVE);
      assertThat(contoso.user("isaiah").holds(WellKnownSkus.EMS)).isEqualTo(ems.isInEffect());
    }
  }

  @Rule(
      operation = "POST /groups/{id}/assignLicense",
      mark = DOCUMENTED,
      source = Sources.GBL_PROBLEMS)
  default void required_L119_a_service_not_offered_in_a_location_fails_for_that_member_only() {
    try (Contoso contoso = Contoso.of(this)) {
      contoso.done(contoso.addMembers("Sales team", "christie"));
      contoso.processed(contoso.assignToGroup("Sales team", WellKnownSkus.EMS));

      assertThat(failed(contoso, "Sales team")).containsExactly("christie");
      assertThat(contoso.user("lynne").holds(WellKnownSkus.EMS)).isTrue();
    }
  }
}
