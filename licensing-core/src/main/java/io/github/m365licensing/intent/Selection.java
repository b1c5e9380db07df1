package io.github.m365licensing.intent;

import io.github.m365licensing.assignment.GroupId;
import io.github.m365licensing.directory.UserId;
import java.util.List;

/**
 * Whom a change is for, as callers name them; made by {@link Selections}. Names are looked up when
 * a plan is made. Its text says whom it means, without names of users. Immutable.
 */
public sealed interface Selection
    permits Selection.MembersOf,
        NewUser,
        SelectionForms.Users,
        SelectionForms.UsersById,
        SelectionForms.UsersWhere,
        SelectionForms.OfGroup,
        SelectionForms.GroupsById,
        SelectionForms.Except {

  /** Asks the case that the selection is. */
  <R> R accept(Cases<R> cases);

  /**
   * One method for each kind of selection.
   *
   * @param <R> what is answered
   */
  interface Cases<R> {
    /**
     * Users named one by one.
     *
     * @param names object ids or user principal names, in the order given, without repetition
     */
    R users(List<String> names);

    /** Users known by id, as far as they exist; each id once. */
    R usersById(List<UserId> ids);

    /** Users who meet a condition. */
    R usersWhere(UserCondition condition);

    /**
     * The direct members of a group that are users.
     *
     * @param group the display name or object id
     * @param onlyWithLicenseErrors whether only those are meant for whom the group's licences are
     *     in error
     */
    R membersOf(String group, boolean onlyWithLicenseErrors);

    /** A group itself, by its display name or object id. */
    R group(String group);

    /** Groups known by id, as far as they exist; each id once. */
    R groupsById(List<GroupId> ids);

    /** A user that does not exist yet. */
    R newUser(NewUser newUser);

    /**
     * A selection without another. Both are of users that exist.
     *
     * @param excluded those who are not meant, though the first selection names them
     */
    R except(Selection selection, Selection excluded);
  }

  /**
   * The same without those that the other selection names.
   *
   * @throws IllegalArgumentException if one of them is a user that does not exist yet, or a group
   *     itself
   */
  default Selection except(Selection excluded) {
    return new SelectionForms.Except(this, excluded);
  }

  /** The direct members of a group that are users, each for themselves. */
  sealed interface MembersOf extends Selection permits SelectionForms.Members {
    /** Only the members for whom the group's licences are in error. */
    Selection withLicenseErrors();
  }
}
