package io.github.m365licensing.testkit.contract;

import io.github.m365licensing.testkit.FakeTenant;
import io.github.m365licensing.testkit.FakeWire;
import io.github.m365licensing.testkit.scenario.WireAnswer;
import io.github.m365licensing.testkit.scenario.WireOptions;
import io.github.m365licensing.testkit.scenario.WireRequest;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The in-process wire of a fake tenant as a door of the kit. */
final class WireDoor implements GraphDoor {

  private static final Pattern TOKEN = Pattern.compile("\"access_token\":\"([^\"]+)\"");

  private final FakeWire wire;
  private final Map<String, String> headers = new TreeMap<>();

  WireDoor(FakeTenant tenant, String... permissions) {
    this.wire = tenant.wire(WireOptions.defaults().granting(permissions));
  }

  /** The wire for an application that is signed in with these permissions. */
  static WireDoor limited(FakeTenant tenant, Set<String> permissions) {
    WireDoor door = new WireDoor(tenant, permissions.toArray(String[]::new));
    String granted =
        door.send(
                "POST",
                "https://login.microsoftonline.com/contoso/oauth2/v2.0/token",
                "application/x-www-form-urlencoded",
                "grant_type=client_credentials&client_id=x&client_secret=y"
                    + "&scope=https%3A%2F%2Fgraph.microsoft.com%2F.default")
            .body();
    Matcher token = TOKEN.matcher(granted);
    if (!token.find()) {
      throw new AssertionError("No token in: " + granted);
    }
    door.headers.put("Authorization", "Bearer " + token.group(1));
    return door;
  }

  @Override
  public Answer send(String method, String path, String body) {
    return send(method, "https://graph.microsoft.com/v1.0" + path, "application/json", body);
  }

  private Answer send(String method, String url, String type, String body) {
    Map<String, String> sent = new TreeMap<>(headers);
    if (!body.isEmpty()) {
      sent.put("Content-Type", type);
    }
    WireAnswer response =
        wire.answer(WireRequest.of(method, url, sent, body.getBytes(StandardCharsets.UTF_8)));
    GraphAnswers.check(response.status(), response.header("Content-Type"), response.text());
    return new Answer(response.status(), response.text());
  }
}
