package io.github.m365licensing.testkit.internal.wire;

import io.github.m365licensing.tenant.GraphOperation;
import io.github.m365licensing.tenant.TenantTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The part of Microsoft's sign-in service that client credentials use: {@code POST
 * /{tenant}/oauth2/v2.0/token}. Any client id and secret are accepted. Thread-safe.
 */
final class TokenEndpoint {

  private final AccessTokens tokens;
  private final TenantTime time;
  private final Set<String> permissions;

  /**
   * An endpoint that grants these permissions; every one that licensing knows if there are none.
   */
  TokenEndpoint(AccessTokens tokens, TenantTime time, Collection<String> permissions) {
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
  static boolean owns(String path) {
    String lower = path.toLowerCase(java.util.Locale.ROOT);
    return lower.endsWith("/oauth2/v2.0/token")
        || lower.endsWith("/oauth2/token")
        || lower.equals("/common/discovery/instance");
  }

  /** The answer to a request that this endpoint owns. */
  GraphResponse answer(GraphRequest request) {
    if (request.path().endsWith("/discovery/instance")) {
      return json(404, EntityJson.object(json -> {}));
    }
    if (!request.method().equals("POST")) {
      return refused("invalid_request", 900561, "The endpoint only accepts POST requests.");
    }
    Map<String, String> form = form(request.text());
    String grant = form.getOrDefault("grant_type", "");
    if (!grant.equals("client_credentials")) {
      return refused(
          "unsupported_grant_type",
          70003,
          "The fake tenant grants 'client_credentials' only, not '%s'.".formatted(grant));
    }
    for (String name : List.of("client_id", "scope")) {
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

  private GraphResponse refused(String error, int code, String description) {
    int status = error.equals("invalid_client") ? 401 : 400;
    return json(status, TokenJson.refused(error, code, description, time.now()));
  }

  private static GraphResponse json(int status, byte[] body) {
    return GraphResponse.of(
        status,
        Map.of("Content-Type", "application/json; charset=utf-8", "Cache-Control", "no-store"),
        body);
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
