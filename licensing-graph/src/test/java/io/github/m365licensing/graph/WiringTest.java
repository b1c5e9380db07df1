package io.github.m365licensing.graph;

import static io.github.m365licensing.graph.CannedGraph.page;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import io.github.m365licensing.assignment.AssignedLicense;
import io.github.m365licensing.assignment.GroupId;
import io.github.m365licensing.directory.UserId;
import io.github.m365licensing.directory.UserQuery;
import io.github.m365licensing.graph.CannedGraph.Reply;
import io.github.m365licensing.graph.CannedGraph.Seen;
import io.github.m365licensing.graph.GraphListener.Exchange;
import io.github.m365licensing.graph.GraphTenant.Cloud;
import io.github.m365licensing.sku.SkuId;
import io.github.m365licensing.tenant.AccessDeniedException;
import io.github.m365licensing.tenant.TenantWrite;
import io.github.m365licensing.tenant.TenantWrite.AssignUserLicense;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

/** How a connection is set up, and what every request carries. */
class WiringTest {

  private static final UserId USER = UserId.parse("87d349ed-44d7-43e1-9a83-5f2406dee5bd");

  @Test
  void request_carries_the_token_and_asks_for_it_with_the_scope_of_graph() {
    CannedGraph graph = CannedGraph.always(page(""));

    graph.tenant().listSubscribedSkus();

    Seen request = graph.seen().get(0);
    assertThat(request.request().url())
        .hasToString("https://graph.microsoft.com/v1.0/subscribedSkus");
    assertThat(request.header("Authorization")).isEqualTo("Bearer token-1");
    assertThat(request.header("SdkVersion")).contains("graph-java/");
    assertThat(graph.credential.asked().get(0).getScopes())
        .containsExactly("https://graph.microsoft.com/.default");
  }

  @ParameterizedTest
  @CsvSource({
    "GLOBAL,https://graph.microsoft.com",
    "US_GOVERNMENT,https://graph.microsoft.us",
    "US_GOVERNMENT_DOD,https://dod-graph.microsoft.us",
    "CHINA,https://microsoftgraph.chinacloudapi.cn"
  })
  void each_cloud_has_its_address_and_scope(Cloud cloud, String root) {
    CannedGraph graph = CannedGraph.always(page(""));

    graph.builder().cloud(cloud).build().listSubscribedSkus();

    assertThat(graph.seen().get(0).request().url()).hasToString(root + "/v1.0/subscribedSkus");
    assertThat(graph.seen().get(0).header("Authorization")).startsWith("Bearer ");
    assertThat(graph.credential.asked().get(0).getScopes()).containsExactly(root + "/.default");
  }

  @Test
  void host_that_may_not_receive_the_token_is_refused_at_the_start() {
    CannedGraph graph = CannedGraph.always(page(""));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> graph.builder().baseUrl("https://graph.example.com/v1.0").build())
        .withMessageContaining("graph.example.com")
        .withMessageContaining("allowedHosts");
  }

  @Test
  void host_that_is_named_receives_the_token() {
    CannedGraph graph = CannedGraph.always(page(""));

    graph
        .builder()
        .baseUrl("http://localhost:8080/tenant-a/v1.0/")
        .allowedHosts("LOCALHOST")
        .build()
        .listSubscribedSkus();

    assertThat(graph.seen().get(0).request().url())
        .hasToString("http://localhost:8080/tenant-a/v1.0/subscribedSkus");
    assertThat(graph.seen().get(0).header("Authorization")).isEqualTo("Bearer token-1");
  }

  @Test
  void token_in_clear_to_another_machine_is_refused_at_the_start() {
    CannedGraph graph = CannedGraph.always(page(""));

    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                graph
                    .builder()
                    .baseUrl("http://gateway.example.com/v1.0")
                    .allowedHosts("gateway.example.com")
                    .build())
        .withMessageContaining("not https");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "graph",
        "ftp://graph.microsoft.com",
        "https://",
        "https://a b",
        "https://graph.microsoft.com?x=1"
      })
  void base_url_that_is_no_address_is_refused_at_the_start(String baseUrl) {
    CannedGraph graph = CannedGraph.always(page(""));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> graph.builder().baseUrl(baseUrl).build())
        .withMessageContaining("is not a base URL");
  }

  @Test
  void missing_credential_is_said_so() {
    assertThatIllegalStateException()
        .isThrownBy(() -> GraphTenant.builder().build())
        .withMessageContaining("credential is missing");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 33})
  void concurrency_out_of_range_is_refused(int concurrency) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GraphTenant.builder().concurrency(concurrency));
  }

  @Test
  void negative_retry_budget_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GraphTenant.builder().retryBudget(Duration.ofSeconds(-1)));
  }

  @Test
  void every_request_has_an_id_of_its_own() {
    CannedGraph graph = CannedGraph.always(page(""));
    GraphTenant tenant = graph.tenant();

    for (int i = 0; i < 5; i++) {
      tenant.listSubscribedSkus();
    }

    assertThat(graph.seen())
        .extracting(request -> request.header("client-request-id"))
        .doesNotHaveDuplicates()
        .allMatch(
            id ->
                id.matches("[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"));
  }

  @Test
  void list_asks_for_what_licensing_needs_in_the_largest_pages() {
    CannedGraph graph = CannedGraph.always(page(""));

    graph.tenant().listUsers(new UserQuery.Department("R&D 'Süd'")).toList();

    assertThat(graph.seen().get(0).query())
        .contains("$top=999")
        .contains("assignedLicenses,licenseAssignmentStates")
        .contains("$filter=department eq 'R&D ''Süd'''")
        .doesNotContain("$count");
    assertThat(graph.seen().get(0).header("ConsistencyLevel")).isEmpty();
  }

  @Test
  void advanced_filter_brings_its_header_and_count() {
    CannedGraph graph = CannedGraph.always(page(""));

    graph.tenant().listUsers(UserQuery.NoUsageLocation.INSTANCE).toList();

    assertThat(graph.seen().get(0).query()).contains("$count=true");
    assertThat(graph.seen().get(0).header("ConsistencyLevel")).isEqualTo("eventual");
  }

  @ParameterizedTest
  @CsvSource({
    "guest_example.com#EXT#@contoso.com,/v1.0/users/guest_example.com%23EXT%23%40contoso.com",
    "a/b@contoso.com,/v1.0/users/a%2Fb%40contoso.com",
    "'o''neil@contoso.com',/v1.0/users/o%27neil%40contoso.com"
  })
  void user_principal_name_stays_one_segment_of_the_path(String upn, String path) {
    CannedGraph graph = CannedGraph.always(CannedGraph.error(404, "Request_ResourceNotFound", ""));

    graph.tenant().findUser(upn);

    assertThat(graph.seen().get(0).path()).isEqualTo(path);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  "})
  void blank_user_name_is_refused_before_it_lists_everybody(String name) {
    CannedGraph graph = CannedGraph.always(page(""));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> graph.tenant().findUser(name))
        .withMessageContaining("Nothing was read");
    assertThat(graph.seen()).isEmpty();
  }

  @Test
  void challenge_for_claims_sends_the_same_batch_with_a_new_token() {
    CannedGraph graph =
        new CannedGraph(
            (n, r) ->
                n == 1
                    ? CannedGraph.error(401, "InvalidAuthenticationToken", "")
                        .with(
                            "WWW-Authenticate",
                            "Bearer realm=\"\", error=\"insufficient_claims\", claims=\"e30=\"")
                    : Reply.json(
                        200, "{\"responses\":[{\"id\":\"0\",\"status\":200,\"body\":{}}]}"));

    graph.tenant().submit(List.of(assign(USER)), outcome -> {});

    assertThat(graph.seen()).hasSize(2);
    assertThat(graph.seen().get(1).body()).isEqualTo(graph.seen().get(0).body());
    assertThat(graph.credential.asked().get(1).getClaims()).isNotEmpty();
  }

  @Test
  void credential_that_fails_is_denied_access_without_its_secrets() {
    CannedGraph graph = CannedGraph.always(page(""));
    GraphTenant tenant =
        graph.builder().credential(failing(new IllegalStateException("secret-123"))).build();

    assertThatThrownBy(tenant::listSubscribedSkus)
        .isInstanceOf(AccessDeniedException.class)
        .hasMessageContaining("the credential gave no token")
        .hasMessageNotContaining("secret-123");
    assertThat(graph.seen()).isEmpty();
  }

  @Test
  void listener_sees_exchanges_parts_and_pauses_and_no_names() {
    List<Exchange> exchanges = Collections.synchronizedList(new ArrayList<>());
    List<Duration> pauses = Collections.synchronizedList(new ArrayList<>());
    CannedGraph graph =
        new CannedGraph(
            (n, r) ->
                n == 1
                    ? CannedGraph.error(503, "x", "")
                    : n == 2
                        ? CannedGraph.error(404, "Request_ResourceNotFound", "")
                        : Reply.json(200, "{\"responses\":[{\"id\":\"0\",\"status\":200}]}"));
    GraphTenant tenant = graph.builder().listener(recording(exchanges, pauses)).build();

    tenant.findUser("adele@contoso.com");
    tenant.submit(List.of(assign(USER)), outcome -> {});

    assertThat(exchanges)
        .extracting(exchange -> exchange.request() + " " + exchange.status())
        .containsExactly(
            "GET /users/{id} 503",
            "GET /users/{id} 404",
            "POST /$batch 200",
            "POST /users/{id}/assignLicense 200");
    assertThat(exchanges.get(0).requestId()).isEqualTo("req-503");
    assertThat(exchanges.toString()).doesNotContain("adele");
    assertThat(pauses).containsExactly(Duration.ofSeconds(1));
  }

  @Test
  void listener_that_throws_changes_nothing() {
    CannedGraph graph = CannedGraph.always(page(""));
    GraphTenant tenant =
        graph
            .builder()
            .listener(
                exchange -> {
                  throw new IllegalStateException("listener");
                })
            .build();

    assertThat(tenant.listSubscribedSkus()).isEmpty();
  }

  @Test
  void callers_client_stays_open_and_keeps_its_interceptors() {
    CannedGraph graph = CannedGraph.always(page(""));
    OkHttpClient callers = new OkHttpClient.Builder().addInterceptor(graph).build();
    GraphTenant tenant =
        GraphTenant.builder().credential(graph.credential).httpClient(callers).build();

    tenant.listSubscribedSkus();
    tenant.close();
    tenant.close();

    assertThat(callers.dispatcher().executorService().isShutdown()).isFalse();
    assertThat(callers.interceptors()).containsExactly(graph);
    assertThat(graph.seen()).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource
  void null_arguments_are_named(String parameter, Executable call) {
    assertThatNullPointerException().isThrownBy(call::execute).withMessage(parameter);
  }

  static Stream<Arguments> null_arguments_are_named() {
    GraphTenant tenant = CannedGraph.always(page("")).tenant();
    GraphTenant.Builder builder = GraphTenant.builder();
    return Stream.of(
        call("credential", () -> GraphTenant.connect(null)),
        call("cloud", () -> builder.cloud(null)),
        call("baseUrl", () -> builder.baseUrl(null)),
        call("hosts", () -> builder.allowedHosts((String[]) null)),
        call("httpClient", () -> builder.httpClient(null)),
        call("time", () -> builder.time(null)),
        call("licensingModel", () -> builder.licensingModel(null)),
        call("retryBudget", () -> builder.retryBudget(null)),
        call("listener", () -> builder.listener(null)),
        call("idOrUserPrincipalName", () -> tenant.findUser(null)),
        call("query", () -> tenant.listUsers(null)),
        call("ids", () -> tenant.listUsersById(null)),
        call("idsOrUserPrincipalNames", () -> tenant.listUsersNamed(null)),
        call("user", () -> tenant.listLicenseDetails(null)),
        call("id", () -> tenant.findGroup(null)),
        call("displayName", () -> tenant.listGroupsNamed(null)),
        call("group", () -> tenant.listMembers(null)),
        call("group", () -> tenant.listNestedGroups((GroupId) null)),
        call("group", () -> tenant.listMembersWithLicenseErrors(null)),
        call("writes", () -> tenant.submit(null, outcome -> {})),
        call("done", () -> tenant.submit(List.of(), null)));
  }

  private static Arguments call(String parameter, Executable call) {
    return Arguments.of(parameter, call);
  }

  private static TenantWrite assign(UserId user) {
    SkuId ems = SkuId.parse("efccb6f7-5641-4e0e-bd10-b4976e1bf68e");
    return new AssignUserLicense(user, List.of(AssignedLicense.of(ems)), Set.of());
  }

  private static GraphListener recording(List<Exchange> exchanges, List<Duration> pauses) {
    return new GraphListener() {
      @Override
      public void exchanged(Exchange exchange) {
        exchanges.add(exchange);
      }

      @Override
      public void pausing(Duration pause) {
        pauses.add(pause);
      }
    };
  }

  private static TokenCredential failing(RuntimeException failure) {
    return new TokenCredential() {
      @Override
      public Mono<AccessToken> getToken(TokenRequestContext request) {
        return Mono.error(failure);
      }

      @Override
      public AccessToken getTokenSync(TokenRequestContext request) {
        throw failure;
      }
    };
  }
}
