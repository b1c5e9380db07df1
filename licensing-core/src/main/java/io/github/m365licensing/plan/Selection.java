package io.github.m365licensing.plan;

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
      group = Objects.requireNonNull(group, "group").strip();
      if (group.isEmpty()) {
        throw new IllegalArgumentException(
            "The name of the group is blank. Give its display name or object id.");
      }
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
   * A selection without another.
   *
   * @param selection those who are meant
   * @param excluded those who are not, though the first selection names them
   */
  record Except(Selection selection, Selection excluded) implements Selection {
    /**
     * Checks the arguments.
     *
     * @throws IllegalArgumentException if one of them is a user that does not exist yet
     */
    public Except {
      Objects.requireNonNull(selection, "selection");
      Objects.requireNonNull(excluded, "excluded");
      if (selection instanceof NewUser || excluded instanceof NewUser) {
        throw new IllegalArgumentException(
            "except(…) is for users that exist, not for newUser(…). Leave the new user out of the"
                + " intent instead.");
      }
    }

    @Override
    public String toString() {
      return selection + " except " + excluded;
    }
  }
}
