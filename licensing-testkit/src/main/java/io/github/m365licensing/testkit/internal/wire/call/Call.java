package io.github.m365licensing.testkit.internal.wire.call;

import io.github.m365licensing.assignment.GroupId;
import io.github.m365licensing.testkit.internal.request.Answer;
import io.github.m365licensing.testkit.internal.request.Pipeline;
import io.github.m365licensing.testkit.internal.request.Request;
import io.github.m365licensing.testkit.internal.service.GraphFailure;
import io.github.m365licensing.testkit.internal.service.NotModelled;
import io.github.m365licensing.testkit.internal.service.Operation;
import io.github.m365licensing.testkit.internal.service.Read;
import io.github.m365licensing.testkit.internal.wire.odata.Property;
import io.github.m365licensing.testkit.internal.wire.odata.StructuredType;
import io.github.m365licensing.testkit.scenario.Caller;
import io.github.m365licensing.testkit.scenario.WireAnswer;
import io.github.m365licensing.testkit.scenario.WireRequest;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One request while it is being answered. Not thread-safe. */
public final class Call {

  /** The way into the pipeline: alone, or as an item of a batch. */
  @FunctionalInterface
  public interface Door {
    <A> Answer<A> perform(Request<A> request);
  }

  public static final String MINIMAL_JSON = json("minimal");
  private static final String BARE_JSON = json("none");

  private final Pipeline pipeline;
  private final WireRequest request;
  private final String version;
  private final List<String> keys;
  private final Door door;
  private final Caller caller;
  private final QueryOptions options;
  private final boolean minimal;
  private final Metering metering;

  public Call(
      Pipeline pipeline,
      WireRequest request,
      String version,
      List<String> keys,
      Door door,
      Caller caller,
      Metering metering) {
    this.pipeline = pipeline;
    this.request = request;
    this.version = version;
    this.keys = keys;
    this.door = door;
    this.caller = caller;
    this.metering = metering;
    this.options = QueryOptions.parse(request.query());
    this.minimal = !metadata(request.header("Accept")).equals("none");
  }

  private static String json(String metadata) {
    return "application/json;odata.metadata="
        + metadata
        + ";odata.streaming=true;IEEE754Compatible=false;charset=utf-8";
  }

  private static String metadata(String accept) {
    int at = accept.toLowerCase(Locale.ROOT).indexOf("odata.metadata=");
    String level =
        at < 0
            ? "minimal"
            : accept.substring(at + 15).split("[;,\\s]", 2)[0].toLowerCase(Locale.ROOT);
    if (!level.equals("none") && !level.equals("minimal")) {
      throw NotModelled.HEADER.refused(
          "Accept: odata.metadata=" + level, "Supported: minimal, the default, and none.");
    }
    return level;
  }

  /** Lets the tenant do it; the log keeps the request as it came. */
  public <A> A perform(Operation<A> operation) {
    return perform(Request.of(caller, operation).receivedAs(request.withoutHeaders()));
  }

  /** Lets the tenant do it; the log keeps only the operation, since the body holds a secret. */
  public <A> A performUnlogged(Operation<A> operation) {
    return perform(Request.of(caller, operation));
  }

  /** Reads what else the answer to the same request needs; the log keeps nothing of it. */
  public <A> A readAlong(Read<A> read) {
    return pipeline.readAlong(caller, read);
  }

  private <A> A perform(Request<A> request) {
    int cost = Metering.cost(request.operation().operation(), options);
    Answer<A> answer = door.perform(request.costing(cost));
    metering.answered(cost, answer.requestId().toString());
    return answer.value();
  }

  /** The path behind the version, as sent. */
  public String path() {
    return request.path().substring(version.length() + 1);
  }

  public WireRequest request() {
    return request;
  }

  public Caller caller() {
    return caller;
  }

  public QueryOptions options() {
    return options;
  }

  /** Whether the types of mixed entities are printed. */
  boolean isTyped() {
    return minimal;
  }

  /** Whether the request accepts what an index of its own answers. */
  boolean isEventual() {
    return request.header("ConsistencyLevel").equalsIgnoreCase("eventual");
  }

  public String key(int index) {
    return keys.get(index);
  }

  public GroupId group(int index) {
    return GroupId.of(guid(index));
  }

  /**
   * A key that must be an object id.
   *
   * @throws GraphFailure 400 if it is none
   */
  public UUID guid(int index) {
    String key = keys.get(index);
    return GuidText.parse(key)
        .orElseThrow(
            () ->
                new GraphFailure(
                    400, "Request_BadRequest", "Invalid object identifier '%s'.".formatted(key)));
  }

  /** The body as a JSON object. */
  public Map<String, @Nullable Object> body() {
    return RequestJson.object(request.body());
  }

  /** Scheme, host and version: what links begin with. */
  public String base() {
    return request.origin() + "/" + version;
  }

  /** What {@code $select} asks for. */
  public SelectedProperties selection() {
    return SelectedProperties.of(options.value(QueryOptions.Option.SELECT));
  }

  /** An entity with the selected properties. */
  public <T> WireAnswer.Builder one(int status, String fragment, StructuredType<T> type, T entity) {
    SelectedProperties selection = selection();
    return entity(
        status, fragment + selection.inContext(), EntityItem.of(selection.of(type), entity));
  }

  /** A collection that has no pages, with the selected properties. */
  public <T> WireAnswer.Builder all(String fragment, StructuredType<T> type, List<T> entities) {
    SelectedProperties selection = selection();
    List<Property<T>> properties = selection.of(type);
    return collection(
        fragment + selection.inContext(),
        Map.of(),
        entities.stream().map(entity -> EntityItem.of(properties, entity)).toList());
  }

  public WireAnswer.Builder entity(int status, String fragment, EntityItem<?> item) {
    String context = minimal ? context(fragment + "/$entity") : "";
    return json(status, EntityJson.entity(context, minimal, item));
  }

  public WireAnswer.Builder collection(
      String fragment, Map<String, Object> annotations, List<? extends EntityItem<?>> items) {
    Map<String, Object> head = new LinkedHashMap<>();
    if (minimal) {
      head.put("@odata.context", context(fragment));
    }
    head.putAll(annotations);
    return json(200, EntityJson.collection(head, minimal, items));
  }

  private String context(String fragment) {
    return base() + "/$metadata#" + fragment;
  }

  private WireAnswer.Builder json(int status, byte[] body) {
    String type = minimal ? MINIMAL_JSON : BARE_JSON;
    return WireAnswer.builder(status)
        .header("Content-Type", type)
        .body(body)
        .header("OData-Version", "4.0");
  }

  WireAnswer.Builder text(String text) {
    return WireAnswer.builder(200)
        .header("Content-Type", "text/plain")
        .body(text.getBytes(StandardCharsets.UTF_8))
        .header("OData-Version", "4.0");
  }

  public static WireAnswer.Builder noContent() {
    return WireAnswer.builder(204);
  }

  public static WireAnswer.Builder at(String location, WireAnswer.Builder response) {
    return response.header("Location", location);
  }
}
