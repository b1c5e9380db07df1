package io.github.m365licensing.tenant;

/**
 * A file cannot be used: it is of another format or version, cut off, or one of its lines is not
 * what it should be. Nothing of it was used. The text names lines and fields, never their contents.
 */
public final class UnreadableFileException extends LicensingException {

  private static final long serialVersionUID = 1L;

  private final long lineNumber;

  /**
   * A file that cannot be used.
   *
   * @param message the file, the line, what is wrong with it, and what to do next
   * @param lineNumber the line, counted from 1
   */
  public UnreadableFileException(String message, long lineNumber) {
    super(message, "");
    this.lineNumber = lineNumber;
  }

  /** The line that cannot be used, counted from 1; for a file cut off, the line that is missing. */
  public long lineNumber() {
    return lineNumber;
  }
}
