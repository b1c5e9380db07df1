package io.github.m365licensing.testkit.internal.wire.token;

import io.github.m365licensing.testkit.internal.wire.call.EntityJson;
import io.github.m365licensing.testkit.internal.wire.call.RequestJson;
import io.github.m365licensing.testkit.scenario.Caller;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Writes and reads the parts of access tokens, and the answers of the token endpoint. */
final class TokenJson {

  static final long LIFETIME_SECONDS = 3_600;

  /** Template ids of the directory roles that licensing knows, as they stand in {@code wids}. */
  private static final Map<String, String> ROLES =
      Map.of(
          "62e90394-69f5-4237-9190-012177145e10", "Global Administrator",
          "4d6ac14f-3453-41d0-bef9-a3e0c569773a", "License Administrator",
          "fe930be7-5e62-47db-91af-98c3a49a38b1", "User Administrator",
          "fdd7a751-b60b-444a-984c-02652fe8fa1c", "Groups Administrator",
          "9360feb5-f418-4baa-8175-e2a00bac4301", "Directory Writers");

  private TokenJson() {}

  static byte[] header() {
    return EntityJson.object(
        json -> {
          json.writeStringField("typ", "JWT");
          json.writeStringField("alg", "HS256");
        });
  }

  static byte[] claims(
      String tenantId, String clientId, Collection<String> permissions, Instant now) {
    return EntityJson.object(
        json -> {
          json.writeStringField("aud", "https://graph.microsoft.com");
          json.writeStringField("iss", "https://sts.windows.net/" + tenantId + "/");
          json.writeNumberField("iat", now.getEpochSecond());
          json.writeNumberField("nbf", now.getEpochSecond());
          json.writeNumberField("exp", now.getEpochSecond() + LIFETIME_SECONDS);
          json.writeStringField("appid", clientId);
          json.writeStringField("idtyp", "app");
          json.writeArrayFieldStart("roles");
          for (String permission : new TreeSet<>(permissions)) {
            json.writeString(permission);
          }
          json.writeEndArray();
          json.writeStringField("tid", tenantId);
          json.writeStringField("ver", "1.0");
        });
  }

  /** Who the encoded claims say; a caller who may do everything if they cannot be read. */
  static Caller caller(String encodedClaims) {
    Map<String, @Nullable Object> claims;
    try {
      claims = RequestJson.object(Base64.getUrlDecoder().decode(encodedClaims));
    } catch (RuntimeException unreadable) {
      return Caller.unrestricted();
    }
    if (claims.get("scp") instanceof String scopes) {
      Set<String> roles = new TreeSet<>();
      for (String id : texts(claims.get("wids"))) {
        roles.add(ROLES.getOrDefault(id, id));
      }
      return Caller.delegated(new TreeSet<>(List.of(scopes.split(" ", -1))), roles)
          .fromApp(app(claims));
    }
    return Caller.application(texts(claims.get("roles")).toArray(new String[0]))
        .fromApp(app(claims));
  }

  /** Tokens of version 1 say {@code appid}, those of version 2 {@code azp}. */
  private static String app(Map<String, @Nullable Object> claims) {
    Object app = claims.getOrDefault("appid", claims.get("azp"));
    return app instanceof String id ? id : "";
  }

  private static List<String> texts(@Nullable Object value) {
    return value instanceof List<?> list ? list.stream().map(String::valueOf).toList() : List.of();
  }

  /** Where an authority does what, as far as it does. */
  static byte[] configuration(String authority) {
    return EntityJson.object(
        json -> {
          json.writeStringField("token_endpoint", authority + "/oauth2/v2.0/token");
          json.writeArrayFieldStart("token_endpoint_auth_methods_supported");
          json.writeString("client_secret_post");
          json.writeString("private_key_jwt");
          json.writeString("client_secret_basic");
          json.writeEndArray();
          json.writeStringField("issuer", authority + "/v2.0");
          json.writeStringField("authorization_endpoint", authority + "/oauth2/v2.0/authorize");
          json.writeStringField("jwks_uri", authority + "/discovery/v2.0/keys");
          json.writeArrayFieldStart("response_types_supported");
          json.writeString("token");
          json.writeEndArray();
          json.writeArrayFieldStart("subject_types_supported");
          json.writeString("pairwise");
          json.writeEndArray();
          json.writeArrayFieldStart("id_token_signing_alg_values_supported");
          json.writeString("RS256");
          json.writeEndArray();
        });
  }

  static byte[] granted(String token) {
    return EntityJson.object(
        json -> {
          json.writeStringField("token_type", "Bearer");
          json.writeNumberField("expires_in", LIFETIME_SECONDS);
          json.writeNumberField("ext_expires_in", LIFETIME_SECONDS);
          json.writeStringField("access_token", token);
        });
  }

  static byte[] refused(String error, int code, String description, Instant now) {
    return EntityJson.object(
        json -> {
          json.writeStringField("error", error);
          json.writeStringField("error_description", "AADSTS" + code + ": " + description);
          json.writeArrayFieldStart("error_codes");
          json.writeNumber(code);
          json.writeEndArray();
          String time = now.truncatedTo(ChronoUnit.SECONDS).toString();
          json.writeStringField("timestamp", time.replace('T', ' '));
        });
  }
}
