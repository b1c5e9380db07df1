package io.github.m365licensing.testkit.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.m365licensing.testkit.FakeTenant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code user.onPremisesExtensionAttributes}: fifteen texts that filters of scripts look at. */
class ExtensionAttributesTest {

  private static final String ADELE = "/users/adele@contoso.com";
  private static final String FILTERED =
      "/users?$select=userPrincipalName&$filter=onPremisesExtensionAttributes/";

  private final WireClient graph = new WireClient(FakeTenant.contoso());

  private static String body(String members) {
    return "{\"onPremisesExtensionAttributes\":{%s}}".formatted(members);
  }

  private JsonNode attributes() {
    return graph
        .get(ADELE + "?$select=onPremisesExtensionAttributes")
        .succeeds(200)
        .json()
        .path("onPremisesExtensionAttributes");
  }

  @Test
  void user_without_any_shows_all_fifteen_as_null() {
    assertThat(attributes()).hasSize(15).allMatch(JsonNode::isNull);
  }

  @Test
  void member_that_is_written_is_shown_and_the_others_stay() {
    graph.patch(ADELE, body("\"extensionAttribute1\":\"A\"")).succeeds(204);

    graph
        .patch(ADELE, body("\"EXTENSIONATTRIBUTE15\":\"Z\",\"extensionAttribute2\":null"))
        .succeeds(204);

    assertThat(attributes().path("extensionAttribute1").asText()).isEqualTo("A");
    assertThat(attributes().path("extensionAttribute15").asText()).isEqualTo("Z");
    assertThat(attributes().path("extensionAttribute2").isNull()).isTrue();
  }

  @Test
  void null_empties_a_member() {
    graph.patch(ADELE, body("\"extensionAttribute1\":\"A\"")).succeeds(204);

    graph.patch(ADELE, body("\"extensionAttribute1\":null")).succeeds(204);

    assertThat(attributes().path("extensionAttribute1").isNull()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "extensionAttribute3+eq+'Sales'",
        "extensionAttribute3+in+('Sales','x')",
        "extensionAttribute3+ne+null",
        "ExtensionAttribute3+eq+'sales'",
        "startsWith(onPremisesExtensionAttributes/extensionAttribute3,'Sa')"
      })
  void filter_is_an_advanced_query(String filter) {
    graph.patch(ADELE, body("\"extensionAttribute3\":\"Sales\"")).succeeds(204);
    String path =
        filter.startsWith("startsWith")
            ? "/users?$select=userPrincipalName&$filter=" + filter
            : FILTERED + filter;

    assertThat(graph.eventual().get(path + "&$count=true").values("userPrincipalName"))
        .containsExactly("adele@contoso.com");
    graph.get(path).fails(400, "Request_UnsupportedQuery");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\"extensionAttribute16\":\"x\"", "\"extensionAttribute1\":5", "\"other\":null"})
  void what_is_none_of_them_is_refused_and_nothing_is_written(String members) {
    graph
        .patch(ADELE, body("\"extensionAttribute2\":\"B\"," + members))
        .fails(400, "Request_BadRequest");

    assertThat(attributes().path("extensionAttribute2").isNull()).isTrue();
  }

  @Test
  void value_that_is_no_object_is_refused() {
    graph
        .patch(ADELE, "{\"onPremisesExtensionAttributes\":\"x\"}")
        .fails(400, "Request_BadRequest");
  }
}
