package io.github.m365licensing.testkit.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.m365licensing.testkit.FakeTenant;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Graph has and the fake has not is named as such, and what Graph has not is not. */
class StrictEdgesTest {

  private final FakeTenant tenant = FakeTenant.contoso();
  private final WireClient graph = new WireClient(tenant);
  private final String group = "/groups/" + tenant.group("Sales team").id();

  @ParameterizedTest
  @CsvSource({
    "GET, /groups/{id}/members/8b2e0244-5e4b-40f5-bf8c-59bb003553c1, GET /directoryObjects/{id}",
    "GET, /groups/{id}/members/$ref, GET /groups/{id}/members",
    "POST, /education/users, POST /users",
    "POST, /deviceManagement/managedDevices, GET /deviceManagement/managedDevices",
    "POST, /users/{id}/managedDevices, GET /users/{id}/managedDevices",
    "POST, /directoryObjects/getByIds, GET /directoryObjects/{id}",
    "POST, /directoryObjects/microsoft.graph.getByIds, GET /directoryObjects/{id}",
    "POST, /groups/validateProperties, POST /groups",
    "GET, /users(userPrincipalName='a@b.c'), GET /users/{id}",
    "POST, /users(mail='a@b.c')/assignLicense, POST /users/{id}/assignLicense",
  })
  void verbs_that_graph_has_there_are_refused_by_name(String method, String path, String nearest) {
    String target = path.replace("/groups/{id}", group).replace("{id}", "adele@contoso.com");

    assertThat(graph.send(method, target, "").fails(501, "fake.operation").message())
        .contains(nearest);
  }

  @Test
  void wrong_verb_on_an_object_is_refused_as_graph_does() {
    for (String object : new String[] {"/users/adele@contoso.com", group, "/users('adele')"}) {
      graph.send("PUT", object, "{}").fails(405, "Request_BadRequest");
    }
  }

  @Test
  void key_may_be_named() {
    String id = tenant.user("adele@contoso.com").id().toString();

    assertThat(graph.get("/users(id='" + id + "')?$select=id").json().path("id").asText())
        .isEqualTo(id);
    graph
        .get("/directory/subscriptions(commerceSubscriptionId='nobody')")
        .fails(404, "Request_ResourceNotFound");
  }

  @ParameterizedTest
  @ValueSource(strings = {"nonsense", "nonsense($select=id)", "displayName"})
  void relation_that_graph_has_not_is_refused_as_graph_does(String expand) {
    assertThat(
            graph
                .get("/users/adele@contoso.com?$expand=" + expand)
                .fails(400, "BadRequest")
                .message())
        .contains("Parsing OData Select and Expand failed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"manager", "*", "memberOf($filter=x)", "memberOf,manager"})
  void relation_that_only_graph_has_is_refused_by_name(String expand) {
    graph.get("/users/adele@contoso.com?$expand=" + expand).fails(501, "fake.expand");
  }

  @Test
  void unknown_property_of_groups_of_a_user_is_refused_and_those_of_users_are_left_out() {
    graph.get("/users/adele@contoso.com/memberOf?$select=nonsense").fails(400, "BadRequest");

    assertThat(
            graph
                .get("/users/adele@contoso.com/memberOf?$select=displayName,jobTitle")
                .values("displayName"))
        .containsExactly("Sales team");
  }

  @Test
  void owners_are_an_empty_collection_like_any_other() {
    for (String options : new String[] {"", "?$top=999&$select=id", "?$count=true"}) {
      assertThat(graph.eventual().get(group + "/owners" + options).succeeds(200).values("id"))
          .isEmpty();
    }
    assertThat(graph.eventual().get(group + "/owners/$count").succeeds(200).response().text())
        .isEqualTo("0");
    graph
        .get("/groups/00000000-0000-0000-0000-000000000009/owners")
        .fails(404, "Request_ResourceNotFound");
  }

  @Test
  void account_of_a_sku_is_not_what_its_id_begins_with() {
    Set<String> accounts = new HashSet<>();
    for (JsonNode sku : graph.get("/subscribedSkus").json().path("value")) {
      String account = sku.path("accountId").asText();

      assertThat(sku.path("id").asText()).doesNotStartWith(account);
      assertThat(accounts.add(account)).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"accountEnabled+eq+TRUE", "accountEnabled+EQ+True", "accountEnabled+Eq+true"})
  void true_and_operators_are_taken_in_any_case(String filter) {
    assertThat(graph.get("/users?$select=id&$filter=" + filter).succeeds(200).values("id"))
        .hasSize(21);
  }
}
