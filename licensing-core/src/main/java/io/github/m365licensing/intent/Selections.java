package io.github.m365licensing.intent;

import io.github.m365licensing.directory.UsageLocation;
import io.github.m365licensing.directory.UserId;
import io.github.m365licensing.directory.UserQuery;
import io.github.m365licensing.internal.names.TenantNames;
import io.github.m365licensing.sku.ServicePlanId;
import io.github.m365licensing.sku.SubscribedSku;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/**
 * Whom a change is for. Meant for static import, together with {@link Verbs}.
 *
 * <p>SKUs and plans are named by part number or plan name, GUID or product name; blanks around them
 * and case do not matter.
 */
public final class Selections {

  private Selections() {}

  /**
   * One user.
   *
   * @param idOrUserPrincipalName the object id or the sign-in name
   * @throws IllegalArgumentException if it is neither
   */
  public static Selection user(String idOrUserPrincipalName) {
    return new Selection.Users(
        List.of(Objects.requireNonNull(idOrUserPrincipalName, "idOrUserPrincipalName")));
  }

  /** One user whose id is known. */
  public static Selection user(UserId id) {
    return user(Objects.requireNonNull(id, "id").toString());
  }

  /**
   * Several users.
   *
   * @param idsOrUserPrincipalNames object ids or sign-in names
   * @throws IllegalArgumentException if there is none, or one of them is malformed
   */
  public static Selection users(String... idsOrUserPrincipalNames) {
    return users(
        Arrays.asList(Objects.requireNonNull(idsOrUserPrincipalNames, "idsOrUserPrincipalNames")));
  }

  /**
   * Several users.
   *
   * @param idsOrUserPrincipalNames object ids or sign-in names
   * @throws IllegalArgumentException if there is none, or one of them is malformed
   */
  public static Selection users(Collection<String> idsOrUserPrincipalNames) {
    Objects.requireNonNull(idsOrUserPrincipalNames, "idsOrUserPrincipalNames");
    if (idsOrUserPrincipalNames.isEmpty()) {
      throw new IllegalArgumentException(
          "The selection names no user. Nothing was read. Name at least one user principal name or"
              + " object id.");
    }
    return new Selection.Users(new ArrayList<>(idsOrUserPrincipalNames));
  }

  /** A user that does not exist yet. */
  public static NewUser newUser(String userPrincipalName) {
    return NewUser.named(userPrincipalName);
  }

  /** The users who meet a condition. */
  public static Selection usersWhere(UserCondition condition) {
    return new Selection.UsersWhere(condition);
  }

  /** The users that match a query. */
  public static Selection usersWhere(UserQuery query) {
    return usersWhere(UserCondition.of(query));
  }

  /**
   * The direct members of a group that are users, each for himself. Members of nested groups are
   * not meant; the plan says so where there are any.
   *
   * @param group the display name or object id
   */
  public static Selection.MembersOf membersOf(String group) {
    return new Selection.MembersOf(group, false);
  }

  /**
   * A group itself: what is assigned to it reaches its direct user members, worked off by the
   * service in the background. To change members one by one, use {@link #membersOf}.
   *
   * @param group the display name or object id
   * @throws IllegalArgumentException if it is blank
   */
  public static Selection group(String group) {
    return new Selection.OfGroup(group);
  }

  /** Every user. */
  public static UserCondition everyone() {
    return UserCondition.of(UserQuery.everyone());
  }

  /** Users of a department. */
  public static UserCondition department(String department) {
    Objects.requireNonNull(department, "department");
    return new UserCondition(
        "department '" + department + "'", names -> new UserQuery.Department(department));
  }

  /** Users whose sign-in name ends in a domain, given without the {@code @}. */
  public static UserCondition domain(String domain) {
    Objects.requireNonNull(domain, "domain");
    return new UserCondition("domain '" + domain + "'", names -> new UserQuery.Domain(domain));
  }

  /**
   * Users of a country.
   *
   * @param countryCode two letters
   * @throws IllegalArgumentException if it is not two letters
   */
  public static UserCondition usageLocation(String countryCode) {
    UsageLocation location = UsageLocation.of(countryCode);
    return new UserCondition(
        "usage location " + location, names -> new UserQuery.InUsageLocation(location));
  }

  /** Users without a usage location. */
  public static UserCondition noUsageLocation() {
    return new UserCondition("no usage location", names -> UserQuery.NoUsageLocation.INSTANCE);
  }

  /** Users synced from on premises. */
  public static UserCondition synced() {
    return new UserCondition("synced", names -> new UserQuery.Synced(true));
  }

  /** Users who can sign in. */
  public static UserCondition enabled() {
    return new UserCondition("enabled", names -> new UserQuery.Enabled(true));
  }

  /** Users invited from elsewhere. */
  public static UserCondition guest() {
    return new UserCondition("guest", names -> new UserQuery.Guest(true));
  }

  /** Users who have a SKU, through whatever path. */
  public static UserCondition hasSku(String sku) {
    Objects.requireNonNull(sku, "sku");
    return new UserCondition(
        "has SKU " + sku, names -> new UserQuery.HasSku(names.sku(sku).skuId()));
  }

  /** Users who have a SKU assigned directly. */
  public static UserCondition hasDirectSku(String sku) {
    Objects.requireNonNull(sku, "sku");
    return new UserCondition(
        "has SKU " + sku + " directly",
        names -> new UserQuery.HasDirectSku(names.sku(sku).skuId()));
  }

  /** Users who lack a SKU on every path. */
  public static UserCondition lacksSku(String sku) {
    Objects.requireNonNull(sku, "sku");
    return new UserCondition(
        "lacks SKU " + sku, names -> new UserQuery.HasSku(names.sku(sku).skuId()).negate());
  }

  /** Users for whom a plan is on in at least one of their SKUs. */
  public static UserCondition hasPlanOn(String plan) {
    Objects.requireNonNull(plan, "plan");
    return new UserCondition(
        "has plan " + plan + " on", names -> hasPlanOn(names, names.plan(plan)));
  }

  private static UserQuery hasPlanOn(TenantNames names, ServicePlanId plan) {
    return new UserQuery.HasPlanOn(
        plan, names.skus().with(plan).stream().map(SubscribedSku::skuId).toList());
  }

  /** Users whom the school's directory gives a role, for example {@code student}. */
  public static UserCondition educationRole(String role) {
    Objects.requireNonNull(role, "role");
    return new UserCondition(
        "education role '" + role + "'", names -> new UserQuery.EducationRole(role));
  }
}
