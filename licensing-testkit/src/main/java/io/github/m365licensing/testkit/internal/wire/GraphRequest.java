package io.github.m365licensing.testkit.internal.wire;

import io.github.m365licensing.testkit.internal.wire.call.PercentText;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP request as it came over some transport.
 *
 * @param method the verb, as sent
 * @param origin scheme, host and port that the client used; links in answers begin with it
 * @param path the path, percent-encoded as sent; what no address may hold is encoded besides
 * @param query what follows the question mark, likewise; empty if there is none
 * @param headers the headers
 * @param body the body; not copied, and not changed by anyone
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record GraphRequest(
    String method, String origin, String path, String query, Headers headers, byte[] body) {

  /** The headers of a request, wherever the transport keeps them. */
  @FunctionalInterface
  public interface Headers {
    /** The value of a header, its name compared without case; null if it was not sent. */
    @Nullable String value(String name);
  }

  /** Checks the arguments. Clients send quotes, blanks and the like as they are; links must not. */
  public GraphRequest {
    Objects.requireNonNull(method, "method");
    Objects.requireNonNull(origin, "origin");
    path = PercentText.encodeIllegal(Objects.requireNonNull(path, "path"));
    query = PercentText.encodeIllegal(Objects.requireNonNull(query, "query"));
    Objects.requireNonNull(headers, "headers");
    Objects.requireNonNull(body, "body");
  }

  /**
   * A request to an address.
   *
   * @param method the verb
   * @param url the absolute address, percent-encoded as sent
   * @param headers the headers
   * @param body the body
   */
  public static GraphRequest of(String method, String url, Headers headers, byte[] body) {
    int host = url.indexOf("://") + 3;
    int path = indexOf(url, '/', host);
    int query = indexOf(url, '?', Math.min(path, url.length()));
    int from = Math.min(path, query);
    return new GraphRequest(
        method,
        url.substring(0, from),
        url.substring(from, query),
        query == url.length() ? "" : url.substring(query + 1),
        headers,
        body);
  }

  /** Headers in a map; the last of several names that differ in case counts. */
  public static Headers headers(Map<String, String> headers) {
    return withoutCase(headers)::get;
  }

  static NavigableMap<String, String> withoutCase(Map<String, String> headers) {
    NavigableMap<String, String> sorted = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    sorted.putAll(headers);
    return sorted;
  }

  /** The value of a header; empty if it was not sent. */
  public String header(String name) {
    String value = headers.value(name);
    return value == null ? "" : value;
  }

  /** The body as text. */
  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  private static int indexOf(String text, char c, int from) {
    int at = text.indexOf(c, from);
    return at < 0 ? text.length() : at;
  }
}
