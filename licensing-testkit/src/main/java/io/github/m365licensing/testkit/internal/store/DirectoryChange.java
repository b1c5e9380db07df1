package io.github.m365licensing.testkit.internal.store;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A change to the directory, for delta queries.
 *
 * @param sequence its number; grows by one
 * @param kind what happened
 * @param object the user or group that changed
 * @param member for a change of membership the member, else the object itself
 * @param before the object as it was before; null if it is new or gone, and for a membership
 */
public record DirectoryChange(
    long sequence, Kind kind, UUID object, UUID member, @Nullable StoredObject before) {

  /** What can happen to an object. */
  public enum Kind {
    /** A user was created, changed, deleted or restored; their state shows which. */
    USER,
    /** A group was created, changed, deleted or restored; its state shows which. */
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
