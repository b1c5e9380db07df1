package io.github.m365licensing.testkit.contract;

import static io.github.m365licensing.testkit.contract.ContosoJson.BAD_REQUEST;
import static io.github.m365licensing.testkit.contract.ContosoJson.having;
import static io.github.m365licensing.testkit.contract.ContosoJson.license;
import static io.github.m365licensing.testkit.contract.ContosoJson.skuIds;
import static io.github.m365licensing.testkit.contract.Mark.ASSUMED;
import static io.github.m365licensing.testkit.contract.Mark.CONTESTED;
import static io.github.m365licensing.testkit.contract.Mark.DOCUMENTED;
import static io.github.m365licensing.testkit.contract.Mark.OBSERVED;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.m365licensing.catalog.WellKnownPlans;
import io.github.m365licensing.catalog.WellKnownSkus;
import io.github.m365licensing.rules.LicensingSemantics.OmittedDisabledPlans;
import io.github.m365licensing.testkit.scenario.FakeSemantics.ConcurrencyStatus;
import io.github.m365licensing.testkit.scenario.FakeSemantics.LicenseDetailsAppOnly;
import io.github.m365licensing.testkit.scenario.FakeSemantics.MailAddresses;
import io.github.m365licensing.testkit.scenario.FakeSemantics.RemovedPlans;
import io.github.m365licensing.testkit.scenario.FakeSemantics.SuccessError;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Rules about licences of users as Graph's wire takes and shows them. */
interface WireLicenseContract extends WireUnderTest {

  /** A change of the EMS that adele holds; disabledPlans is left out. */
  String EMS_WITHOUT_PLANS = "{\"skuId\":\"" + WellKnownSkus.EMS + "\"}";

  @Rule(operation = "POST /users/{id}/assignLicense", mark = OBSERVED, source = Sources.CLIENT_LOGS)
  default void required_W16_assigning_answers_the_user_without_its_licences() {
    ContosoJson contoso = ContosoJson.of(this);

    JsonNode user = contoso.assign("lynne", WellKnownSkus.EMS).succeeds(200);

    assertThat(user.path("userPrincipalName").asText()).isEqualTo(contoso.upn("lynne"));
    assertThat(user.has("assignedLicenses")).isFalse();
  }

  @Rule(
      operation = "POST /users/{id}/assignLicense",
      mark = CONTESTED,
      source = "Entra: Microsoft Graph PowerShell group licensing examples (every plan is on)",
      against = "a comment in a Terraform provider (plans that were off stay off)",
      fact = "omittedDisabledPlans")
  default void required_W17_omitted_disabledPlans_switch_every_plan_on_or_keep_them_as_declared() {
    ContosoJson contoso = ContosoJson.of(this);

    contoso.assign(contoso.user("adele"), EMS_WITHOUT_PLANS, "").succeeds(200);

    JsonNode off =
        having(contoso.user("adele", "assignedLicenses"), "skuId", WellKnownSkus.EMS.toString())
            .path("disabledPlans");
    if (switches().licensing().omittedDisabledPlans() == OmittedDisabledPlans.NONE_DISABLED) {
      assertThat(off).isEmpty();
    } else {
      assertThat(off)
          .extracting(JsonNode::asText)
          .containsExactly(WellKnownPlans.ADALLOM_S_DISCOVERY.toString());
    }
  }

  @Rule(operation = "GET /users/{id}", mark = DOCUMENTED, source = Sources.USER)
  default void required_W18_licences_are_shown_only_if_they_are_selected() {
    ContosoJson contoso = ContosoJson.of(this);

    JsonNode unselected = contoso.get(contoso.user("adele")).succeeds(200);

    assertThat(unselected.has("id")).isTrue();
    for (String property :
        List.of("assignedLicenses", "licenseAssignmentStates", "assignedPlans", "usageLocation")) {
      assertThat(unselected.has(property)).as(property).isFalse();
      assertThat(contoso.user("adele", property).toString()).as(property).hasSizeGreaterThan(2);
    }
  }

  @Rule(operation = "GET /users/{id}", mark = DOCUMENTED, source = Sources.ASSIGNMENT_STATE)
  default void required_W19_a_direct_path_names_no_group_and_an_inherited_one_names_its_own() {
    ContosoJson contoso = ContosoJson.of(this);

    List<String> groups = new ArrayList<>();
    for (JsonNode path : contoso.user("pradeep", "licenseAssignmentStates")) {
      if (path.path("skuId").asText().equals(WellKnownSkus.EMS.toString())) {
        groups.add(path.path("assignedByGroup").asText());
        assertThat(path.path("state").asText()).isEqualTo("Active");
      }
    }

    assertThat(groups).containsExactlyInAnyOrder("null", contoso.groupId("EMS licensed"));
  }

  @Rule(
      operation = "GET /users/{id}",
      mark = CONTESTED,
      source = Sources.STATES_SCRIPT + " (the word None)",
      against = Sources.ASSIGNMENT_STATE + " (null)",
      fact = "successError")
  default void required_W20_a_path_that_is_fine_says_None_or_nothing_as_declared() {
    JsonNode path = ContosoJson.of(this).user("adele", "licenseAssignmentStates").path(0);

    if (switches().successError() == SuccessError.NONE_TEXT) {
      assertThat(path.path("error").asText()).isEqualTo("None");
    } else {
      assertThat(path.path("error").isNull()).isTrue();
    }
  }

  @Rule(
      operation = "GET /users/{id}",
      mark = ASSUMED,
      source = Sources.ASSIGNED_PLAN + " (only that a status Deleted exists)",
      fact = "removedPlans")
  default void required_W21_a_plan_that_was_taken_away_is_shown_as_Deleted_or_gone_as_declared() {
    ContosoJson contoso = ContosoJson.of(this);

    contoso.remove("emily", WellKnownSkus.INTUNE_A).succeeds(200);

    JsonNode plans = contoso.user("emily", "assignedPlans");
    assertThat(skuIds(contoso.user("emily", "assignedLicenses"))).isEmpty();
    if (switches().removedPlans() == RemovedPlans.SHOWN_DELETED) {
      JsonNode intune = having(plans, "servicePlanId", WellKnownPlans.INTUNE_A.toString());
      assertThat(intune.path("capabilityStatus").asText()).isEqualTo("Deleted");
    } else {
      assertThat(plans).isEmpty();
    }
  }

  @Rule(
      operation = "POST /users/{id}/assignLicense",
      mark = DOCUMENTED,
      source = Sources.GBL_PROBLEMS + " (may)",
      fact = "mailAddresses")
  default void required_W22_a_mailbox_changes_the_mail_addresses_or_not_as_declared() {
    ContosoJson contoso = ContosoJson.of(this);

    contoso.assign("lynne", WellKnownSkus.STANDARDPACK).succeeds(200);

    JsonNode mail = contoso.user("lynne", "mail");
    if (switches().mailAddresses() == MailAddresses.DERIVED) {
      assertThat(mail.asText()).isEqualTo(contoso.upn("lynne"));
      assertThat(contoso.user("lynne", "proxyAddresses"))
          .extracting(JsonNode::asText)
          .containsExactly("SMTP:" + contoso.upn("lynne"));
    } else {
      assertThat(mail.isNull()).isTrue();
    }
  }

  @Rule(
      operation = "POST /users/{id}/assignLicense",
      mark = OBSERVED,
      source = Sources.REVIEW,
      fact = "mailAddresses")
  default void required_W23_a_mailbox_whose_address_another_user_has_is_refused_as_declared() {
    ContosoJson contoso = ContosoJson.of(this);
    contoso.assign("lynne", WellKnownSkus.STANDARDPACK).succeeds(200);
    rename(contoso, "lynne", "lynne.two");
    rename(contoso, "nestor", "lynne");

    ContosoJson.Reply reply = contoso.assign("lynne", WellKnownSkus.STANDARDPACK);

    if (switches().mailAddresses() == MailAddresses.DERIVED) {
      assertThat(reply.fails(400, BAD_REQUEST))
          .isEqualTo(
              "Another object with the same value for property proxyAddresses already exists.");
    } else {
      reply.succeeds(200);
    }
  }

  private static void rename(ContosoJson contoso, String from, String to) {
    contoso
        .patch(contoso.user(from), "{\"userPrincipalName\":\"" + contoso.upn(to) + "\"}")
        .succeeds(204);
  }

  @Rule(
      operation = "POST /$batch",
      mark = CONTESTED,
      source = Sources.CLIENT_LOGS + " (409)",
      against = "older clients (503)",
      fact = "concurrencyStatus")
  default void required_W24_two_writes_for_one_user_in_a_batch_conflict() {
    ContosoJson contoso = ContosoJson.of(this);
    String call = "{\"addLicenses\":[%s],\"removeLicenses\":[]}";

    List<Integer> statuses =
        contoso.together(
            contoso.user("lynne") + "/assignLicense",
            call.formatted(license(WellKnownSkus.EMS)),
            call.formatted(license(WellKnownSkus.FLOW_FREE)));

    int conflict = switches().concurrencyStatus() == ConcurrencyStatus.CONFLICT_409 ? 409 : 503;
    assertThat(statuses).containsExactlyInAnyOrder(200, conflict);
    assertThat(contoso.user("lynne", "assignedLicenses")).hasSize(1);
  }

  @Rule(
      operation = "GET /users/{id}/licenseDetails",
      mark = CONTESTED,
      source = Sources.ADMIN_SCRIPTS + " (they read it)",
      against = Sources.USER_LICENSE_DETAILS + " (not supported)",
      fact = "licenseDetailsAppOnly")
  default void optional_W25_an_application_reads_licenseDetails_or_is_denied_as_declared() {
    ContosoJson contoso =
        ContosoJson.limited(this, Set.of("User.Read.All", "LicenseAssignment.Read.All"));

    ContosoJson.Reply reply = contoso.get(contoso.user("adele") + "/licenseDetails");

    if (switches().licenseDetailsAppOnly() == LicenseDetailsAppOnly.ALLOWED) {
      assertThat(reply.values("skuPartNumber")).containsExactly("EMS");
    } else {
      reply.fails(403, "Authorization_RequestDenied");
    }
  }

  @Rule(operation = "PATCH /users/{id}", mark = ASSUMED, source = Sources.USER + " (read-only)")
  default void required_W26_licences_cannot_be_written_as_a_property() {
    ContosoJson contoso = ContosoJson.of(this);

    contoso.patch(contoso.user("adele"), "{\"assignedLicenses\":[]}").fails(400, BAD_REQUEST);

    assertThat(contoso.user("adele", "assignedLicenses")).hasSize(1);
  }

  @Rule(
      operation = "POST /users/{id}/reprocessLicenseAssignment",
      mark = DOCUMENTED,
      source = Sources.USER_REPROCESS)
  default void required_W27_reprocessing_answers_the_user() {
    ContosoJson contoso = ContosoJson.of(this);

    JsonNode user =
        contoso.post(contoso.user("adele") + "/reprocessLicenseAssignment", "").succeeds(200);

    assertThat(user.path("userPrincipalName").asText()).isEqualTo(contoso.upn("adele"));
  }
}
