package io.github.m365licensing.internal.lines;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The chain of checks: each link covers a line and the link before it, so that a line that was
 * changed, left out or moved is noticed. Not thread-safe.
 */
final class Chain {

  /** How much of a link stands before its line: enough against accidents, short enough to read. */
  private static final int SHOWN_BYTES = 8;

  private static final String OPEN = "{\"check\":\"";
  private static final String CLOSE = "\",";

  /** How many bytes of a line come before its own fields. */
  static final int PREFIX = OPEN.length() + 2 * SHOWN_BYTES + CLOSE.length();

  private final MessageDigest sha256;
  private byte[] link = new byte[0];

  Chain() {
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }

  /**
   * Goes on to the next line.
   *
   * @param fields the bytes of the line's own fields, without the opening brace
   * @return what stands before them
   */
  byte[] next(byte[] fields, int offset, int length) {
    sha256.update(link);
    sha256.update(fields, offset, length);
    link = sha256.digest();
    String shown = HexFormat.of().formatHex(link, 0, SHOWN_BYTES);
    return (OPEN + shown + CLOSE).getBytes(StandardCharsets.US_ASCII);
  }

  /** The last link in full, as 64 hexadecimal digits. */
  String last() {
    return HexFormat.of().formatHex(link);
  }
}
