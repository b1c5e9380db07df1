package io.github.m365licensing.intent;

import io.github.m365licensing.assignment.GroupId;
import io.github.m365licensing.directory.Subject;
import io.github.m365licensing.directory.UserId;
import io.github.m365licensing.internal.GivenNames;
import io.github.m365licensing.internal.Guids;
import java.util.List;
import java.util.Objects;

/** The selections as values, names as callers gave them. */
final class SelectionForms {

  private SelectionForms() {}

  /** What kind of subjects a selection is about. */
  static Subject.Kind kind(Selection selection) {
    return selection.accept(KindOf.INSTANCE);
  }

  record Users(List<String> names) implements Selection {
    Users {
      names = names.stream().map(Users::checked).distinct().toList();
    }

    private static String checked(String name) {
      String trimmed = Objects.requireNonNull(name, "name").strip();
      return Guids.isGuid(trimmed) ? trimmed : GivenNames.userPrincipalName(trimmed);
    }

    @Override
    public <R> R accept(Cases<R> cases) {
      return cases.users(names);
    }

    @Override
    public String toString() {
      return names.size() == 1 ? "1 user" : names.size() + " users";
    }
  }

  record UsersById(List<UserId> ids) implements Selection {
    UsersById {
      ids = ids.stream().distinct().toList();
    }

    @Override
    public <R> R accept(Cases<R> cases) {
      return cases.usersById(ids);
    }

    @Override
    public String toString() {
      return ids.size() == 1 ? "1 user" : ids.size() + " users";
    }
  }

  record UsersWhere(UserCondition condition) implements Selection {
    UsersWhere {
      Objects.requireNonNull(condition, "condition");
    }

    @Override
    public <R> R accept(Cases<R> cases) {
      return cases.usersWhere(condition);
    }

    @Override
    public String toString() {
      return "users where " + condition;
    }
  }

  record Members(String group, boolean onlyWithLicenseErrors) implements Selection.MembersOf {
    Members {
      group = GivenNames.group(group);
    }

    @Override
    public Selection withLicenseErrors() {
      return new Members(group, true);
    }

    @Override
    public <R> R accept(Cases<R> cases) {
      return cases.membersOf(group, onlyWithLicenseErrors);
    }

    @Override
    public String toString() {
      return "members of '" + group + "'" + (onlyWithLicenseErrors ? " with licence errors" : "");
    }
  }

  record OfGroup(String group) implements Selection {
    OfGroup {
      group = GivenNames.group(group);
    }

    @Override
    public <R> R accept(Cases<R> cases) {
      return cases.group(group);
    }

    @Override
    public String toString() {
      return "group '" + group + "'";
    }
  }

  record GroupsById(List<GroupId> ids) implements Selection {
    GroupsById {
      ids = ids.stream().distinct().toList();
    }

    @Override
    public <R> R accept(Cases<R> cases) {
      return cases.groupsById(ids);
    }

    @Override
    public String toString() {
      return ids.size() == 1 ? "1 group" : ids.size() + " groups";
    }
  }

  record Except(Selection selection, Selection excluded) implements Selection {
    Except {
      Objects.requireNonNull(selection, "selection");
      Objects.requireNonNull(excluded, "excluded");
      if (kind(selection) == Subject.Kind.NEW_USER || kind(excluded) == Subject.Kind.NEW_USER) {
        throw new IllegalArgumentException(
            "except(…) is for users that exist, not for newUser(…). Leave the new user out of the"
                + " intent instead.");
      }
      if (kind(selection) == Subject.Kind.GROUP || kind(excluded) == Subject.Kind.GROUP) {
        throw new IllegalArgumentException(
            "A group's licences reach all of its members, so except(…) cannot leave out any. Nothing"
                + " was read or sent. Use membersOf(…).except(…) to change members one by one, or"
                + " protectedUsers(…) to be stopped if somebody would be reached.");
      }
    }

    @Override
    public <R> R accept(Cases<R> cases) {
      return cases.except(selection, excluded);
    }

    @Override
    public String toString() {
      return selection + " except " + excluded;
    }
  }

  private enum KindOf implements Selection.Cases<Subject.Kind> {
    INSTANCE;

    @Override
    public Subject.Kind users(List<String> names) {
      return Subject.Kind.USER;
    }

    @Override
    public Subject.Kind usersById(List<UserId> ids) {
      return Subject.Kind.USER;
    }

    @Override
    public Subject.Kind usersWhere(UserCondition condition) {
      return Subject.Kind.USER;
    }

    @Override
    public Subject.Kind membersOf(String group, boolean onlyWithLicenseErrors) {
      return Subject.Kind.USER;
    }

    @Override
    public Subject.Kind group(String group) {
      return Subject.Kind.GROUP;
    }

    @Override
    public Subject.Kind groupsById(List<GroupId> ids) {
      return Subject.Kind.GROUP;
    }

    @Override
    public Subject.Kind newUser(NewUser newUser) {
      return Subject.Kind.NEW_USER;
    }

    @Override
    public Subject.Kind except(Selection selection, Selection excluded) {
      return Subject.Kind.USER;
    }
  }
}
