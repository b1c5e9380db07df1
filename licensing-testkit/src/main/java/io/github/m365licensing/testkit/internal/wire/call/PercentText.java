package io.github.m365licensing.testkit.internal.wire.call;

import io.github.m365licensing.testkit.internal.service.GraphFailure;
import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

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

  /** A key without the quotes that it may stand in. */
  public static String unquoted(String key) {
    boolean quoted = key.length() >= 2 && key.startsWith("'") && key.endsWith("'");
    return quoted ? key.substring(1, key.length() - 1).replace("''", "'") : key;
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
