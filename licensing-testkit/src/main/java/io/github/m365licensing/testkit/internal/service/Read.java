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
import java.util.stream.Stream;

/**
 * A request that changes nothing. Lists start after a position, so that a page costs a page.
 *
 * @param <A> what it answers
 */
public sealed interface Read<A> extends Operation<A> {

  /** Lets the store answer it. */
  A answer(DirectoryReads reads);

  /** {@code GET /organization}. */
  record ReadOrganization() implements Read<StoredOrganization> {
    @Override
    public GraphOperation operation() {
      return GraphOperation.READ_ORGANIZATION;
    }

    @Override
    public StoredOrganization answer(DirectoryReads reads) {
      return reads.organization();
    }
  }

  /** {@code GET /subscribedSkus}, ordered by part number, then id. */
  record ListSubscribedSkus() implements Read<List<SubscribedSku>> {
    @Override
    public GraphOperation operation() {
      return GraphOperation.LIST_SUBSCRIBED_SKUS;
    }

    @Override
    public List<SubscribedSku> answer(DirectoryReads reads) {
      return reads.subscribedSkus();
    }
  }

  /** {@code GET /directory/subscriptions}, ordered by part number, then id. */
  record ListSubscriptions() implements Read<List<Subscription>> {
    @Override
    public GraphOperation operation() {
      return GraphOperation.LIST_SUBSCRIPTIONS;
    }

    @Override
    public List<Subscription> answer(DirectoryReads reads) {
      return reads.subscriptions();
    }
  }

  /**
   * {@code GET /users/{id}}.
   *
   * @param user object id or user principal name
   */
  record GetUser(String user) implements Read<StoredUser> {
    @Override
    public GraphOperation operation() {
      return GraphOperation.GET_USER;
    }

    @Override
    public String subject() {
      return user;
    }

    @Override
    public StoredUser answer(DirectoryReads reads) {
      return reads.user(user);
    }
  }

  /**
   * {@code GET /users}: living users in the order of creation. The door filters and cuts pages.
   *
   * @param after {@link StoredUser#row} of the last user already seen; 0 from the start
   */
  record ListUsers(long after) implements Read<Stream<StoredUser>> {
    @Override
    public GraphOperation operation() {
      return GraphOperation.LIST_USERS;
    }

    @Override
    public Stream<StoredUser> answer(DirectoryReads reads) {
      return reads.users(after);
    }
  }

  /**
   * {@code GET /users?$filter=id in (…)}: those of these users that live, in the order of the ids.
   *
   * @param ids the object ids
   */
  record ListUsersById(List<UUID> ids) implements Read<List<StoredUser>> {
    /** Copies the list. */
    public ListUsersById {
      ids = List.copyOf(ids);
    }

    @Override
    public GraphOperation operation() {
      return GraphOperation.LIST_USERS;
    }

    @Override
    public List<StoredUser> answer(DirectoryReads reads) {
      return reads.usersById(ids);
    }
  }

  /**
   * {@code GET /education/users}: living users with a school role, in the order of creation.
   *
   * @param after {@link StoredUser#row} of the last user already seen; 0 from the start
   */
  record ListEducationUsers(long after) implements Read<Stream<StoredUser>> {
    @Override
    public GraphOperation operation() {
      return GraphOperation.LIST_EDUCATION_USERS;
    }

    @Override
    public Stream<StoredUser> answer(DirectoryReads reads) {
      return reads.educationUsers(after);
    }
  }

  /**
   * {@code GET /users/{id}/licenseDetails}.
   *
   * @param user object id or user principal name
   */
  record ListLicenseDetails(String user) implements Read<List<LicenseDetails>> {
    @Override
    public GraphOperation operation() {
      return GraphOperation.LIST_LICENSE_DETAILS;
    }

    @Override
    public String subject() {
      return user;
    }

    @Override
    public List<LicenseDetails> answer(DirectoryReads reads) {
      return reads.licenseDetails(user);
    }
  }

  /**
   * {@code GET /users/{id}/memberOf} or {@code transitiveMemberOf}.
   *
   * @param user object id or user principal name
   * @param transitive whether groups of groups count
   */
  record ListMemberOf(String user, boolean transitive) implements Read<List<StoredGroup>> {
    @Override
    public GraphOperation operation() {
      return GraphOperation.LIST_MEMBER_OF;
    }

    @Override
    public String subject() {
      return user;
    }

    @Override
    public List<StoredGroup> answer(DirectoryReads reads) {
      return reads.memberOf(user, transitive);
    }
  }

  /**
   * {@code GET /groups/{id}}.
   *
   * @param group the object id
   */
  record GetGroup(GroupId group) implements Read<StoredGroup> {
    @Override
    public GraphOperation operation() {
      return GraphOperation.GET_GROUP;
    }

    @Override
    public String subject() {
      return group.toString();
    }

    @Override
    public StoredGroup answer(DirectoryReads reads) {
      return reads.group(group);
    }
  }

  /**
   * {@code GET /groups}: living groups in the order of creation. The door filters and cuts pages.
   *
   * @param after {@link StoredGroup#row} of the last group already seen; 0 from the start
   */
  record ListGroups(long after) implements Read<Stream<StoredGroup>> {
    @Override
    public GraphOperation operation() {
      return GraphOperation.LIST_GROUPS;
    }

    @Override
    public Stream<StoredGroup> answer(DirectoryReads reads) {
      return reads.groups(after);
    }
  }

  /**
   * {@code GET /groups/{id}/members}: direct living members in the order of joining.
   *
   * @param group the object id
   * @param after {@link Member#position} of the last member already seen; 0 from the start
   */
  record ListMembers(GroupId group, long after) implements Read<Stream<Member>> {
    @Override
    public GraphOperation operation() {
      return GraphOperation.LIST_MEMBERS;
    }

    @Override
    public String subject() {
      return group.toString();
    }

    @Override
    public Stream<Member> answer(DirectoryReads reads) {
      return reads.members(group, after);
    }
  }

  /**
   * {@code GET /groups/{id}/transitiveMembers}: everybody in the group and in the groups inside it,
   * each once, in the order in which they are met.
   *
   * @param group the object id
   */
  record ListTransitiveMembers(GroupId group) implements Read<List<StoredObject>> {
    @Override
    public GraphOperation operation() {
      return GraphOperation.LIST_TRANSITIVE_MEMBERS;
    }

    @Override
    public String subject() {
      return group.toString();
    }

    @Override
    public List<StoredObject> answer(DirectoryReads reads) {
      return reads.transitiveMembers(group);
    }
  }

  /**
   * {@code GET /groups/{id}/membersWithLicenseErrors}.
   *
   * @param group the object id
   */
  record ListMembersWithLicenseErrors(GroupId group) implements Read<Stream<StoredUser>> {
    @Override
    public GraphOperation operation() {
      return GraphOperation.LIST_MEMBERS_WITH_LICENSE_ERRORS;
    }

    @Override
    public String subject() {
      return group.toString();
    }

    @Override
    public Stream<StoredUser> answer(DirectoryReads reads) {
      return reads.membersWithLicenseErrors(group);
    }
  }

  /** {@code GET /directory/deletedItems/microsoft.graph.user}, in the order of creation. */
  record ListDeletedUsers() implements Read<List<StoredUser>> {
    @Override
    public GraphOperation operation() {
      return GraphOperation.LIST_DELETED_ITEMS;
    }

    @Override
    public List<StoredUser> answer(DirectoryReads reads) {
      return reads.deletedUsers();
    }
  }

  /** {@code GET /directory/deletedItems/microsoft.graph.group}, in the order of creation. */
  record ListDeletedGroups() implements Read<List<StoredGroup>> {
    @Override
    public GraphOperation operation() {
      return GraphOperation.LIST_DELETED_ITEMS;
    }

    @Override
    public List<StoredGroup> answer(DirectoryReads reads) {
      return reads.deletedGroups();
    }
  }

  /**
   * {@code GET /deviceManagement/managedDevices}, or {@code /users/{id}/managedDevices}, ordered by
   * id.
   *
   * @param user object id or user principal name; empty for the devices of all
   */
  record ListManagedDevices(String user) implements Read<List<StoredDevice>> {
    @Override
    public GraphOperation operation() {
      return GraphOperation.LIST_MANAGED_DEVICES;
    }

    @Override
    public String subject() {
      return user;
    }

    @Override
    public List<StoredDevice> answer(DirectoryReads reads) {
      return user.isEmpty() ? reads.managedDevices() : reads.managedDevicesOf(user);
    }
  }

  /**
   * {@code GET /directoryObjects/{id}}: the living user or group with this id.
   *
   * @param id the object id
   */
  record GetDirectoryObject(UUID id) implements Read<StoredObject> {
    @Override
    public GraphOperation operation() {
      return GraphOperation.GET_USER;
    }

    @Override
    public String subject() {
      return id.toString();
    }

    @Override
    public StoredObject answer(DirectoryReads reads) {
      return reads.object(id);
    }
  }

  /**
   * {@code GET /users/delta}: the changes after a number; empty if some of them are forgotten.
   *
   * @param after {@link Change#sequence} of the last change already seen
   */
  record ListUserChanges(long after) implements Read<Optional<List<DirectoryChange>>> {
    @Override
    public GraphOperation operation() {
      return GraphOperation.LIST_USERS;
    }

    @Override
    public Optional<List<DirectoryChange>> answer(DirectoryReads reads) {
      return reads.changes(after);
    }
  }

  /**
   * {@code GET /groups/delta}: the changes after a number; empty if some of them are forgotten.
   *
   * @param after {@link Change#sequence} of the last change already seen
   */
  record ListGroupChanges(long after) implements Read<Optional<List<DirectoryChange>>> {
    @Override
    public GraphOperation operation() {
      return GraphOperation.LIST_GROUPS;
    }

    @Override
    public Optional<List<DirectoryChange>> answer(DirectoryReads reads) {
      return reads.changes(after);
    }
  }
}
