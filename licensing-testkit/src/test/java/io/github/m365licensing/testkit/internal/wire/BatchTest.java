package io.github.m365licensing.testkit.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.m365licensing.testkit.FakeTenant;
import io.github.m365licensing.testkit.internal.wire.WireClient.Reply;
import io.github.m365licensing.testkit.scenario.RequestMatcher;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchTest {

  private static final String EMS = "efccb6f7-5641-4e0e-bd10-b4976e1bf68e";
  private static final String ASSIGN =
      "\"headers\":{\"content-type\":\"application/json\",\"Content-Type\":\"application/json\"},"
          + "\"body\":{\"addLicenses\":[{\"skuId\":\""
          + EMS
          + "\",\"disabledPlans\":[]}],\"removeLicenses\":[]}";

  private final FakeTenant tenant = FakeTenant.contoso();
  private final WireClient graph = new WireClient(tenant);

  private Map<String, JsonNode> batch(String... items) {
    Reply reply = send(items).succeeds(200);
    Map<String, JsonNode> byId = new LinkedHashMap<>();
    reply.json().path("responses").forEach(item -> byId.put(item.path("id").asText(), item));
    return byId;
  }

  private Reply send(String... items) {
    return graph.post("/$batch", "{\"requests\":[" + String.join(",", items) + "]}");
  }

  private static String get(String id, String url) {
    return "{\"id\":\"%s\",\"method\":\"GET\",\"url\":\"%s\"}".formatted(id, url);
  }

  private static String assign(String id, String user) {
    return "{\"id\":\"%s\",\"method\":\"POST\",\"url\":\"/users/%s/assignLicense\",%s}"
        .formatted(id, user, ASSIGN);
  }

  @Test
  void items_are_answered_each_with_status_headers_and_body() {
    Map<String, JsonNode> answers =
        batch(
            get("1", "/users?%24filter=startswith%28displayName%2C%27adele%27%29&%24select=id"),
            get("2", "users/adele@contoso.com"),
            assign("3", "diego@contoso.com"),
            "{\"id\":4,\"method\":\"DELETE\",\"url\":\"/users/lynne@contoso.com\"}",
            "{\"id\":\"5\",\"method\":\"POST\",\"url\":\"/users/adele@contoso.com/reprocessLicenseAssignment\"}",
            "{\"id\":\"6\",\"method\":\"PUT\",\"url\":\"/users\",\"headers\":{\"Content-Type\":\"application/json\"},\"body\":{}}",
            "{\"id\":\"7\",\"method\":\"GET\",\"url\":\"/users/$count\",\"headers\":{\"ConsistencyLevel\":\"eventual\"}}");

    assertThat(answers.values().stream().map(a -> a.path("status").asInt()))
        .containsExactly(200, 200, 400, 204, 200, 405, 200);
    assertThat(answers.get("1").at("/body/value")).hasSize(1);
    assertThat(answers.get("3").at("/body/error/message").asText())
        .isEqualTo("License assignment cannot be done for user with invalid usage location.");
    assertThat(answers.get("4").has("body")).isFalse();
    assertThat(answers.get("7").path("body").asText()).isEqualTo("21");
    assertThat(answers.get("2").at("/headers/request-id").asText()).isNotEmpty();
  }

  @Test
  void nextLink_in_an_item_leads_to_the_next_page_outside_of_the_batch() {
    Map<String, JsonNode> answers = batch(get("1", "/users?%24top=2&%24select=id"));

    String next = answers.get("1").at("/body/@odata.nextLink").asText();
    assertThat(graph.get(next).succeeds(200).json().path("value")).hasSize(2);
  }

  @Test
  void item_after_a_failed_one_it_depends_on_is_not_done() {
    Map<String, JsonNode> answers =
        batch(
            assign("a", "diego@contoso.com"),
            assign("b", "lynne@contoso.com")
                .replace("\"id\":\"b\"", "\"id\":\"b\",\"dependsOn\":[\"A\"]"),
            assign("c", "emily@contoso.com")
                .replace("\"id\":\"c\"", "\"id\":\"c\",\"dependsOn\":[\"b\"]"));

    assertThat(answers.get("b").path("status").asInt()).isEqualTo(424);
    assertThat(answers.get("c").path("status").asInt()).isEqualTo(424);
    assertThat(tenant.user("lynne@contoso.com").now().assignedLicenses()).isEmpty();
  }

  @Test
  void two_items_that_write_the_same_user_conflict_and_one_after_the_other_does_not() {
    Map<String, JsonNode> together =
        batch(assign("1", "lynne@contoso.com"), assign("2", "lynne@contoso.com"));
    Map<String, JsonNode> inTurn =
        batch(
            assign("1", "emily@contoso.com"),
            assign("2", "emily@contoso.com")
                .replace("\"id\":\"2\"", "\"id\":\"2\",\"dependsOn\":[\"1\"]"));

    assertThat(together.get("1").path("status").asInt()).isEqualTo(200);
    assertThat(together.get("2").path("status").asInt()).isEqualTo(409);
    assertThat(together.get("2").at("/body/error/code").asText())
        .isEqualTo("Directory_ConcurrencyViolation");
    assertThat(inTurn.get("2").path("status").asInt()).isEqualTo(200);
  }

  @Test
  void throttled_item_carries_its_own_retry_after() {
    tenant
        .faults()
        .throttle(Duration.ofSeconds(7))
        .on(RequestMatcher.assignLicense().item(1))
        .once();

    Map<String, JsonNode> answers =
        batch(
            assign("1", "lynne@contoso.com"),
            assign("2", "emily@contoso.com"),
            assign("3", "dem@contoso.com"));

    assertThat(answers.values().stream().map(a -> a.path("status").asInt()))
        .containsExactly(200, 429, 200);
    assertThat(answers.get("2").at("/headers/Retry-After").asText()).isEqualTo("7");
    assertThat(answers.get("2").at("/body/error/innerError/status").asText()).isEqualTo("429");
  }

  @Test
  void twenty_items_are_taken_and_twenty_one_are_not() {
    String[] twenty =
        IntStream.range(0, 20).mapToObj(i -> get("" + i, "/organization")).toArray(String[]::new);
    String oneMore =
        IntStream.range(0, 21)
            .mapToObj(i -> get("" + i, "/organization"))
            .collect(Collectors.joining(","));

    assertThat(batch(twenty)).hasSize(20);
    Reply refused = send(oneMore).fails(400, "BadRequest");
    assertThat(refused.message())
        .isEqualTo("Number of batch request steps exceeds the maximum value of 20.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{} | Invalid batch payload format.",
        "{\"requests\":{}} | Invalid batch payload format.",
        "{\"requests\":[1]} | Invalid batch payload format.",
        "{\"requests\":[{\"method\":\"GET\",\"url\":\"/users\"}]} | Request Id cannot be null or empty.",
        "{\"requests\":[{\"id\":\"1\",\"url\":\"/users\"}]} | Request 1: 'method' and 'url' are required.",
        "{\"requests\":[{\"id\":\"1\",\"method\":\"GET\",\"url\":\"https://graph.microsoft.com/v1.0/users\"}]} | Request 1: the url must be relative.",
        "{\"requests\":[{\"id\":\"x\",\"method\":\"GET\",\"url\":\"/users\"},{\"id\":\"X\",\"method\":\"GET\",\"url\":\"/users\"}]} | Request Id X has to be unique in a batch.",
        "{\"requests\":[{\"id\":\"1\",\"method\":\"PATCH\",\"url\":\"/users/a\",\"body\":{}}]} | Write requests (excluding DELETE) must contain the Content-Type header declaration.",
        "{\"requests\":[{\"id\":\"1\",\"method\":\"GET\",\"url\":\"/users\",\"dependsOn\":[\"2\"]}]} | Request Id 1 depends on 2, which does not come before it in the batch.",
        "{\"requests\":[{\"id\":\"1\",\"method\":\"GET\",\"url\":\"/users\",\"dependsOn\":\"2\"}]} | Request 1: 'dependsOn' must be an array.",
        "{\"requests\":[{\"id\":\"1\",\"method\":\"GET\",\"url\":\"/users\",\"headers\":[]}]} | Request 1: 'headers' must be an object.",
        "[] | Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.",
      })
  void malformed_batch_is_refused_as_a_whole(String body, String message) {
    assertThat(graph.post("/$batch", body).fails(400, "BadRequest").message()).isEqualTo(message);
    assertThat(tenant.requests().all()).isEmpty();
  }

  @Test
  void item_of_another_media_type_is_refused_alone() {
    Reply batch =
        graph
            .post(
                "/$batch",
                """
                {"requests":[{"id":"1","method":"PATCH","url":"/users/adele@contoso.com",
                  "headers":{"Content-Type":"text/plain"},"body":"x"},
                 {"id":"2","method":"GET","url":"/organization"}]}""")
            .succeeds(200);

    assertThat(batch.json().at("/responses/0/status").asInt()).isEqualTo(415);
    assertThat(batch.json().at("/responses/1/status").asInt()).isEqualTo(200);
  }

  @Test
  void batch_takes_post_only() {
    graph.get("/$batch").fails(405, "Request_BadRequest");
  }
}
