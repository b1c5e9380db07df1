package io.github.m365licensing.intent;

import io.github.m365licensing.directory.UserQuery;
import io.github.m365licensing.internal.names.TenantNames;
import java.util.Objects;
import java.util.function.Function;

/**
 * Which users are meant, with SKUs and plans named as the caller likes; made by {@link Selections}.
 * It becomes a {@link UserQuery} when a plan is made and the names are looked up.
 *
 * <p>An attribute that is absent never matches, also under {@link #negate()}. Immutable.
 */
public final class UserCondition {

  private final String text;
  private final Function<TenantNames, UserQuery> query;

  UserCondition(String text, Function<TenantNames, UserQuery> query) {
    this.text = text;
    this.query = query;
  }

  /** The condition that a query states. */
  public static UserCondition of(UserQuery query) {
    Objects.requireNonNull(query, "query");
    return new UserCondition(query.toString(), names -> query);
  }

  /** Users that match both. */
  public UserCondition and(UserCondition other) {
    Objects.requireNonNull(other, "other");
    return new UserCondition(
        "(" + text + " and " + other.text + ")",
        names -> query.apply(names).and(other.query.apply(names)));
  }

  /** Users that match at least one. */
  public UserCondition or(UserCondition other) {
    Objects.requireNonNull(other, "other");
    return new UserCondition(
        "(" + text + " or " + other.text + ")",
        names -> query.apply(names).or(other.query.apply(names)));
  }

  /** Users that do not match, as far as the attribute asked for is present. */
  public UserCondition negate() {
    return new UserCondition("not " + text, names -> query.apply(names).negate());
  }

  /** For the rooms of this module only. */
  public UserQuery in(TenantNames names) {
    return query.apply(names);
  }

  /** The condition in words. */
  @Override
  public String toString() {
    return text;
  }
}
