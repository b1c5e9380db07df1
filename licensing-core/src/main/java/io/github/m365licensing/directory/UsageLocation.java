package io.github.m365licensing.directory;

import java.util.Locale;
import java.util.Objects;

/**
 * The country in which a user uses services ({@code usageLocation}), as two letters of ISO 3166-1
 * alpha-2.
 *
 * <p>Graph refuses a direct licence for a user without one, because which services may be offered
 * depends on the country. The form is checked here; whether the country exists is the service's to
 * say.
 *
 * @param countryCode two capital letters, for example {@code NL}
 */
public record UsageLocation(String countryCode) implements Comparable<UsageLocation> {

  /**
   * Checks the form.
   *
   * @throws IllegalArgumentException if it is not two letters from A to Z
   */
  public UsageLocation {
    countryCode =
        Objects.requireNonNull(countryCode, "countryCode").strip().toUpperCase(Locale.ROOT);
    if (countryCode.length() != 2
        || !isLetter(countryCode.charAt(0))
        || !isLetter(countryCode.charAt(1))) {
      throw new IllegalArgumentException(
          "'" + countryCode + "' is not a usageLocation: expected two letters such as NL or US.");
    }
  }

  /**
   * The location with this code; case and blanks around it do not matter.
   *
   * @throws IllegalArgumentException if it is not two letters from A to Z
   */
  public static UsageLocation of(String countryCode) {
    return new UsageLocation(countryCode);
  }

  private static boolean isLetter(char c) {
    return c >= 'A' && c <= 'Z';
  }

  @Override
  public int compareTo(UsageLocation other) {
    return countryCode.compareTo(other.countryCode);
  }

  /** The two letters. */
  @Override
  public String toString() {
    return countryCode;
  }
}
