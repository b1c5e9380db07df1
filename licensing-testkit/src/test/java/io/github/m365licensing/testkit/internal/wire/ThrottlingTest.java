package io.github.m365licensing.testkit.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.m365licensing.testkit.FakeTenant;
import io.github.m365licensing.testkit.internal.wire.WireClient.Reply;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The quota as clients see it, app by app. */
class ThrottlingTest {

  private static final String ONE = "11111111-1111-4111-8111-111111111111";
  private static final String TWO = "22222222-2222-4222-8222-222222222222";
  private static final String TENANT = "0313f065-e7da-3abe-91d5-0044f41e860b";

  private final FakeTenant tenant = FakeTenant.contoso();
  private final WireClient graph = new WireClient(tenant);

  ThrottlingTest() {
    tenant.enforceQuota(true);
  }

  private WireClient app(String claims) {
    byte[] bytes = claims.getBytes(StandardCharsets.UTF_8);
    return graph.with(
        "Authorization", "Bearer e30." + Base64.getUrlEncoder().encodeToString(bytes) + ".x");
  }

  private WireClient app(String id, String... roles) {
    return app("{\"appid\":\"%s\",\"roles\":[\"%s\"]}".formatted(id, String.join("\",\"", roles)));
  }

  private static Reply until429(java.util.function.Supplier<Reply> call) {
    Reply reply = call.get();
    for (int i = 0; i < 4_000 && reply.status() != 429; i++) {
      reply = call.get();
    }
    return reply.fails(429, "TooManyRequests");
  }

  @Test
  void resource_units_are_counted_for_each_app_of_its_own() {
    WireClient one = app(ONE, "Organization.Read.All");
    Reply throttled = until429(() -> one.get("/subscribedSkus"));

    app(TWO, "Organization.Read.All").get("/subscribedSkus").succeeds(200);
    graph.get("/subscribedSkus").succeeds(200);
    one.get("/subscribedSkus").fails(429, "TooManyRequests");

    assertThat(throttled.response().header("x-ms-throttle-scope"))
        .isEqualTo("Tenant_Application/ReadWrite/" + ONE + "/" + TENANT);
    assertThat(throttled.response().header("x-ms-throttle-information"))
        .isEqualTo("ResourceUnitLimitExceeded");
    assertThat(throttled.response().header("x-ms-resource-unit")).isEqualTo("0");
  }

  @Test
  void app_is_known_by_the_claim_of_either_token_version() {
    WireClient first = app(ONE, "Organization.Read.All");
    until429(() -> first.get("/subscribedSkus"));

    app("{\"azp\":\"" + ONE + "\",\"roles\":[\"Organization.Read.All\"]}")
        .get("/subscribedSkus")
        .fails(429, "TooManyRequests");
  }

  @Test
  void writes_have_a_limit_of_their_own_and_reads_go_on() {
    WireClient one = app(ONE, "User.ReadWrite.All");
    String adele = "/users/" + tenant.user("adele@contoso.com").id();
    for (int i = 0; i < 2_999; i++) {
      one.patch(adele, "{}").succeeds(204);
      tenant.advance(Duration.ofMillis(10));
    }

    Reply throttled = until429(() -> one.patch(adele, "{}"));

    assertThat(throttled.response().header("x-ms-throttle-information"))
        .isEqualTo("WriteLimitExceeded");
    assertThat(throttled.response().header("x-ms-throttle-scope"))
        .isEqualTo("Tenant_Application/Write/" + ONE + "/" + TENANT);
    one.get(adele).succeeds(200);
  }

  @Test
  void writes_of_all_apps_together_have_a_limit_too() {
    String adele = "/users/" + tenant.user("adele@contoso.com").id();
    Reply reply = graph.get("/organization");
    for (int app = 0; app < 8 && reply.status() != 429; app++) {
      WireClient client = app("app-" + app, "User.ReadWrite.All");
      for (int i = 0; i < 2_900 && reply.status() != 429; i++) {
        reply = client.patch(adele, "{}");
      }
    }

    reply.fails(429, "TooManyRequests");
    assertThat(reply.response().header("x-ms-throttle-scope")).startsWith("Tenant/Write/app-6/");
  }

  @Test
  void retry_after_is_the_time_after_which_the_same_request_passes() {
    Reply throttled = until429(() -> graph.get("/subscribedSkus"));
    long seconds = Long.parseLong(throttled.response().header("Retry-After"));

    assertThat(seconds).isBetween(1L, 10L);
    assertThat(throttled.json().at("/error/innerError/code").asText()).isEqualTo("429");
    tenant.advance(Duration.ofSeconds(seconds));
    graph.get("/subscribedSkus").succeeds(200);
  }

  @Test
  void item_of_a_batch_is_throttled_alone_with_its_own_headers() {
    until429(() -> graph.get("/subscribedSkus"));
    tenant.advance(Duration.ofMillis(10));

    Reply batch =
        graph
            .post(
                "/$batch",
                """
                {"requests":[{"id":"1","method":"GET","url":"/subscribedSkus"},
                 {"id":"2","method":"GET","url":"/subscribedSkus"}]}""")
            .succeeds(200);

    assertThat(batch.json().at("/responses/0/status").asInt()).isEqualTo(200);
    assertThat(batch.json().at("/responses/1/status").asInt()).isEqualTo(429);
    assertThat(batch.json().at("/responses/1/headers/Retry-After").asText()).isEqualTo("1");
    assertThat(batch.response().header("Retry-After")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/users/nobody", "/groups/x", "/users?$filter=nonsense+eq+1"})
  void refused_requests_cost_nothing(String path) {
    Reply refused = graph.get(path);

    assertThat(refused.status()).isBetween(400, 404);
    assertThat(refused.response().header("x-ms-resource-unit")).isEqualTo("0");
  }

  @Test
  void pressure_shows_from_four_fifths_on() {
    String shown = "";
    int calls = 0;
    while (shown.isEmpty() && calls < 2_000) {
      shown =
          graph
              .get("/subscribedSkus")
              .succeeds(200)
              .response()
              .header("x-ms-throttle-limit-percentage");
      calls++;
    }

    assertThat(shown).isEqualTo("0.8");
    assertThat(calls).isBetween(930, 940);
  }
}
