package io.github.m365licensing.graph.http;

import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Where Graph is, and to which hosts the token may go.
 *
 * @param base the root of all requests, without a slash at its end
 * @param scope what the token is asked for
 * @param allowedHosts the hosts that may receive the token
 */
public record Endpoint(URI base, String scope, Set<String> allowedHosts) {

  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

  /**
   * Checks that the token would go out, and go out safely. The SDK sends requests to a host that is
   * not allowed without a token and without an error, so that is refused here.
   *
   * @throws IllegalArgumentException if the address cannot be used
   */
  public static Endpoint of(
      String baseUrl, String scope, Set<String> moreHosts, Set<String> cloudHosts) {
    URI base = parse(baseUrl);
    Set<String> allowed = new LinkedHashSet<>(cloudHosts);
    moreHosts.forEach(host -> allowed.add(host.toLowerCase(Locale.ROOT)));
    String host = base.getHost().toLowerCase(Locale.ROOT);
    if (!allowed.contains(host)) {
      throw new IllegalArgumentException(
          "Base URL host '%s' is not among the hosts that may receive a token: %s. Nothing was sent."
                  .formatted(host, String.join(", ", allowed))
              + " If the host is meant, name it in allowedHosts(...).");
    }
    if (!"https".equals(base.getScheme()) && !LOOPBACK.contains(host)) {
      throw new IllegalArgumentException(
          "Base URL '%s' is not https, and '%s' is not this machine: the token would travel in clear."
                  .formatted(baseUrl, host)
              + " Nothing was sent. Use https.");
    }
    return new Endpoint(base, scope, Collections.unmodifiableSet(allowed));
  }

  /** Whether the address lies on the same host, port and scheme; only such a link is followed. */
  public boolean isOrigin(URI link) {
    return base.getScheme().equalsIgnoreCase(link.getScheme())
        && base.getHost().equalsIgnoreCase(link.getHost())
        && base.getPort() == link.getPort();
  }

  private static URI parse(String baseUrl) {
    String trimmed = baseUrl.strip();
    URI base;
    try {
      base =
          URI.create(trimmed.endsWith("/") ? trimmed.substring(0, trimmed.length() - 1) : trimmed);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(notAnAddress(baseUrl), e);
    }
    boolean web = "https".equals(base.getScheme()) || "http".equals(base.getScheme());
    if (!web || base.getHost() == null || base.getQuery() != null) {
      throw new IllegalArgumentException(notAnAddress(baseUrl));
    }
    return base;
  }

  private static String notAnAddress(String baseUrl) {
    return "'%s' is not a base URL such as https://graph.microsoft.com/v1.0. Nothing was sent."
        .formatted(baseUrl);
  }
}
