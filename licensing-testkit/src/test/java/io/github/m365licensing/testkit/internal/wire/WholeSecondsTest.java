package io.github.m365licensing.testkit.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.m365licensing.testkit.FakeTenant;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The directory keeps its times in whole seconds, however finely the clock goes. */
class WholeSecondsTest {

  private final FakeTenant tenant = FakeTenant.contoso();
  private final WireClient graph = new WireClient(tenant);

  @Test
  void times_are_shown_and_compared_in_whole_seconds() {
    tenant.advance(Duration.ofNanos(61_123_456_789L));
    graph
        .post(
            "/users",
            "{\"accountEnabled\":true,\"displayName\":\"N\",\"mailNickname\":\"n\",\"userPrincipalName\":"
                + "\"n@contoso.com\",\"passwordProfile\":{\"password\":\"xWwvJ]6NMw+bWH-d\"}}")
        .succeeds(201);

    String created =
        graph
            .get("/users/n@contoso.com?$select=createdDateTime")
            .json()
            .path("createdDateTime")
            .asText();

    assertThat(created).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
    assertThat(
            graph
                .get("/users?$select=userPrincipalName&$filter=createdDateTime+eq+" + created)
                .values("userPrincipalName"))
        .contains("n@contoso.com");
  }

  @Test
  void sign_in_service_tells_its_time_as_it_does() {
    tenant.advance(Duration.ofNanos(1_123_456_789L));

    assertThat(
            graph
                .post("https://login.microsoftonline.com/x/oauth2/v2.0/token", "a=b")
                .response()
                .text())
        .containsPattern("\"timestamp\":\"\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\dZ\"");
  }
}
