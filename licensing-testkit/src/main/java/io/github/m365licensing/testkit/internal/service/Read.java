package io.github.m365licensing.testkit.internal.service;

import io.github.m365licensing.assignment.GroupId;
import io.github.m365licensing.assignment.LicenseDetails;
import io.github.m365licensing.directory.Subscription;
import io.github.m365licensing.sku.SubscribedSku;
import io.github.m365licensing.tenant.GraphOperation;
import io.github.m365licensing.testkit.internal.store.DirectoryChange;
import io.github.m365licensing.testkit.internal.store.Member;
import io.github.m365licensing.testkit.internal.store.StoredDevice;
import io.github.m365licensing.testkit.internal.store.StoredGroup;
import io.github.m365licensing.testkit.internal.store.StoredObject;
import io.github.m365licensing.testkit.internal.store.StoredOrganization;
import io.github.m365licensing.testkit.internal.store.StoredUser;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A request that changes nothing. Lists start after a position, so that a page costs a page.
 *
 * @param <A> what it answers
 */
public final class Read<A> extends Operation<A> {

  private static final Collector<CharSequence, ?, String> IN_FILTER =
      Collectors.joining(",", "/users?$filter=id in (", ")");

  private final Function<DirectoryReads, A> answer;

  private Read(
      GraphOperation operation, String subject, String path, Function<DirectoryReads, A> answer) {
    this(operation, subject, path(path, subject), answer);
  }

  private Read(
      GraphOperation operation,
      String subject,
      Supplier<String> path,
      Function<DirectoryReads, A> answer) {
    super(operation, subject, path);
    this.answer = answer;
  }

  /** Lets the store answer it. */
  public A answer(DirectoryReads reads) {
    return answer.apply(reads);
  }

  @Override
  public int status() {
    return 200;
  }

  @Override
  String method() {
    return "GET";
  }

  @Override
  String body() {
    return "";
  }

  /** The tenant itself. */
  public static Read<StoredOrganization> readOrganization() {
    return new Read<>(
        GraphOperation.READ_ORGANIZATION, "", "/organization", reads -> reads.organization());
  }

  /** Ordered by part number, then id. */
  public static Read<List<SubscribedSku>> listSubscribedSkus() {
    return new Read<>(
        GraphOperation.LIST_SUBSCRIBED_SKUS,
        "",
        "/subscribedSkus",
        reads -> reads.subscribedSkus());
  }

  /** Ordered by part number, then id. */
  public static Read<List<Subscription>> listSubscriptions() {
    return new Read<>(
        GraphOperation.LIST_SUBSCRIPTIONS,
        "",
        "/directory/subscriptions",
        reads -> reads.subscriptions());
  }

  /** The living user with this object id or user principal name. */
  public static Read<StoredUser> getUser(String user) {
    return new Read<>(GraphOperation.GET_USER, user, "/users/{}", reads -> reads.user(user));
  }

  /**
   * Living users in the order of creation, after a {@link StoredUser#position}. The caller filters
   * and cuts pages.
   */
  public static Read<Stream<StoredUser>> listUsers(long after) {
    return new Read<>(
        GraphOperation.LIST_USERS, "", "/users?$top=999", reads -> reads.users(after));
  }

  /** Those of these users that live, in the order of the ids. */
  public static Read<List<StoredUser>> listUsersById(List<UUID> ids) {
    List<UUID> all = List.copyOf(ids);
    return new Read<>(
        GraphOperation.LIST_USERS,
        "",
        () -> all.stream().map(id -> "'" + id + "'").collect(IN_FILTER),
        reads -> reads.usersById(all));
  }

  /**
   * Living users with a school role, in the order of creation, after a {@link StoredUser#position}.
   */
  public static Read<Stream<StoredUser>> listEducationUsers(long after) {
    return new Read<>(
        GraphOperation.LIST_EDUCATION_USERS,
        "",
        "/education/users",
        reads -> reads.educationUsers(after));
  }

  /** What a user holds, SKU by SKU. */
  public static Read<List<LicenseDetails>> listLicenseDetails(String user) {
    return new Read<>(
        GraphOperation.LIST_LICENSE_DETAILS,
        user,
        "/users/{}/licenseDetails",
        reads -> reads.licenseDetails(user));
  }

  /** The groups of a user; transitive, if groups of groups count. */
  public static Read<List<StoredGroup>> listMemberOf(String user, boolean transitive) {
    return new Read<>(
        GraphOperation.LIST_MEMBER_OF,
        user,
        transitive ? "/users/{}/transitiveMemberOf" : "/users/{}/memberOf",
        reads -> reads.memberOf(user, transitive));
  }

  /** The living group with this id. */
  public static Read<StoredGroup> getGroup(GroupId group) {
    return new Read<>(
        GraphOperation.GET_GROUP, group.toString(), "/groups/{}", reads -> reads.group(group));
  }

  /**
   * Living groups in the order of creation, after a {@link StoredGroup#position}. The caller
   * filters and cuts pages.
   */
  public static Read<Stream<StoredGroup>> listGroups(long after) {
    return new Read<>(
        GraphOperation.LIST_GROUPS, "", "/groups?$top=999", reads -> reads.groups(after));
  }

  /** Direct living members in the order of joining, after a {@link Member#position}. */
  public static Read<Stream<Member>> listMembers(GroupId group, long after) {
    return new Read<>(
        GraphOperation.LIST_MEMBERS,
        group.toString(),
        "/groups/{}/members?$top=999",
        reads -> reads.members(group, after));
  }

  /**
   * Everybody in the group and in the groups inside it, each once, in the order in which they are
   * met.
   */
  public static Read<List<StoredObject>> listTransitiveMembers(GroupId group) {
    return new Read<>(
        GraphOperation.LIST_TRANSITIVE_MEMBERS,
        group.toString(),
        "/groups/{}/transitiveMembers",
        reads -> reads.transitiveMembers(group));
  }

  /** Members for whom a licence of this group is in error. */
  public static Read<Stream<StoredUser>> listMembersWithLicenseErrors(GroupId group) {
    return new Read<>(
        GraphOperation.LIST_MEMBERS_WITH_LICENSE_ERRORS,
        group.toString(),
        "/groups/{}/membersWithLicenseErrors",
        reads -> reads.membersWithLicenseErrors(group));
  }

  /** Deleted users in the order of creation. */
  public static Read<List<StoredUser>> listDeletedUsers() {
    return new Read<>(
        GraphOperation.LIST_DELETED_ITEMS,
        "",
        "/directory/deletedItems/microsoft.graph.user",
        reads -> reads.deletedUsers());
  }

  /** Deleted groups in the order of creation. */
  public static Read<List<StoredGroup>> listDeletedGroups() {
    return new Read<>(
        GraphOperation.LIST_DELETED_ITEMS,
        "",
        "/directory/deletedItems/microsoft.graph.group",
        reads -> reads.deletedGroups());
  }

  /** The devices of all, ordered by id. */
  public static Read<List<StoredDevice>> listManagedDevices() {
    return new Read<>(
        GraphOperation.LIST_MANAGED_DEVICES,
        "",
        "/deviceManagement/managedDevices",
        reads -> reads.managedDevices());
  }

  /** The devices of a user, ordered by id. */
  public static Read<List<StoredDevice>> listManagedDevicesOf(String user) {
    return new Read<>(
        GraphOperation.LIST_MANAGED_DEVICES,
        user,
        "/users/{}/managedDevices",
        reads -> reads.managedDevicesOf(user));
  }

  /** The living user or group with this id. */
  public static Read<StoredObject> getDirectoryObject(UUID id) {
    return new Read<>(
        GraphOperation.GET_USER, id.toString(), "/directoryObjects/{}", reads -> reads.object(id));
  }

  /** The changes after a {@link DirectoryChange#sequence}; empty if some of them are forgotten. */
  public static Read<Optional<List<DirectoryChange>>> listUserChanges(long after) {
    return new Read<>(GraphOperation.LIST_USERS, "", "/users/delta", reads -> reads.changes(after));
  }

  /** The changes after a {@link DirectoryChange#sequence}; empty if some of them are forgotten. */
  public static Read<Optional<List<DirectoryChange>>> listGroupChanges(long after) {
    return new Read<>(
        GraphOperation.LIST_GROUPS, "", "/groups/delta", reads -> reads.changes(after));
  }
}
