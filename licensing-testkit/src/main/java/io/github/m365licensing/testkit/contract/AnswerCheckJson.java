package io.github.m365licensing.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Set;
import java.util.TreeSet;

/** What every answer of the wire must be, as {@link GraphAnswers} says. */
final class AnswerCheckJson {

  private static final ObjectMapper JSON = new ObjectMapper();

  private AnswerCheckJson() {}

  static void check(int status, String contentType, String body) {
    if (!contentType.startsWith("application/json")) {
      return;
    }
    JsonNode json = parse(body);
    if (status >= 400) {
      checkError(json);
    } else if (json.path("responses").isArray()) {
      json.get("responses").forEach(AnswerCheckJson::checkItem);
    } else if (contentType.contains("odata.metadata=minimal")) {
      assertThat(EdmTableJson.violations(json)).as(body).isEmpty();
    }
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

  private static JsonNode parse(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError("No JSON: " + text, e);
    }
  }
}
