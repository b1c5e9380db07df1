package io.github.m365licensing.testkit.internal.service;

import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A request that the service answered with an error: what Graph's error envelope would say. Carries
 * no stack trace, since it is an answer and not a fault of the caller's program.
 */
public final class GraphFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;
  private final @Nullable Duration retryAfter;
  private UUID requestId = new UUID(0, 0);

  /**
   * An error answer.
   *
   * @param status the HTTP status
   * @param code Graph's code
   * @param message Graph's text
   */
  public GraphFailure(int status, String code, String message) {
    this(status, code, message, null);
  }

  /**
   * An error answer that asks to wait.
   *
   * @param status the HTTP status
   * @param code Graph's code
   * @param message Graph's text
   * @param retryAfter what the Retry-After header says; null without one
   */
  public GraphFailure(int status, String code, String message, @Nullable Duration retryAfter) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
    this.retryAfter = retryAfter;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** Graph's code. */
  public String code() {
    return code;
  }

  /** Graph's text. May repeat a user principal name that the caller sent. */
  public String message() {
    return String.valueOf(getMessage());
  }

  /** What the Retry-After header says; null without one. */
  public @Nullable Duration retryAfter() {
    return retryAfter;
  }

  /** The id of the request, once the pipeline has answered it. */
  public UUID requestId() {
    return requestId;
  }

  public GraphFailure answering(UUID id) {
    this.requestId = id;
    return this;
  }
}
