package io.github.m365licensing.testkit.internal.wire;

import io.github.m365licensing.testkit.internal.request.Pipeline;
import io.github.m365licensing.testkit.internal.service.GraphFailure;
import io.github.m365licensing.testkit.internal.wire.call.Call;
import io.github.m365licensing.testkit.scenario.ConnectionDroppedException;
import io.github.m365licensing.testkit.scenario.WireAnswer;
import io.github.m365licensing.testkit.scenario.WireRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Answers the items of one {@code $batch} in the order sent. Not thread-safe. */
final class BatchRun {

  /** Answers items. */
  interface Answering {
    WireAnswer answer(WireRequest item, String version, Call.Door door);

    /** The answer to an item that is not even tried. */
    WireAnswer refuse(WireRequest item, GraphFailure failure);
  }

  private final Pipeline pipeline;
  private final Pipeline.Batch together;
  private final WireRequest outer;
  private final String version;
  private int place;

  BatchRun(Pipeline pipeline, WireRequest outer, String version) {
    this.pipeline = pipeline;
    this.together = pipeline.openBatch();
    this.outer = outer;
    this.version = version;
  }

  List<BatchJson.Answered> answer(List<BatchJson.Item> items, Answering answering) {
    List<BatchJson.Answered> answers = new ArrayList<>();
    Map<String, Integer> statuses = new HashMap<>();
    for (BatchJson.Item item : items) {
      WireAnswer response =
          item.dependsOn().stream()
                  .allMatch(id -> statuses.getOrDefault(id.toLowerCase(Locale.ROOT), 0) < 400)
              ? answer(item, answering)
              : answering.refuse(request(item), dependencyFailed());
      place++;
      statuses.put(item.id().toLowerCase(Locale.ROOT), response.status());
      answers.add(new BatchJson.Answered(item.id(), response));
    }
    return answers;
  }

  private WireAnswer answer(BatchJson.Item item, Answering answering) {
    int at = place;
    // Items that wait for others are not sent together with them.
    boolean alone = !item.dependsOn().isEmpty();
    Call.Door door =
        alone ? new ItemDoor(pipeline::perform, at) : new ItemDoor(together::perform, at);
    WireRequest request = request(item);
    try {
      return answering.answer(request, version, door);
    } catch (ConnectionDroppedException dropped) {
      return answering.refuse(
          request,
          new GraphFailure(504, "UnknownError", "The service did not answer this item in time."));
    }
  }

  private WireRequest request(BatchJson.Item item) {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.putAll(item.headers());
    headers.remove("Authorization");
    for (String shared : List.of("Authorization", "client-request-id")) {
      if (!outer.header(shared).isEmpty()) {
        headers.put(shared, outer.header(shared));
      }
    }
    String url = item.url().startsWith("/") ? item.url() : "/" + item.url();
    return WireRequest.of(
        item.method(), outer.origin() + "/" + version + url, headers::get, item.body());
  }

  private static GraphFailure dependencyFailed() {
    return new GraphFailure(
        424, "FailedDependency", "A request that this one depends on did not succeed.");
  }

  /** Tells the pipeline which item of the batch an operation belongs to. */
  private record ItemDoor(Call.Door door, int item) implements Call.Door {
    @Override
    public <A> io.github.m365licensing.testkit.internal.request.Answer<A> perform(
        io.github.m365licensing.testkit.internal.request.Request<A> request) {
      return door.perform(request.item(item));
    }
  }
}
