package io.github.m365licensing.testkit.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.m365licensing.testkit.FakeTenant;
import io.github.m365licensing.testkit.internal.wire.WireClient.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeltaTest {

  private final FakeTenant tenant = FakeTenant.contoso();
  private final WireClient graph = new WireClient(tenant);

  private String id(String alias) {
    return tenant.user(alias + "@contoso.com").id().toString();
  }

  private Reply round(String path) {
    Reply page = graph.get(path).succeeds(200);
    while (page.json().has("@odata.nextLink")) {
      page = graph.get(page.json().path("@odata.nextLink").asText()).succeeds(200);
    }
    return page;
  }

  private static String link(Reply reply) {
    return reply.json().path("@odata.deltaLink").asText();
  }

  @Test
  void first_round_pages_through_everybody_and_ends_with_a_deltaLink() {
    WireClient fabrikam = new WireClient(FakeTenant.fabrikam(250));
    List<String> ids = new ArrayList<>();
    int pages = 0;
    String next = "/users/delta?$select=displayName";
    Reply page = null;
    while (!next.isEmpty()) {
      page = fabrikam.get(next).succeeds(200);
      ids.addAll(page.values("displayName"));
      next = page.json().path("@odata.nextLink").asText("");
      pages++;
    }

    assertThat(ids).hasSize(250);
    assertThat(pages).isEqualTo(3);
    assertThat(link(page)).contains("/users/delta?$deltatoken=");
  }

  @Test
  void later_round_shows_what_changed_with_the_properties_first_selected() {
    String link = link(round("/users/delta?$select=displayName,usageLocation"));
    graph.patch("/users/" + id("lynne"), "{\"usageLocation\":\"NL\"}").succeeds(204);

    Reply changes = graph.get(link).succeeds(200);

    assertThat(changes.json().path("value")).hasSize(1);
    JsonNode lynne = changes.json().at("/value/0");
    assertThat(lynne.path("usageLocation").asText()).isEqualTo("NL");
    assertThat(lynne.has("userPrincipalName")).isFalse();
    assertThat(lynne.path("id").asText()).isEqualTo(id("lynne"));
    assertThat(graph.get(link(changes)).succeeds(200).json().path("value")).isEmpty();
  }

  @Test
  void removed_users_say_whether_they_can_come_back() {
    String link = link(graph.get("/users/delta?$deltatoken=latest").succeeds(200));
    String lynne = id("lynne");
    graph.delete("/users/" + lynne).succeeds(204);

    Reply soft = graph.get(link).succeeds(200);
    graph.delete("/directory/deletedItems/" + lynne).succeeds(204);
    Reply hard = graph.get(link(soft)).succeeds(200);

    assertThat(soft.json().at("/value/0/@removed/reason").asText()).isEqualTo("changed");
    assertThat(hard.json().at("/value/0/@removed/reason").asText()).isEqualTo("deleted");
    assertThat(hard.json().at("/value/0/id").asText()).isEqualTo(lynne);
  }

  @Test
  void licence_changes_show_when_assignedLicenses_is_selected() {
    String link = link(round("/users/delta?$select=assignedLicenses"));
    graph
        .post(
            "/users/" + id("lynne") + "/assignLicense",
            "{\"addLicenses\":[{\"skuId\":\"efccb6f7-5641-4e0e-bd10-b4976e1bf68e\"}],\"removeLicenses\":[]}")
        .succeeds(200);

    JsonNode changes = graph.get(link).succeeds(200).json();

    assertThat(changes.at("/value/0/assignedLicenses")).hasSize(1);
  }

  @Test
  void group_changes_carry_members_that_came_and_went() {
    String group = tenant.group("Sales team").id().toString();
    String link = link(round("/groups/delta"));
    graph.delete("/groups/" + group + "/members/" + id("lynne") + "/$ref").succeeds(204);
    graph
        .post(
            "/groups/" + group + "/members/$ref",
            "{\"@odata.id\":\"https://graph.microsoft.com/v1.0/users/" + id("dem") + "\"}")
        .succeeds(204);

    JsonNode changes = graph.get(link).succeeds(200).json();

    assertThat(changes.path("value")).hasSize(1);
    JsonNode members = changes.at("/value/0/members@delta");
    assertThat(members).hasSize(2);
    assertThat(members.at("/0/id").asText()).isEqualTo(id("lynne"));
    assertThat(members.at("/0/@removed/reason").asText()).isEqualTo("deleted");
    assertThat(members.at("/1/id").asText()).isEqualTo(id("dem"));
    assertThat(members.at("/1/@odata.type").asText()).isEqualTo("#microsoft.graph.user");
  }

  @Test
  void filter_by_id_follows_these_objects_only() {
    Reply first =
        round("/users/delta?$filter=id+eq+'" + id("adele") + "'+or+id+eq+'" + id("alex") + "'");
    graph.patch("/users/" + id("lynne"), "{\"usageLocation\":\"NL\"}").succeeds(204);
    graph.patch("/users/" + id("alex"), "{\"usageLocation\":\"NL\"}").succeeds(204);

    assertThat(first.json().path("value")).hasSize(2);
    assertThat(graph.get(link(first)).succeeds(200).values("id")).containsExactly(id("alex"));
  }

  @Test
  void token_older_than_seven_days_asks_for_a_fresh_start() {
    String link = link(round("/users/delta"));
    tenant.advance(Duration.ofDays(7).plusSeconds(1));

    Reply gone = graph.get(link).fails(410, "resyncRequired");

    String fresh = gone.response().header("Location");
    assertThat(graph.get(fresh).succeeds(200).json().path("value")).hasSize(22);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"$top=5", "$orderby=displayName", "$expand=manager", "$filter=displayName+eq+'a'"})
  void options_that_delta_does_not_take_are_refused(String option) {
    graph.get("/users/delta?" + option).fails(400, "Request_UnsupportedQuery");
  }
}
