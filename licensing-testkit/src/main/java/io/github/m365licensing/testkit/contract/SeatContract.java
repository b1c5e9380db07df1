package io.github.m365licensing.testkit.contract;

import static io.github.m365licensing.testkit.contract.Mark.ASSUMED;
import static io.github.m365licensing.testkit.contract.Mark.DOCUMENTED;
import static io.github.m365licensing.testkit.contract.Mark.OBSERVED;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.m365licensing.assignment.AssignedLicense;
import io.github.m365licensing.catalog.WellKnownSkus;
import io.github.m365licensing.tenant.ServiceError;
import io.github.m365licensing.tenant.ServiceError.Reason;
import java.util.List;

/** Rules about seats. */
interface SeatContract extends TenantUnderTest {

  @Rule(
      operation = "POST /users/{id}/assignLicense",
      mark = DOCUMENTED,
      source = Sources.SUBSCRIBED_SKUS)
  default void required_L72_an_assignment_takes_a_seat_and_a_removal_frees_it() {
    try (Contoso contoso = Contoso.of(this)) {
      int before = contoso.consumed(WellKnownSkus.EMS);

      contoso.done(contoso.assign("lynne", WellKnownSkus.EMS));
      assertThat(contoso.consumed(WellKnownSkus.EMS)).isEqualTo(before + 1);

      contoso.done(contoso.remove("lynne", WellKnownSkus.EMS));
      assertThat(contoso.consumed(WellKnownSkus.EMS)).isEqualTo(before);
    }
  }

  @Rule(operation = "POST /users/{id}/assignLicense", mark = OBSERVED, source = Sources.CLIENT_LOGS)
  default void required_L73_without_a_free_seat_an_assignment_is_refused() {
    try (Contoso contoso = Contoso.of(this)) {
      ServiceError error =
          contoso.refused(contoso.assign("lynne", WellKnownSkus.VISIOCLIENT), Reason.NO_SEATS);

      assertThat(error.skuIds()).containsExactly(WellKnownSkus.VISIOCLIENT);
      assertThat(contoso.user("lynne").assignedLicenses()).isEmpty();
    }
  }

  @Rule(operation = "POST /users/{id}/assignLicense", mark = OBSERVED, source = Sources.CLIENT_LOGS)
  default void required_L74_the_last_seat_can_be_taken_once() {
    try (Contoso contoso = Contoso.of(this)) {
      assertThat(contoso.sku(WellKnownSkus.SPE_E5).freeSeats()).isEqualTo(1);

      contoso.done(contoso.assign("lynne", WellKnownSkus.SPE_E5));

      contoso.refused(contoso.assign("adele", WellKnownSkus.SPE_E5), Reason.NO_SEATS);
    }
  }

  @Rule(
      operation = "POST /users/{id}/assignLicense",
      mark = DOCUMENTED,
      source = Sources.ASSIGNED_PLAN)
  default void required_L75_seats_in_warning_can_be_assigned() {
    try (Contoso contoso = Contoso.of(this)) {
      contoso.done(contoso.assign("lynne", WellKnownSkus.PROJECTPROFESSIONAL));

      assertThat(contoso.sku(WellKnownSkus.PROJECTPROFESSIONAL).freeSeats()).isEqualTo(1);
    }
  }

  @Rule(
      operation = "POST /users/{id}/assignLicense",
      mark = DOCUMENTED,
      source = Sources.LICENSE_UNITS)
  default void required_L76_suspended_seats_cannot_be_assigned() {
    try (Contoso contoso = Contoso.of(this)) {
      contoso.refused(contoso.assign("lynne", WellKnownSkus.AAD_PREMIUM_P2), 400);

      assertThat(contoso.user("lynne").assignedLicenses()).isEmpty();
    }
  }

  @Rule(
      operation = "POST /users/{id}/assignLicense",
      mark = DOCUMENTED,
      source = Sources.LICENSE_UNITS)
  default void required_L77_suspended_seats_do_not_count_beside_enabled_ones() {
    try (Contoso contoso = Contoso.of(this)) {
      contoso.refused(contoso.assign("lynne", WellKnownSkus.POWER_BI_PRO), Reason.NO_SEATS);
    }
  }

  @Rule(operation = "POST /users/{id}/assignLicense", mark = ASSUMED, source = Sources.REVIEW)
  default void required_L78_a_held_sku_can_be_assigned_again_though_more_is_used_than_owned() {
    try (Contoso contoso = Contoso.of(this)) {
      contoso.done(contoso.assign("patti", WellKnownSkus.POWER_BI_PRO));

      assertThat(contoso.sku(WellKnownSkus.POWER_BI_PRO).freeSeats()).isEqualTo(-1);
    }
  }

  @Rule(
      operation = "POST /users/{id}/assignLicense",
      mark = DOCUMENTED,
      source = Sources.GBL_CHANGE)
  default void required_L79_a_swap_frees_one_seat_and_takes_another() {
    try (Contoso contoso = Contoso.of(this)) {
      int ems = contoso.consumed(WellKnownSkus.EMS);
      int premium = contoso.consumed(WellKnownSkus.EMSPREMIUM);

      contoso.done(
          contoso.assign(
              "adele", List.of(AssignedLicense.of(WellKnownSkus.EMSPREMIUM)), WellKnownSkus.EMS));

      assertThat(contoso.consumed(WellKnownSkus.EMS)).isEqualTo(ems - 1);
      assertThat(contoso.consumed(WellKnownSkus.EMSPREMIUM)).isEqualTo(premium + 1);
    }
  }

  @Rule(operation = "POST /groups/{id}/assignLicense", mark = DOCUMENTED, source = Sources.GBL)
  default void required_L80_the_seat_goes_with_the_last_of_several_paths() {
    try (Contoso contoso = Contoso.of(this)) {
      int before = contoso.consumed(WellKnownSkus.EMS);
      contoso.done(contoso.addMembers("Sales team", "pradeep"));
      contoso.processed(contoso.assignToGroup("Sales team", WellKnownSkus.EMS));
      // adele and megan held EMS, lynne did not; isaiah and pradeep held it through a group.
      int withGroup = contoso.consumed(WellKnownSkus.EMS);
      assertThat(withGroup).isEqualTo(before + 1);
      assertThat(contoso.paths("pradeep", WellKnownSkus.EMS)).hasSize(3);

      contoso.done(contoso.remove("pradeep", WellKnownSkus.EMS));
      contoso.done(contoso.removeMember("Sales team", "pradeep"));
      contoso.awaitProcessed();
      assertThat(contoso.consumed(WellKnownSkus.EMS)).isEqualTo(withGroup);

      contoso.done(contoso.removeMember("EMS licensed", "pradeep"));
      contoso.awaitProcessed();
      assertThat(contoso.user("pradeep").holds(WellKnownSkus.EMS)).isFalse();
      assertThat(contoso.consumed(WellKnownSkus.EMS)).isEqualTo(withGroup - 1);
    }
  }
}
