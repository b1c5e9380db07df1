package io.github.m365licensing.testkit.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.m365licensing.testkit.FakeTenant;
import io.github.m365licensing.testkit.FakeWire;
import io.github.m365licensing.testkit.internal.wire.WireClient.Reply;
import io.github.m365licensing.testkit.scenario.WireOptions;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenEndpointTest {

  private static final String LOGIN = "https://login.microsoftonline.com/contoso";

  private final FakeTenant tenant = FakeTenant.contoso();
  private final WireClient graph = new WireClient(tenant);

  @Test
  void required_token_must_be_one_of_the_tenants_own() {
    FakeWire strict = tenant.wire(WireOptions.defaults().tokenRequired().granting("User.Read.All"));
    WireClient client = new WireClient(strict);

    Reply none = client.get("/users").fails(401, "InvalidAuthenticationToken");
    client
        .with("Authorization", "Bearer opaque")
        .get("/users")
        .fails(401, "InvalidAuthenticationToken");
    Reply granted =
        client
            .with("Content-Type", "application/x-www-form-urlencoded")
            .post(
                "https://login.microsoftonline.com/contoso/oauth2/v2.0/token",
                "grant_type=client_credentials&client_id=x&client_secret=y&scope=https%3A%2F%2Fgraph.microsoft.com%2F.default")
            .succeeds(200);
    String token = granted.json().path("access_token").asText();
    WireClient bearer = client.with("Authorization", "Bearer " + token);

    assertThat(none.response().header("WWW-Authenticate")).startsWith("Bearer");
    bearer.get("/users").succeeds(200);
    bearer.get("/subscribedSkus").fails(403, "Authorization_RequestDenied");
    client
        .with("Authorization", "Bearer " + token.substring(0, token.length() - 4) + "AAAA")
        .get("/users")
        .fails(401, "InvalidAuthenticationToken");
  }

  @ParameterizedTest
  @CsvSource({
    "'', unsupported_grant_type",
    "grant_type=%zz, invalid_request",
    "grant_type=password&client_id=x, unsupported_grant_type",
    "grant_type=client_credentials&scope=x&client_secret=y, invalid_request",
    "grant_type=client_credentials&client_id=x&scope=x, invalid_client",
  })
  void token_requests_that_do_not_fit_are_refused_as_the_sign_in_service_does(
      String form, String error) {
    Reply reply = graph.post("https://login.microsoftonline.com/t/oauth2/v2.0/token", form);

    assertThat(reply.json().path("error").asText()).isEqualTo(error);
    assertThat(reply.json().path("error_description").asText()).startsWith("AADSTS");
  }

  @Test
  void forerunner_of_the_endpoint_takes_a_resource_instead_of_a_scope() {
    String form = "grant_type=client_credentials&client_id=x&client_secret=y";

    graph
        .post(LOGIN + "/oauth2/token", form + "&resource=https%3A%2F%2Fgraph.microsoft.com")
        .succeeds(200);
    assertThat(graph.post(LOGIN + "/oauth2/token", form).json().path("error_description").asText())
        .contains("'resource'");
  }

  @Test
  void client_may_send_its_id_and_secret_as_a_header() {
    String pair =
        Base64.getEncoder().encodeToString("app-1:s3cret".getBytes(StandardCharsets.UTF_8));
    String form =
        "grant_type=client_credentials&scope=https%3A%2F%2Fgraph.microsoft.com%2F.default";

    String token =
        graph
            .with("Authorization", "Basic " + pair)
            .post(LOGIN + "/oauth2/v2.0/token", form)
            .succeeds(200)
            .json()
            .path("access_token")
            .asText();

    String claims =
        new String(
            Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]), StandardCharsets.UTF_8);
    assertThat(claims).contains("\"appid\":\"app-1\"").doesNotContain("s3cret");
    assertThat(
            graph
                .with("Authorization", "Basic %%%")
                .post(LOGIN + "/oauth2/v2.0/token", form)
                .json()
                .path("error")
                .asText())
        .isEqualTo("invalid_request");
  }

  @Test
  void configuration_names_the_endpoint_on_the_clients_own_origin() {
    Reply page = graph.get("http://127.0.0.1:8080/contoso/v2.0/.well-known/openid-configuration");

    assertThat(page.succeeds(200).json().path("token_endpoint").asText())
        .isEqualTo("http://127.0.0.1:8080/contoso/oauth2/v2.0/token");
  }
}
