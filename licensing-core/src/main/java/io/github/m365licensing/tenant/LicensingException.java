package io.github.m365licensing.tenant;

import java.util.Objects;
import java.util.Optional;

/**
 * A failure that is not the outcome of a single change: nothing was written unless the subclass
 * says otherwise. Its text holds object ids and request ids, never a token, a secret or a user
 * principal name.
 */
public abstract class LicensingException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String requestId;

  LicensingException(String message, String requestId, Throwable cause) {
    super(message, cause);
    this.requestId = Objects.requireNonNull(requestId, "requestId");
  }

  LicensingException(String message, String requestId) {
    super(Objects.requireNonNull(message, "message"));
    this.requestId = Objects.requireNonNull(requestId, "requestId");
  }

  /** The service's id of the request that failed, if there was one. */
  public Optional<String> requestId() {
    return requestId.isEmpty() ? Optional.empty() : Optional.of(requestId);
  }
}
