package io.github.m365licensing.internal.lines;

/**
 * A line that cannot be used. Whoever reads the file says to its caller what that means. The text
 * names line and field, never the content, which may be the name of a person.
 */
public final class BrokenLineException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final long number;

  BrokenLineException(long number, String what) {
    super("line " + number + " " + what);
    this.number = number;
  }

  /** The number of the line, from 1. */
  public long number() {
    return number;
  }
}
