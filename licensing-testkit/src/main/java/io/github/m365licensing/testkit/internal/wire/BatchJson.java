package io.github.m365licensing.testkit.internal.wire;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.m365licensing.tenant.ServiceLimits;
import io.github.m365licensing.testkit.internal.service.GraphFailure;
import io.github.m365licensing.testkit.internal.wire.call.EntityJson;
import io.github.m365licensing.testkit.internal.wire.call.RequestJson;
import io.github.m365licensing.testkit.scenario.WireAnswer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads and writes the envelope of {@code $batch}. */
final class BatchJson {

  /**
   * One request of a batch.
   *
   * @param id its id
   * @param method the verb
   * @param url the address relative to the version
   * @param headers its headers
   * @param body its body; empty without one
   * @param dependsOn the ids that must have succeeded first
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Item(
      String id,
      String method,
      String url,
      Map<String, String> headers,
      byte[] body,
      List<String> dependsOn) {}

  /** An item with its answer. */
  record Answered(String id, WireAnswer response) {}

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private BatchJson() {}

  /**
   * The items of a batch, in the order sent.
   *
   * @throws GraphFailure 400 for the whole batch if it is malformed; nothing of it is done
   */
  static List<Item> read(byte[] body) {
    if (!(RequestJson.object(body).get("requests") instanceof List<?> requests)) {
      throw malformed("Invalid batch payload format.");
    }
    if (requests.size() > ServiceLimits.REQUESTS_PER_BATCH) {
      throw malformed(
          "Number of batch request steps exceeds the maximum value of %d."
              .formatted(ServiceLimits.REQUESTS_PER_BATCH));
    }
    List<Item> items = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (Object request : requests) {
      if (!(request instanceof Map<?, ?> members)) {
        throw malformed("Invalid batch payload format.");
      }
      Item item = item(members);
      if (!ids.add(item.id().toLowerCase(Locale.ROOT))) {
        throw malformed("Request Id %s has to be unique in a batch.".formatted(item.id()));
      }
      for (String id : item.dependsOn()) {
        if (!ids.contains(id.toLowerCase(Locale.ROOT)) || id.equalsIgnoreCase(item.id())) {
          throw malformed(
              "Request Id %s depends on %s, which does not come before it in the batch."
                  .formatted(item.id(), id));
        }
      }
      items.add(item);
    }
    return items;
  }

  private static Item item(Map<?, ?> members) {
    String id = text(members, "id");
    if (id.isEmpty()) {
      throw malformed("Request Id cannot be null or empty.");
    }
    String method = text(members, "method");
    String url = text(members, "url");
    if (method.isEmpty() || url.isEmpty()) {
      throw malformed("Request %s: 'method' and 'url' are required.".formatted(id));
    }
    if (url.contains("://")) {
      throw malformed("Request %s: the url must be relative.".formatted(id));
    }
    Map<String, String> headers = new LinkedHashMap<>();
    Object sentHeaders = members.get("headers");
    if (sentHeaders instanceof Map<?, ?> sent) {
      sent.forEach((name, value) -> headers.put(String.valueOf(name), String.valueOf(value)));
    } else if (sentHeaders != null) {
      throw malformed("Request %s: 'headers' must be an object.".formatted(id));
    }
    Object content = members.get("body");
    if (content != null
        && headers.keySet().stream().noneMatch(name -> name.equalsIgnoreCase("Content-Type"))) {
      throw malformed(
          "Write requests (excluding DELETE) must contain the Content-Type header declaration.");
    }
    List<String> dependsOn = new ArrayList<>();
    Object others = members.get("dependsOn");
    if (others instanceof List<?> sent) {
      sent.forEach(other -> dependsOn.add(String.valueOf(other)));
    } else if (others != null) {
      throw malformed("Request %s: 'dependsOn' must be an array.".formatted(id));
    }
    return new Item(id, method, url, headers, bytes(content), dependsOn);
  }

  /** Text, or a number as text; empty if absent. */
  private static String text(Map<?, ?> members, String name) {
    Object value = members.get(name);
    return value instanceof String || value instanceof Number ? value.toString() : "";
  }

  private static byte[] bytes(@Nullable Object body) {
    try {
      return body == null ? new byte[0] : MAPPER.writeValueAsBytes(body);
    } catch (IOException e) {
      throw malformed("Invalid batch payload format.");
    }
  }

  private static GraphFailure malformed(String message) {
    return new GraphFailure(400, "BadRequest", message);
  }

  /** The answer to a batch. Bodies that are JSON stand in it as JSON, others as text. */
  static byte[] write(List<Answered> answers) {
    return EntityJson.object(
        json -> {
          json.writeArrayFieldStart("responses");
          for (Answered answer : answers) {
            WireAnswer response = answer.response();
            json.writeStartObject();
            json.writeStringField("id", answer.id());
            json.writeNumberField("status", response.status());
            json.writeObjectFieldStart("headers");
            for (Map.Entry<String, String> header : response.headers().entrySet()) {
              json.writeStringField(header.getKey(), header.getValue());
            }
            json.writeEndObject();
            if (response.body().length > 0) {
              json.writeFieldName("body");
              if (response.header("Content-Type").startsWith("application/json")) {
                json.writeRawValue(response.text());
              } else {
                json.writeString(response.text());
              }
            }
            json.writeEndObject();
          }
          json.writeEndArray();
        });
  }
}
