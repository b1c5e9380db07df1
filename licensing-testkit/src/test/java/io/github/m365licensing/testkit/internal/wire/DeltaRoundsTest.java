package io.github.m365licensing.testkit.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.m365licensing.testkit.FakeTenant;
import io.github.m365licensing.testkit.internal.wire.WireClient.Reply;
import io.github.m365licensing.testkit.scenario.Caller;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which properties a later round shows, and which tokens lead to one. */
class DeltaRoundsTest {

  private static final String SELECT = "?$select=displayName,usageLocation,department,jobTitle";

  private final FakeTenant tenant = FakeTenant.contoso();
  private final WireClient graph = new WireClient(tenant);
  private final WireClient minimal = graph.with("Prefer", "respond-async, return=minimal");
  private final String lynne = tenant.user("lynne@contoso.com").id().toString();

  private static String link(Reply round) {
    return round.succeeds(200).json().path("@odata.deltaLink").asText();
  }

  private static JsonNode only(Reply round) {
    assertThat(round.succeeds(200).json().path("value")).hasSize(1);
    return round.json().at("/value/0");
  }

  private static Set<String> names(JsonNode object) {
    Set<String> names = new TreeSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  @Test
  void later_round_shows_all_selected_properties_that_were_ever_set() {
    String link = link(graph.get("/users/delta" + SELECT));
    graph.patch("/users/" + lynne, "{\"usageLocation\":\"NL\"}").succeeds(204);

    JsonNode changed = only(graph.get(link));

    assertThat(names(changed)).containsExactly("department", "displayName", "id", "usageLocation");
  }

  @Test
  void later_round_shows_an_emptied_property_as_null() {
    String link = link(graph.get("/users/delta" + SELECT));
    graph.patch("/users/" + lynne, "{\"department\":null}").succeeds(204);

    JsonNode changed = only(graph.get(link));

    assertThat(changed.path("department").isNull()).isTrue();
    assertThat(names(only(graph.get(link)))).contains("displayName").doesNotContain("jobTitle");
  }

  @Test
  void return_minimal_shows_only_what_changed() {
    String link = link(graph.get("/users/delta" + SELECT));
    graph.patch("/users/" + lynne, "{\"usageLocation\":\"NL\"}").succeeds(204);
    graph.patch("/users/" + lynne, "{\"usageLocation\":\"FR\"}").succeeds(204);

    JsonNode changed = only(minimal.get(link));

    assertThat(names(changed)).containsExactly("id", "usageLocation");
    assertThat(changed.path("usageLocation").asText()).isEqualTo("FR");
  }

  @Test
  void return_minimal_changes_nothing_in_the_first_round() {
    assertThat(minimal.get("/users/delta").succeeds(200).json())
        .isEqualTo(graph.get("/users/delta").succeeds(200).json());
  }

  @Test
  void return_minimal_shows_a_licence_change_as_the_licences() {
    String link = link(graph.get("/users/delta?$select=displayName,assignedLicenses"));
    graph
        .post(
            "/users/" + lynne + "/assignLicense",
            "{\"addLicenses\":[{\"skuId\":\"efccb6f7-5641-4e0e-bd10-b4976e1bf68e\"}],\"removeLicenses\":[]}")
        .succeeds(200);

    assertThat(names(only(minimal.get(link)))).containsExactly("assignedLicenses", "id");
  }

  @Test
  void return_minimal_shows_a_restored_user_whole() {
    graph.delete("/users/" + lynne).succeeds(204);
    String link = link(graph.get("/users/delta" + SELECT));
    graph.post("/directory/deletedItems/" + lynne + "/restore", "").succeeds(200);

    assertThat(names(only(minimal.get(link))))
        .containsExactly("department", "displayName", "id", "usageLocation");
  }

  @Test
  void return_minimal_shows_a_group_whose_members_changed_by_its_members_alone() {
    String group = tenant.group("Sales team").id().toString();
    String link = link(graph.get("/groups/delta"));
    graph.delete("/groups/" + group + "/members/" + lynne + "/$ref").succeeds(204);

    assertThat(names(only(minimal.get(link)))).containsExactly("id", "members@delta");
  }

  @ParameterizedTest
  @ValueSource(strings = {"nonsense", "%25%25", "ZGVsdGE7dXNlcnM7eDs7Ozs", "eyJ4IjoxfQ"})
  void token_that_nobody_handed_out_asks_for_a_fresh_start(String token) {
    Reply gone = graph.get("/users/delta?$deltatoken=" + token).fails(410, "syncStateNotFound");

    assertThat(graph.get(gone.response().header("Location")).succeeds(200).json().path("value"))
        .hasSize(22);
  }

  @Test
  void token_of_another_collection_or_of_another_tenants_future_is_not_known() {
    String users = link(graph.get("/users/delta"));
    graph.patch("/users/" + lynne, "{\"usageLocation\":\"NL\"}").succeeds(204);
    String later = link(graph.get(users));

    graph.get(users.replace("/users/", "/groups/")).fails(410, "syncStateNotFound");
    new WireClient(FakeTenant.contoso()).get(later).fails(410, "syncStateNotFound");
  }

  @Test
  void latest_starts_from_now_without_a_first_round() {
    Reply now = graph.get("/users/delta?$deltatoken=latest&$select=usageLocation").succeeds(200);
    graph.patch("/users/" + lynne, "{\"usageLocation\":\"NL\"}").succeeds(204);

    assertThat(now.json().path("value")).isEmpty();
    assertThat(names(only(graph.get(link(now))))).containsExactly("id", "usageLocation");
  }

  @Test
  void latest_needs_the_permission_that_the_first_round_needs() {
    String claims = "{\"roles\":[\"Organization.Read.All\"]}";
    String token = Base64.getUrlEncoder().encodeToString(claims.getBytes(StandardCharsets.UTF_8));

    graph
        .with("Authorization", "Bearer e30." + token + ".x")
        .get("/users/delta?$deltatoken=latest")
        .fails(403, "Authorization_RequestDenied");
    assertThat(tenant.requests().all())
        .singleElement()
        .satisfies(logged -> assertThat(logged.caller()).isEqualTo(Caller.Kind.APPLICATION));
  }
}
