package io.github.m365licensing.directory;

import io.github.m365licensing.assignment.GroupId;
import java.util.Comparator;
import java.util.Locale;
import java.util.Objects;

/**
 * Whom a change is about: a user, a group, or a user yet to be created. No two writes for one
 * subject may be in flight together.
 *
 * <p>Ordered: groups by id, then users by id, then new users by name.
 */
public sealed interface Subject extends Comparable<Subject> {

  /** An order that does not depend on the input: kind, then key. */
  Comparator<Subject> ORDER = Subject::compare;

  /** The user with this id. */
  static Subject user(UserId id) {
    return new OfUser(id);
  }

  /** The group with this id. */
  static Subject group(GroupId id) {
    return new OfGroup(id);
  }

  /** The user that is to be created under this user principal name. */
  static Subject newUser(String userPrincipalName) {
    return new OfNewUser(userPrincipalName);
  }

  /** What kind of subject this is. */
  Kind kind();

  /** What tells this subject from others of its kind: the object id, or the new user's name. */
  String key();

  @Override
  default int compareTo(Subject other) {
    return compare(this, other);
  }

  private static int compare(Subject a, Subject b) {
    // Ids are compared as numbers, which is their order as text without making the text.
    if (a instanceof OfUser x && b instanceof OfUser y) {
      return x.id().compareTo(y.id());
    }
    int byKind = a.kind().compareTo(b.kind());
    return byKind != 0 ? byKind : a.key().compareTo(b.key());
  }

  /** The kinds of subject. */
  enum Kind {
    /** A group. */
    GROUP,
    /** A user that exists. */
    USER,
    /** A user yet to be created. */
    NEW_USER
  }

  /**
   * A user that exists.
   *
   * @param id the object id
   */
  record OfUser(UserId id) implements Subject {
    public OfUser {
      Objects.requireNonNull(id, "id");
    }

    @Override
    public Kind kind() {
      return Kind.USER;
    }

    @Override
    public String key() {
      return id.toString();
    }

    @Override
    public String toString() {
      return "user " + id;
    }
  }

  /**
   * A group.
   *
   * @param id the object id
   */
  record OfGroup(GroupId id) implements Subject {
    public OfGroup {
      Objects.requireNonNull(id, "id");
    }

    @Override
    public Kind kind() {
      return Kind.GROUP;
    }

    @Override
    public String key() {
      return id.toString();
    }

    @Override
    public String toString() {
      return "group " + id;
    }
  }

  /**
   * A user yet to be created. The name stays out of {@code toString}.
   *
   * @param userPrincipalName the sign-in name to be, in lower case
   */
  record OfNewUser(String userPrincipalName) implements Subject {
    /** Puts the name in lower case, since names are compared without case. */
    public OfNewUser {
      userPrincipalName = userPrincipalName.toLowerCase(Locale.ROOT);
    }

    @Override
    public Kind kind() {
      return Kind.NEW_USER;
    }

    @Override
    public String key() {
      return userPrincipalName;
    }

    @Override
    public String toString() {
      return "new user";
    }
  }
}
