package io.github.m365licensing.graph;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.m365licensing.tenant.TenantTime;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import reactor.core.publisher.Mono;

/** Answers in the place of Graph, for what the fake tenant never does: break the protocol. */
final class CannedGraph implements Interceptor {

  static final String JSON = "application/json";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Script script;
  private final List<Seen> seen = Collections.synchronizedList(new ArrayList<>());
  final VirtualTime time = new VirtualTime();
  final CountingCredential credential = new CountingCredential();

  /** The answer to the n-th request, counted from 1. */
  @FunctionalInterface
  interface Script {
    Reply answer(int n, Seen request) throws IOException;
  }

  record Seen(Request request, String body) {
    JsonNode json() {
      try {
        return MAPPER.readTree(body);
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }

    String header(String name) {
      String value = request.header(name);
      return value == null ? "" : value;
    }

    String path() {
      return request.url().encodedPath();
    }

    String query() {
      String query = request.url().query();
      return query == null ? "" : query;
    }
  }

  record Reply(int status, String contentType, ResponseBody body, List<String> headers) {
    static Reply json(int status, String body) {
      return of(status, JSON, body);
    }

    static Reply of(int status, String contentType, String body) {
      return new Reply(
          status,
          contentType,
          ResponseBody.create(body, MediaType.get(contentType)),
          List.of("request-id", "req-" + status));
    }

    Reply with(String name, String value) {
      List<String> more = new ArrayList<>(headers);
      more.add(name);
      more.add(value);
      return new Reply(status, contentType, body, more);
    }
  }

  CannedGraph(Script script) {
    this.script = script;
  }

  static CannedGraph always(Reply reply) {
    return new CannedGraph(
        (n, request) ->
            new Reply(
                reply.status(),
                reply.contentType(),
                ResponseBody.create(
                    reply.body().source().peek().readUtf8(), MediaType.get(reply.contentType())),
                reply.headers()));
  }

  static Reply error(int status, String code, String message) {
    return Reply.json(
        status,
        "{\"error\":{\"code\":\"%s\",\"message\":\"%s\",\"innerError\":{\"request-id\":\"inner\"}}}"
            .formatted(code, message));
  }

  static Reply page(String items) {
    return Reply.json(200, "{\"value\":[" + items + "]}");
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    Request request = chain.request();
    Buffer sent = new Buffer();
    if (request.body() != null) {
      request.body().writeTo(sent);
    }
    Seen now = new Seen(request, sent.readUtf8());
    int n;
    synchronized (seen) {
      seen.add(now);
      n = seen.size();
    }
    Reply reply = script.answer(n, now);
    Response.Builder response =
        new Response.Builder()
            .request(request)
            .protocol(Protocol.HTTP_1_1)
            .code(reply.status())
            .message("")
            .body(reply.body());
    response.header("Content-Type", reply.contentType());
    for (int i = 0; i < reply.headers().size(); i += 2) {
      response.header(reply.headers().get(i), reply.headers().get(i + 1));
    }
    return response.build();
  }

  List<Seen> seen() {
    return List.copyOf(seen);
  }

  GraphTenant.Builder builder() {
    return GraphTenant.builder()
        .credential(credential)
        .httpClient(new OkHttpClient.Builder().addInterceptor(this).build())
        .time(time);
  }

  GraphTenant tenant() {
    return builder().build();
  }

  /** Time that passes only when somebody waits. */
  static final class VirtualTime implements TenantTime {
    private final AtomicReference<Instant> now =
        new AtomicReference<>(Instant.parse("2026-01-15T09:00:00Z"));
    private final List<Duration> pauses = Collections.synchronizedList(new ArrayList<>());

    @Override
    public Instant now() {
      return now.get();
    }

    @Override
    public void sleep(Duration duration) throws InterruptedException {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      pauses.add(duration);
      now.updateAndGet(instant -> instant.plus(duration));
    }

    /** Lets time pass by itself. */
    Instant tick(Duration duration) {
      return now.updateAndGet(instant -> instant.plus(duration));
    }

    List<Duration> pauses() {
      return List.copyOf(pauses);
    }
  }

  /** Gives a token at once and remembers what it was asked for. */
  static final class CountingCredential implements TokenCredential {
    private final List<TokenRequestContext> asked = Collections.synchronizedList(new ArrayList<>());

    @Override
    public Mono<AccessToken> getToken(TokenRequestContext request) {
      return Mono.just(getTokenSync(request));
    }

    @Override
    public AccessToken getTokenSync(TokenRequestContext request) {
      asked.add(request);
      return new AccessToken("token-" + asked.size(), OffsetDateTime.parse("2099-01-01T00:00:00Z"));
    }

    List<TokenRequestContext> asked() {
      return List.copyOf(asked);
    }
  }
}
