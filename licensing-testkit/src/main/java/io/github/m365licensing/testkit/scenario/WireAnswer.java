package io.github.m365licensing.testkit.scenario;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** The answer to a {@link WireRequest}. Immutable; compared by identity. */
public final class WireAnswer {

  private static final byte[] EMPTY = {};

  private final int status;
  private final Map<String, String> headers;
  private final byte[] body;

  private WireAnswer(int status, Map<String, String> headers, byte[] body) {
    this.status = status;
    this.headers = headers;
    this.body = body;
  }

  /** Describes an answer with this HTTP status. */
  public static Builder builder(int status) {
    return new Builder(status);
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** The headers in order, each name in one spelling. Unmodifiable. */
  public Map<String, String> headers() {
    return headers;
  }

  /** The value of a header, its name as it was set; empty if it was not. */
  public String header(String name) {
    return headers.getOrDefault(name, "");
  }

  /** The body; empty if there is none. Not copied: not to be changed. */
  public byte[] body() {
    return body;
  }

  /** The body as text. */
  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /** Status and length of the body only: bodies name people. */
  @Override
  public String toString() {
    return "%d, %d bytes".formatted(status, body.length);
  }

  /** Describes a {@link WireAnswer}. Builds one answer; not thread-safe. */
  public static final class Builder {
    private final int status;
    private Map<String, String> headers = new LinkedHashMap<>();
    private byte[] body = EMPTY;

    private Builder(int status) {
      this.status = status;
    }

    /** The HTTP status. */
    public int status() {
      return status;
    }

    /** Sets a header, or replaces it. */
    public Builder header(String name, String value) {
      headers.put(Objects.requireNonNull(name, "name"), Objects.requireNonNull(value, "value"));
      return this;
    }

    /** Sets the body; it is not copied. */
    public Builder body(byte[] body) {
      this.body = Objects.requireNonNull(body, "body");
      return this;
    }

    /** The answer. What is said to the builder afterwards does not change it. */
    public WireAnswer build() {
      WireAnswer answer = new WireAnswer(status, Collections.unmodifiableMap(headers), body);
      headers = new LinkedHashMap<>();
      return answer;
    }
  }
}
