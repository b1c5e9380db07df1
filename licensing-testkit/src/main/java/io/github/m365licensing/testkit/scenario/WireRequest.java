package io.github.m365licensing.testkit.scenario;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP request to Graph: as it came over some transport, or as a direct call would be sent.
 * Compared by identity. Nothing is copied: whoever gives headers and a body leaves them as they
 * are.
 */
public final class WireRequest {

  private static final byte[] EMPTY = {};
  private static final String GRAPH = "https://graph.microsoft.com";

  /** The headers of a request, wherever a transport keeps them. */
  @FunctionalInterface
  public interface Headers {
    /** The value of a header, its name compared without case; null if it was not sent. */
    @Nullable String value(String name);
  }

  private static final Headers NO_HEADERS = name -> null;

  private final String method;
  private final String origin;
  private final String path;
  private final String query;
  private final Headers headers;
  private final byte[] body;

  private WireRequest(
      String method, String origin, String path, String query, Headers headers, byte[] body) {
    this.method = method;
    this.origin = origin;
    this.path = path;
    this.query = query;
    this.headers = headers;
    this.body = body;
  }

  /**
   * A request to an address.
   *
   * @param method the HTTP verb, as sent
   * @param url the absolute address, percent-encoded as sent; links in answers begin with its
   *     scheme, host and port. What no address may hold is encoded
   * @param headers the headers
   * @param body the body; empty if there is none
   * @throws IllegalArgumentException if the address is not absolute
   */
  public static WireRequest of(String method, String url, Headers headers, byte[] body) {
    int scheme = url.indexOf("://");
    if (scheme < 1) {
      throw new IllegalArgumentException(
          "A request needs an absolute address, for example " + GRAPH + "/v1.0/users.");
    }
    int path = indexOf(url, '/', scheme + 3);
    int query = indexOf(url, '?', scheme + 3);
    int from = Math.min(path, query);
    return new WireRequest(
        Objects.requireNonNull(method, "method"),
        url.substring(0, from),
        encodeIllegal(url.substring(from, query)),
        query == url.length() ? "" : encodeIllegal(url.substring(query + 1)),
        Objects.requireNonNull(headers, "headers"),
        Objects.requireNonNull(body, "body"));
  }

  /** The same with headers from a map; their names are compared without case. */
  public static WireRequest of(
      String method, String url, Map<String, String> headers, byte[] body) {
    Map<String, String> sorted = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    sorted.putAll(headers);
    return of(method, url, sorted::get, body);
  }

  /**
   * A request to Graph v1.0 without headers.
   *
   * @param method the HTTP verb
   * @param pathAndQuery what follows the version, for example {@code /users?$top=5}
   * @param body JSON; empty if there is none
   */
  public static WireRequest toGraph(String method, String pathAndQuery, String body) {
    return of(
        method,
        GRAPH + "/v1.0" + Objects.requireNonNull(pathAndQuery, "pathAndQuery"),
        NO_HEADERS,
        body.isEmpty() ? EMPTY : body.getBytes(StandardCharsets.UTF_8));
  }

  /** The same without headers, which hold secrets. */
  public WireRequest withoutHeaders() {
    return new WireRequest(method, origin, path, query, NO_HEADERS, body);
  }

  /** The HTTP verb, as sent. */
  public String method() {
    return method;
  }

  /** Scheme, host and port. */
  public String origin() {
    return origin;
  }

  /** The path with its version, percent-encoded. */
  public String path() {
    return path;
  }

  /** What follows the question mark, percent-encoded; empty if nothing does. */
  public String query() {
    return query;
  }

  /** The whole address. */
  public String url() {
    return origin + path + (query.isEmpty() ? "" : "?" + query);
  }

  /** Path and query after the version, for example {@code /users?$top=999}. */
  public String resource() {
    int version = path.indexOf('/', 1);
    return (version < 0 ? "" : path.substring(version)) + (query.isEmpty() ? "" : "?" + query);
  }

  /** The value of a header, its name compared without case; empty if it was not sent. */
  public String header(String name) {
    String value = headers.value(Objects.requireNonNull(name, "name"));
    return value == null ? "" : value;
  }

  /** The body; empty if there is none. Not to be changed. */
  public byte[] body() {
    return body;
  }

  /** The body as text. */
  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /** Verb and length of the body only: addresses name people, headers and bodies hold secrets. */
  @Override
  public String toString() {
    return "%s, %d bytes".formatted(method, body.length);
  }

  private static int indexOf(String text, char c, int from) {
    int at = text.indexOf(c, from);
    return at < 0 ? text.length() : at;
  }

  /** Encodes what may not stand in a path or query. What is encoded already stays as it is. */
  private static String encodeIllegal(String text) {
    int from = 0;
    while (from < text.length() && isLegal(text.charAt(from))) {
      from++;
    }
    if (from == text.length()) {
      return text; // nearly always
    }
    StringBuilder encoded = new StringBuilder(text.length() + 32).append(text, 0, from);
    for (byte b : text.substring(from).getBytes(StandardCharsets.UTF_8)) {
      if (isLegal((char) (b & 0xff))) {
        encoded.append((char) b);
      } else {
        encoded.append(String.format(Locale.ROOT, "%%%02X", b & 0xff));
      }
    }
    return encoded.toString();
  }

  private static boolean isLegal(char c) {
    return (c >= '?' && c <= 'Z')
        || (c >= 'a' && c <= 'z')
        || (c >= '$' && c <= ';')
        || c == '!'
        || c == '='
        || c == '_'
        || c == '~';
  }
}
