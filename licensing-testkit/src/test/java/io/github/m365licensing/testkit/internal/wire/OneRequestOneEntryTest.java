package io.github.m365licensing.testkit.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.m365licensing.testkit.FakeTenant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What else the answer to a request reads is no request of its own. */
class OneRequestOneEntryTest {

  private final FakeTenant tenant = FakeTenant.contoso();
  private final WireClient graph = new WireClient(tenant);

  @ParameterizedTest
  @CsvSource({
    "/users?$expand=memberOf, LIST_USERS, 3",
    "/users/adele@contoso.com?$expand=transitiveMemberOf, GET_USER, 2",
    "/users/delta, LIST_USERS, 2",
    "/groups/delta, LIST_GROUPS, 1",
    "/groups/delta?$select=members, LIST_GROUPS, 1",
    "/users/delta?$deltatoken=latest, LIST_USERS, 2",
    "/users/adele@contoso.com/managedDevices, LIST_MANAGED_DEVICES, 1",
  })
  void read_is_one_entry_and_costs_what_it_is(String path, String operation, String units) {
    assertThat(graph.get(path).succeeds(200).response().header("x-ms-resource-unit"))
        .isEqualTo(units);

    assertThat(tenant.requests().all())
        .singleElement()
        .satisfies(logged -> assertThat(logged.operation().name()).isEqualTo(operation));
  }

  @Test
  void later_round_of_group_changes_is_one_entry() {
    String group = tenant.group("Sales team").id().toString();
    String link = graph.get("/groups/delta").succeeds(200).json().path("@odata.deltaLink").asText();
    graph
        .delete("/groups/" + group + "/members/" + tenant.user("lynne@contoso.com").id() + "/$ref")
        .succeeds(204);
    tenant.requests().clear();

    graph.get(link).succeeds(200);

    assertThat(tenant.requests().all()).hasSize(1);
  }

  @Test
  void deleted_object_is_looked_for_in_one_entry() {
    String deleted =
        graph
            .get("/directory/deletedItems/microsoft.graph.user?$top=1")
            .succeeds(200)
            .json()
            .at("/value/0/id")
            .asText();
    tenant.requests().clear();

    graph.get("/directory/deletedItems/" + deleted).succeeds(200);

    assertThat(tenant.requests().all()).hasSize(1);
  }
}
