package io.github.m365licensing.directory;

import java.util.Objects;
import java.util.Set;

/**
 * Whether a user belongs to the tenant or was invited ({@code userType}). Documented by Graph.
 *
 * <p>An open value: the service may send words that are not among the constants; they are kept as
 * they came.
 *
 * @param value the word as Graph spells it
 */
public record UserType(String value) {

  /** Belongs to the tenant. */
  public static final UserType MEMBER = new UserType("Member");

  /** Was invited from elsewhere. Guests have no usage location unless somebody sets one. */
  public static final UserType GUEST = new UserType("Guest");

  private static final Set<UserType> KNOWN = Set.of(MEMBER, GUEST);

  public UserType {
    Objects.requireNonNull(value, "value");
  }

  /** The value with this word. */
  public static UserType of(String value) {
    return new UserType(value);
  }

  /** Whether this is one of the constants of this type. */
  public boolean isKnown() {
    return KNOWN.contains(this);
  }

  /** The word as Graph spells it. */
  @Override
  public String toString() {
    return value;
  }
}
