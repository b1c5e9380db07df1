package io.github.m365licensing.testkit.contract;

import static io.github.m365licensing.testkit.contract.ContosoJson.BAD_REQUEST;
import static io.github.m365licensing.testkit.contract.ContosoJson.license;
import static io.github.m365licensing.testkit.contract.ContosoJson.quoted;
import static io.github.m365licensing.testkit.contract.Mark.ASSUMED;
import static io.github.m365licensing.testkit.contract.Mark.DOCUMENTED;
import static io.github.m365licensing.testkit.contract.Mark.OBSERVED;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.m365licensing.catalog.WellKnownPlans;
import io.github.m365licensing.catalog.WellKnownSkus;
import io.github.m365licensing.rules.LicensingSemantics.ExclusionRules;
import io.github.m365licensing.sku.SkuId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

/** Rules about the words in which the service refuses to assign licences. */
interface WireRefusalContract extends WireUnderTest {

  @Rule(
      operation = "POST /users/{id}/assignLicense",
      mark = OBSERVED,
      source = "msgraph-sdk-powershell#3361")
  default void required_W01_a_call_without_one_of_its_lists_is_refused_and_names_it() {
    ContosoJson contoso = ContosoJson.of(this);
    String text =
        "One or more parameters of the operation 'assignLicense' are missing from the request"
            + " payload. The missing parameters are: %s.";

    String noAdd =
        contoso
            .post(contoso.user("adele") + "/assignLicense", "{\"removeLicenses\":[]}")
            .fails(400, BAD_REQUEST);
    String noRemove =
        contoso
            .post(contoso.user("adele") + "/assignLicense", "{\"addLicenses\":[]}")
            .fails(400, BAD_REQUEST);

    assertThat(noAdd).isEqualTo(text.formatted("addLicenses"));
    assertThat(noRemove).isEqualTo(text.formatted("removeLicenses"));
  }

  @Rule(
      operation = "POST /users/{id}/assignLicense",
      mark = OBSERVED,
      source = "msgraph-sdk-powershell#3286")
  default void required_W02_a_call_that_adds_and_removes_nothing_is_refused() {
    ContosoJson contoso = ContosoJson.of(this);

    assertThat(contoso.assign(contoso.user("adele"), "", "").fails(400, BAD_REQUEST))
        .isEqualTo(
            "No license changes provided. At least one license to add or remove must be specified.");
  }

  @Rule(
      operation = "POST /users/{id}/assignLicense",
      mark = OBSERVED,
      source = "microsoft-graph-docs#2853")
  default void required_W03_a_skuId_that_is_no_guid_is_refused() {
    ContosoJson contoso = ContosoJson.of(this);
    String text =
        "Cannot convert a primitive value to the expected type 'Edm.Guid'. See the inner exception"
            + " for more details";

    assertThat(
            contoso
                .assign(contoso.user("lynne"), "{\"skuId\":\"EMS\"}", "")
                .fails(400, BAD_REQUEST))
        .isEqualTo(text);
    assertThat(contoso.assign(contoso.user("adele"), "", "\"EMS\"").fails(400, BAD_REQUEST))
        .isEqualTo(text);
  }

  @Rule(operation = "POST /users/{id}/assignLicense", mark = OBSERVED, source = "hamilton#288")
  default void required_W04_a_sku_that_is_not_owned_is_named_for_users_and_groups() {
    ContosoJson contoso = ContosoJson.of(this);
    SkuId unowned = WellKnownSkus.MICROSOFT_365_COPILOT;
    String text = "License " + unowned + " does not correspond to a valid company License.";

    assertThat(contoso.assign("lynne", unowned).fails(400, BAD_REQUEST)).isEqualTo(text);
    assertThat(contoso.remove("lynne", unowned).fails(400, BAD_REQUEST)).isEqualTo(text);
    assertThat(
            contoso
                .assign(contoso.group("Sales team"), license(unowned), "")
                .fails(400, BAD_REQUEST))
        .isEqualTo(text);
  }

  @Rule(operation = "POST /users/{id}/assignLicense", mark = OBSERVED, source = "CIPP#783")
  default void required_W05_the_refusal_for_want_of_a_usageLocation_says_so() {
    ContosoJson contoso = ContosoJson.of(this);

    assertThat(contoso.assign("diego", WellKnownSkus.EMS).fails(400, BAD_REQUEST))
        .isEqualTo("License assignment cannot be done for user with invalid usage location.");
  }

  @Rule(operation = "POST /users/{id}/assignLicense", mark = OBSERVED, source = Sources.CLIENT_LOGS)
  default void required_W06_the_refusal_for_want_of_seats_names_the_sku() {
    ContosoJson contoso = ContosoJson.of(this);

    assertThat(contoso.assign("adele", WellKnownSkus.VISIOCLIENT).fails(400, BAD_REQUEST))
        .contains(
            "Subscription with SKU "
                + WellKnownSkus.VISIOCLIENT
                + " does not have any available licenses");
  }

  @Rule(
      operation = "POST /users/{id}/assignLicense",
      mark = OBSERVED,
      source = "OfficeDocs-Enterprise#873")
  default void required_W07_the_refusal_to_remove_what_is_not_held_says_so() {
    ContosoJson contoso = ContosoJson.of(this);

    assertThat(contoso.remove("lynne", WellKnownSkus.EMS).fails(400, BAD_REQUEST))
        .isEqualTo("User does not have a corresponding license.");
  }

  @Rule(operation = "POST /users/{id}/assignLicense", mark = OBSERVED, source = Sources.CLIENT_LOGS)
  default void required_W08_the_refusal_to_remove_what_is_inherited_says_so() {
    ContosoJson contoso = ContosoJson.of(this);

    assertThat(contoso.remove("isaiah", WellKnownSkus.EMS).fails(400, BAD_REQUEST))
        .isEqualTo(
            "User license is inherited from a group membership and it cannot be removed directly"
                + " from the user.");
  }

  @Rule(
      operation = "POST /users/{id}/assignLicense",
      mark = DOCUMENTED,
      source = Sources.GBL_PROBLEMS,
      fact = "exclusionRules")
  default void required_W09_the_refusal_of_plans_that_clash_names_both() {
    ContosoJson contoso = ContosoJson.of(this);

    ContosoJson.Reply reply = contoso.assign("johanna", WellKnownSkus.INTUNE_A);

    if (switches().licensing().exclusionRules() == ExclusionRules.NONE) {
      reply.succeeds(200);
    } else {
      assertThat(reply.fails(400, BAD_REQUEST))
          .startsWith("License assignment failed because service plans ")
          .contains(WellKnownPlans.INTUNE_A.toString(), WellKnownPlans.INTUNE_A_VL.toString())
          .endsWith(" are mutually exclusive");
    }
  }

  @Rule(operation = "POST /users/{id}/assignLicense", mark = OBSERVED, source = Sources.CLIENT_LOGS)
  default void required_W10_the_refusal_for_want_of_a_plan_names_what_is_needed() {
    ContosoJson contoso = ContosoJson.of(this);

    assertThat(contoso.assign("lynne", WellKnownSkus.WORKPLACE_ANALYTICS).fails(400, BAD_REQUEST))
        .startsWith(
            "License assignment failed because service plan "
                + WellKnownPlans.WORKPLACE_ANALYTICS
                + " depends on the service plan(s) ")
        .contains(WellKnownPlans.EXCHANGE_S_STANDARD.toString());
  }

  @Rule(
      operation = "POST /users/{id}/assignLicense",
      mark = OBSERVED,
      source = "microsoft-graph-docs#7539 (the words approximately)")
  default void required_W11_the_refusal_of_a_sku_for_the_company_names_it() {
    ContosoJson contoso = ContosoJson.of(this);
    SkuId company = WellKnownSkus.MICROSOFT365_LIGHTHOUSE;

    assertThat(contoso.assign("lynne", company).fails(400, BAD_REQUEST))
        .contains(company.toString())
        .contains("cannot be assigned to a user");
  }

  @Rule(operation = "POST /users/{id}/assignLicense", mark = OBSERVED, source = Sources.REVIEW)
  default void required_W12_a_sku_of_self_service_purchase_can_be_neither_given_nor_taken() {
    ContosoJson contoso = ContosoJson.of(this);

    contoso.assign("lynne", WellKnownSkus.VISIO_PLAN1_DEPT).fails(400, BAD_REQUEST);
    contoso.remove("raul", WellKnownSkus.VISIO_PLAN1_DEPT).fails(400, BAD_REQUEST);

    assertThat(ContosoJson.skuIds(contoso.user("raul", "assignedLicenses")))
        .contains(WellKnownSkus.VISIO_PLAN1_DEPT.toString());
  }

  @Rule(operation = "POST /users/{id}/assignLicense", mark = OBSERVED, source = Sources.CLIENT_LOGS)
  default void required_W13_a_user_or_group_who_does_not_exist_is_named_with_404() {
    ContosoJson contoso = ContosoJson.of(this);
    String nobody = new UUID(0x4000, 1).toString();
    String text =
        "Resource '"
            + nobody
            + "' does not exist or one of its queried reference-property objects are not present.";

    for (String path : List.of("/users/" + nobody, "/groups/" + nobody)) {
      assertThat(
              contoso
                  .assign(path, license(WellKnownSkus.EMS), "")
                  .fails(404, "Request_ResourceNotFound"))
          .isEqualTo(text);
    }
  }

  @Rule(
      operation = "POST /users/{id}/assignLicense",
      mark = ASSUMED,
      source = "no source says what happens")
  default void required_W14_a_sku_that_is_named_twice_is_refused() {
    ContosoJson contoso = ContosoJson.of(this);
    String ems = license(WellKnownSkus.EMS);

    contoso.assign(contoso.user("lynne"), ems + "," + ems, "").fails(400, BAD_REQUEST);
    contoso
        .assign(contoso.user("adele"), ems, quoted(WellKnownSkus.EMS.toString()))
        .fails(400, BAD_REQUEST);
  }

  @Rule(
      operation = "POST /users/{id}/assignLicense",
      mark = DOCUMENTED,
      source = Sources.BATCH + " (the words)")
  default void optional_W53_the_refusal_for_want_of_a_permission_says_so() {
    ContosoJson contoso = ContosoJson.limited(this, Set.of("User.Read.All"));

    assertThat(contoso.assign("lynne", WellKnownSkus.EMS).fails(403, "Authorization_RequestDenied"))
        .isEqualTo("Insufficient privileges to complete the operation.");
  }

  @Rule(operation = "any", mark = DOCUMENTED, source = Sources.ERRORS)
  default void required_W15_a_refusal_comes_in_graphs_envelope() {
    JsonNode error = ContosoJson.of(this).remove("lynne", WellKnownSkus.EMS).json().path("error");

    List<String> members = new ArrayList<>();
    error.fieldNames().forEachRemaining(name -> members.add(name.toLowerCase(Locale.ROOT)));
    assertThat(members).contains("code", "message", "innererror");
    JsonNode inner = error.has("innerError") ? error.path("innerError") : error.path("innererror");
    assertThat(inner.path("request-id").asText()).isNotBlank();
    assertThat(inner.path("date").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d.*");
  }
}
