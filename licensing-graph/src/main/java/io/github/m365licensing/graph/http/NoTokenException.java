package io.github.m365licensing.graph.http;

/** No token could be had, so nothing was sent to Graph. */
public final class NoTokenException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NoTokenException(Throwable cause) {
    super("The credential gave no token.", cause);
  }
}
