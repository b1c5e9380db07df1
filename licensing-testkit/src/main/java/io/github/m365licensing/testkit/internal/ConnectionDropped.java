package io.github.m365licensing.testkit.internal;

/**
 * The connection ended without an answer. The request may or may not have been applied: the caller
 * cannot know, and neither does this exception say.
 */
public final class ConnectionDropped extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ConnectionDropped() {
    super("The fake tenant dropped the connection: a fault of the test.", null, false, false);
  }
}
