package io.github.m365licensing.testkit.internal.wire.call;

import io.github.m365licensing.testkit.internal.service.GraphFailure;
import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Percent-encoded text of paths and queries. */
public final class PercentText {

  private PercentText() {}

  /** A path segment decoded; a plus stays a plus. */
  public static String decodePath(String text) {
    return text.indexOf('%') < 0 ? text : decode(text);
  }

  /** A name or value of a query decoded; a plus is a blank. */
  public static String decodeQuery(String text) {
    String blanks = text.indexOf('+') < 0 ? text : text.replace('+', ' ');
    return blanks.indexOf('%') < 0 ? blanks : decode(blanks);
  }

  public static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** Encodes what may not stand in a path or query. What is encoded already stays as it is. */
  public static String encodeIllegal(String text) {
    int from = 0;
    while (from < text.length() && isLegal(text.charAt(from))) {
      from++;
    }
    if (from == text.length()) {
      return text; // nearly always
    }
    StringBuilder encoded = new StringBuilder(text.length() + 32).append(text, 0, from);
    for (byte b : text.substring(from).getBytes(StandardCharsets.UTF_8)) {
      if (isLegal((char) (b & 0xff))) {
        encoded.append((char) b);
      } else {
        encoded.append(String.format(Locale.ROOT, "%%%02X", b & 0xff));
      }
    }
    return encoded.toString();
  }

  private static boolean isLegal(char c) {
    return (c >= '?' && c <= 'Z')
        || (c >= 'a' && c <= 'z')
        || (c >= '$' && c <= ';')
        || c == '!'
        || c == '='
        || c == '_'
        || c == '~';
  }

  private static String decode(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream decoded = new ByteArrayOutputStream(bytes.length);
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '%') {
        int high = i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
        int low = i + 2 < bytes.length ? Character.digit(bytes[i + 2], 16) : -1;
        if (high < 0 || low < 0) {
          throw new GraphFailure(
              400, "BadRequest", "The request address is not correctly percent-encoded.");
        }
        decoded.write((high << 4) | low);
        i += 2;
      } else {
        decoded.write(bytes[i]);
      }
    }
    return decoded.toString(StandardCharsets.UTF_8);
  }
}
