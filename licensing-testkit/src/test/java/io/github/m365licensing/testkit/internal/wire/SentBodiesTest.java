package io.github.m365licensing.testkit.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.m365licensing.testkit.FakeTenant;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Bodies as clients send them: an entity that was read and is sent back, and values that do not
 * fit.
 */
class SentBodiesTest {

  private final FakeTenant tenant = FakeTenant.contoso();
  private final WireClient graph = new WireClient(tenant);
  private final String adele = tenant.user("adele@contoso.com").id().toString();

  private String department() {
    return tenant.user("adele@contoso.com").now().department().orElse("");
  }

  private static String withId(String id) {
    return "{\"@odata.type\":\"#microsoft.graph.user\",\"id\":\"%s\",\"department\":\"New\"}"
        .formatted(id);
  }

  @Test
  void unchanged_id_is_taken_however_the_user_was_addressed() {
    graph.patch("/users/adele@contoso.com", withId(adele)).succeeds(204);
    assertThat(department()).isEqualTo("New");

    graph.patch("/users/" + adele.toUpperCase(Locale.ROOT), withId(adele)).succeeds(204);
    graph.patch("/users/" + adele, withId(adele.toUpperCase(Locale.ROOT))).succeeds(204);
  }

  @Test
  void id_of_somebody_else_is_refused_and_nothing_is_done() {
    String lynne = tenant.user("lynne@contoso.com").id().toString();

    graph.patch("/users/adele@contoso.com", withId(lynne)).fails(400, "Request_BadRequest");
    graph.patch("/users/adele@contoso.com", "{\"id\":5}").fails(400, "Request_BadRequest");

    assertThat(department()).isNotEqualTo("New");
  }

  @Test
  void unknown_user_is_told_before_the_id_in_the_body() {
    graph.patch("/users/nobody@contoso.com", withId(adele)).fails(404, "Request_ResourceNotFound");
  }

  @Test
  void one_patch_with_an_id_is_one_request_in_the_log() {
    tenant.requests().clear();

    graph.patch("/users/adele@contoso.com", withId(adele)).succeeds(204);

    assertThat(tenant.requests().all()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"addLicenses\":{},\"removeLicenses\":[]} | StartObject",
        "{\"addLicenses\":\"x\",\"removeLicenses\":[]} | PrimitiveValue",
        "{\"addLicenses\":[],\"removeLicenses\":{\"a\":1}} | StartObject",
      })
  void what_is_no_list_is_named_as_it_is(String body, String node) {
    assertThat(
            graph
                .post("/users/adele@contoso.com/assignLicense", body)
                .fails(400, "BadRequest")
                .message())
        .contains("An unexpected '" + node + "' node was found");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"Nope\"", "\"Unified\",\"Nope\"", "\"unified\""})
  void group_of_an_unknown_type_is_refused(String types) {
    String body =
        ("{\"displayName\":\"G\",\"mailEnabled\":true,\"mailNickname\":\"g\",\"securityEnabled\":true,"
                + "\"groupTypes\":[%s]}")
            .formatted(types);

    String change = "{\"groupTypes\":[%s]}".formatted(types);
    String group = "/groups/" + tenant.group("Sales team").id();

    assertThat(graph.post("/groups", body).fails(400, "Request_BadRequest").message())
        .contains("groupTypes");
    assertThat(graph.patch(group, change).fails(400, "Request_BadRequest").message())
        .contains("groupTypes");
  }
}
