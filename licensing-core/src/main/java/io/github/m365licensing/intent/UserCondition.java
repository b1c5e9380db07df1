package io.github.m365licensing.intent;

import io.github.m365licensing.directory.UserQuery;
import java.util.Objects;

/**
 * Which users are meant, with SKUs and plans named as the caller likes; made by {@link Selections}.
 * It becomes a {@link UserQuery} when a plan is made and the names are looked up.
 *
 * <p>An attribute that is absent never matches, also under {@link #negate()}. Its text says whom it
 * means. Immutable.
 */
public sealed interface UserCondition
    permits UserConditionForms.Query,
        UserConditionForms.HasSku,
        UserConditionForms.HasDirectSku,
        UserConditionForms.HasPlanOn,
        UserConditionForms.And,
        UserConditionForms.Or,
        UserConditionForms.Not {

  /** Asks the case that the condition is. */
  <R> R accept(Cases<R> cases);

  /**
   * One method for each kind of condition.
   *
   * @param <R> what is answered
   */
  interface Cases<R> {
    /** Whom a query matches. */
    R query(UserQuery query);

    /** Who has a SKU through whatever path. */
    R hasSku(String sku);

    /** Who has a SKU directly. */
    R hasDirectSku(String sku);

    /** For whom a plan is on in at least one SKU. */
    R hasPlanOn(String plan);

    /** Who meets both. */
    R and(UserCondition one, UserCondition other);

    /** Who meets at least one. */
    R or(UserCondition one, UserCondition other);

    /** Who does not meet it. */
    R not(UserCondition condition);
  }

  /** The condition that a query states. */
  static UserCondition of(UserQuery query) {
    Objects.requireNonNull(query, "query");
    return new UserConditionForms.Query(query, query.toString());
  }

  /** Users that match both. */
  default UserCondition and(UserCondition other) {
    return new UserConditionForms.And(this, other);
  }

  /** Users that match at least one. */
  default UserCondition or(UserCondition other) {
    return new UserConditionForms.Or(this, other);
  }

  /** Users that do not match, as far as the attribute asked for is present. */
  default UserCondition negate() {
    return new UserConditionForms.Not(this, "not " + this);
  }
}
