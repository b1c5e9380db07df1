package io.github.m365licensing.assignment;

import java.util.Objects;

/**
 * Where a user's licence comes from: assigned directly, or inherited from one group.
 *
 * <p>Graph says it with {@code licenseAssignmentState.assignedByGroup}, where null means direct.
 * One user may hold one SKU through several sources and uses one seat.
 */
public sealed interface AssignmentSource {

  /** The direct assignment. */
  static AssignmentSource direct() {
    return Direct.INSTANCE;
  }

  /** The assignment inherited from this group. */
  static AssignmentSource inheritedFrom(GroupId group) {
    return new InheritedFromGroup(group);
  }

  /**
   * Whether a call on the user can change this path. Inherited paths change only with the group.
   */
  default boolean isDirect() {
    return this instanceof Direct;
  }

  /** Assigned to the user directly. */
  enum Direct implements AssignmentSource {
    /** The one direct source. */
    INSTANCE;

    @Override
    public String toString() {
      return "direct";
    }
  }

  /**
   * Inherited from a group.
   *
   * @param group the group that carries the licence
   */
  record InheritedFromGroup(GroupId group) implements AssignmentSource {

    public InheritedFromGroup {
      Objects.requireNonNull(group, "group");
    }

    @Override
    public String toString() {
      return "group " + group;
    }
  }
}
