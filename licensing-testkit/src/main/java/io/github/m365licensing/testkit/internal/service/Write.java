package io.github.m365licensing.testkit.internal.service;

import io.github.m365licensing.assignment.GroupId;
import io.github.m365licensing.sku.SkuId;
import io.github.m365licensing.tenant.GraphOperation;
import io.github.m365licensing.testkit.internal.store.Attributes;
import io.github.m365licensing.testkit.internal.store.GroupAttribute;
import io.github.m365licensing.testkit.internal.store.StoredGroup;
import io.github.m365licensing.testkit.internal.store.StoredObject;
import io.github.m365licensing.testkit.internal.store.StoredUser;
import io.github.m365licensing.testkit.internal.store.UserAttribute;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A request that changes the tenant, as a whole or not at all.
 *
 * @param <A> what it answers
 */
public sealed interface Write<A> extends Operation<A> {

  /**
   * Checks everything that the service checks at once, and says what the write comes to. Nothing is
   * changed yet. Runs under the engine's lock.
   *
   * @throws GraphFailure if the service refuses it
   */
  AcceptedWrite<A> check(Engine engine);

  /**
   * {@code POST /users}. The password is checked by the door and never kept.
   *
   * @param attributes the properties sent
   */
  record CreateUser(Attributes<UserAttribute> attributes) implements Write<StoredUser> {
    @Override
    public GraphOperation operation() {
      return GraphOperation.CREATE_USER;
    }

    @Override
    public String subject() {
      return attributes.text(UserAttribute.USER_PRINCIPAL_NAME).orElse("");
    }

    @Override
    public AcceptedWrite<StoredUser> check(Engine engine) {
      return engine.users().create(attributes);
    }
  }

  /**
   * {@code PATCH /users/{id}}.
   *
   * @param user object id or user principal name
   * @param changes the properties sent; a null value empties one
   */
  record UpdateUser(String user, Map<UserAttribute, ? extends @Nullable Object> changes)
      implements Write<NoContent> {
    @Override
    public GraphOperation operation() {
      return GraphOperation.UPDATE_USER;
    }

    @Override
    public String subject() {
      return user;
    }

    @Override
    public AcceptedWrite<NoContent> check(Engine engine) {
      return engine.users().update(user, changes);
    }
  }

  /**
   * {@code DELETE /users/{id}}.
   *
   * @param user object id or user principal name
   */
  record DeleteUser(String user) implements Write<NoContent> {
    @Override
    public GraphOperation operation() {
      return GraphOperation.DELETE_USER;
    }

    @Override
    public String subject() {
      return user;
    }

    @Override
    public AcceptedWrite<NoContent> check(Engine engine) {
      return engine.users().delete(user);
    }
  }

  /**
   * {@code POST /users/{id}/assignLicense}.
   *
   * @param user object id or user principal name
   * @param addLicenses the list as sent; null if the request leaves it out
   * @param removeLicenses the list as sent; null if the request leaves it out
   */
  record AssignUserLicense(
      String user, @Nullable List<LicenseChange> addLicenses, @Nullable List<SkuId> removeLicenses)
      implements Write<StoredUser> {
    @Override
    public GraphOperation operation() {
      return GraphOperation.ASSIGN_USER_LICENSE;
    }

    @Override
    public String subject() {
      return user;
    }

    @Override
    public AcceptedWrite<StoredUser> check(Engine engine) {
      return engine.licensing().assign(user, addLicenses, removeLicenses);
    }
  }

  /**
   * {@code POST /users/{id}/reprocessLicenseAssignment}.
   *
   * @param user object id or user principal name
   */
  record ReprocessLicenses(String user) implements Write<StoredUser> {
    @Override
    public GraphOperation operation() {
      return GraphOperation.REPROCESS_LICENSES;
    }

    @Override
    public String subject() {
      return user;
    }

    @Override
    public AcceptedWrite<StoredUser> check(Engine engine) {
      return engine.groupLicensing().reprocess(user);
    }
  }

  /**
   * {@code POST /groups}.
   *
   * @param attributes the properties sent
   * @param members the first members
   */
  record CreateGroup(Attributes<GroupAttribute> attributes, List<UUID> members)
      implements Write<StoredGroup> {
    /** Copies the list. */
    public CreateGroup {
      members = List.copyOf(members);
    }

    @Override
    public GraphOperation operation() {
      return GraphOperation.CREATE_GROUP;
    }

    @Override
    public String subject() {
      return attributes.text(GroupAttribute.DISPLAY_NAME).orElse("");
    }

    @Override
    public AcceptedWrite<StoredGroup> check(Engine engine) {
      return engine.groups().create(attributes, members);
    }
  }

  /**
   * {@code PATCH /groups/{id}} without members.
   *
   * @param group the object id
   * @param changes the properties sent; a null value empties one
   */
  record UpdateGroup(GroupId group, Map<GroupAttribute, ? extends @Nullable Object> changes)
      implements Write<NoContent> {
    @Override
    public GraphOperation operation() {
      return GraphOperation.UPDATE_GROUP;
    }

    @Override
    public String subject() {
      return group.toString();
    }

    @Override
    public AcceptedWrite<NoContent> check(Engine engine) {
      return engine.groups().update(group, changes);
    }
  }

  /**
   * {@code DELETE /groups/{id}}.
   *
   * @param group the object id
   */
  record DeleteGroup(GroupId group) implements Write<NoContent> {
    @Override
    public GraphOperation operation() {
      return GraphOperation.DELETE_GROUP;
    }

    @Override
    public String subject() {
      return group.toString();
    }

    @Override
    public AcceptedWrite<NoContent> check(Engine engine) {
      return engine.groups().delete(group);
    }
  }

  /**
   * {@code POST /groups/{id}/assignLicense}: accepted, worked off later.
   *
   * @param group the object id
   * @param addLicenses the list as sent; null if the request leaves it out
   * @param removeLicenses the list as sent; null if the request leaves it out
   */
  record AssignGroupLicense(
      GroupId group,
      @Nullable List<LicenseChange> addLicenses,
      @Nullable List<SkuId> removeLicenses)
      implements Write<StoredGroup> {
    @Override
    public GraphOperation operation() {
      return GraphOperation.ASSIGN_GROUP_LICENSE;
    }

    @Override
    public String subject() {
      return group.toString();
    }

    @Override
    public AcceptedWrite<StoredGroup> check(Engine engine) {
      return engine.groupLicensing().assign(group, addLicenses, removeLicenses);
    }
  }

  /**
   * {@code POST /groups/{id}/members/$ref}, or {@code PATCH /groups/{id}} with {@code
   * members@odata.bind}: all or none.
   *
   * @param group the object id
   * @param members the object ids of users or groups
   */
  record AddMembers(GroupId group, List<UUID> members) implements Write<NoContent> {
    /** Copies the list. */
    public AddMembers {
      members = List.copyOf(members);
    }

    @Override
    public GraphOperation operation() {
      return GraphOperation.ADD_MEMBERS;
    }

    @Override
    public String subject() {
      return group.toString();
    }

    @Override
    public AcceptedWrite<NoContent> check(Engine engine) {
      return engine.groups().addMembers(group, members);
    }
  }

  /**
   * {@code DELETE /groups/{id}/members/{id}/$ref}. Without {@code /$ref} Graph deletes the member
   * itself: that is {@link DeleteUser}.
   *
   * @param group the object id
   * @param member the object id of the member
   */
  record RemoveMember(GroupId group, UUID member) implements Write<NoContent> {
    @Override
    public GraphOperation operation() {
      return GraphOperation.REMOVE_MEMBER;
    }

    @Override
    public String subject() {
      return group.toString();
    }

    @Override
    public AcceptedWrite<NoContent> check(Engine engine) {
      return engine.groups().removeMember(group, member);
    }
  }

  /**
   * {@code POST /directory/deletedItems/{id}/restore}.
   *
   * @param id the object id
   */
  record RestoreDeletedItem(UUID id) implements Write<StoredObject> {
    @Override
    public GraphOperation operation() {
      return GraphOperation.RESTORE_DELETED_ITEM;
    }

    @Override
    public String subject() {
      return id.toString();
    }

    @Override
    public AcceptedWrite<StoredObject> check(Engine engine) {
      return engine.recycleBin().restore(id);
    }
  }

  /**
   * {@code DELETE /directory/deletedItems/{id}}.
   *
   * @param id the object id
   */
  record PurgeDeletedItem(UUID id) implements Write<NoContent> {
    @Override
    public GraphOperation operation() {
      return GraphOperation.PURGE_DELETED_ITEM;
    }

    @Override
    public String subject() {
      return id.toString();
    }

    @Override
    public AcceptedWrite<NoContent> check(Engine engine) {
      return engine.recycleBin().purge(id);
    }
  }
}
