package io.github.m365licensing.testkit.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.m365licensing.testkit.FakeTenant;
import io.github.m365licensing.testkit.scenario.RequestMatcher;
import io.github.m365licensing.testkit.scenario.WireOptions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Items of a batch that were never tried, or never answered, are answered in full all the same. */
class BatchFailureTest {

  private final FakeTenant tenant = FakeTenant.contoso();
  private final List<String> told = new ArrayList<>();
  private final WireClient graph =
      new WireClient(tenant.wire(WireOptions.defaults().log(told::add)));

  private JsonNode item(String requests, int index) {
    return graph
        .post("/$batch", "{\"requests\":[" + requests + "]}")
        .succeeds(200)
        .json()
        .path("responses")
        .path(index);
  }

  private static void hasIdsEverywhere(JsonNode item) {
    String id = item.at("/headers/request-id").asText();
    assertThat(id).isNotEmpty();
    assertThat(item.at("/body/error/innerError/request-id").asText()).isEqualTo(id);
    assertThat(item.at("/body/error/innerError/client-request-id").asText()).isNotEmpty();
    assertThat(item.at("/headers/Cache-Control").asText()).isEqualTo("no-cache");
  }

  @Test
  void item_whose_dependency_failed_has_an_id_and_stands_in_the_log() {
    JsonNode item =
        item(
            "{\"id\":\"1\",\"method\":\"GET\",\"url\":\"/users/nobody\"},"
                + "{\"id\":\"2\",\"method\":\"GET\",\"url\":\"/users/adele@contoso.com\",\"dependsOn\":[\"1\"]}",
            1);

    assertThat(item.path("status").asInt()).isEqualTo(424);
    hasIdsEverywhere(item);
    assertThat(told).anyMatch(line -> line.startsWith("  GET /users/{id} 424 "));
  }

  @Test
  void item_without_an_answer_has_an_id_and_stands_in_the_log() {
    tenant.faults().dropConnection().on(RequestMatcher.anyRead()).once();

    JsonNode item =
        item("{\"id\":\"1\",\"method\":\"GET\",\"url\":\"/users/adele@contoso.com\"}", 0);

    assertThat(item.path("status").asInt()).isEqualTo(504);
    hasIdsEverywhere(item);
    assertThat(told).anyMatch(line -> line.startsWith("  GET /users/{id} 504 "));
  }
}
