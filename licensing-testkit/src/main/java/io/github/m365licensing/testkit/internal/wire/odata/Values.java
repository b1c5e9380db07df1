package io.github.m365licensing.testkit.internal.wire.odata;

import java.time.Instant;
import java.util.UUID;

/** Compares values as the directory does: text without case, GUIDs by their text. */
final class Values {

  private Values() {}

  /** The order of two values of one type. */
  static int compare(Object left, Object right) {
    if (left instanceof String text) {
      return text.compareToIgnoreCase((String) right);
    }
    if (left instanceof Boolean flag) {
      return flag.compareTo((Boolean) right);
    }
    if (left instanceof Number number) {
      return Double.compare(number.doubleValue(), ((Number) right).doubleValue());
    }
    if (left instanceof Instant moment) {
      return moment.compareTo((Instant) right);
    }
    return ((UUID) left).toString().compareTo(right.toString());
  }

  static boolean startsWith(String text, String start) {
    return text.regionMatches(true, 0, start, 0, start.length());
  }

  static boolean endsWith(String text, String end) {
    return text.regionMatches(true, text.length() - end.length(), end, 0, end.length());
  }

  static boolean contains(String text, String part) {
    for (int i = 0; i + part.length() <= text.length(); i++) {
      if (text.regionMatches(true, i, part, 0, part.length())) {
        return true;
      }
    }
    return false;
  }
}
