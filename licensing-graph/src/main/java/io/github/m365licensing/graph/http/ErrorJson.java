package io.github.m365licensing.graph.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;

/**
 * Reads Graph's error envelope. Gateways in front of Graph answer with HTML, plain text or nothing,
 * so everything may be missing; the status alone then has to do.
 */
final class ErrorJson {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private ErrorJson() {}

  static Failure read(int status, byte[] body, Duration retryAfter, String requestId) {
    JsonNode root;
    try {
      root = MAPPER.readTree(body);
    } catch (IOException e) {
      return Failure.of(status, "", "", retryAfter, requestId);
    }
    return read(status, root, retryAfter, requestId);
  }

  static Failure read(int status, JsonNode body, Duration retryAfter, String requestId) {
    JsonNode error = body.path("error");
    // The specification spells innererror, the service innerError.
    JsonNode inner = error.has("innerError") ? error.path("innerError") : error.path("innererror");
    return Failure.of(
        status,
        text(error, "code"),
        text(error, "message"),
        retryAfter,
        requestId.isEmpty() ? text(inner, "request-id") : requestId);
  }

  private static String text(JsonNode node, String property) {
    JsonNode value = node.path(property);
    return value.isTextual() ? value.textValue() : "";
  }
}
