package io.github.m365licensing.graph.http;

import com.azure.core.credential.TokenCredential;
import com.microsoft.graph.core.requests.BaseGraphRequestAdapter;
import com.microsoft.graph.core.requests.GraphClientFactory;
import com.microsoft.graph.serviceclient.GraphServiceClient;
import com.microsoft.kiota.NativeResponseHandler;
import com.microsoft.kiota.RequestInformation;
import com.microsoft.kiota.RequestOption;
import com.microsoft.kiota.authentication.AzureIdentityAuthenticationProvider;
import com.microsoft.kiota.http.middleware.options.RetryHandlerOption;
import io.github.m365licensing.tenant.TenantTime;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Graph SDK, wired so that it sends one request and hands over the answer as it came: no retry
 * of its own, no models, no exceptions made from bodies.
 */
public final class Connection implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Connection.class);
  private static final Duration SDK_TIMEOUT = Duration.ofSeconds(100);

  private final Endpoint endpoint;
  private final TenantTime time;
  private final Watcher watcher;
  private final OkHttpClient http;
  private final boolean ownsHttp;
  private final GraphServiceClient client;
  private final RequestIds ids;

  public Connection(
      Endpoint endpoint,
      TokenCredential credential,
      @Nullable OkHttpClient callersHttp,
      TenantTime time,
      Watcher watcher) {
    this.endpoint = endpoint;
    this.time = time;
    this.watcher = watcher;
    this.ownsHttp = callersHttp == null;
    this.http = withMiddleware(callersHttp == null ? defaultHttp() : callersHttp);
    this.ids = new RequestIds(time.now());
    AzureIdentityAuthenticationProvider authentication =
        new AzureIdentityAuthenticationProvider(
            new SingleFlightCredential(credential),
            endpoint.allowedHosts().toArray(String[]::new),
            endpoint.scope());
    this.client =
        new GraphServiceClient(
            new BaseGraphRequestAdapter(authentication, endpoint.base().toString(), http));
  }

  /** The SDK's builders of requests. */
  public GraphServiceClient client() {
    return client;
  }

  public Endpoint endpoint() {
    return endpoint;
  }

  /**
   * Sends a request once.
   *
   * @param name the method and path template
   * @throws IOException if no answer came; {@link NoTokenException} if nothing was sent for want of
   *     a token
   */
  public Answer send(String name, RequestInformation request) throws IOException {
    String clientRequestId = ids.next();
    request.headers.tryAdd("client-request-id", clientRequestId);
    NativeResponseHandler handler = new NativeResponseHandler();
    request.setResponseHandler(handler);
    Instant sent = time.now();
    try {
      client.getRequestAdapter().sendPrimitive(request, null, InputStream.class);
    } catch (RuntimeException e) {
      exchanged(name, 0, "", clientRequestId, sent);
      throw transportFailure(e);
    }
    Answer answer = new Answer((Response) handler.getValue(), clientRequestId);
    exchanged(name, answer.status(), answer.requestId(), clientRequestId, sent);
    return answer;
  }

  /** Tells log and watcher of an exchange, also of the parts of a batch. */
  void exchanged(String name, int status, String requestId, String clientRequestId, Instant sent) {
    Duration took = Duration.between(sent, time.now());
    LOG.debug(
        "{}: {} in {} ms, request-id {}, client-request-id {}",
        name,
        status,
        took.toMillis(),
        requestId,
        clientRequestId);
    tell(() -> watcher.exchanged(name, status, requestId, clientRequestId, took));
  }

  /** Tells log and watcher that the caller is about to wait. */
  public void pausing(Duration pause) {
    LOG.debug("Pausing {} ms before sending again", pause.toMillis());
    tell(() -> watcher.pausing(pause));
  }

  private static void tell(Runnable word) {
    try {
      word.run();
    } catch (RuntimeException e) {
      LOG.debug("A listener failed", e);
    }
  }

  @Override
  public void close() {
    if (ownsHttp) {
      http.dispatcher().executorService().shutdown();
      http.connectionPool().evictAll();
    }
  }

  /** The SDK wraps what the transport throws; its own complaints stay as they are. */
  private static IOException transportFailure(RuntimeException e) {
    if (e.getCause() instanceof IOException io) {
      return io;
    }
    throw e;
  }

  private static OkHttpClient defaultHttp() {
    return new OkHttpClient.Builder()
        .connectTimeout(SDK_TIMEOUT)
        .readTimeout(SDK_TIMEOUT)
        .callTimeout(SDK_TIMEOUT)
        .build();
  }

  /** The SDK's middleware first, so that the caller's interceptors see requests as they go out. */
  private static OkHttpClient withMiddleware(OkHttpClient http) {
    RequestOption[] options = {
      new RetryHandlerOption((delay, count, request, response) -> false, 0, 0),
      GraphServiceClient.getGraphClientOptions()
    };
    OkHttpClient.Builder builder = http.newBuilder();
    List<Interceptor> callers = new ArrayList<>(builder.interceptors());
    builder.interceptors().clear();
    builder.interceptors().addAll(GraphClientFactory.create(options).interceptors());
    builder.interceptors().addAll(callers);
    // OkHttp would send a write again after losing its reply on a pooled connection.
    return builder.retryOnConnectionFailure(false).build();
  }
}
