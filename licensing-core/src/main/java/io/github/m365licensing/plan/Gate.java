package io.github.m365licensing.plan;

/**
 * What must be seen in the tenant, subject by subject, before the writes of a {@link Stage} are
 * sent. A subject that does not get there within the budget is not written in this and later
 * stages; the others go on.
 */
public enum Gate {
  /** Nothing. */
  NONE,
  /** The user that was created can be read. */
  USER_VISIBLE,
  /** The usage location that was set can be read. */
  USAGE_LOCATION_VISIBLE,
  /** The seats that earlier stages free are free. */
  SEATS_FREED,
  /**
   * The licences come through the group, active and without error, and what the user shall keep
   * stays on without the direct ones.
   */
  INHERITED_ACTIVE,
  /** What the user shall keep stays on without the group. */
  DIRECT_ACTIVE,
  /**
   * What earlier stages changed through groups has reached every member, and the seats that this
   * frees are free. It is seen member by member; what the group says of its processing is not
   * enough.
   */
  GROUP_PROCESSED
}
