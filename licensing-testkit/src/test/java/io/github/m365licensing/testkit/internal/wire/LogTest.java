package io.github.m365licensing.testkit.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.m365licensing.testkit.FakeTenant;
import io.github.m365licensing.testkit.FakeWire;
import io.github.m365licensing.testkit.scenario.WireAnswer;
import io.github.m365licensing.testkit.scenario.WireOptions;
import io.github.m365licensing.testkit.scenario.WireRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the log tells of each answer: the operation, and nobody's name. */
class LogTest {

  private final List<String> told = new ArrayList<>();
  private final FakeWire wire =
      FakeTenant.contoso().wire(WireOptions.defaults().tokenRequired().log(told::add));

  private WireAnswer send(String method, String path, Map<String, String> headers, String body) {
    return wire.answer(
        WireRequest.of(
            method,
            "https://graph.microsoft.com" + path,
            headers,
            body.getBytes(StandardCharsets.UTF_8)));
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /v1.0/users/adele@contoso.com, /users/{id}",
    "GET, /beta/Users('adele@contoso.com')/licenseDetails, /users/{id}/licenseDetails",
    "PUT, /v1.0/users/adele@contoso.com/assignLicense, /users/{id}/assignLicense",
    "POST, /v1.0/$batch, /$batch",
    "POST, /v1.0/%24batch, /$batch",
    "GET, /v1.0/me/messages, /me",
    "GET, /v1.0/users/adele@contoso.com/messages, (not modelled)",
    "GET, /v1.0/users/%zz, (not modelled)",
    "GET, /v2.0/users, (not modelled)",
  })
  void operation_is_told_also_when_the_token_is_missing(String method, String path, String route) {
    int status = send(method, path, Map.of(), "").status();

    assertThat(status).isEqualTo(path.startsWith("/v2.0") ? 400 : 401);
    assertThat(told).hasSize(1);
    assertThat(told.get(0)).startsWith(method + " " + route + " " + status + " ");
    assertThat(told.get(0)).doesNotContain("adele");
  }

  @Test
  void operation_is_told_when_something_else_is_wrong_with_the_request() {
    String token = "Bearer " + token();
    told.clear();

    send("PUT", "/v1.0/users/adele@contoso.com", Map.of("Authorization", token), "");
    send("POST", "/v1.0/users", Map.of("Authorization", token), "{}");

    assertThat(told.get(0)).startsWith("PUT /users/{id} 405 ");
    assertThat(told.get(1)).startsWith("POST /users 400 ");
  }

  private String token() {
    String granted =
        send(
                "POST",
                "/contoso/oauth2/v2.0/token",
                Map.of("Content-Type", "application/x-www-form-urlencoded"),
                "grant_type=client_credentials&client_id=x&client_secret=y&scope=z")
            .text();
    return granted.replaceAll(".*\"access_token\":\"([^\"]+)\".*", "$1");
  }
}
