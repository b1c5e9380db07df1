package io.github.m365licensing.testkit.internal.wire.token;

import io.github.m365licensing.testkit.internal.service.GraphFailure;
import io.github.m365licensing.testkit.scenario.Caller;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Access tokens of the fake: shaped as JSON Web Tokens, so that clients can read their roles, and
 * signed with a key that is no secret. Says which caller a request comes from. Thread-safe.
 *
 * <p>They do not expire: virtual time may run far ahead of the clock by which clients renew theirs.
 */
public final class AccessTokens {

  private static final int REMEMBERED = 256;

  private final String tenantId;
  private final boolean required;
  private final Map<String, Caller> callers = new ConcurrentHashMap<>();

  /**
   * The tokens of a tenant.
   *
   * @param required whether a request must carry one of these tokens
   */
  public AccessTokens(String tenantId, boolean required) {
    this.tenantId = tenantId;
    this.required = required;
  }

  /** A token for an application with these permissions. */
  String issue(String clientId, Collection<String> permissions, Instant now) {
    String content =
        encoded(TokenJson.header())
            + "."
            + encoded(TokenJson.claims(tenantId, clientId, permissions, now));
    return content + "." + signature(content);
  }

  /**
   * Who calls, by the Authorization header. A token that cannot be read stands for a caller who may
   * do everything, unless tokens are required.
   *
   * @throws GraphFailure 401 if a token is required and this is none of ours
   */
  public Caller caller(String authorization) {
    Caller known = callers.get(authorization);
    if (known != null) {
      return known;
    }
    Caller caller = read(authorization);
    if (callers.size() < REMEMBERED) {
      callers.put(authorization, caller);
    }
    return caller;
  }

  private Caller read(String authorization) {
    boolean bearer = authorization.regionMatches(true, 0, "Bearer ", 0, 7);
    String token = bearer ? authorization.substring(7).strip() : "";
    if (token.isEmpty()) {
      if (required) {
        throw unauthenticated("Access token is empty.");
      }
      return Caller.unrestricted();
    }
    String[] parts = token.split("\\.", -1);
    if (parts.length != 3) {
      if (required) {
        throw unauthenticated("IDX14100: JWT is not well formed, there are no dots (.).");
      }
      return Caller.unrestricted();
    }
    if (required && !isOurs(parts)) {
      throw unauthenticated("Access token validation failure. Invalid signature.");
    }
    return TokenJson.caller(parts[1]);
  }

  private boolean isOurs(String[] parts) {
    byte[] expected = signature(parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII);
    return MessageDigest.isEqual(expected, parts[2].getBytes(StandardCharsets.US_ASCII));
  }

  private String signature(String content) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(tenantId.getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
      return encoded(mac.doFinal(content.getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has HmacSHA256.", e);
    }
  }

  private static String encoded(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static GraphFailure unauthenticated(String message) {
    return new GraphFailure(401, "InvalidAuthenticationToken", message);
  }
}
