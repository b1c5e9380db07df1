package io.github.m365licensing.testkit.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.graph.core.authentication.AzureIdentityAuthenticationProvider;
import com.microsoft.graph.core.requests.BaseGraphRequestAdapter;
import com.microsoft.graph.core.requests.GraphClientFactory;
import com.microsoft.graph.models.UserCollectionResponse;
import com.microsoft.graph.serviceclient.GraphServiceClient;
import io.github.m365licensing.testkit.FakeTenant;
import io.github.m365licensing.testkit.contract.GraphAnswers;
import io.github.m365licensing.testkit.scenario.RequestMatcher;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class FakeGraphServerTest {

  private static final Pattern HEAD =
      Pattern.compile("\\AHTTP/1.1 (\\d{3}).*?\r\n\r\n", Pattern.DOTALL);
  private static final Pattern CONTENT_TYPE =
      Pattern.compile("^Content-Type: (.*)$", Pattern.MULTILINE | Pattern.CASE_INSENSITIVE);

  private final FakeTenant tenant = FakeTenant.contoso();

  /** Sends these bytes as they are and reads until the server closes. */
  private static String exchange(FakeGraphServer server, String request) throws IOException {
    int port = Integer.parseInt(server.origin().substring(server.origin().lastIndexOf(':') + 1));
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      check(answer);
      return answer;
    }
  }

  private static void check(String answer) {
    Matcher head = HEAD.matcher(answer);
    if (head.find()) {
      Matcher type = CONTENT_TYPE.matcher(head.group());
      String body = answer.substring(head.end());
      if (!body.isEmpty() && type.find()) {
        GraphAnswers.check(Integer.parseInt(head.group(1)), type.group(1), body);
      }
    }
  }

  private static String curl(String method, String target, String body) {
    return "%s %s HTTP/1.1\r\nHost: 127.0.0.1:8080\r\nUser-Agent: curl/8.5.0\r\nAccept: */*\r\nConnection: close\r\n"
            .formatted(method, target)
        + (body.isEmpty()
            ? "\r\n"
            : "Content-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(body.getBytes(StandardCharsets.UTF_8).length, body));
  }

  @Test
  void server_answers_what_curl_sends() throws IOException {
    try (FakeGraphServer server = FakeGraphServer.start(tenant)) {
      String skus = exchange(server, curl("GET", "/v1.0/subscribedSkus", ""));
      String filtered =
          exchange(
              server,
              curl(
                  "GET",
                  "/v1.0/users?$filter=department+eq+%27Retail%27&$select=id,userPrincipalName",
                  ""));
      String assigned =
          exchange(
              server,
              curl(
                  "POST",
                  "/v1.0/users/lynne@contoso.com/assignLicense",
                  "{\"addLicenses\":[{\"skuId\":\"efccb6f7-5641-4e0e-bd10-b4976e1bf68e\"}],\"removeLicenses\":[]}"));

      assertThat(skus)
          .startsWith("HTTP/1.1 200 OK\r\n")
          .contains("\"@odata.context\":\"http://127.0.0.1:8080/v1.0/$metadata#subscribedSkus\"")
          .contains("\"skuPartNumber\":\"EMS\"");
      assertThat(filtered).contains("lynne@contoso.com").doesNotContain("adele@contoso.com");
      assertThat(assigned).startsWith("HTTP/1.1 200 OK");
      assertThat(tenant.user("lynne@contoso.com").now().assignedLicenses()).hasSize(1);
    }
  }

  @Test
  void server_refuses_nonsense_without_falling_over() throws IOException {
    try (FakeGraphServer server = FakeGraphServer.start(tenant)) {
      exchange(server, "\u0000\u0001\u0002\r\n\r\n");
      exchange(server, "GET\r\n\r\n");
      String missing = exchange(server, curl("GET", "/", ""));
      String unknown = exchange(server, curl("BREW", "/v1.0/users", ""));
      String head = exchange(server, curl("HEAD", "/v1.0/users", ""));

      assertThat(missing).startsWith("HTTP/1.1 400");
      assertThat(unknown).startsWith("HTTP/1.1 405");
      assertThat(head).startsWith("HTTP/1.1 405").endsWith("\r\n\r\n");
      assertThat(exchange(server, curl("GET", "/v1.0/organization", "")))
          .startsWith("HTTP/1.1 200");
    }
  }

  @Test
  void server_drops_the_connection_when_a_fault_says_so() throws IOException {
    tenant.faults().dropConnection().on(RequestMatcher.anyRead()).once();
    try (FakeGraphServer server = FakeGraphServer.start(tenant)) {
      assertThat(exchange(server, curl("GET", "/v1.0/users", ""))).isEmpty();
      assertThat(exchange(server, curl("GET", "/v1.0/users", ""))).startsWith("HTTP/1.1 200");
    }
  }

  @Test
  void server_serves_the_real_sdk_page_by_page() {
    try (FakeGraphServer server = FakeGraphServer.start(tenant)) {
      GraphServiceClient graph =
          new GraphServiceClient(
              new BaseGraphRequestAdapter(
                  new AzureIdentityAuthenticationProvider(
                      FakeGraph.credential(tenant),
                      new String[] {"127.0.0.1"},
                      "https://graph.microsoft.com/.default"),
                  server.baseUrl(),
                  GraphClientFactory.create(GraphServiceClient.getGraphClientOptions())
                      .addInterceptor(new CheckedAnswers())
                      .build()));

      UserCollectionResponse first = graph.users().get(request -> request.queryParameters.top = 20);
      UserCollectionResponse second = graph.users().withUrl(first.getOdataNextLink()).get();

      assertThat(first.getOdataNextLink()).startsWith(server.baseUrl());
      assertThat(second.getValue()).hasSize(2);
    }
  }

  @Test
  void log_names_routes_and_no_people() throws IOException {
    List<String> told = Collections.synchronizedList(new ArrayList<>());
    try (FakeGraphServer server = FakeGraphServer.of(tenant).log(told::add).start()) {
      exchange(server, curl("GET", "/v1.0/users/adele@contoso.com", ""));
      exchange(server, curl("GET", "/v1.0/nonsense/adele@contoso.com", ""));
    }

    assertThat(told).hasSize(2);
    assertThat(told.get(0)).startsWith("GET /users/{id} 200 ");
    assertThat(told.toString()).doesNotContain("adele");
  }

  @Test
  void port_that_is_taken_is_told() {
    try (FakeGraphServer server = FakeGraphServer.start(tenant)) {
      int port = Integer.parseInt(server.origin().substring(server.origin().lastIndexOf(':') + 1));

      assertThatThrownBy(() -> FakeGraphServer.of(tenant).port(port).start())
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("Nothing was started");
    }
  }

  @Test
  void close_twice_does_nothing() {
    FakeGraphServer server = FakeGraphServer.start(tenant);

    server.close();
    server.close();

    assertThatThrownBy(() -> exchange(server, curl("GET", "/v1.0/users", "")))
        .isInstanceOf(IOException.class);
  }
}
