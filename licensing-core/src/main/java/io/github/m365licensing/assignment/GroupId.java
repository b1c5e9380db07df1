package io.github.m365licensing.assignment;

import io.github.m365licensing.internal.Guids;
import java.util.Objects;
import java.util.UUID;

/**
 * The object id of a group, as in {@code licenseAssignmentState.assignedByGroup}.
 *
 * <p>Ordered as its text. Immutable.
 *
 * @param value the GUID
 */
public record GroupId(UUID value) implements Comparable<GroupId> {

  public GroupId {
    Objects.requireNonNull(value, "value");
  }

  /**
   * The id with this GUID.
   *
   * @throws NullPointerException if the argument is null
   */
  public static GroupId of(UUID value) {
    return new GroupId(value);
  }

  /**
   * Reads an id from its text form, for example {@code 0a53f6d5-9f2b-4d3a-8e62-4f0c9f1f6a11}.
   * Surrounding blanks and case do not matter.
   *
   * @throws IllegalArgumentException if the text is not a GUID
   */
  public static GroupId parse(String text) {
    return new GroupId(Guids.parse("group id", text));
  }

  @Override
  public int compareTo(GroupId other) {
    return Guids.compare(value, other.value);
  }

  /** The GUID in lower case, as Graph writes it. */
  @Override
  public String toString() {
    return value.toString();
  }
}
