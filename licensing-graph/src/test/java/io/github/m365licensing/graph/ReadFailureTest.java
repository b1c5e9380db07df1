package io.github.m365licensing.graph;

import static io.github.m365licensing.graph.CannedGraph.error;
import static io.github.m365licensing.graph.CannedGraph.page;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.m365licensing.assignment.GroupId;
import io.github.m365licensing.directory.UserId;
import io.github.m365licensing.directory.UserQuery;
import io.github.m365licensing.graph.CannedGraph.Reply;
import io.github.m365licensing.graph.CannedGraph.Seen;
import io.github.m365licensing.tenant.AccessDeniedException;
import io.github.m365licensing.tenant.LicensingException;
import io.github.m365licensing.tenant.ThrottledException;
import io.github.m365licensing.tenant.UnexpectedResponseException;
import java.io.IOException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import okhttp3.MediaType;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.BufferedSource;
import okio.ForwardingSource;
import okio.Okio;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads, when answers are late, broken, refused or not Graph's at all. */
class ReadFailureTest {

  private static final GroupId GROUP = GroupId.parse("0a53f6d5-9f2b-4d3a-8e62-4f0c9f1f6a11");
  private static final String USER =
      "{\"id\":\"87d349ed-44d7-43e1-9a83-5f2406dee5bd\",\"userPrincipalName\":\"adele@contoso.com\"}";

  @ParameterizedTest
  @ValueSource(ints = {408, 429, 500, 502, 503, 504})
  void read_failing_for_the_moment_is_sent_again_after_a_pause(int status) {
    CannedGraph graph =
        new CannedGraph((n, r) -> n == 1 ? error(status, "busy", "busy") : page(""));

    assertThat(graph.tenant().listSubscribedSkus()).isEmpty();

    assertThat(graph.time.pauses()).containsExactly(Duration.ofSeconds(1));
    assertThat(graph.seen()).hasSize(2);
  }

  @Test
  void pauses_without_retry_after_grow() {
    CannedGraph graph = new CannedGraph((n, r) -> n < 5 ? error(500, "x", "x") : page(""));

    graph.tenant().listSubscribedSkus();

    assertThat(graph.time.pauses()).extracting(Duration::toSeconds).containsExactly(1L, 2L, 4L, 8L);
  }

  @Test
  void sdk_retries_nothing_by_itself() {
    CannedGraph graph = CannedGraph.always(error(503, "x", "x"));

    assertThatThrownBy(() -> graph.tenant().listSubscribedSkus())
        .isInstanceOf(UnexpectedResponseException.class)
        .hasMessageContaining("GET /subscribedSkus failed 5 times: status 503, code x.");

    assertThat(graph.seen()).hasSize(5);
    assertThat(graph.seen()).allMatch(request -> request.header("Retry-Attempt").isEmpty());
  }

  @Test
  void waiting_longer_than_the_call_timeout_loses_nothing() {
    CannedGraph graph =
        new CannedGraph(
            (n, r) ->
                n <= 3 ? error(429, "TooManyRequests", "").with("Retry-After", "60") : page(""));

    assertThat(graph.tenant().listSubscribedSkus()).isEmpty();

    assertThat(graph.time.pauses()).containsOnly(Duration.ofSeconds(60)).hasSize(3);
  }

  @Test
  void retry_after_as_a_date_is_understood() {
    CannedGraph graph =
        new CannedGraph(
            (n, r) ->
                n == 1
                    ? error(429, "x", "").with("Retry-After", "Thu, 15 Jan 2026 09:00:07 GMT")
                    : page(""));

    graph.tenant().listSubscribedSkus();

    assertThat(graph.time.pauses()).containsExactly(Duration.ofSeconds(7));
  }

  @Test
  void throttling_beyond_the_budget_is_throttled() {
    CannedGraph graph =
        CannedGraph.always(error(429, "TooManyRequests", "").with("Retry-After", "100"));
    GraphTenant tenant = graph.builder().retryBudget(Duration.ofSeconds(250)).build();

    ThrottledException thrown =
        catchThrowableOfType(ThrottledException.class, tenant::listSubscribedSkus);

    assertThat(thrown.retryAfter()).contains(Duration.ofSeconds(100));
    assertThat(thrown.requestId()).contains("req-429");
    assertThat(thrown)
        .hasMessageContaining("throttled 3 times")
        .hasMessageContaining("retryBudget");
    assertThat(graph.time.pauses()).hasSize(2);
  }

  @Test
  void replica_that_is_behind_is_asked_again() {
    CannedGraph graph =
        new CannedGraph(
            (n, r) ->
                n == 1
                    ? error(404, "Directory_ObjectNotFound", "Unable to read the company")
                    : Reply.json(200, USER));

    assertThat(graph.tenant().findUser("adele@contoso.com")).isPresent();
  }

  @Test
  void absent_user_is_empty() {
    CannedGraph graph = CannedGraph.always(error(404, "Request_ResourceNotFound", "Resource 'x'"));

    assertThat(graph.tenant().findUser("nobody@contoso.com")).isEmpty();
    assertThat(graph.seen()).hasSize(1);
  }

  @Test
  void absent_group_whose_members_are_asked_for_is_said_so() {
    CannedGraph graph = CannedGraph.always(error(404, "Request_ResourceNotFound", "Resource"));

    assertThatThrownBy(() -> graph.tenant().listNestedGroups(GROUP))
        .isInstanceOf(UnexpectedResponseException.class)
        .hasMessageContaining("GET /groups/{id}/members answered 404");
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403})
  void refusal_names_the_permissions_and_no_person(int status) {
    CannedGraph graph =
        CannedGraph.always(
            error(status, "Authorization_RequestDenied", "adele@contoso.com may not"));

    AccessDeniedException thrown =
        catchThrowableOfType(
            AccessDeniedException.class, () -> graph.tenant().findUser("adele@contoso.com"));

    assertThat(thrown)
        .hasMessageContaining("GET /users/{id} was refused: status " + status)
        .hasMessageContaining("Authorization_RequestDenied")
        .hasMessageContaining("User.Read.All")
        .hasMessageNotContaining("adele");
    assertThat(thrown.requestId()).contains("req-" + status);
    assertThat(graph.seen()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "text/html,<html>Bad gateway</html>",
    "text/plain,oops",
    "application/json,{\"error\":",
    "application/json,{}",
    "application/json,{\"error\":null}",
    "application/json,[]",
    "application/octet-stream,x"
  })
  void error_body_that_is_not_graphs_keeps_its_status(String contentType, String body) {
    CannedGraph graph = CannedGraph.always(Reply.of(502, contentType, body));

    UnexpectedResponseException thrown =
        catchThrowableOfType(UnexpectedResponseException.class, graph.tenant()::listSubscribedSkus);

    assertThat(thrown.status()).isEqualTo(502);
    assertThat(thrown.requestId()).contains("req-502");
    assertThat(thrown).hasMessageContaining("status 502");
  }

  @ParameterizedTest
  @CsvSource({
    "text/html,<html>Please sign in to the network</html>",
    "text/plain,fine",
    "application/json,{}",
    "application/json,[]",
    "application/json,null",
    "application/json,{\"value\":null}",
    "application/json,{\"value\":[{}]}",
    "application/json,{\"value\":[1]}",
    "application/json,{\"value\":[{\"skuId\":\"not-a-guid\";\"skuPartNumber\":\"X\"}]}"
  })
  void good_status_with_another_body_is_refused_at_once(String contentType, String body) {
    CannedGraph graph = CannedGraph.always(Reply.of(200, contentType, body.replace(';', ',')));

    assertThatThrownBy(graph.tenant()::listSubscribedSkus)
        .isInstanceOf(UnexpectedResponseException.class)
        .hasMessageContaining("the answer is not what was asked for");
    assertThat(graph.seen()).hasSize(1);
  }

  @Test
  void good_status_without_a_body_is_no_answer() {
    CannedGraph graph = CannedGraph.always(Reply.json(200, ""));

    assertThatThrownBy(() -> graph.tenant().findUser("adele@contoso.com"))
        .isInstanceOf(UnexpectedResponseException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {304, 204, 202})
  void status_without_content_is_no_answer(int status) {
    CannedGraph graph = CannedGraph.always(Reply.json(status, ""));

    assertThatThrownBy(() -> graph.tenant().findUser("adele@contoso.com"))
        .isInstanceOf(UnexpectedResponseException.class);
  }

  @Test
  void endless_redirect_is_no_answer() {
    CannedGraph graph =
        CannedGraph.always(
            Reply.json(302, "").with("Location", "https://graph.microsoft.com/v1.0/round"));

    assertThatThrownBy(graph.tenant()::listSubscribedSkus)
        .isInstanceOf(UnexpectedResponseException.class)
        .hasMessageContaining("status 302");
  }

  @Test
  void connection_that_breaks_within_a_page_reads_the_page_again() {
    CannedGraph graph =
        new CannedGraph((n, r) -> n == 1 ? breakingAfter("{\"value\":[" + USER) : page(USER));

    assertThat(graph.tenant().listUsers(UserQuery.everyone())).hasSize(1);
    assertThat(graph.seen()).hasSize(2);
  }

  @Test
  void page_that_ends_early_is_read_again() {
    CannedGraph graph =
        new CannedGraph(
            (n, r) -> n == 1 ? Reply.json(200, "{\"value\":[" + USER + ",{\"id") : page(USER));

    assertThat(graph.tenant().listUsers(UserQuery.everyone())).hasSize(1);
  }

  @Test
  void unreachable_service_is_given_up_after_a_few_tries() {
    CannedGraph graph =
        new CannedGraph(
            (n, r) -> {
              throw new UnknownHostException("graph.microsoft.com");
            });

    UnexpectedResponseException thrown =
        catchThrowableOfType(UnexpectedResponseException.class, graph.tenant()::listSubscribedSkus);

    assertThat(thrown.status()).isZero();
    assertThat(thrown).hasMessageContaining("no answer came").hasCauseInstanceOf(IOException.class);
    assertThat(graph.seen()).hasSize(5);
  }

  @Test
  void interrupted_while_waiting_stops_and_keeps_the_flag() {
    CannedGraph graph =
        new CannedGraph(
            (n, r) -> {
              Thread.currentThread().interrupt();
              return error(503, "x", "x");
            });

    assertThatThrownBy(graph.tenant()::listSubscribedSkus)
        .isInstanceOf(UnexpectedResponseException.class)
        .hasMessageContaining("interrupted");

    assertThat(Thread.interrupted()).isTrue();
    assertThat(graph.seen()).hasSize(1);
  }

  @Test
  void page_two_that_is_throttled_is_sent_again_with_all_headers() {
    CannedGraph graph =
        new CannedGraph(
            (n, r) ->
                switch (n) {
                  case 1 -> twoPages(USER);
                  case 2 -> error(429, "TooManyRequests", "");
                  default -> page(USER.replace("87d3", "97d3"));
                });

    assertThat(graph.tenant().listUsers(new UserQuery.Domain("contoso.com"))).hasSize(2);

    assertThat(graph.seen()).hasSize(3);
    assertThat(graph.seen())
        .allSatisfy(
            request -> {
              assertThat(request.header("ConsistencyLevel")).isEqualTo("eventual");
              assertThat(request.header("Authorization")).startsWith("Bearer ");
            });
    assertThat(graph.seen().get(2).request().url().encodedQuery())
        .isEqualTo("$skiptoken=two%20words%2F");
  }

  @Test
  void page_two_whose_token_expired_says_to_start_again() {
    CannedGraph graph =
        new CannedGraph(
            (n, r) -> n == 1 ? twoPages(USER) : error(400, "Directory_ExpiredPageToken", "x"));

    assertThatThrownBy(() -> graph.tenant().listUsers(UserQuery.everyone()).toList())
        .isInstanceOf(UnexpectedResponseException.class)
        .hasMessageContaining("Directory_ExpiredPageToken")
        .hasMessageContaining("read it again from the start");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://graph.example.com/v1.0/users?$skiptoken=x",
        "http://graph.microsoft.com/v1.0/users?$skiptoken=x",
        "https://graph.microsoft.com:8443/v1.0/users",
        "not an address"
      })
  void next_page_elsewhere_is_not_followed(String nextLink) {
    CannedGraph graph =
        CannedGraph.always(
            Reply.json(200, "{\"value\":[],\"@odata.nextLink\":\"" + nextLink + "\"}"));

    assertThatThrownBy(() -> graph.tenant().listUsers(UserQuery.everyone()).toList())
        .isInstanceOf(UnexpectedResponseException.class)
        .hasMessageContaining("next page");
    assertThat(graph.seen()).hasSize(1);
  }

  @Test
  void empty_page_is_not_the_end() {
    CannedGraph graph = new CannedGraph((n, r) -> n == 1 ? twoPages("") : page(USER));

    assertThat(graph.tenant().listUsers(UserQuery.everyone())).hasSize(1);
  }

  @Test
  void pages_are_read_as_they_are_consumed() {
    CannedGraph graph = new CannedGraph((n, r) -> twoPages(USER));

    assertThat(graph.tenant().listUsers(UserQuery.everyone()).findFirst()).isPresent();

    assertThat(graph.seen()).hasSize(1);
  }

  @Test
  void members_that_the_caller_may_not_see_are_no_users_without_licences() {
    CannedGraph graph =
        CannedGraph.always(
            page(
                "{\"@odata.type\":\"#microsoft.graph.user\","
                    + "\"id\":\"87d349ed-44d7-43e1-9a83-5f2406dee5bd\",\"userPrincipalName\":null}"));

    assertThatThrownBy(() -> graph.tenant().listMembers(GROUP).toList())
        .isInstanceOf(AccessDeniedException.class)
        .hasMessageContaining("User.Read.All");
  }

  @Test
  void user_in_a_batch_that_is_throttled_is_asked_again_alone() {
    UserId a = UserId.parse("00000000-0000-0000-0000-00000000000a");
    UserId b = UserId.parse("00000000-0000-0000-0000-00000000000b");
    UserId c = UserId.parse("00000000-0000-0000-0000-00000000000c");
    CannedGraph graph =
        new CannedGraph(
            (n, request) ->
                n == 1
                    ? Reply.json(
                        200,
                        """
                        {"responses":[
                          {"id":"2","status":404,"body":{"error":{"code":"Request_ResourceNotFound"}}},
                          {"id":"1","status":200,"body":{"id":"%s","userPrincipalName":"b@x"}},
                          {"id":"0","status":429,"headers":{"Retry-After":"9"},"body":{"error":{}}}]}
                        """
                            .formatted(b))
                    : Reply.json(
                        200,
                        """
                        {"responses":[
                          {"id":"0","status":200,"body":{"id":"%s","userPrincipalName":"a@x"}}]}
                        """
                            .formatted(a)));

    assertThat(graph.tenant().listUsersById(List.of(a, b, c)))
        .extracting(user -> user.id())
        .containsExactly(a, b);

    assertThat(graph.time.pauses()).containsExactly(Duration.ofSeconds(9));
    Seen second = graph.seen().get(1);
    assertThat(second.json().path("requests")).hasSize(1);
    assertThat(second.json().at("/requests/0/url").asText()).startsWith("/users/" + a + "?");
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403})
  void batch_of_reads_that_is_refused_is_denied(int status) {
    CannedGraph graph = CannedGraph.always(error(status, "Authorization_RequestDenied", "x"));

    assertThatThrownBy(
            () ->
                graph
                    .tenant()
                    .listUsersById(List.of(UserId.parse("00000000-0000-0000-0000-00000000000a")))
                    .toList())
        .isInstanceOf(AccessDeniedException.class);
  }

  @Test
  void closed_tenant_reads_no_batches() {
    CannedGraph graph = CannedGraph.always(page(""));
    GraphTenant tenant = graph.tenant();
    tenant.close();

    assertThatThrownBy(() -> tenant.listUsersById(List.of(UserId.of(new UUID(0, 1)))).toList())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
    assertThat(graph.seen()).isEmpty();
  }

  @Test
  void exceptions_are_all_the_librarys() {
    CannedGraph graph =
        new CannedGraph(
            (n, r) -> {
              throw new IOException("stream was reset");
            });

    assertThatThrownBy(() -> graph.tenant().organization()).isInstanceOf(LicensingException.class);
  }

  private static Reply twoPages(String items) {
    return Reply.json(
        200,
        "{\"value\":[%s],\"@odata.nextLink\":\"https://graph.microsoft.com/v1.0/users?$skiptoken=two%%20words%%2F\"}"
            .formatted(items));
  }

  private static Reply breakingAfter(String start) {
    Buffer bytes = new Buffer().writeUtf8(start);
    BufferedSource breaking =
        Okio.buffer(
            new ForwardingSource(bytes) {
              @Override
              public long read(Buffer sink, long byteCount) throws IOException {
                long read = super.read(sink, byteCount);
                if (read < 0) {
                  throw new IOException("unexpected end of stream");
                }
                return read;
              }
            });
    ResponseBody body = ResponseBody.create(breaking, MediaType.get(CannedGraph.JSON), -1);
    return new Reply(200, CannedGraph.JSON, body, List.of());
  }
}
