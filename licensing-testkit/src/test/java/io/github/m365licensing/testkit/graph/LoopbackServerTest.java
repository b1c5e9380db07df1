package io.github.m365licensing.testkit.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.m365licensing.testkit.FakeTenant;
import io.github.m365licensing.testkit.FakeWire;
import io.github.m365licensing.testkit.scenario.WireOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How connections are kept, bounded and ended, and what is refused before it is a request. */
@Timeout(60)
class LoopbackServerTest {

  private static final String ONE_USER = "/v1.0/users/adele@contoso.com";
  private static final String PATCH =
      "PATCH " + ONE_USER + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n";
  private static final String CHANGE = "{\"department\":\"Chunks\"}";

  private final FakeTenant tenant = FakeTenant.contoso();
  private final List<LoopbackServer> servers = new ArrayList<>();

  @AfterEach
  void stop() {
    servers.forEach(LoopbackServer::close);
  }

  private LoopbackServer start() throws IOException {
    return start(20, Duration.ofSeconds(20));
  }

  private LoopbackServer start(int connections, Duration patience) throws IOException {
    FakeWire wire = tenant.wire(WireOptions.defaults());
    LoopbackServer server =
        LoopbackServer.start(
            0,
            new LoopbackService(wire, wire::answer),
            new LoopbackServer.Limits(connections, patience));
    servers.add(server);
    return server;
  }

  private RawClient client() throws IOException {
    return new RawClient(start().port());
  }

  private String department() {
    return tenant.user("adele@contoso.com").now().department().orElse("");
  }

  @Test
  void connection_takes_several_requests_one_after_the_other() throws IOException {
    try (RawClient client = client()) {
      for (int i = 0; i < 3; i++) {
        client.send(RawClient.get(ONE_USER, ""));

        assertThat(client.answer().status()).isEqualTo(200);
      }
    }
  }

  @Test
  void requests_sent_at_once_are_answered_in_order() throws IOException {
    try (RawClient client = client()) {
      client.send(
          RawClient.get(ONE_USER, "")
              + PATCH
              + "Content-Length: "
              + CHANGE.length()
              + "\r\n\r\n"
              + CHANGE
              + "\r\n"
              + RawClient.get(ONE_USER + "?$select=department", "Connection: close\r\n"));

      assertThat(client.answer().status()).isEqualTo(200);
      assertThat(client.answer().status()).isEqualTo(204);
      assertThat(client.answer().body()).contains("Chunks");
      assertThat(client.isClosedByServer()).isTrue();
    }
  }

  @Test
  void http_1_0_is_answered_and_closed_unless_the_client_wants_to_stay() throws IOException {
    try (RawClient client = client()) {
      client.send("GET " + ONE_USER + " HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
      RawClient.Answer staying = client.answer();
      client.send("GET " + ONE_USER + " HTTP/1.0\r\n\r\n");
      RawClient.Answer leaving = client.answer();

      assertThat(staying.headers()).containsEntry("Connection", "keep-alive");
      assertThat(leaving.headers()).containsEntry("Connection", "close");
      assertThat(client.isClosedByServer()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        " HTTP/1.0\r\n\r\n | http://127.0.0.1:",
        " HTTP/1.1\r\nHost: a\u0081b\r\n\r\n | http://a",
        " HTTP/1.1\r\nHost: x_y\r\n\r\n | http://x_y/v1.0/",
      })
  void host_that_is_missing_or_odd_does_no_harm(String sent) throws IOException {
    try (RawClient client = client()) {
      String rest = sent.substring(0, sent.indexOf(" | "));
      client.send("GET /v1.0/users?$top=1" + rest);

      RawClient.Answer answer = client.answer();

      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.json().path("@odata.nextLink").asText())
          .startsWith(sent.substring(sent.indexOf(" | ") + 3));
    }
  }

  @Test
  void links_begin_with_the_host_that_the_client_named() throws IOException {
    try (RawClient client = client()) {
      client.send("GET /v1.0/users?$top=1 HTTP/1.1\r\nHost: graph.test:81\r\n\r\n");
      client.send("GET http://proxied.test/v1.0/users?$top=1 HTTP/1.1\r\nHost: graph.test\r\n\r\n");

      assertThat(client.answer().json().path("@odata.nextLink").asText())
          .startsWith("http://graph.test:81/v1.0/users?");
      assertThat(client.answer().json().path("@odata.nextLink").asText())
          .startsWith("http://proxied.test/v1.0/users?");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "5\r\n{\"dep\r\nd\r\nartment\":\"Chu\r\n5;x=y\r\nnks\"}\r\n0\r\n\r\n",
        "17 \r\n{\"department\":\"Chunks\"}\r\n000\r\nChecksum: 1\r\nMore: 2\r\n\r\n"
      })
  void body_in_chunks_is_put_together(String chunks) throws IOException {
    try (RawClient client = client()) {
      client.send(PATCH + "Transfer-Encoding: chunked\r\n\r\n" + chunks);

      assertThat(client.answer().status()).isEqualTo(204);
      assertThat(department()).isEqualTo("Chunks");
    }
  }

  @Test
  void client_that_waits_for_leave_to_send_its_body_gets_it() throws IOException {
    try (RawClient client = client()) {
      client.send(
          PATCH + "Expect: 100-continue\r\nContent-Length: " + CHANGE.length() + "\r\n\r\n");
      RawClient.Answer leave = client.answer();
      client.send(CHANGE);

      assertThat(leave.status()).isEqualTo(100);
      assertThat(client.answer().status()).isEqualTo(204);
      assertThat(department()).isEqualTo("Chunks");
    }
  }

  @Test
  void client_that_waits_for_leave_to_send_too_much_does_not_get_it() throws IOException {
    try (RawClient client = client()) {
      client.send(PATCH + "Expect: 100-continue\r\nContent-Length: 4194305\r\n\r\n");

      assertThat(client.answer().errorCode()).isEqualTo("RequestEntityTooLarge");
    }
  }

  @Test
  void body_that_says_it_is_too_large_is_refused_before_it_came() throws IOException {
    try (RawClient client = client()) {
      client.send(PATCH + "Content-Length: 5000000\r\n\r\n" + " ".repeat(100_000));

      RawClient.Answer answer = client.answer();

      assertThat(answer.status()).isEqualTo(413);
      assertThat(answer.errorCode()).isEqualTo("RequestEntityTooLarge");
    }
  }

  @Test
  void body_that_turns_out_too_large_is_refused() throws IOException {
    try (RawClient client = client()) {
      client.send(PATCH + "Transfer-Encoding: chunked\r\n\r\n500000\r\n");
      client.send(" ".repeat(0x500000) + "\r\n0\r\n\r\n");

      RawClient.Answer answer = client.answer();

      assertThat(answer.status()).isEqualTo(413);
      assertThat(answer.errorCode()).isEqualTo("RequestEntityTooLarge");
    }
  }

  @Test
  void answer_to_head_has_no_body_and_the_next_request_is_answered() throws IOException {
    try (RawClient client = client()) {
      client.send("HEAD " + ONE_USER + " HTTP/1.1\r\nHost: x\r\n\r\n");
      RawClient.Answer head = client.answer(true);
      client.send(RawClient.get(ONE_USER, ""));

      assertThat(head.status()).isEqualTo(405);
      assertThat(client.answer().status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET\\r\\n\\r\\n | 400",
        "GET /v1.0/users\\r\\n\\r\\n | 400",
        "GET /v1.0/users HTTP\\r\\n\\r\\n | 400",
        "GET /v1.0/users HTTP/2.0\\r\\n\\r\\n | 505",
        "GET users HTTP/1.1\\r\\nHost: x\\r\\n\\r\\n | 400",
        "OPTIONS * HTTP/1.1\\r\\nHost: x\\r\\n\\r\\n | 400",
        "CONNECT graph.microsoft.com:443 HTTP/1.1\\r\\nHost: x\\r\\n\\r\\n | 400",
        "GET /v1.0/\\1 HTTP/1.1\\r\\nHost: x\\r\\n\\r\\n | 400",
        "GET /v1.0/users HTTP/1.1\\r\\n\\r\\n | 400",
        "GET /v1.0/users HTTP/1.1\\r\\nHost: x\\r\\nHost: y\\r\\n\\r\\n | 400",
        "GET /v1.0/users HTTP/1.1\\r\\nHost: x\\r\\nno colon\\r\\n\\r\\n | 400",
        "POST /v1.0/users HTTP/1.1\\r\\nHost: x\\r\\nContent-Length: x\\r\\n\\r\\n | 400",
        "POST /v1.0/users HTTP/1.1\\r\\nHost: x\\r\\nContent-Length: -1\\r\\n\\r\\n | 400",
        "POST /v1.0/users HTTP/1.1\\r\\nHost: x\\r\\nTransfer-Encoding: gzip\\r\\n\\r\\n | 501",
        "POST /v1.0/users HTTP/1.1\\r\\nHost: x\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\nxyz\\r\\n | 400",
        "POST /v1.0/users HTTP/1.1\\r\\nHost: x\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n1\\r\\nxyz\\r\\n | 400",
      })
  void what_is_no_request_gets_an_answer_of_graphs_form_and_the_connection_ends(
      String sent, int status) throws IOException {
    try (RawClient client = client()) {
      client.send(sent.translateEscapes());

      RawClient.Answer answer = client.answer();

      assertThat(answer.status()).isEqualTo(status);
      assertThat(answer.errorCode()).isNotEmpty();
      assertThat(answer.headers()).containsEntry("Connection", "close").containsKey("request-id");
      assertThat(client.isClosedByServer()).isTrue();
    }
  }

  @Test
  void address_and_headers_that_are_too_long_are_refused() throws IOException {
    String much = "a".repeat(70_000);
    try (RawClient address = client();
        RawClient headers = client();
        RawClient longish = client()) {
      address.send(RawClient.get("/v1.0/users/" + much, ""));
      headers.send(RawClient.get(ONE_USER, "Cookie: " + much + "\r\n"));
      longish.send(RawClient.get("/v1.0/users/" + "a".repeat(17_000), ""));

      assertThat(address.answer().status()).isEqualTo(431);
      assertThat(headers.answer().status()).isEqualTo(431);
      assertThat(longish.answer().errorCode()).isEqualTo("UriTooLong");
    }
  }

  @Test
  void client_that_is_done_sending_gets_its_answer() throws IOException {
    try (RawClient client = client()) {
      client.send(RawClient.get(ONE_USER, "")).sendsNoMore();

      assertThat(client.answer().status()).isEqualTo(200);
      assertThat(client.isClosedByServer()).isTrue();
    }
  }

  @Test
  void request_that_ends_in_the_middle_is_refused() throws IOException {
    try (RawClient client = client()) {
      client.send(PATCH + "Content-Length: 20\r\n\r\n{").sendsNoMore();

      assertThat(client.answer().status()).isEqualTo(400);
      assertThat(client.isClosedByServer()).isTrue();
    }
  }

  @Test
  void body_that_takes_too_long_is_refused() throws IOException {
    LoopbackServer server = start(20, Duration.ofMillis(100));
    try (RawClient client = new RawClient(server.port())) {
      client.send(PATCH + "Content-Length: 20\r\n\r\n{");

      RawClient.Answer answer = client.answer();

      assertThat(answer.status()).isEqualTo(408);
      assertThat(answer.errorCode()).isEqualTo("RequestTimeout");
      assertThat(client.isClosedByServer()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "GET /v1", "GET /v1.0/users HTTP/1.1\r\nHost: x\r\n"})
  void connection_that_rests_too_long_is_closed_without_a_word(String beginning)
      throws IOException {
    LoopbackServer server = start(20, Duration.ofMillis(100));
    try (RawClient client = new RawClient(server.port())) {
      client.send(beginning);

      assertThat(client.isClosedByServer()).isTrue();
    }
  }

  @Test
  void client_that_does_not_fetch_its_answers_is_cut_off() throws IOException {
    LoopbackServer server = start(1, Duration.ofMillis(100));
    String requests = RawClient.get("/v1.0/users", "").repeat(1_000);
    try (RawClient client = new RawClient(server.port())) {
      assertThatThrownBy(
              () -> {
                while (true) {
                  client.send(requests);
                }
              })
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void longest_resting_connection_gives_way_to_a_new_one() throws IOException {
    LoopbackServer server = start(2, Duration.ofSeconds(20));
    try (RawClient resting = new RawClient(server.port());
        RawClient used = new RawClient(server.port())) {
      assertThat(used.send(RawClient.get(ONE_USER, "")).answer().status()).isEqualTo(200);
      try (RawClient late = new RawClient(server.port())) {
        assertThat(late.send(RawClient.get(ONE_USER, "")).answer().status()).isEqualTo(200);
        assertThat(resting.isClosedByServer()).isTrue();
        assertThat(used.send(RawClient.get(ONE_USER, "")).answer().status()).isEqualTo(200);
      }
    }
  }

  @Test
  void new_connection_waits_while_all_are_busy() throws IOException {
    LoopbackServer server = start(1, Duration.ofMillis(300));
    try (RawClient slow = new RawClient(server.port())) {
      slow.send(PATCH + "Expect: 100-continue\r\nContent-Length: 9\r\n\r\n");
      assertThat(slow.answer().status()).isEqualTo(100);
      try (RawClient waiting = new RawClient(server.port())) {
        waiting.send(RawClient.get(ONE_USER, ""));

        assertThat(slow.answer().status()).isEqualTo(408);
        assertThat(waiting.answer().status()).isEqualTo(200);
      }
    }
  }

  @Test
  void close_ends_every_connection_and_thread() throws IOException, InterruptedException {
    LoopbackServer server = start();
    try (RawClient idle = new RawClient(server.port());
        RawClient reading = new RawClient(server.port())) {
      assertThat(idle.send(RawClient.get(ONE_USER, "")).answer().status()).isEqualTo(200);
      assertThat(reading.send(RawClient.get(ONE_USER, "")).answer().status()).isEqualTo(200);
      reading.send("GET ");

      server.close();

      assertThat(idle.isClosedByServer()).isTrue();
      assertThatThrownBy(reading::answer).isInstanceOf(IOException.class);
      for (Thread thread : Thread.getAllStackTraces().keySet()) {
        if (thread.getName().startsWith("fake-graph-" + server.port())) {
          thread.join(5_000); // the pool counts a thread out shortly before it is gone
          assertThat(thread.isAlive()).as(thread.getName()).isFalse();
        }
      }
    }
  }
}
