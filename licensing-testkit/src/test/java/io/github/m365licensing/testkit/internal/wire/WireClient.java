package io.github.m365licensing.testkit.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.m365licensing.testkit.FakeTenant;
import io.github.m365licensing.testkit.FakeWire;
import io.github.m365licensing.testkit.contract.GraphAnswers;
import io.github.m365licensing.testkit.scenario.WireAnswer;
import io.github.m365licensing.testkit.scenario.WireOptions;
import io.github.m365licensing.testkit.scenario.WireRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Sends requests as they would stand on the wire, and checks every answer against the table. */
final class WireClient {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** An answer, with its body parsed where it is JSON. */
  record Reply(WireAnswer response, JsonNode json) {

    int status() {
      return response.status();
    }

    String error() {
      return json.at("/error/code").asText();
    }

    String message() {
      return json.at("/error/message").asText();
    }

    List<String> values(String property) {
      List<String> values = new ArrayList<>();
      json.path("value").forEach(item -> values.add(item.path(property).asText()));
      return values;
    }

    Reply succeeds(int status) {
      assertThat(status()).as(response.text()).isEqualTo(status);
      return this;
    }

    Reply fails(int status, String code) {
      assertThat(status()).as(response.text()).isEqualTo(status);
      assertThat(error()).as(response.text()).isEqualTo(code);
      return this;
    }
  }

  private final FakeWire wire;
  private final Map<String, String> headers = new LinkedHashMap<>();

  WireClient(FakeTenant tenant) {
    this(tenant.wire(WireOptions.defaults()));
  }

  WireClient(FakeWire wire) {
    this.wire = wire;
  }

  FakeWire wire() {
    return wire;
  }

  WireClient with(String header, String value) {
    WireClient client = new WireClient(wire);
    client.headers.putAll(headers);
    client.headers.put(header, value);
    return client;
  }

  WireClient eventual() {
    return with("ConsistencyLevel", "eventual");
  }

  Reply get(String path) {
    return send("GET", path, "");
  }

  Reply post(String path, String body) {
    return send("POST", path, body);
  }

  Reply patch(String path, String body) {
    return send("PATCH", path, body);
  }

  Reply delete(String path) {
    return send("DELETE", path, "");
  }

  /** Sends to v1.0, or to the address if it is absolute. */
  Reply send(String method, String path, String body) {
    Map<String, String> sent = new LinkedHashMap<>(headers);
    if (!body.isEmpty()) {
      sent.putIfAbsent("Content-Type", "application/json");
    }
    String url = path.startsWith("http") ? path : "https://graph.microsoft.com/v1.0" + path;
    WireAnswer response =
        wire.answer(WireRequest.of(method, url, sent, body.getBytes(StandardCharsets.UTF_8)));
    return check(response);
  }

  private static Reply check(WireAnswer response) {
    String type = response.header("Content-Type");
    GraphAnswers.check(response.status(), type, response.text());
    try {
      return new Reply(
          response,
          type.startsWith("application/json") ? JSON.readTree(response.text()) : JSON.nullNode());
    } catch (JsonProcessingException e) {
      throw new AssertionError("No JSON: " + response.text(), e);
    }
  }
}
