package io.github.m365licensing.testkit.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Set;
import java.util.TreeSet;

/** What every answer of the wire must be, whatever it answers. */
public final class Answers {

  private static final ObjectMapper JSON = new ObjectMapper();

  private Answers() {}

  /**
   * Holds an answer against {@link EdmTable}, the items of a batch one by one, and an error against
   * Graph's envelope.
   *
   * @param contentType empty without a body
   * @return the body as JSON, or a null node if it is none
   * @throws AssertionError if anything is wrong
   */
  public static JsonNode check(int status, String contentType, String body) {
    if (!contentType.startsWith("application/json")) {
      return JSON.nullNode();
    }
    JsonNode json = parse(body);
    if (status >= 400) {
      checkError(json);
    } else if (json.path("responses").isArray()) {
      json.get("responses").forEach(Answers::checkItem);
    } else if (contentType.contains("odata.metadata=minimal")) {
      assertThat(EdmTable.violations(json)).as(body).isEmpty();
    }
    return json;
  }

  private static void checkItem(JsonNode item) {
    JsonNode body = item.path("body");
    if (!body.isMissingNode()) {
      String type = item.at("/headers/Content-Type").asText();
      assertThat(type).as(item.toString()).isNotEmpty();
      check(item.path("status").asInt(), type, body.toString());
    }
  }

  private static void checkError(JsonNode json) {
    if (!json.path("error").isObject()) {
      return; // the sign-in service has errors of its own
    }
    assertThat(names(json.get("error"))).containsExactly("code", "innerError", "message");
    assertThat(names(json.at("/error/innerError")))
        .contains("client-request-id", "date", "request-id");
    assertThat(json.at("/error/innerError/date").asText())
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d");
  }

  private static Set<String> names(JsonNode object) {
    Set<String> names = new TreeSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  static JsonNode parse(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError("No JSON: " + text, e);
    }
  }
}
