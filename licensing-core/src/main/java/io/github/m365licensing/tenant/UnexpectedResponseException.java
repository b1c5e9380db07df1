package io.github.m365licensing.tenant;

/**
 * The service could not be reached, or its answer to a read could not be used. Nothing was done.
 */
public final class UnexpectedResponseException extends LicensingException {

  private static final long serialVersionUID = 1L;

  private final int status;

  /**
   * An answer that cannot be used.
   *
   * @param message what was asked, what came, and what to do next
   * @param status the HTTP status; 0 if no answer came
   * @param requestId the service's id of the request, empty if there is none
   * @param cause the failure underneath
   */
  public UnexpectedResponseException(
      String message, int status, String requestId, Throwable cause) {
    super(message, requestId, cause);
    this.status = status;
  }

  /**
   * An answer that cannot be used, without a failure underneath.
   *
   * @param message what was asked, what came, and what to do next
   * @param status the HTTP status; 0 if no answer came
   * @param requestId the service's id of the request, empty if there is none
   */
  public UnexpectedResponseException(String message, int status, String requestId) {
    super(message, requestId);
    this.status = status;
  }

  /** The HTTP status; 0 if no answer came. */
  public int status() {
    return status;
  }
}
