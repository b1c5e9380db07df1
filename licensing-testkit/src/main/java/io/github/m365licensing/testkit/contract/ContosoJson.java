package io.github.m365licensing.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.m365licensing.sku.ServicePlanId;
import io.github.m365licensing.sku.SkuId;
import io.github.m365licensing.testkit.scenario.FakeSemantics;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The wire of a contoso of its own for one rule, and the short words in which rules speak of it.
 */
final class ContosoJson {

  static final String BAD_REQUEST = "Request_BadRequest";

  private static final ObjectMapper JSON = new ObjectMapper();

  /** An answer with its body parsed. */
  record Reply(int status, String body) {

    JsonNode json() {
      try {
        return body.isEmpty() ? MissingNode.getInstance() : JSON.readTree(body);
      } catch (JsonProcessingException e) {
        throw new AssertionError("The answer is no JSON: " + body, e);
      }
    }

    /** Checks the status of a good answer. */
    JsonNode succeeds(int wanted) {
      assertThat(status).as(() -> "status of: " + body).isEqualTo(wanted);
      return json();
    }

    /** Checks status and code of a refusal; answers its message. */
    String fails(int wanted, String code) {
      assertThat(status).as(() -> "status of: " + body).isEqualTo(wanted);
      assertThat(json().at("/error/code").asText()).as(() -> "code of: " + body).isEqualTo(code);
      return json().at("/error/message").asText();
    }

    /** The values of a property of every object of a collection. */
    List<String> values(String property) {
      List<String> values = new ArrayList<>();
      succeeds(200).path("value").forEach(item -> values.add(item.path(property).asText()));
      return values;
    }
  }

  private final WireUnderTest subject;
  private final GraphDoor door;

  private ContosoJson(WireUnderTest subject, GraphDoor door) {
    this.subject = subject;
    this.door = door;
  }

  static ContosoJson of(WireUnderTest subject) {
    return new ContosoJson(subject, subject.contosoWire());
  }

  /** The wire for an application with these permissions; skips the rule if it is not offered. */
  static ContosoJson limited(WireUnderTest subject, Set<String> permissions) {
    Optional<GraphDoor> door = subject.contosoWireFor(permissions);
    assumeTrue(door.isPresent(), "no wire for an application is offered");
    return new ContosoJson(subject, door.orElseThrow());
  }

  FakeSemantics switches() {
    return subject.switches();
  }

  Reply send(String method, String path, String body) {
    GraphDoor.Answer answer = door.send(method, path, body);
    return new Reply(answer.status(), answer.body());
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

  String upn(String name) {
    return name + "@" + subject.domain();
  }

  /** The path of a user, for example {@code /users/adele@contoso.com}. */
  String user(String name) {
    return "/users/" + upn(name);
  }

  /** The selected property of a user. */
  JsonNode user(String name, String property) {
    return get(user(name) + "?$select=" + property).succeeds(200).path(property);
  }

  String userId(String name) {
    return user(name, "id").asText();
  }

  String groupId(String displayName) {
    String filter =
        URLEncoder.encode("displayName eq '" + displayName + "'", StandardCharsets.UTF_8);
    List<String> ids = get("/groups?$filter=" + filter.replace("+", "%20")).values("id");
    assertThat(ids).as("groups named '%s'", displayName).hasSize(1);
    return ids.get(0);
  }

  /** The path of a group, for example {@code /groups/(id)}. */
  String group(String displayName) {
    return "/groups/" + groupId(displayName);
  }

  Reply assign(String path, String add, String remove) {
    return post(
        path + "/assignLicense",
        "{\"addLicenses\":[" + add + "],\"removeLicenses\":[" + remove + "]}");
  }

  /** Assigns a SKU to a user, or replaces the choice of plans. */
  Reply assign(String user, SkuId sku, ServicePlanId... disabledPlans) {
    return assign(user(user), license(sku, disabledPlans), "");
  }

  /** Removes the direct assignment of a SKU from a user. */
  Reply remove(String user, SkuId sku) {
    return assign(user(user), "", quoted(sku.toString()));
  }

  /** An element of addLicenses. */
  static String license(SkuId sku, ServicePlanId... disabledPlans) {
    return "{\"skuId\":\"%s\",\"disabledPlans\":[%s]}"
        .formatted(
            sku,
            Stream.of(disabledPlans)
                .map(plan -> quoted(plan.toString()))
                .collect(Collectors.joining(",")));
  }

  static String quoted(String text) {
    return "\"" + text + "\"";
  }

  /** Sends writes together; answers their statuses in the order sent. */
  List<Integer> together(String path, String... bodies) {
    List<String> items = new ArrayList<>();
    for (String body : bodies) {
      items.add(
          "{\"id\":\"%d\",\"method\":\"POST\",\"url\":\"%s\",\"headers\":{\"Content-Type\":\"application/json\"},\"body\":%s}"
              .formatted(items.size(), path, body));
    }
    JsonNode answer =
        post("/$batch", "{\"requests\":[" + String.join(",", items) + "]}").succeeds(200);
    List<Integer> statuses = new ArrayList<>();
    for (int i = 0; i < bodies.length; i++) {
      for (JsonNode item : answer.path("responses")) {
        if (item.path("id").asText().equals(String.valueOf(i))) {
          statuses.add(item.path("status").asInt());
        }
      }
    }
    return statuses;
  }

  /** The SKUs among these licences or paths. */
  static List<String> skuIds(JsonNode licenses) {
    List<String> ids = new ArrayList<>();
    licenses.forEach(license -> ids.add(license.path("skuId").asText()));
    return ids;
  }

  /** The first of these objects whose property has this value. */
  static JsonNode having(JsonNode objects, String property, String value) {
    for (JsonNode object : objects) {
      if (object.path(property).asText().equals(value)) {
        return object;
      }
    }
    throw new AssertionError("No object whose " + property + " is " + value + " in " + objects);
  }
}
