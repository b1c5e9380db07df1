package io.github.m365licensing.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.identity.ClientSecretCredentialBuilder;
import io.github.m365licensing.graph.http.NoTokenException;
import io.github.m365licensing.graph.http.SingleFlightCredential;
import io.github.m365licensing.tenant.AccessDeniedException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Tokens, with a real credential answered in process. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class TokenTest {

  private static final String TENANT = "84841066-274d-4ec0-a5c1-276be684bdd3";

  @Test
  void sixteen_threads_on_a_cold_credential_fetch_one_token() throws Exception {
    TokenEndpoint endpoint =
        new TokenEndpoint(
            200, "{\"token_type\":\"Bearer\",\"expires_in\":3600,\"access_token\":\"abc\"}");
    CannedGraph graph = CannedGraph.always(CannedGraph.page(""));
    GraphTenant tenant = graph.builder().credential(secret(endpoint)).build();

    together(16, tenant::listSubscribedSkus);

    assertThat(endpoint.calls).hasValue(1);
    assertThat(graph.seen()).hasSize(16);
    assertThat(graph.seen())
        .allMatch(request -> request.header("Authorization").equals("Bearer abc"));
  }

  @Test
  void wrong_secret_is_denied_access_without_telling_it() {
    TokenEndpoint endpoint =
        new TokenEndpoint(
            401,
            "{\"error\":\"invalid_client\",\"error_description\":\"AADSTS7000215: Invalid client secret.\"}");
    CannedGraph graph = CannedGraph.always(CannedGraph.page(""));
    GraphTenant tenant = graph.builder().credential(secret(endpoint)).build();

    assertThatThrownBy(tenant::listSubscribedSkus)
        .isInstanceOf(AccessDeniedException.class)
        .hasMessageContaining("gave no token")
        .hasMessageNotContaining("very-secret")
        .hasStackTraceContaining("AADSTS7000215");
    assertThat(graph.seen()).isEmpty();
  }

  @Test
  void those_who_wait_share_the_failure_and_the_next_one_tries_again() throws Exception {
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    AtomicInteger calls = new AtomicInteger();
    SingleFlightCredential credential =
        new SingleFlightCredential(
            new TokenCredential() {
              @Override
              public Mono<AccessToken> getToken(TokenRequestContext request) {
                return Mono.fromCallable(() -> getTokenSync(request));
              }

              @Override
              public AccessToken getTokenSync(TokenRequestContext request) {
                if (calls.incrementAndGet() > 1) {
                  return new AccessToken("ok", OffsetDateTime.parse("2099-01-01T00:00:00Z"));
                }
                inside.countDown();
                try {
                  release.await();
                } catch (InterruptedException e) {
                  throw new AssertionError(e);
                }
                throw new IllegalStateException("down");
              }
            });
    TokenRequestContext request = new TokenRequestContext().addScopes("s");
    FutureTask<AccessToken> first = new FutureTask<>(() -> credential.getTokenSync(request));
    FutureTask<AccessToken> second = new FutureTask<>(() -> credential.getToken(request).block());
    new Thread(first).start();
    inside.await();
    Thread waiting = new Thread(second);
    waiting.start();
    while (waiting.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }

    release.countDown();

    assertThatThrownBy(first::get).hasCauseInstanceOf(NoTokenException.class);
    assertThatThrownBy(second::get).hasCauseInstanceOf(NoTokenException.class);
    assertThat(credential.getTokenSync(request).getToken()).isEqualTo("ok");
    assertThat(calls).hasValue(2);
  }

  private static TokenCredential secret(TokenEndpoint endpoint) {
    return new ClientSecretCredentialBuilder()
        .tenantId(TENANT)
        .clientId("11111111-2222-3333-4444-555555555555")
        .clientSecret("very-secret")
        .disableInstanceDiscovery()
        .httpClient(endpoint)
        .build();
  }

  private static void together(int count, Callable<?> work) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(count);
    CyclicBarrier start = new CyclicBarrier(count);
    List<Future<?>> done = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      done.add(
          threads.submit(
              () -> {
                start.await();
                return work.call();
              }));
    }
    for (Future<?> each : done) {
      each.get();
    }
    threads.shutdown();
  }

  /** Answers the credential's requests for tokens. */
  private static final class TokenEndpoint implements HttpClient {
    private final AtomicInteger calls = new AtomicInteger();
    private final int status;
    private final String body;

    TokenEndpoint(int status, String body) {
      this.status = status;
      this.body = body;
    }

    @Override
    public Mono<HttpResponse> send(HttpRequest request) {
      calls.incrementAndGet();
      return Mono.just(new TokenResponse(request, status, body));
    }
  }

  private static final class TokenResponse extends HttpResponse {
    private final int status;
    private final byte[] body;

    TokenResponse(HttpRequest request, int status, String body) {
      super(request);
      this.status = status;
      this.body = body.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public int getStatusCode() {
      return status;
    }

    @Override
    @SuppressWarnings("deprecation")
    public String getHeaderValue(String name) {
      return getHeaders().getValue(name);
    }

    @Override
    public HttpHeaders getHeaders() {
      return new HttpHeaders().set(HttpHeaderName.CONTENT_TYPE, "application/json");
    }

    @Override
    public Flux<ByteBuffer> getBody() {
      return Flux.just(ByteBuffer.wrap(body));
    }

    @Override
    public Mono<byte[]> getBodyAsByteArray() {
      return Mono.just(body);
    }

    @Override
    public Mono<String> getBodyAsString() {
      return getBodyAsString(StandardCharsets.UTF_8);
    }

    @Override
    public Mono<String> getBodyAsString(Charset charset) {
      return Mono.just(new String(body, charset));
    }
  }
}
