package io.github.m365licensing.testkit.internal.wire;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.NavigableMap;

/**
 * An HTTP answer.
 *
 * @param status the status
 * @param headers the headers; names are compared without case
 * @param body the body; empty if there is none
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record GraphResponse(int status, NavigableMap<String, String> headers, byte[] body) {

  static final byte[] EMPTY = {};

  static GraphResponse of(int status, Map<String, String> headers, byte[] body) {
    return new GraphResponse(status, GraphRequest.withoutCase(headers), body);
  }

  /** The value of a header; empty if it was not sent. */
  public String header(String name) {
    return headers.getOrDefault(name, "");
  }

  /** The body as text. */
  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }
}
