package io.github.m365licensing.graph.http;

import io.github.m365licensing.tenant.ServiceError;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Why an attempt gave nothing.
 *
 * @param status the HTTP status; 0 if no answer came
 * @param code Graph's code; empty if there is none
 * @param message Graph's text, which may name people: only for {@link ServiceError}
 * @param retryAfter how long the service asks to wait; zero if it does not say
 * @param requestId the service's id of the request; empty if there is none
 * @param cause the exception underneath, or null
 */
public record Failure(
    int status,
    String code,
    String message,
    Duration retryAfter,
    String requestId,
    @Nullable Exception cause) {

  /** What a good answer has. */
  public static final Failure NONE = new Failure(0, "", "", Duration.ZERO, "", null);

  public static Failure of(
      int status, String code, String message, Duration retryAfter, String requestId) {
    return new Failure(status, code, message, retryAfter, requestId, null);
  }

  /** No usable answer came. The text is the library's own. */
  public static Failure of(Exception cause, String message) {
    return new Failure(0, "", message, Duration.ZERO, "", cause);
  }

  /** An answer came and cannot be used. The text is the library's own. */
  public static Failure unusable(String message) {
    return of(new UnusableAnswerException(message), message);
  }

  /** Whether no usable answer came at all. */
  public boolean isUnanswered() {
    return status == 0 && cause != null;
  }

  public boolean isThrottled() {
    return status == 429;
  }

  /**
   * Whether the service said that it did not even try: throttled, another write in progress, or a
   * replica that has not caught up. The same write may be sent again.
   */
  public boolean isNotAttempted() {
    return isThrottled()
        || status == 409
        || code.equals("Directory_ConcurrencyViolation")
        || isReplicaBehind();
  }

  /** Whether reading again may help. */
  public boolean isPassing() {
    return isThrottled() || status == 408 || (status >= 500 && status != 501) || isReplicaBehind();
  }

  /** Whether the object asked for is not there. */
  public boolean isAbsence() {
    return status == 404 && !isReplicaBehind();
  }

  /** Graph says so with a 404 that is not about the object asked for. */
  private boolean isReplicaBehind() {
    return status == 404 && code.equals("Directory_ObjectNotFound");
  }

  public ServiceError serviceError() {
    ServiceError.Builder error =
        ServiceError.builder().from(ServiceError.of(status, code, message));
    if (!requestId.isEmpty()) {
      error.requestId(requestId);
    }
    if (!retryAfter.isZero()) {
      error.retryAfterSeconds(retryAfter.toSeconds());
    }
    if (isUnanswered()) {
      error.reason(
          cause instanceof NoTokenException
              ? ServiceError.Reason.UNAUTHENTICATED
              : ServiceError.Reason.UNAVAILABLE);
    }
    return error.build();
  }
}
