package io.github.m365licensing.graph.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.m365licensing.graph.http.Batch.Part;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The envelope of {@code $batch}. The SDK's own hides the failures of parts, gives parts that are
 * sent again other ids, and cannot send a POST without a body.
 */
final class BatchJson {

  private BatchJson() {}

  /**
   * The answer to one request of a batch.
   *
   * @param status its HTTP status
   * @param headers its headers, by name in any case
   * @param body its body; a missing node if it has none
   */
  record PartAnswer(int status, Map<String, String> headers, JsonNode body) {

    boolean isSuccess() {
      return status >= 200 && status < 300;
    }

    String header(String name) {
      return headers.getOrDefault(name, "");
    }
  }

  /** The envelope; the parts get their place as id. */
  static byte[] write(List<Part> parts) {
    ObjectNode root = AnswerJson.MAPPER.createObjectNode();
    ArrayNode requests = root.putArray("requests");
    for (int i = 0; i < parts.size(); i++) {
      Part part = parts.get(i);
      ObjectNode request =
          requests
              .addObject()
              .put("id", Integer.toString(i))
              .put("method", part.method())
              .put("url", part.url());
      if (part.body() != null) {
        request.putObject("headers").put("Content-Type", "application/json");
        request.set("body", part.body());
      }
    }
    try {
      return AnswerJson.MAPPER.writeValueAsBytes(root);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads the answers into a list by place, leaving null where none came. What arrived before a
   * failure of the stream is there, since those writes are known to have happened.
   */
  static void read(InputStream body, @Nullable PartAnswer[] answers) throws IOException {
    try (JsonParser parser = AnswerJson.MAPPER.getFactory().createParser(body)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new UnusableAnswerException("The answer is no JSON object.");
      }
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        boolean isResponses = parser.currentName().equals("responses");
        if (parser.nextToken() == JsonToken.START_ARRAY && isResponses) {
          while (parser.nextToken() != JsonToken.END_ARRAY) {
            JsonNode response = AnswerJson.MAPPER.readTree(parser);
            int place = response.path("id").asInt(-1);
            if (place >= 0 && place < answers.length && response.path("status").asInt() > 0) {
              answers[place] = answer(response);
            }
          }
        } else {
          parser.skipChildren();
        }
      }
    }
  }

  private static PartAnswer answer(JsonNode response) {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    response
        .path("headers")
        .properties()
        .forEach(header -> headers.put(header.getKey(), header.getValue().asText()));
    return new PartAnswer(response.path("status").asInt(), headers, body(response.path("body")));
  }

  /**
   * A body that is not JSON comes as text, at times in base64; JSON inside is worth looking for.
   */
  private static JsonNode body(JsonNode body) {
    if (!body.isTextual()) {
      return body;
    }
    byte[] bytes = body.textValue().getBytes(StandardCharsets.UTF_8);
    try {
      bytes = Base64.getDecoder().decode(bytes);
    } catch (IllegalArgumentException e) {
      // Then it is plain text.
    }
    try {
      return AnswerJson.MAPPER.readTree(new ByteArrayInputStream(bytes));
    } catch (IOException e) {
      return AnswerJson.MAPPER.missingNode();
    }
  }
}
