package io.github.m365licensing.testkit.internal;

import java.util.UUID;

/**
 * A change to the directory, for delta queries.
 *
 * @param sequence its number; grows by one
 * @param kind what happened
 * @param object the user or group that changed
 * @param member for a change of membership the member, else the object itself
 */
public record Change(long sequence, Kind kind, UUID object, UUID member) {

  /** What can happen to an object. */
  public enum Kind {
    /** A user was created, changed, deleted or restored; look at it to see which. */
    USER,
    /** A group was created, changed, deleted or restored; look at it to see which. */
    GROUP,
    /** A user is gone for good. */
    USER_PURGED,
    /** A group is gone for good. */
    GROUP_PURGED,
    /** A member joined a group. */
    MEMBER_ADDED,
    /** A member left a group. */
    MEMBER_REMOVED
  }
}
