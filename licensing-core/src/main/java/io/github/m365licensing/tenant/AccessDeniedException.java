package io.github.m365licensing.tenant;

/** The caller is not signed in, or lacks a permission or directory role. Nothing was done. */
public final class AccessDeniedException extends LicensingException {

  private static final long serialVersionUID = 1L;

  /**
   * A refusal of the service.
   *
   * @param message what was refused, which permission would be enough, and what to do next
   * @param requestId the service's id of the request, empty if there is none
   * @param cause the failure underneath
   */
  public AccessDeniedException(String message, String requestId, Throwable cause) {
    super(message, requestId, cause);
  }

  /**
   * A refusal without a failure underneath.
   *
   * @param message what was refused, which permission would be enough, and what to do next
   * @param requestId the service's id of the request, empty if there is none
   */
  public AccessDeniedException(String message, String requestId) {
    super(message, requestId);
  }

  /**
   * A refusal before anything was sent.
   *
   * @param message what was refused, which permission would be enough, and what to do next
   */
  public AccessDeniedException(String message) {
    super(message, "");
  }
}
