package io.github.m365licensing.graph;

import static io.github.m365licensing.graph.CannedGraph.error;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.m365licensing.assignment.AssignedLicense;
import io.github.m365licensing.assignment.GroupId;
import io.github.m365licensing.directory.UsageLocation;
import io.github.m365licensing.directory.UserId;
import io.github.m365licensing.graph.CannedGraph.Reply;
import io.github.m365licensing.graph.CannedGraph.Seen;
import io.github.m365licensing.sku.ServicePlanId;
import io.github.m365licensing.sku.SkuId;
import io.github.m365licensing.tenant.InitialPassword;
import io.github.m365licensing.tenant.ServiceError;
import io.github.m365licensing.tenant.ServiceError.Reason;
import io.github.m365licensing.tenant.TenantTime;
import io.github.m365licensing.tenant.TenantWrite;
import io.github.m365licensing.tenant.TenantWrite.AddMembers;
import io.github.m365licensing.tenant.TenantWrite.AssignGroupLicense;
import io.github.m365licensing.tenant.TenantWrite.AssignUserLicense;
import io.github.m365licensing.tenant.TenantWrite.CreateUser;
import io.github.m365licensing.tenant.TenantWrite.RemoveMember;
import io.github.m365licensing.tenant.TenantWrite.ReprocessLicenses;
import io.github.m365licensing.tenant.TenantWrite.SetUsageLocation;
import io.github.m365licensing.tenant.UserProfile;
import io.github.m365licensing.tenant.WriteOutcome;
import io.github.m365licensing.tenant.WriteOutcome.Kind;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Writes: what goes out, how each one ends, and that none is sent twice by guess. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class SubmitTest {

  private static final SkuId EMS = SkuId.parse("efccb6f7-5641-4e0e-bd10-b4976e1bf68e");
  private static final SkuId E3 = SkuId.parse("05e9a617-0261-4cee-bb44-138d3ef5d965");
  private static final ServicePlanId INTUNE =
      ServicePlanId.parse("c1ec4a95-1f05-45b3-a911-aa3fa01094f5");
  private static final GroupId GROUP = GroupId.parse("0a53f6d5-9f2b-4d3a-8e62-4f0c9f1f6a11");
  private static final UserId USER = user(7);

  @ParameterizedTest
  @MethodSource
  void write_goes_out_as_graph_takes_it(TenantWrite write, String method, String url, String body) {
    CannedGraph graph = new CannedGraph((n, request) -> answerAll(request, part -> ok("{}")));

    submit(graph.tenant(), List.of(write));

    JsonNode part = graph.seen().get(0).json().at("/requests/0");
    assertThat(part.path("method").asText()).isEqualTo(method);
    assertThat(part.path("url").asText()).isEqualTo(url);
    assertThat(part.path("body").toString()).isEqualTo(body.replace('\'', '"'));
    assertThat(part.at("/headers/Content-Type").asText())
        .isEqualTo(body.isEmpty() ? "" : "application/json");
    assertThat(graph.seen().get(0).path()).isEqualTo("/v1.0/$batch");
  }

  static Stream<Arguments> write_goes_out_as_graph_takes_it() {
    String u = "/users/" + USER;
    String g = "/groups/" + GROUP;
    return Stream.of(
        Arguments.of(
            new AssignUserLicense(USER, List.of(AssignedLicense.of(EMS, INTUNE)), Set.of()),
            "POST",
            u + "/assignLicense",
            "{'addLicenses':[{'skuId':'%s','disabledPlans':['%s']}],'removeLicenses':[]}"
                .formatted(EMS, INTUNE)),
        Arguments.of(
            new AssignUserLicense(USER, List.of(), Set.of(EMS, E3)),
            "POST",
            u + "/assignLicense",
            "{'addLicenses':[],'removeLicenses':['%s','%s']}".formatted(E3, EMS)),
        Arguments.of(
            new AssignGroupLicense(GROUP, List.of(AssignedLicense.of(E3)), Set.of(EMS)),
            "POST",
            g + "/assignLicense",
            "{'addLicenses':[{'skuId':'%s','disabledPlans':[]}],'removeLicenses':['%s']}"
                .formatted(E3, EMS)),
        Arguments.of(
            new SetUsageLocation(USER, UsageLocation.of("NL")),
            "PATCH",
            u,
            "{'usageLocation':'NL'}"),
        Arguments.of(
            new AddMembers(GROUP, Set.of(USER)),
            "PATCH",
            g,
            "{'members@odata.bind':['https://graph.microsoft.com/v1.0/directoryObjects/%s']}"
                .formatted(USER)),
        Arguments.of(new RemoveMember(GROUP, USER), "DELETE", g + "/members/" + USER + "/$ref", ""),
        Arguments.of(new ReprocessLicenses(USER), "POST", u + "/reprocessLicenseAssignment", ""),
        Arguments.of(
            createUser("ada@contoso.com"),
            "POST",
            "/users",
            "{'accountEnabled':true,'displayName':'Ada','mailNickname':'ada',"
                + "'userPrincipalName':'ada@contoso.com','department':'R&D','usageLocation':'NL',"
                + "'passwordProfile':{'password':'Secret-1','forceChangePasswordNextSignIn':true}}"));
  }

  @ParameterizedTest
  @CsvSource({"200,DONE", "204,DONE", "202,ACCEPTED"})
  void good_answer_is_told(int status, Kind kind) {
    CannedGraph graph =
        new CannedGraph((n, request) -> answerAll(request, part -> part(status, "{}")));

    WriteOutcome outcome = only(graph, assign(1));

    assertThat(outcome.kind()).isEqualTo(kind);
    assertThat(outcome.error()).isEmpty();
    assertThat(outcome.requestId()).contains("req-200");
  }

  @Test
  void created_user_brings_the_id() {
    CannedGraph graph =
        new CannedGraph(
            (n, request) ->
                answerAll(request, part -> part(201, "{\"id\":\"%s\"}".formatted(USER))));

    WriteOutcome outcome = only(graph, createUser("ada@contoso.com"));

    assertThat(outcome.kind()).isEqualTo(Kind.DONE);
    assertThat(outcome.createdUser()).contains(USER);
    assertThat(outcome.toString()).doesNotContain("Secret-1").doesNotContain("ada@");
  }

  @Test
  void refusal_brings_its_reason_ids_and_request() {
    CannedGraph graph =
        new CannedGraph(
            (n, request) ->
                answerAll(
                    request,
                    part ->
                        part(
                            400,
                            """
                            {"error":{"code":"Request_BadRequest","message":
                            "Subscription with SKU %s does not have any available licenses.",
                            "innerError":{"request-id":"part-1"}}}
                            """
                                .formatted(EMS))));

    WriteOutcome outcome = only(graph, assign(1));

    assertThat(outcome.kind()).isEqualTo(Kind.REFUSED);
    ServiceError error = outcome.error().orElseThrow();
    assertThat(error.reason()).isEqualTo(Reason.NO_SEATS);
    assertThat(error.skuIds()).containsExactly(EMS);
    assertThat(error.requestId()).contains("part-1");
    assertThat(outcome.requestId()).contains("part-1");
  }

  @Test
  void batch_of_twenty_sends_only_the_throttled_one_again() {
    CannedGraph graph =
        new CannedGraph(
            (n, request) ->
                answerAll(
                    request,
                    part ->
                        n > 1
                            ? ok("{}")
                            : part.path("id").asText().equals("18")
                                ? part(429, "{\"error\":{\"code\":\"TooManyRequests\"}}")
                                : part.path("id").asText().equals("19")
                                    ? part(400, "{\"error\":{\"code\":\"Request_BadRequest\"}}")
                                    : ok("{}")));

    List<WriteOutcome> outcomes = submit(graph.tenant(), assigns(20));

    assertThat(outcomes).filteredOn(o -> o.kind() == Kind.DONE).hasSize(19);
    assertThat(outcomes).filteredOn(o -> o.kind() == Kind.REFUSED).hasSize(1);
    assertThat(graph.seen()).hasSize(2);
    assertThat(graph.seen().get(1).json().path("requests")).hasSize(1);
    assertThat(graph.seen().get(1).json().at("/requests/0/url").asText())
        .contains(user(18).toString());
    assertThat(graph.seen().get(1).json().at("/requests/0/body"))
        .isEqualTo(graph.seen().get(0).json().at("/requests/18/body"));
  }

  @Test
  void answers_in_another_order_find_their_writes() {
    CannedGraph graph =
        new CannedGraph(
            (n, request) -> {
              List<String> parts = new ArrayList<>();
              request
                  .json()
                  .path("requests")
                  .forEach(
                      part ->
                          parts.add(
                              answer(
                                  part,
                                  part.path("url").asText().contains(user(3).toString())
                                      ? part(403, "{}")
                                      : ok("{}"))));
              Collections.reverse(parts);
              return Reply.json(200, "{\"responses\":" + parts + "}");
            });

    List<WriteOutcome> outcomes = submit(graph.tenant(), assigns(9));

    assertThat(outcomes)
        .filteredOn(o -> o.kind() == Kind.REFUSED)
        .extracting(o -> o.write().subject().key())
        .containsExactly(user(3).toString());
    assertThat(outcomes).filteredOn(o -> o.kind() == Kind.DONE).hasSize(8);
  }

  @ParameterizedTest
  @CsvSource({
    "429,TooManyRequests",
    "409,Directory_ConcurrencyViolation",
    "409,''",
    "503,Directory_ConcurrencyViolation",
    "404,Directory_ObjectNotFound"
  })
  void write_that_was_not_attempted_is_sent_again(int status, String code) {
    CannedGraph graph =
        new CannedGraph(
            (n, request) ->
                answerAll(
                    request,
                    part ->
                        n == 1
                            ? part(status, "{\"error\":{\"code\":\"%s\"}}".formatted(code))
                            : ok("{}")));

    assertThat(only(graph, assign(1)).kind()).isEqualTo(Kind.DONE);

    assertThat(graph.seen()).hasSize(2);
    assertThat(graph.seen().get(1).body()).isEqualTo(graph.seen().get(0).body());
    assertThat(graph.time.pauses()).containsExactly(Duration.ofSeconds(1));
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 503, 504})
  void server_error_leaves_a_write_unknown_and_unrepeated(int status) {
    CannedGraph graph =
        new CannedGraph(
            (n, request) ->
                answerAll(
                    request,
                    part -> part(status, "{\"error\":{\"code\":\"serviceNotAvailable\"}}")));

    assertThat(only(graph, assign(1)).kind()).isEqualTo(Kind.UNKNOWN);
    assertThat(graph.seen()).hasSize(1);
  }

  @Test
  void retry_after_of_a_part_holds_all_writes() {
    CannedGraph graph =
        new CannedGraph(
            (n, request) ->
                answerAll(
                    request,
                    part ->
                        n == 1 && part.path("id").asText().equals("0")
                            ? "\"status\":429,\"headers\":{\"Retry-After\":\"30\"},\"body\":{}"
                            : ok("{}")));
    GraphTenant tenant = graph.builder().concurrency(1).build();

    submit(tenant, assigns(60));

    assertThat(graph.time.pauses()).containsExactly(Duration.ofSeconds(30));
    assertThat(graph.seen()).hasSize(4);
  }

  @Test
  void throttling_beyond_the_budget_is_failed_and_known_not_to_be_applied() {
    CannedGraph graph =
        new CannedGraph(
            (n, request) ->
                answerAll(
                    request,
                    part -> "\"status\":429,\"headers\":{\"retry-after\":\"40\"},\"body\":{}"));
    GraphTenant tenant = graph.builder().retryBudget(Duration.ofSeconds(100)).build();

    List<WriteOutcome> outcomes = submit(tenant, assigns(1));

    assertThat(outcomes.get(0).kind()).isEqualTo(Kind.FAILED);
    ServiceError error = outcomes.get(0).error().orElseThrow();
    assertThat(error.reason()).isEqualTo(Reason.THROTTLED);
    assertThat(error.retryAfterSeconds()).contains(40L);
    assertThat(graph.seen()).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource({"401,UNAUTHENTICATED", "403,FORBIDDEN", "400,OTHER"})
  void batch_that_is_refused_refuses_each_write(int status, Reason reason) {
    CannedGraph graph = CannedGraph.always(error(status, "x", "x"));

    List<WriteOutcome> outcomes = submit(graph.tenant(), assigns(3));

    assertThat(outcomes)
        .hasSize(3)
        .allSatisfy(
            outcome -> {
              assertThat(outcome.kind()).isEqualTo(Kind.REFUSED);
              assertThat(outcome.error().orElseThrow().reason()).isEqualTo(reason);
            });
    assertThat(graph.seen()).hasSize(1);
  }

  @Test
  void batch_that_is_throttled_is_sent_again_whole() {
    CannedGraph graph =
        new CannedGraph(
            (n, request) ->
                n == 1
                    ? error(429, "TooManyRequests", "").with("Retry-After", "5")
                    : answerAll(request, part -> ok("{}")));

    assertThat(submit(graph.tenant(), assigns(20))).allMatch(o -> o.kind() == Kind.DONE);
    assertThat(graph.seen()).hasSize(2);
    assertThat(graph.time.pauses()).containsExactly(Duration.ofSeconds(5));
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 503, 504})
  void batch_that_fails_leaves_each_write_unknown(int status) {
    CannedGraph graph = CannedGraph.always(Reply.of(status, "text/html", "<html>"));

    assertThat(submit(graph.tenant(), assigns(3)))
        .hasSize(3)
        .allMatch(o -> o.kind() == Kind.UNKNOWN);
    assertThat(graph.seen()).hasSize(1);
  }

  @Test
  void lost_reply_leaves_each_write_unknown_and_unrepeated() {
    CannedGraph graph =
        new CannedGraph(
            (n, r) -> {
              throw new IOException("unexpected end of stream");
            });

    assertThat(submit(graph.tenant(), assigns(20)))
        .hasSize(20)
        .allMatch(o -> o.kind() == Kind.UNKNOWN);
    assertThat(graph.seen()).hasSize(1);
  }

  @Test
  void refused_connection_is_tried_again_and_then_failed() {
    CannedGraph graph =
        new CannedGraph(
            (n, r) -> {
              throw new ConnectException("refused");
            });

    WriteOutcome outcome = only(graph, assign(1));

    assertThat(outcome.kind()).isEqualTo(Kind.FAILED);
    assertThat(outcome.error().orElseThrow().reason()).isEqualTo(Reason.UNAVAILABLE);
    assertThat(graph.seen()).hasSize(5);
  }

  @Test
  void answer_that_breaks_off_tells_what_it_told() {
    CannedGraph graph =
        new CannedGraph(
            (n, r) ->
                Reply.json(
                    200,
                    "{\"responses\":[{\"id\":\"1\",\"status\":200,\"body\":{}},{\"id\":\"0\""));

    List<WriteOutcome> outcomes = submit(graph.tenant(), assigns(3));

    assertThat(kinds(outcomes)).containsExactly(Kind.UNKNOWN, Kind.DONE, Kind.UNKNOWN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"responses\":[]}",
        "{\"responses\":null}",
        "{}",
        "<html>",
        "",
        "{\"responses\":[{\"id\":\"0\"}]}",
        "{\"responses\":[{\"id\":\"77\",\"status\":200}]}"
      })
  void answer_without_the_part_leaves_the_write_unknown(String body) {
    CannedGraph graph = CannedGraph.always(Reply.json(200, body));

    assertThat(only(graph, assign(1)).kind()).isEqualTo(Kind.UNKNOWN);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"body\":null",
        "\"body\":\"<html>\"",
        "\"body\":\"eyJlcnJvciI6eyJjb2RlIjoiUmVxdWVzdF9CYWRSZXF1ZXN0In19\"",
        "\"body\":{\"error\":null}",
        "\"headers\":{\"content-type\":\"a\",\"Content-Type\":\"b\"}"
      })
  void refused_part_may_have_any_body(String rest) {
    CannedGraph graph =
        new CannedGraph((n, request) -> answerAll(request, part -> "\"status\":400," + rest));

    WriteOutcome outcome = only(graph, assign(1));

    assertThat(outcome.kind()).isEqualTo(Kind.REFUSED);
    assertThat(outcome.error().orElseThrow().status()).isEqualTo(400);
  }

  @Test
  void two_writes_for_one_subject_are_refused_before_anything_is_sent() {
    CannedGraph graph = CannedGraph.always(Reply.json(200, "{}"));

    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> submit(graph.tenant(), List.of(assign(1), new ReprocessLicenses(user(1)))))
        .withMessageContaining("Nothing was sent");
    assertThat(graph.seen()).isEmpty();
  }

  @Test
  void no_writes_are_done_at_once() {
    CannedGraph graph = CannedGraph.always(Reply.json(200, "{}"));

    assertThat(submit(graph.tenant(), List.of())).isEmpty();
    assertThat(graph.seen()).isEmpty();
  }

  @Test
  void thousands_of_writes_are_each_reported_once_and_never_two_at_a_time() {
    CannedGraph graph = new CannedGraph((n, request) -> answerAll(request, part -> ok("{}")));
    AtomicInteger inside = new AtomicInteger();
    List<WriteOutcome> outcomes = new ArrayList<>();

    graph
        .builder()
        .concurrency(8)
        .build()
        .submit(
            assigns(2_005),
            outcome -> {
              assertThat(inside.incrementAndGet()).isEqualTo(1);
              outcomes.add(outcome);
              inside.decrementAndGet();
            });

    assertThat(outcomes).hasSize(2_005);
    assertThat(outcomes.stream().map(o -> o.write().subject()).distinct()).hasSize(2_005);
    assertThat(outcomes).allMatch(o -> o.kind() == Kind.DONE);
    assertThat(graph.seen()).hasSize(101);
    assertThat(graph.seen()).allSatisfy(WholeBodies::check);
  }

  @Test
  void interrupt_finishes_what_is_in_flight_and_starts_nothing_more() {
    Thread caller = Thread.currentThread();
    CannedGraph graph =
        new CannedGraph(
            (n, request) -> {
              caller.interrupt();
              return answerAll(request, part -> ok("{}"));
            });
    GraphTenant tenant = graph.builder().concurrency(1).build();

    List<WriteOutcome> outcomes = submit(tenant, assigns(50));

    assertThat(Thread.interrupted()).isTrue();
    assertThat(outcomes).hasSize(50);
    assertThat(outcomes).filteredOn(o -> o.kind() == Kind.DONE).hasSize(20);
    assertThat(outcomes).filteredOn(o -> o.kind() == Kind.NOT_STARTED).hasSize(30);
  }

  @Test
  void interrupt_before_the_start_sends_nothing() {
    CannedGraph graph = new CannedGraph((n, request) -> answerAll(request, part -> ok("{}")));

    Thread.currentThread().interrupt();
    List<WriteOutcome> outcomes = submit(graph.tenant(), assigns(3));

    assertThat(Thread.interrupted()).isTrue();
    assertThat(outcomes).hasSize(3).allMatch(o -> o.kind() == Kind.NOT_STARTED);
    assertThat(graph.seen()).isEmpty();
  }

  @Test
  void interrupt_while_waiting_fails_what_was_refused_for_the_moment() {
    Thread caller = Thread.currentThread();
    CannedGraph graph =
        new CannedGraph(
            (n, request) -> {
              caller.interrupt();
              return answerAll(request, part -> part(429, "{}"));
            });

    List<WriteOutcome> outcomes = submit(graph.tenant(), assigns(2));

    assertThat(Thread.interrupted()).isTrue();
    assertThat(outcomes).hasSize(2).allMatch(o -> o.kind() == Kind.FAILED);
    assertThat(graph.seen()).hasSize(1);
  }

  @Test
  void consumer_that_throws_is_told_the_rest_and_heard_at_the_end() {
    CannedGraph graph = new CannedGraph((n, request) -> answerAll(request, part -> ok("{}")));
    AtomicInteger told = new AtomicInteger();

    assertThatThrownBy(
            () ->
                graph
                    .tenant()
                    .submit(
                        assigns(45),
                        outcome -> {
                          if (told.incrementAndGet() == 3) {
                            throw new IllegalStateException("third");
                          }
                        }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("third");
    assertThat(told).hasValue(45);
  }

  @Test
  void interceptor_that_throws_leaves_the_writes_unknown() {
    CannedGraph graph =
        new CannedGraph(
            (n, r) -> {
              throw new IllegalStateException("a bug of the caller's");
            });

    assertThat(submit(graph.tenant(), assigns(2)))
        .hasSize(2)
        .allMatch(o -> o.kind() == Kind.UNKNOWN);
  }

  @Test
  void closed_tenant_starts_nothing() {
    CannedGraph graph = new CannedGraph((n, request) -> answerAll(request, part -> ok("{}")));
    GraphTenant tenant = graph.tenant();
    tenant.close();

    assertThat(submit(tenant, assigns(2))).hasSize(2).allMatch(o -> o.kind() == Kind.NOT_STARTED);
    assertThat(graph.seen()).isEmpty();
  }

  @Test
  void time_that_comes_while_looking_is_not_slept_through() {
    CannedGraph graph =
        new CannedGraph(
            (n, request) -> answerAll(request, part -> n == 1 ? part(429, "{}") : ok("{}")));
    TenantTime ticking =
        new TenantTime() {
          @Override
          public Instant now() {
            return graph.time.tick(Duration.ofMillis(400));
          }

          @Override
          public void sleep(Duration duration) throws InterruptedException {
            graph.time.sleep(duration);
          }
        };

    assertThat(submit(graph.builder().time(ticking).build(), assigns(3)))
        .allMatch(o -> o.kind() == Kind.DONE);
  }

  @Test
  void two_callers_never_have_one_user_in_flight_together() throws Exception {
    Set<String> flying = Collections.synchronizedSet(new HashSet<>());
    AtomicInteger clashes = new AtomicInteger();
    CannedGraph graph =
        new CannedGraph(
            (n, request) -> {
              List<String> urls = new ArrayList<>();
              request.json().path("requests").forEach(part -> urls.add(part.path("url").asText()));
              urls.forEach(
                  url -> {
                    if (!flying.add(url)) {
                      clashes.incrementAndGet();
                    }
                  });
              Thread.yield();
              urls.forEach(flying::remove);
              return answerAll(request, part -> ok("{}"));
            });
    GraphTenant tenant = graph.tenant();
    CyclicBarrier start = new CyclicBarrier(4);
    List<WriteOutcome> outcomes = Collections.synchronizedList(new ArrayList<>());

    List<Thread> callers =
        IntStream.range(0, 4)
            .mapToObj(
                i ->
                    new Thread(
                        () -> {
                          await(start);
                          for (int round = 0; round < 25; round++) {
                            tenant.submit(assigns(30), outcomes::add);
                          }
                        }))
            .toList();
    callers.forEach(Thread::start);
    for (Thread caller : callers) {
      caller.join();
    }

    assertThat(clashes).hasValue(0);
    assertThat(outcomes).hasSize(4 * 25 * 30).allMatch(o -> o.kind() == Kind.DONE);
  }

  /** Every part of every request is as complete as the first. */
  private static final class WholeBodies {
    static void check(Seen request) {
      for (JsonNode part : request.json().path("requests")) {
        assertThat(part.at("/body/addLicenses/0/skuId").asText()).isEqualTo(EMS.toString());
        assertThat(part.at("/body/removeLicenses").isArray()).isTrue();
      }
    }
  }

  private static WriteOutcome only(CannedGraph graph, TenantWrite write) {
    List<WriteOutcome> outcomes = submit(graph.tenant(), List.of(write));
    assertThat(outcomes).hasSize(1);
    return outcomes.get(0);
  }

  private static List<WriteOutcome> submit(GraphTenant tenant, List<TenantWrite> writes) {
    List<WriteOutcome> outcomes = new ArrayList<>();
    tenant.submit(writes, outcomes::add);
    return outcomes;
  }

  private static List<Kind> kinds(List<WriteOutcome> outcomes) {
    return outcomes.stream().map(WriteOutcome::kind).toList();
  }

  private static List<TenantWrite> assigns(int count) {
    return IntStream.range(0, count).mapToObj(SubmitTest::assign).toList();
  }

  private static TenantWrite assign(int user) {
    return new AssignUserLicense(user(user), List.of(AssignedLicense.of(EMS)), Set.of());
  }

  private static UserId user(int number) {
    return UserId.of(new UUID(0, number));
  }

  private static TenantWrite createUser(String upn) {
    return new CreateUser(
        UserProfile.builder()
            .userPrincipalName(upn)
            .displayName("Ada")
            .department("R&D")
            .usageLocation(UsageLocation.of("NL"))
            .build(),
        new InitialPassword("Secret-1"));
  }

  private static Reply answerAll(Seen request, Function<JsonNode, String> answer) {
    List<JsonNode> parts = new ArrayList<>();
    request.json().path("requests").forEach(parts::add);
    return Reply.json(
        200,
        parts.stream()
            .map(part -> answer(part, answer.apply(part)))
            .collect(Collectors.joining(",", "{\"responses\":[", "]}")));
  }

  private static String answer(JsonNode part, String rest) {
    return "{\"id\":\"" + part.path("id").asText() + "\"," + rest + "}";
  }

  private static String ok(String body) {
    return part(200, body);
  }

  private static String part(int status, String body) {
    return "\"status\":" + status + ",\"body\":" + body;
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
