package io.github.m365licensing.testkit.internal.wire;

import io.github.m365licensing.testkit.internal.request.Pipeline;
import io.github.m365licensing.testkit.internal.request.Quota;
import io.github.m365licensing.testkit.internal.service.GraphFailure;
import io.github.m365licensing.testkit.internal.wire.call.Call;
import io.github.m365licensing.testkit.internal.wire.call.Metering;
import io.github.m365licensing.testkit.internal.wire.token.AccessTokens;
import io.github.m365licensing.testkit.internal.wire.token.TokenEndpoint;
import io.github.m365licensing.testkit.scenario.Caller;
import io.github.m365licensing.testkit.scenario.WireAnswer;
import io.github.m365licensing.testkit.scenario.WireOptions;
import io.github.m365licensing.testkit.scenario.WireRequest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Graph v1.0 over HTTP, free of any transport: an HTTP request in, Graph's answer out. Thread-safe.
 *
 * <p>{@code /beta} answers as {@code /v1.0} does. The sign-in service's token endpoint is here too.
 */
public final class GraphProtocol {

  /** Longer addresses are refused, as the service's front door does. */
  static final int MAX_ADDRESS = 16 * 1024;

  /** Larger bodies are refused: Graph takes 4 MB. */
  public static final int MAX_BODY = 4 * 1024 * 1024;

  /** Graph tells the share of the quota that is used only above this. Documented. */
  private static final double SHOWN_PRESSURE = 0.8;

  private static final String BATCH = "/$batch";
  private static final String NO_ROUTE = "(not modelled)";

  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final Pipeline pipeline;
  private final String tenantId;
  private final AccessTokens tokens;
  private final TokenEndpoint tokenEndpoint;
  private final Router router;
  private final Items items = new Items();
  private final AtomicLong refused = new AtomicLong();
  private final WireOptions options;
  private volatile Stamp stamp = new Stamp(Instant.EPOCH, HTTP_DATE.format(Instant.EPOCH));

  /**
   * The protocol of a tenant.
   *
   * @param pipeline the way of every request
   * @param options how strict it is and what its tokens grant
   */
  public GraphProtocol(Pipeline pipeline, WireOptions options) {
    this.pipeline = pipeline;
    this.options = options;
    this.tenantId = pipeline.engine().organization().organization().id().toString();
    this.tokens = new AccessTokens(tenantId, options.isTokenRequired());
    this.tokenEndpoint = new TokenEndpoint(tokens, pipeline.engine().time(), options.permissions());
    this.router = RouteTable.of(pipeline.engine());
  }

  /**
   * Answers a request.
   *
   * @throws io.github.m365licensing.testkit.scenario.ConnectionDroppedException if the answer is
   *     that there is none
   */
  public WireAnswer answer(WireRequest request) {
    if (TokenEndpoint.owns(request.path())) {
      WireAnswer answer = tokenEndpoint.answer(request).build();
      options.tell(() -> request.method() + " token " + answer.status());
      return answer;
    }
    Metering metering = new Metering();
    Instant now = pipeline.engine().time().now();
    WireAnswer.Builder response;
    try {
      response = answerGraph(request, metering);
    } catch (GraphFailure failure) {
      response = failed(request, failure, metering, now);
    }
    withHeaders(request, response, metering, now);
    WireAnswer answer = response.build();
    tell("", request, answer, metering);
    return answer;
  }

  private WireAnswer.Builder answerGraph(WireRequest request, Metering metering) {
    if (request.path().length() + request.query().length() > MAX_ADDRESS) {
      throw addressTooLong();
    }
    if (request.body().length > MAX_BODY) {
      throw bodyTooLarge();
    }
    List<String> segments = segments(request.path());
    String version = segments.isEmpty() ? "" : segments.remove(0);
    if (!isVersion(version)) {
      throw new GraphFailure(400, "BadRequest", "Invalid version: " + version);
    }
    Caller caller = tokens.caller(request.header("Authorization"));
    metering.calledBy(caller);
    checkContentType(request);
    if (isBatch(segments)) {
      return batch(request, version);
    }
    return answer(request, segments, version, caller, pipeline::perform, metering);
  }

  private WireAnswer.Builder answer(
      WireRequest request,
      List<String> segments,
      String version,
      Caller caller,
      Call.Door door,
      Metering metering) {
    Router.Match match = router.find(request.method(), segments);
    return match
        .handler()
        .answer(new Call(pipeline, request, version, match.keys(), door, caller, metering));
  }

  /** For the log: no key and no query, since they may name people. */
  private void tell(String indent, WireRequest request, WireAnswer response, Metering metering) {
    options.tell(
        () ->
            "%s%s %s %d %s"
                .formatted(
                    indent,
                    request.method(),
                    route(request),
                    response.status(),
                    metering.requestId()));
  }

  private String route(WireRequest request) {
    List<String> segments = segments(request.path());
    String version = segments.isEmpty() ? "" : segments.remove(0);
    if (!isVersion(version)) {
      return NO_ROUTE;
    }
    return isBatch(segments) ? BATCH : router.template(segments).orElse(NO_ROUTE);
  }

  private static boolean isVersion(String segment) {
    return segment.equalsIgnoreCase("v1.0") || segment.equalsIgnoreCase("beta");
  }

  private static boolean isBatch(List<String> segments) {
    return segments.size() == 1
        && (segments.get(0).equalsIgnoreCase("$batch")
            || segments.get(0).equalsIgnoreCase("%24batch"));
  }

  private static List<String> segments(String path) {
    List<String> segments = new ArrayList<>(List.of(path.split("/", -1)));
    segments.remove(0);
    if (!segments.isEmpty() && segments.get(segments.size() - 1).isEmpty()) {
      segments.remove(segments.size() - 1);
    }
    return segments;
  }

  private static void checkContentType(WireRequest request) {
    if (request.body().length == 0) {
      return;
    }
    String type = request.header("Content-Type").toLowerCase(Locale.ROOT);
    if (type.isEmpty()) {
      throw new GraphFailure(
          400,
          "BadRequest",
          "Write requests (excluding DELETE) must contain the Content-Type header declaration.");
    }
    if (!type.startsWith("application/json")) {
      throw new GraphFailure(
          415,
          "BadRequest",
          "A supported MIME type could not be found that matches the content type of the request.");
    }
  }

  private WireAnswer.Builder batch(WireRequest request, String version) {
    if (!request.method().equals("POST")) {
      throw new GraphFailure(
          405,
          "Request_BadRequest",
          "Specified HTTP method is not allowed for the request target.");
    }
    BatchRun run = new BatchRun(pipeline, request, version);
    List<BatchJson.Answered> answers = run.answer(BatchJson.read(request.body()), items);
    return WireAnswer.builder(200)
        .header("Content-Type", Call.MINIMAL_JSON)
        .body(BatchJson.write(answers))
        .header("OData-Version", "4.0");
  }

  /** The items of a batch, with the headers that items have. */
  private final class Items implements BatchRun.Answering {
    @Override
    public WireAnswer answer(WireRequest item, String version, Call.Door door) {
      Metering metering = new Metering();
      Instant now = pipeline.engine().time().now();
      try {
        Caller caller = tokens.caller(item.header("Authorization"));
        metering.calledBy(caller);
        checkContentType(item);
        List<String> segments = segments(item.path());
        segments.remove(0);
        return done(
            item,
            GraphProtocol.this.answer(item, segments, version, caller, door, metering),
            metering);
      } catch (GraphFailure failure) {
        return done(item, failed(item, failure, metering, now), metering);
      }
    }

    @Override
    public WireAnswer refuse(WireRequest item, GraphFailure failure) {
      Metering metering = new Metering();
      return done(item, failed(item, failure, metering, pipeline.engine().time().now()), metering);
    }

    private WireAnswer done(WireRequest item, WireAnswer.Builder response, Metering metering) {
      WireAnswer answer = withMeter(response, metering).build();
      tell("  ", item, answer, metering);
      return answer;
    }
  }

  /** What every answer carries, also as an item of a batch. */
  private WireAnswer.Builder withMeter(WireAnswer.Builder response, Metering metering) {
    if (metering.requestId().isEmpty()) {
      metering.failed(nextId());
    }
    response.header("Cache-Control", "no-cache");
    response.header("request-id", metering.requestId());
    response.header("x-ms-resource-unit", Integer.toString(metering.resourceUnits()));
    Quota.Pressure pressure = pipeline.quota().pressure(metering.caller());
    if (pressure.used() > SHOWN_PRESSURE) {
      response.header(
          "x-ms-throttle-limit-percentage",
          String.format(Locale.ROOT, "%.1f", Math.min(pressure.used(), 1.8)));
    }
    if (response.status() == 429 && pressure.used() > 0) {
      boolean units = pressure.limit() == Quota.Limit.UNITS;
      response.header(
          "x-ms-throttle-information", units ? "ResourceUnitLimitExceeded" : "WriteLimitExceeded");
      response.header(
          "x-ms-throttle-scope",
          "%s/%s/%s/%s"
              .formatted(
                  pressure.limit() == Quota.Limit.TENANT_WRITES ? "Tenant" : "Tenant_Application",
                  units ? "ReadWrite" : "Write",
                  metering.caller().appId(),
                  tenantId));
    }
    return response;
  }

  private WireAnswer.Builder failed(
      WireRequest request, GraphFailure failure, Metering metering, Instant now) {
    boolean logged = !failure.requestId().equals(new UUID(0, 0));
    metering.failed(logged ? failure.requestId().toString() : nextId());
    WireAnswer.Builder response =
        WireAnswer.builder(failure.status())
            .header("Content-Type", "application/json")
            .body(
                ErrorJson.envelope(
                    failure, now, metering.requestId(), clientRequestId(request, metering)));
    if (failure.retryAfter() != null) {
      long seconds = Math.max(1, (failure.retryAfter().toMillis() + 999) / 1000);
      response.header("Retry-After", Long.toString(seconds));
    }
    if (failure.status() == 410) {
      response.header("Location", request.origin() + request.path() + "?$skiptoken=");
    }
    if (failure.status() == 401) {
      response.header(
          "WWW-Authenticate",
          "Bearer realm=\"\", authorization_uri=\"https://login.microsoftonline.com/common/oauth2/authorize\","
              + " client_id=\"00000003-0000-0000-c000-000000000000\"");
    }
    return response;
  }

  private String nextId() {
    return new UUID(0x6661_6b65_0000_5000L, Long.MIN_VALUE | refused.incrementAndGet()).toString();
  }

  private static String clientRequestId(WireRequest request, Metering metering) {
    String sent = request.header("client-request-id");
    return sent.isEmpty() ? metering.requestId() : sent;
  }

  private void withHeaders(
      WireRequest request, WireAnswer.Builder response, Metering metering, Instant now) {
    withMeter(response, metering).header("client-request-id", clientRequestId(request, metering));
    response.header(
        "x-ms-ags-diagnostic",
        "{\"ServerInfo\":{\"DataCenter\":\"Fake\",\"Slice\":\"E\",\"Ring\":\"1\",\"ScaleUnit\":\"000\",\"RoleInstance\":\"FAKE0001\"}}");
    response.header("Strict-Transport-Security", "max-age=31536000");
    response.header("Date", date(now));
  }

  /** Formatting costs, and virtual time stands still mostly. */
  private String date(Instant now) {
    Stamp last = stamp;
    if (!last.at().equals(now)) {
      last = new Stamp(now, HTTP_DATE.format(now));
      stamp = last;
    }
    return last.text();
  }

  private record Stamp(Instant at, String text) {}

  /** The answer when the fake itself fails: unmistakably not one of Graph's. */
  public static WireAnswer broken(RuntimeException fault) {
    GraphFailure failure =
        new GraphFailure(
            500,
            "fake.internalError",
            "The fake tenant failed with %s. This is a fault of the fake, not of the request."
                .formatted(fault.getClass().getSimpleName()));
    return WireAnswer.builder(500)
        .header("Content-Type", "application/json")
        .body(ErrorJson.envelope(failure, Instant.EPOCH, "", ""))
        .build();
  }

  /**
   * Answers what could not be read as a request.
   *
   * @param failure what is wrong with it
   */
  public WireAnswer refuse(GraphFailure failure) {
    WireRequest unread = WireRequest.toGraph("", "", "");
    Metering metering = new Metering();
    Instant now = pipeline.engine().time().now();
    WireAnswer.Builder response = failed(unread, failure, metering, now);
    withHeaders(unread, response, metering, now);
    options.tell(() -> "(unreadable) " + failure.status() + " " + metering.requestId());
    return response.build();
  }

  /** The answer to an address beyond what is taken. */
  public static GraphFailure addressTooLong() {
    return new GraphFailure(414, "UriTooLong", "The request address is too long.");
  }

  /** The answer to a body beyond {@link #MAX_BODY}. */
  public static GraphFailure bodyTooLarge() {
    return new GraphFailure(
        413, "RequestEntityTooLarge", "The request body is larger than the service accepts.");
  }

  /** All operations that are modelled, as verb and template. */
  public List<String> operations() {
    return router.operations();
  }
}
