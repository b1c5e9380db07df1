package io.github.m365licensing.testkit.contract;

import static io.github.m365licensing.testkit.contract.ContosoJson.BAD_REQUEST;
import static io.github.m365licensing.testkit.contract.ContosoJson.skuIds;
import static io.github.m365licensing.testkit.contract.Mark.DOCUMENTED;
import static io.github.m365licensing.testkit.contract.Mark.OBSERVED;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.m365licensing.catalog.WellKnownSkus;
import java.util.ArrayList;
import java.util.List;

/** Rules about users as Graph's wire takes and shows them. */
interface WireUserContract extends WireUnderTest {

  /** What Graph shows of a user of whom nothing is selected. */
  List<String> DEFAULT_PROPERTIES =
      List.of(
          "businessPhones",
          "displayName",
          "givenName",
          "id",
          "jobTitle",
          "mail",
          "mobilePhone",
          "officeLocation",
          "preferredLanguage",
          "surname",
          "userPrincipalName");

  @Rule(operation = "POST /users", mark = DOCUMENTED, source = Sources.USER_CREATE)
  default void required_W39_creating_a_user_answers_its_default_properties() {
    ContosoJson contoso = ContosoJson.of(this);

    JsonNode user =
        contoso
            .post(
                "/users",
                """
                {"accountEnabled":true,"displayName":"New","mailNickname":"new",
                 "userPrincipalName":"%s","usageLocation":"NL",
                 "passwordProfile":{"password":"n0t-a-Secret-9"}}
                """
                    .formatted(contoso.upn("new")))
            .succeeds(201);

    assertThat(properties(user)).containsExactlyInAnyOrderElementsOf(DEFAULT_PROPERTIES);
    assertThat(contoso.user("new", "usageLocation").asText()).isEqualTo("NL");
  }

  @Rule(operation = "POST /users", mark = DOCUMENTED, source = Sources.USER_CREATE)
  default void required_W40_a_user_without_what_is_required_is_refused() {
    ContosoJson contoso = ContosoJson.of(this);

    contoso
        .post("/users", "{\"userPrincipalName\":\"" + contoso.upn("new") + "\"}")
        .fails(400, BAD_REQUEST);

    contoso.get(contoso.user("new")).fails(404, "Request_ResourceNotFound");
  }

  @Rule(operation = "PATCH /users/{id}", mark = DOCUMENTED, source = Sources.USER_UPDATE)
  default void required_W41_changing_a_user_answers_nothing() {
    ContosoJson contoso = ContosoJson.of(this);

    ContosoJson.Reply reply = contoso.patch(contoso.user("lynne"), "{\"department\":\"Sales\"}");

    reply.succeeds(204);
    assertThat(reply.body()).isEmpty();
    assertThat(contoso.user("lynne", "department").asText()).isEqualTo("Sales");
  }

  @Rule(operation = "PATCH /users/{id}", mark = OBSERVED, source = Sources.CLIENT_LOGS)
  default void required_W42_an_attribute_that_is_mastered_on_premises_is_refused() {
    ContosoJson contoso = ContosoJson.of(this);

    assertThat(
            contoso
                .patch(contoso.user("isaiah"), "{\"department\":\"IT\"}")
                .fails(400, BAD_REQUEST))
        .isEqualTo(
            "Unable to update the specified properties for on-premises mastered Directory Sync"
                + " objects or objects currently undergoing migration.");
  }

  @Rule(
      operation = "POST /directory/deletedItems/{id}/restore",
      mark = DOCUMENTED,
      source = Sources.USER_DELETE)
  default void required_W43_a_restored_user_has_its_licences_and_memberships_back() {
    ContosoJson contoso = ContosoJson.of(this);
    String adele = contoso.userId("adele");

    contoso.delete("/users/" + adele).succeeds(204);
    contoso.post("/directory/deletedItems/" + adele + "/restore", "").succeeds(200);

    assertThat(skuIds(contoso.user("adele", "assignedLicenses")))
        .containsExactly(WellKnownSkus.EMS.toString());
    assertThat(contoso.get(contoso.group("Sales team") + "/members").values("id")).contains(adele);
  }

  /** The properties of an object without those that only describe it. */
  static List<String> properties(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    names.removeIf(name -> name.contains("@odata."));
    return names;
  }
}
