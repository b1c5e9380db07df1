package io.github.m365licensing.directory;

import io.github.m365licensing.sku.ServicePlanId;
import io.github.m365licensing.sku.SkuId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Which users are meant: a condition as data, so that a tenant can translate it to a {@code
 * $filter} and a fake can evaluate it.
 *
 * <p>An attribute that is absent never matches, also under {@link Not}: {@code
 * department("Sales").negate()} does not select users without a department. Text is compared
 * without case, as Graph does. Immutable.
 */
public sealed interface UserQuery {

  /** Every user. */
  static UserQuery everyone() {
    return Everyone.INSTANCE;
  }

  /**
   * Whether the user is meant.
   *
   * @throws NullPointerException if the argument is null
   */
  default boolean matches(LicensedUser user) {
    return evaluate(Objects.requireNonNull(user, "user")).orElse(false);
  }

  /** True, false, or empty where an attribute that the answer hangs on is absent. */
  Optional<Boolean> evaluate(LicensedUser user);

  /** Users that match both. */
  default UserQuery and(UserQuery other) {
    return new And(List.of(this, other));
  }

  /** Users that match at least one. */
  default UserQuery or(UserQuery other) {
    return new Or(List.of(this, other));
  }

  /** Users that do not match, as far as the attribute asked for is present. */
  default UserQuery negate() {
    return new Not(this);
  }

  /** Every user. */
  enum Everyone implements UserQuery {
    /** The only value. */
    INSTANCE;

    @Override
    public Optional<Boolean> evaluate(LicensedUser user) {
      return Optional.of(true);
    }

    @Override
    public String toString() {
      return "everyone";
    }
  }

  /**
   * Users of a department.
   *
   * @param department the name, compared without case
   */
  record Department(String department) implements UserQuery {
    @Override
    public Optional<Boolean> evaluate(LicensedUser user) {
      return user.department().map(department::equalsIgnoreCase);
    }
  }

  /**
   * Users whose user principal name ends in a domain.
   *
   * @param domain the part after the {@code @}, compared without case
   */
  record Domain(String domain) implements UserQuery {
    @Override
    public Optional<Boolean> evaluate(LicensedUser user) {
      return Optional.of(user.domain().equalsIgnoreCase(domain));
    }
  }

  /**
   * Users of a country.
   *
   * @param usageLocation the country
   */
  record InUsageLocation(UsageLocation usageLocation) implements UserQuery {
    @Override
    public Optional<Boolean> evaluate(LicensedUser user) {
      return user.usageLocation().map(usageLocation::equals);
    }
  }

  /** Users without a usage location: the only condition that asks for absence. */
  enum NoUsageLocation implements UserQuery {
    /** The only value. */
    INSTANCE;

    @Override
    public Optional<Boolean> evaluate(LicensedUser user) {
      return Optional.of(user.usageLocation().isEmpty());
    }
  }

  /**
   * Users by where they are mastered.
   *
   * @param synced true for users synced from on premises
   */
  record Synced(boolean synced) implements UserQuery {
    @Override
    public Optional<Boolean> evaluate(LicensedUser user) {
      return Optional.of(user.onPremisesSyncEnabled() == synced);
    }
  }

  /**
   * Users by whether they can sign in.
   *
   * @param enabled true for users who can
   */
  record Enabled(boolean enabled) implements UserQuery {
    @Override
    public Optional<Boolean> evaluate(LicensedUser user) {
      return Optional.of(user.accountEnabled() == enabled);
    }
  }

  /**
   * Users by whether they were invited.
   *
   * @param guest true for guests
   */
  record Guest(boolean guest) implements UserQuery {
    @Override
    public Optional<Boolean> evaluate(LicensedUser user) {
      return Optional.of(user.isGuest() == guest);
    }
  }

  /**
   * Users who have a SKU, through whatever path.
   *
   * @param skuId the product
   */
  record HasSku(SkuId skuId) implements UserQuery {
    @Override
    public Optional<Boolean> evaluate(LicensedUser user) {
      return Optional.of(user.holds(skuId));
    }
  }

  /**
   * Users who have a SKU directly.
   *
   * @param skuId the product
   */
  record HasDirectSku(SkuId skuId) implements UserQuery {
    @Override
    public Optional<Boolean> evaluate(LicensedUser user) {
      return Optional.of(user.licenses().direct(skuId).isPresent());
    }
  }

  /**
   * Users for whom a plan is on in at least one of their SKUs.
   *
   * @param servicePlanId the plan
   * @param skusWithPlan the SKUs of the tenant that hold the plan
   */
  record HasPlanOn(ServicePlanId servicePlanId, List<SkuId> skusWithPlan) implements UserQuery {
    public HasPlanOn {
      skusWithPlan = List.copyOf(skusWithPlan);
    }

    @Override
    public Optional<Boolean> evaluate(LicensedUser user) {
      return Optional.of(
          user.assignedLicenses().stream()
              .anyMatch(
                  license ->
                      skusWithPlan.contains(license.skuId())
                          && !license.disabledPlans().contains(servicePlanId)));
    }
  }

  /**
   * Users whom the school's directory gives a role.
   *
   * @param role for example {@code student} or {@code teacher}
   */
  record EducationRole(String role) implements UserQuery {
    @Override
    public Optional<Boolean> evaluate(LicensedUser user) {
      return user.educationRole().map(role::equalsIgnoreCase);
    }
  }

  /**
   * Users who match all conditions.
   *
   * @param all the conditions
   */
  record And(List<UserQuery> all) implements UserQuery {
    public And {
      all = List.copyOf(all);
    }

    @Override
    public Optional<Boolean> evaluate(LicensedUser user) {
      boolean unknown = false;
      for (UserQuery query : all) {
        Optional<Boolean> answer = query.evaluate(user);
        if (answer.isPresent() && !answer.get()) {
          return Optional.of(false);
        }
        unknown |= answer.isEmpty();
      }
      return unknown ? Optional.empty() : Optional.of(true);
    }

    @Override
    public String toString() {
      return all.stream().map(UserQuery::toString).collect(Collectors.joining(" and ", "(", ")"));
    }
  }

  /**
   * Users who match at least one condition.
   *
   * @param any the conditions
   */
  record Or(List<UserQuery> any) implements UserQuery {
    public Or {
      any = List.copyOf(any);
    }

    @Override
    public Optional<Boolean> evaluate(LicensedUser user) {
      boolean unknown = false;
      for (UserQuery query : any) {
        Optional<Boolean> answer = query.evaluate(user);
        if (answer.isPresent() && answer.get()) {
          return Optional.of(true);
        }
        unknown |= answer.isEmpty();
      }
      return unknown ? Optional.empty() : Optional.of(false);
    }

    @Override
    public String toString() {
      return any.stream().map(UserQuery::toString).collect(Collectors.joining(" or ", "(", ")"));
    }
  }

  /**
   * Users who do not match a condition.
   *
   * @param query the condition
   */
  record Not(UserQuery query) implements UserQuery {
    @Override
    public Optional<Boolean> evaluate(LicensedUser user) {
      return query.evaluate(user).map(answer -> !answer);
    }

    @Override
    public String toString() {
      return "not " + query;
    }
  }
}
