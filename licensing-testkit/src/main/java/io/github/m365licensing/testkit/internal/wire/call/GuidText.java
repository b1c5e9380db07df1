package io.github.m365licensing.testkit.internal.wire.call;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** GUIDs in the one form that Graph takes: 8-4-4-4-12 hexadecimal digits. */
public final class GuidText {

  private static final int LENGTH = 36;

  private GuidText() {}

  /** The GUID that the text is; none if it is none. */
  public static Optional<UUID> parse(String text) {
    return matches(text) ? Optional.of(UUID.fromString(text)) : Optional.empty();
  }

  /** The GUIDs among these texts. */
  public static List<UUID> parseAll(List<String> texts) {
    return texts.stream().flatMap(text -> parse(text).stream()).toList();
  }

  /** Whether the text is a GUID, which {@link UUID#fromString} sees less strictly. */
  public static boolean matches(String text) {
    if (text.length() != LENGTH) {
      return false;
    }
    for (int i = 0; i < LENGTH; i++) {
      char c = text.charAt(i);
      boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
      boolean hex = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
      if (dash ? c != '-' : !hex) {
        return false;
      }
    }
    return true;
  }
}
