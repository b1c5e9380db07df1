package io.github.m365licensing.graph.http;

import java.io.IOException;

/** A good status with a body that says something else than was asked for. Names no values. */
public final class UnusableAnswerException extends IOException {

  private static final long serialVersionUID = 1L;

  public UnusableAnswerException(String message) {
    super(message);
  }
}
