package io.github.m365licensing.testkit.contract;

import static io.github.m365licensing.testkit.contract.ContosoJson.BAD_REQUEST;
import static io.github.m365licensing.testkit.contract.Mark.DOCUMENTED;
import static io.github.m365licensing.testkit.contract.Mark.OBSERVED;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.m365licensing.catalog.WellKnownSkus;

/** Rules about what queries can ask on Graph's wire. */
interface WireQueryContract extends WireUnderTest {

  @Rule(operation = "GET /users", mark = DOCUMENTED, source = Sources.USER_LIST)
  default void required_W44_a_list_of_users_shows_the_default_properties() {
    JsonNode user = ContosoJson.of(this).get("/users?$top=1").succeeds(200).at("/value/0");

    assertThat(WireUserContract.properties(user))
        .containsExactlyInAnyOrderElementsOf(WireUserContract.DEFAULT_PROPERTIES);
  }

  @Rule(operation = "GET /users", mark = OBSERVED, source = "Microsoft Q&A 1129204")
  default void required_W45_a_page_of_a_thousand_is_refused() {
    ContosoJson.Reply reply = ContosoJson.of(this).get("/users?$top=1000");

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.json().at("/error/message").asText())
        .isEqualTo("Invalid page size specified: '1000'. Must be between 1 and 999 inclusive.");
  }

  @Rule(operation = "GET /users/$count", mark = DOCUMENTED, source = Sources.ADVANCED_QUERIES)
  default void required_W46_counting_without_ConsistencyLevel_is_refused() {
    assertThat(ContosoJson.of(this).get("/users/$count").fails(400, BAD_REQUEST))
        .isEqualTo("$count is not currently supported.");
  }

  @Rule(operation = "GET /users", mark = DOCUMENTED, source = Sources.ADVANCED_QUERIES)
  default void required_W47_holders_of_a_sku_are_found_by_a_filter() {
    ContosoJson contoso = ContosoJson.of(this);

    assertThat(
            contoso
                .get(
                    "/users?$select=userPrincipalName&$filter=assignedLicenses/any(x:x/skuId%20eq%20"
                        + WellKnownSkus.INTUNE_A
                        + ")")
                .values("userPrincipalName"))
        .containsExactlyInAnyOrder(contoso.upn("emily"), contoso.upn("dem"));
  }

  @Rule(operation = "GET /users", mark = DOCUMENTED, source = Sources.ADVANCED_QUERIES)
  default void required_W48_paths_cannot_be_filtered_by() {
    ContosoJson.Reply reply =
        ContosoJson.of(this)
            .get("/users?$filter=licenseAssignmentStates/any(x:x/state%20eq%20'Error')");

    assertThat(reply.status()).isEqualTo(400);
  }

  @Rule(operation = "any", mark = DOCUMENTED, source = Sources.BATCH)
  default void required_W49_a_verb_that_a_path_does_not_take_is_refused_with_405() {
    assertThat(ContosoJson.of(this).post("/subscribedSkus", "{}").fails(405, BAD_REQUEST))
        .isEqualTo("Specified HTTP method is not allowed for the request target.");
  }

  @Rule(operation = "GET /subscribedSkus/{id}", mark = DOCUMENTED, source = Sources.SUBSCRIBED_SKU)
  default void required_W50_the_id_of_a_sku_is_made_of_two_guids_of_which_the_last_is_its_skuId() {
    ContosoJson contoso = ContosoJson.of(this);

    for (JsonNode sku : contoso.get("/subscribedSkus").succeeds(200).path("value")) {
      assertThat(sku.path("id").asText())
          .matches("[0-9a-f-]{36}_[0-9a-f-]{36}")
          .endsWith("_" + sku.path("skuId").asText());
    }
  }

  @Rule(operation = "GET /subscribedSkus/{id}", mark = OBSERVED, source = "azure-docs#113137")
  default void required_W51_a_sku_asked_for_by_its_skuId_alone_is_refused() {
    assertThat(
            ContosoJson.of(this)
                .get("/subscribedSkus/" + WellKnownSkus.EMS)
                .fails(400, BAD_REQUEST))
        .isEqualTo("Invalid object identifier. It must be a string in the form of [Guid]_[Guid]");
  }
}
