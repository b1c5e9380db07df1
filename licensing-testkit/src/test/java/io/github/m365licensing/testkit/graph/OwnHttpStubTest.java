package io.github.m365licensing.testkit.graph;

import static io.github.m365licensing.testkit.scenario.RequestMatcher.anyRequest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.m365licensing.testkit.FakeTenant;
import io.github.m365licensing.testkit.FakeWire;
import io.github.m365licensing.testkit.scenario.ConnectionDroppedException;
import io.github.m365licensing.testkit.scenario.WireAnswer;
import io.github.m365licensing.testkit.scenario.WireOptions;
import io.github.m365licensing.testkit.scenario.WireRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An HTTP stub that a user writes: it knows the tenant's wire and nothing else of the testkit. */
class OwnHttpStubTest {

  private final FakeTenant tenant = FakeTenant.contoso();
  private final List<String> told = new ArrayList<>();
  private final HttpClient client = HttpClient.newHttpClient();
  private HttpServer stub;

  @BeforeEach
  void start() throws IOException {
    FakeWire wire =
        tenant.wire(
            WireOptions.defaults().tokenRequired().granting("User.Read.All").log(told::add));
    stub = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    stub.createContext("/", exchange -> answer(wire, exchange));
    stub.start();
  }

  private static void answer(FakeWire wire, HttpExchange exchange) throws IOException {
    try (exchange) {
      WireAnswer answer =
          wire.answer(
              WireRequest.of(
                  exchange.getRequestMethod(),
                  "http://"
                      + exchange.getRequestHeaders().getFirst("Host")
                      + exchange.getRequestURI(),
                  exchange.getRequestHeaders()::getFirst,
                  exchange.getRequestBody().readAllBytes()));
      answer.headers().forEach(exchange.getResponseHeaders()::set);
      exchange.sendResponseHeaders(
          answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
      exchange.getResponseBody().write(answer.body());
    } catch (ConnectionDroppedException dropped) {
      throw new IOException(dropped);
    }
  }

  @AfterEach
  void stop() {
    stub.stop(0);
  }

  private HttpResponse<String> send(HttpRequest.Builder request, String path) throws Exception {
    URI uri = URI.create("http://localhost:" + stub.getAddress().getPort() + path);
    return client.send(request.uri(uri).build(), HttpResponse.BodyHandlers.ofString());
  }

  private String token() throws Exception {
    String granted =
        send(
                HttpRequest.newBuilder()
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(
                        HttpRequest.BodyPublishers.ofString(
                            "grant_type=client_credentials&client_id=x&client_secret=y&scope=z")),
                "/" + tenant.id() + "/oauth2/v2.0/token")
            .body();
    return granted.replaceAll(".*\"access_token\":\"([^\"]+)\".*", "$1");
  }

  @Test
  void client_with_a_token_reads_users() throws Exception {
    HttpResponse<String> users =
        send(
            HttpRequest.newBuilder().header("Authorization", "Bearer " + token()),
            "/v1.0/users?$select=userPrincipalName");

    assertThat(users.statusCode()).as(users.body()).isEqualTo(200);
    assertThat(users.body()).contains("adele@contoso.com");
    assertThat(told).last().asString().startsWith("GET /users 200 ");
  }

  @Test
  void client_without_a_token_is_refused() throws Exception {
    assertThat(send(HttpRequest.newBuilder(), "/v1.0/users").statusCode()).isEqualTo(401);
  }

  @Test
  void lost_reply_reaches_the_client_as_a_broken_connection() throws Exception {
    String token = token();
    tenant.faults().appliedButReplyLost().on(anyRequest()).times(20);

    assertThatThrownBy(
            () ->
                send(
                    HttpRequest.newBuilder().header("Authorization", "Bearer " + token),
                    "/v1.0/users"))
        .isInstanceOf(IOException.class);
  }
}
