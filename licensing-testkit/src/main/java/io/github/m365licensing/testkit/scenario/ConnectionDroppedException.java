package io.github.m365licensing.testkit.scenario;

/**
 * The connection ended without an answer. The request may or may not have been applied: the caller
 * cannot know, and neither does this exception say.
 */
public final class ConnectionDroppedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** The same for every request: nothing is known but that no answer came. */
  public ConnectionDroppedException() {
    super("The fake tenant dropped the connection: a fault of the test.", null, false, false);
  }
}
