package io.github.m365licensing.directory;

import io.github.m365licensing.internal.Guids;
import java.util.Objects;
import java.util.UUID;

/**
 * The object id of a user. Stable for the life of the user, unlike the user principal name.
 *
 * <p>Ordered as its text. Immutable.
 *
 * @param value the GUID
 */
public record UserId(UUID value) implements Comparable<UserId> {

  public UserId {
    Objects.requireNonNull(value, "value");
  }

  /**
   * The id with this GUID.
   *
   * @throws NullPointerException if the argument is null
   */
  public static UserId of(UUID value) {
    return new UserId(value);
  }

  /**
   * Reads an id from its text form, for example {@code 87d349ed-44d7-43e1-9a83-5f2406dee5bd}.
   * Surrounding blanks and case do not matter.
   *
   * @throws IllegalArgumentException if the text is not a GUID
   */
  public static UserId parse(String text) {
    return new UserId(Guids.parse("user id", text));
  }

  @Override
  public int compareTo(UserId other) {
    return Guids.compare(value, other.value);
  }

  /** The GUID in lower case, as Graph writes it. */
  @Override
  public String toString() {
    return value.toString();
  }
}
