package io.github.m365licensing.testkit.internal.wire;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An HTTP answer.
 *
 * @param status the status
 * @param headers the headers in order, each name in one spelling
 * @param body the body; empty if there is none
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record GraphResponse(int status, Map<String, String> headers, byte[] body) {

  public static final byte[] EMPTY = {};

  /** An answer with this body; no type without one. */
  public static GraphResponse of(int status, String contentType, byte[] body) {
    GraphResponse response = new GraphResponse(status, new LinkedHashMap<>(), body);
    return contentType.isEmpty() ? response : response.with("Content-Type", contentType);
  }

  /** Sets a header. */
  public GraphResponse with(String name, String value) {
    headers.put(name, value);
    return this;
  }

  /** The value of a header, its name as it was set; empty if it was not. */
  public String header(String name) {
    return headers.getOrDefault(name, "");
  }

  /** The body as text. */
  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }
}
