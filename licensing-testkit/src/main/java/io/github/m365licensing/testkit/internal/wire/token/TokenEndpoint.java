package io.github.m365licensing.testkit.internal.wire.token;

import io.github.m365licensing.tenant.GraphOperation;
import io.github.m365licensing.tenant.TenantTime;
import io.github.m365licensing.testkit.internal.service.GraphFailure;
import io.github.m365licensing.testkit.internal.wire.call.EntityJson;
import io.github.m365licensing.testkit.internal.wire.call.PercentText;
import io.github.m365licensing.testkit.scenario.WireAnswer;
import io.github.m365licensing.testkit.scenario.WireRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The part of Microsoft's sign-in service that client credentials use: {@code POST
 * /{tenant}/oauth2/v2.0/token}, its forerunner without {@code v2.0}, and the page that tells
 * clients where that is. Any client id and secret are accepted. Thread-safe.
 */
public final class TokenEndpoint {

  private static final String TOKEN = "/oauth2/v2.0/token";
  private static final String OLD_TOKEN = "/oauth2/token";
  private static final String CONFIGURATION = "/v2.0/.well-known/openid-configuration";
  private static final String INSTANCES = "/common/discovery/instance";

  private final AccessTokens tokens;
  private final TenantTime time;
  private final Set<String> permissions;

  /**
   * An endpoint that grants these permissions; every one that licensing knows if there are none.
   */
  public TokenEndpoint(AccessTokens tokens, TenantTime time, Collection<String> permissions) {
    this.tokens = tokens;
    this.time = time;
    this.permissions = permissions.isEmpty() ? all() : new TreeSet<>(permissions);
  }

  private static Set<String> all() {
    Set<String> all = new TreeSet<>();
    for (GraphOperation operation : GraphOperation.values()) {
      all.addAll(operation.permissions());
    }
    return all;
  }

  /** Whether a path belongs to the sign-in service. */
  public static boolean owns(String path) {
    if (path.startsWith("/v1.0/")) {
      return false; // nearly always, and at no cost
    }
    String lower = path.toLowerCase(Locale.ROOT);
    return lower.endsWith(TOKEN)
        || lower.endsWith(OLD_TOKEN)
        || lower.endsWith(CONFIGURATION)
        || lower.equals(INSTANCES);
  }

  /** The answer to a request that this endpoint owns. */
  public WireAnswer.Builder answer(WireRequest request) {
    try {
      return answered(request);
    } catch (GraphFailure unreadable) {
      return refused("invalid_request", 900144, unreadable.message());
    }
  }

  private WireAnswer.Builder answered(WireRequest request) {
    String path = request.path().toLowerCase(Locale.ROOT);
    if (path.equals(INSTANCES)) {
      return json(404, EntityJson.object(json -> {}));
    }
    if (path.endsWith(CONFIGURATION)) {
      int tenant = request.path().length() - CONFIGURATION.length();
      String authority = request.origin() + request.path().substring(0, tenant);
      return json(200, TokenJson.configuration(authority));
    }
    if (!request.method().equals("POST")) {
      return refused("invalid_request", 900561, "The endpoint only accepts POST requests.");
    }
    Map<String, String> form = form(request.text());
    addBasic(request.header("Authorization"), form);
    String grant = form.getOrDefault("grant_type", "");
    if (!grant.equals("client_credentials")) {
      return refused(
          "unsupported_grant_type",
          70003,
          "The fake tenant grants 'client_credentials' only, not '%s'.".formatted(grant));
    }
    for (String name : List.of("client_id", path.endsWith(TOKEN) ? "scope" : "resource")) {
      if (form.getOrDefault(name, "").isEmpty()) {
        return refused(
            "invalid_request",
            900144,
            "The request body must contain the following parameter: '%s'.".formatted(name));
      }
    }
    if (!form.containsKey("client_secret") && !form.containsKey("client_assertion")) {
      return refused(
          "invalid_client",
          7000216,
          "'client_assertion', 'client_secret' or 'request' is required for the"
              + " 'client_credentials' grant type.");
    }
    String token = tokens.issue(form.getOrDefault("client_id", ""), permissions, time.now());
    return json(200, TokenJson.granted(token));
  }

  /** Clients may send their id and secret as a header instead. */
  private static void addBasic(String authorization, Map<String, String> form) {
    if (!authorization.regionMatches(true, 0, "Basic ", 0, 6)) {
      return;
    }
    try {
      byte[] pair = Base64.getDecoder().decode(authorization.substring(6).strip());
      String[] parts = new String(pair, StandardCharsets.UTF_8).split(":", 2);
      if (parts.length == 2) {
        form.putIfAbsent("client_id", PercentText.decodeQuery(parts[0]));
        form.putIfAbsent("client_secret", parts[1]);
      }
    } catch (IllegalArgumentException unreadable) {
      return; // then the id is missing, and the answer says so
    }
  }

  private WireAnswer.Builder refused(String error, int code, String description) {
    int status = error.equals("invalid_client") ? 401 : 400;
    return json(status, TokenJson.refused(error, code, description, time.now()));
  }

  private static WireAnswer.Builder json(int status, byte[] body) {
    return WireAnswer.builder(status)
        .header("Content-Type", "application/json; charset=utf-8")
        .body(body)
        .header("Cache-Control", "no-store");
  }

  private static Map<String, String> form(String body) {
    Map<String, String> form = new TreeMap<>();
    for (String part : body.split("&", -1)) {
      int equals = part.indexOf('=');
      if (equals > 0) {
        form.put(
            PercentText.decodeQuery(part.substring(0, equals)),
            PercentText.decodeQuery(part.substring(equals + 1)));
      }
    }
    return form;
  }
}
