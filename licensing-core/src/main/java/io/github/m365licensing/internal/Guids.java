package io.github.m365licensing.internal;

import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;

/** Reads and orders the GUIDs that Graph uses as ids. */
public final class Guids {

  private static final Pattern GUID =
      Pattern.compile(
          "[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

  private Guids() {}

  /** Whether the text, trimmed, has the form of a GUID. */
  public static boolean isGuid(String text) {
    return GUID.matcher(text.strip()).matches();
  }

  /**
   * Reads a GUID. {@link UUID#fromString} alone would accept shortened groups such as {@code
   * 1-1-1-1-1}.
   *
   * @param property the Graph property that the text was meant for; named in the error
   * @throws IllegalArgumentException if the text is not a GUID
   */
  public static UUID parse(String property, String text) {
    String trimmed = text.strip();
    if (!GUID.matcher(trimmed).matches()) {
      throw new IllegalArgumentException(
          "'"
              + text
              + "' is not a "
              + property
              + ": expected a GUID such as efccb6f7-5641-4e0e-bd10-b4976e1bf68e. "
              + "Nothing was looked up.");
    }
    return UUID.fromString(trimmed.toLowerCase(Locale.ROOT));
  }

  /** Orders GUIDs as their text does; {@link UUID#compareTo} orders by signed numbers. */
  public static int compare(UUID a, UUID b) {
    int high = Long.compareUnsigned(a.getMostSignificantBits(), b.getMostSignificantBits());
    return high != 0
        ? high
        : Long.compareUnsigned(a.getLeastSignificantBits(), b.getLeastSignificantBits());
  }
}
