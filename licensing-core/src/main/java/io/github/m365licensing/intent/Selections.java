package io.github.m365licensing.intent;

import io.github.m365licensing.assignment.GroupId;
import io.github.m365licensing.directory.UsageLocation;
import io.github.m365licensing.directory.UserId;
import io.github.m365licensing.directory.UserQuery;
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
    return new SelectionForms.Users(
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
    return new SelectionForms.Users(new ArrayList<>(idsOrUserPrincipalNames));
  }

  /** A user that does not exist yet. */
  public static NewUser newUser(String userPrincipalName) {
    return NewUser.named(userPrincipalName);
  }

  /** The users who meet a condition. */
  public static Selection usersWhere(UserCondition condition) {
    return new SelectionForms.UsersWhere(condition);
  }

  /** The users that match a query. */
  public static Selection usersWhere(UserQuery query) {
    return usersWhere(UserCondition.of(query));
  }

  /**
   * The direct members of a group that are users, each for themselves. Members of nested groups are
   * not meant; the plan says so where there are any.
   *
   * @param group the display name or object id
   */
  public static Selection.MembersOf membersOf(String group) {
    return new SelectionForms.Members(group, false);
  }

  /**
   * A group itself: what is assigned to it reaches its direct user members; the service sees to
   * that in the background. To change members one by one, use {@link #membersOf}.
   *
   * @param group the display name or object id
   * @throws IllegalArgumentException if it is blank
   */
  public static Selection group(String group) {
    return new SelectionForms.OfGroup(group);
  }

  /** Users known by object id. Those that do not exist any more are left out. */
  public static Selection usersById(Collection<UserId> ids) {
    return new SelectionForms.UsersById(List.copyOf(ids));
  }

  /** Groups known by object id, each for itself. Those that do not exist any more are left out. */
  public static Selection groupsById(Collection<GroupId> ids) {
    return new SelectionForms.GroupsById(List.copyOf(ids));
  }

  /** Every user. */
  public static UserCondition everyone() {
    return UserCondition.of(UserQuery.everyone());
  }

  /** Users of a department. */
  public static UserCondition department(String department) {
    Objects.requireNonNull(department, "department");
    return query(new UserQuery.Department(department), "department '" + department + "'");
  }

  /** Users whose sign-in name ends in a domain, given without the {@code @}. */
  public static UserCondition domain(String domain) {
    Objects.requireNonNull(domain, "domain");
    return query(new UserQuery.Domain(domain), "domain '" + domain + "'");
  }

  /**
   * Users of a country.
   *
   * @param countryCode two letters
   * @throws IllegalArgumentException if it is not two letters
   */
  public static UserCondition usageLocation(String countryCode) {
    UsageLocation location = UsageLocation.of(countryCode);
    return query(new UserQuery.InUsageLocation(location), "usage location " + location);
  }

  /** Users without a usage location. */
  public static UserCondition noUsageLocation() {
    return query(UserQuery.NoUsageLocation.INSTANCE, "no usage location");
  }

  /** Users synced from on premises. */
  public static UserCondition synced() {
    return query(new UserQuery.Synced(true), "synced");
  }

  /** Users who can sign in. */
  public static UserCondition enabled() {
    return query(new UserQuery.Enabled(true), "enabled");
  }

  /** Users invited from elsewhere. */
  public static UserCondition guest() {
    return query(new UserQuery.Guest(true), "guest");
  }

  /** Users who have a SKU, through whatever path. */
  public static UserCondition hasSku(String sku) {
    return new UserConditionForms.HasSku(sku);
  }

  /** Users who have a SKU assigned directly. */
  public static UserCondition hasDirectSku(String sku) {
    return new UserConditionForms.HasDirectSku(sku);
  }

  /** Users who lack a SKU on every path. */
  public static UserCondition lacksSku(String sku) {
    return new UserConditionForms.Not(hasSku(sku), "lacks SKU " + sku);
  }

  /** Users for whom a plan is on in at least one of their SKUs. */
  public static UserCondition hasPlanOn(String plan) {
    return new UserConditionForms.HasPlanOn(plan);
  }

  /** Users whom the school's directory gives a role, for example {@code student}. */
  public static UserCondition educationRole(String role) {
    Objects.requireNonNull(role, "role");
    return query(new UserQuery.EducationRole(role), "education role '" + role + "'");
  }

  private static UserCondition query(UserQuery query, String text) {
    return new UserConditionForms.Query(query, text);
  }
}
