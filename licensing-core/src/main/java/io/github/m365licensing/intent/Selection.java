package io.github.m365licensing.intent;

import io.github.m365licensing.assignment.GroupId;
import io.github.m365licensing.directory.UserId;
import io.github.m365licensing.internal.Guids;
import java.util.List;
import java.util.Objects;

/**
 * Whom a change is for, as callers name them; made by {@link Selections}. Names are looked up when
 * a plan is made. Immutable.
 */
public sealed interface Selection
    permits Selection.Users,
        Selection.UsersById,
        Selection.UsersWhere,
        Selection.MembersOf,
        Selection.OfGroup,
        Selection.GroupsById,
        Selection.Except,
        NewUser {

  /** The same without those that the other selection names. */
  default Selection except(Selection excluded) {
    return new Except(this, excluded);
  }

  /**
   * Users named one by one.
   *
   * @param names object ids or user principal names, in the order given, without repetition; may be
   *     none where they were worked out, as in a report that found nobody; unmodifiable
   */
  record Users(List<String> names) implements Selection {

    /**
     * Checks the names.
     *
     * @throws IllegalArgumentException if one is neither a GUID nor a user principal name
     */
    public Users {
      Objects.requireNonNull(names, "names");
      names = names.stream().map(Users::checked).distinct().toList();
    }

    private static String checked(String name) {
      String trimmed = Objects.requireNonNull(name, "name").strip();
      return Guids.isGuid(trimmed) ? trimmed : GivenNames.userPrincipalName(trimmed);
    }

    /** How many users are named; never their names. */
    @Override
    public String toString() {
      return names.size() == 1 ? "1 user" : names.size() + " users";
    }
  }

  /**
   * Users known by id. Those that do not exist any more are left out.
   *
   * @param ids the object ids, without repetition; unmodifiable
   */
  record UsersById(List<UserId> ids) implements Selection {
    /** Copies the list. */
    public UsersById {
      ids = ids.stream().distinct().toList();
    }

    @Override
    public String toString() {
      return ids.size() == 1 ? "1 user" : ids.size() + " users";
    }
  }

  /**
   * Users who meet a condition.
   *
   * @param condition the condition
   */
  record UsersWhere(UserCondition condition) implements Selection {
    /** Checks the argument. */
    public UsersWhere {
      Objects.requireNonNull(condition, "condition");
    }

    @Override
    public String toString() {
      return "users where " + condition;
    }
  }

  /**
   * The direct members of a group that are users, each for himself.
   *
   * @param group the display name or object id of the group
   * @param onlyWithLicenseErrors whether only those are meant for whom the group's licences are in
   *     error
   */
  record MembersOf(String group, boolean onlyWithLicenseErrors) implements Selection {
    /**
     * Checks the argument.
     *
     * @throws IllegalArgumentException if the name is blank
     */
    public MembersOf {
      group = GivenNames.group(group);
    }

    /** Only the members for whom the group's licences are in error. */
    public MembersOf withLicenseErrors() {
      return new MembersOf(group, true);
    }

    @Override
    public String toString() {
      return "members of '" + group + "'" + (onlyWithLicenseErrors ? " with licence errors" : "");
    }
  }

  /**
   * A group itself: its own licences, which the service passes on to its direct user members.
   *
   * @param group the display name or object id of the group
   */
  record OfGroup(String group) implements Selection {
    /**
     * Checks the argument.
     *
     * @throws IllegalArgumentException if the name is blank
     */
    public OfGroup {
      group = GivenNames.group(group);
    }

    @Override
    public String toString() {
      return "group '" + group + "'";
    }
  }

  /**
   * Groups known by id, each for itself. Those that do not exist any more are left out.
   *
   * @param ids the object ids, without repetition; unmodifiable
   */
  record GroupsById(List<GroupId> ids) implements Selection {
    /** Copies the list. */
    public GroupsById {
      ids = ids.stream().distinct().toList();
    }

    @Override
    public String toString() {
      return ids.size() == 1 ? "1 group" : ids.size() + " groups";
    }
  }

  /** Whether groups themselves are meant, not people. */
  default boolean isOfGroups() {
    return this instanceof OfGroup || this instanceof GroupsById;
  }

  /**
   * A selection without another.
   *
   * @param selection those who are meant
   * @param excluded those who are not, though the first selection names them
   */
  record Except(Selection selection, Selection excluded) implements Selection {
    /**
     * Checks the arguments.
     *
     * @throws IllegalArgumentException if one of them is a user that does not exist yet, or a group
     *     itself
     */
    public Except {
      Objects.requireNonNull(selection, "selection");
      Objects.requireNonNull(excluded, "excluded");
      if (selection instanceof NewUser || excluded instanceof NewUser) {
        throw new IllegalArgumentException(
            "except(…) is for users that exist, not for newUser(…). Leave the new user out of the"
                + " intent instead.");
      }
      if (selection.isOfGroups() || excluded.isOfGroups()) {
        throw new IllegalArgumentException(
            "A group's licences reach all of its members, so except(…) cannot leave out any. Nothing"
                + " was read or sent. Use membersOf(…).except(…) to change members one by one, or"
                + " protectedUsers(…) to be stopped if somebody would be reached.");
      }
    }

    @Override
    public String toString() {
      return selection + " except " + excluded;
    }
  }
}
