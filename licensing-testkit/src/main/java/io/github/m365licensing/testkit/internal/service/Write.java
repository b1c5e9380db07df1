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
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A request that changes the tenant, as a whole or not at all.
 *
 * @param <A> what it answers
 */
public final class Write<A> extends Operation<A> {

  private final String method;
  private final int status;
  private final Supplier<String> body;
  private final Function<Engine, AcceptedWrite<A>> check;

  private Write(
      GraphOperation operation,
      String subject,
      String path,
      String method,
      int status,
      Supplier<String> body,
      Function<Engine, AcceptedWrite<A>> check) {
    this(operation, subject, path(path, subject), method, status, body, check);
  }

  private Write(
      GraphOperation operation,
      String subject,
      Supplier<String> path,
      String method,
      int status,
      Supplier<String> body,
      Function<Engine, AcceptedWrite<A>> check) {
    super(operation, subject, path);
    this.method = method;
    this.status = status;
    this.body = body;
    this.check = check;
  }

  /**
   * Checks everything that the service checks at once, and says what the write comes to. Nothing is
   * changed yet. Runs under the engine's lock.
   *
   * @throws GraphFailure if the service refuses it
   */
  public AcceptedWrite<A> check(Engine engine) {
    return check.apply(engine);
  }

  @Override
  public int status() {
    return status;
  }

  @Override
  String method() {
    return method;
  }

  @Override
  String body() {
    return body.get();
  }

  private static String noBody() {
    return "";
  }

  /** Creates a user. The password is checked by the caller and never kept. */
  public static Write<StoredUser> createUser(Attributes<UserAttribute> attributes) {
    return new Write<>(
        GraphOperation.CREATE_USER,
        attributes.text(UserAttribute.USER_PRINCIPAL_NAME).orElse(""),
        "/users",
        "POST",
        201,
        () -> WriteBodyJson.properties(attributes.present(UserAttribute.values())),
        engine -> engine.users().create(attributes));
  }

  /** Changes a user; a null value empties a property. */
  public static Write<NoContent> updateUser(
      String user, Map<UserAttribute, ? extends @Nullable Object> changes) {
    return new Write<>(
        GraphOperation.UPDATE_USER,
        user,
        "/users/{}",
        "PATCH",
        204,
        () -> WriteBodyJson.properties(changes),
        engine -> engine.users().update(user, changes));
  }

  /** Deletes a user, who can be restored. */
  public static Write<NoContent> deleteUser(String user) {
    return new Write<>(
        GraphOperation.DELETE_USER,
        user,
        "/users/{}",
        "DELETE",
        204,
        Write::noBody,
        engine -> engine.users().delete(user));
  }

  /** Gives and takes licences of a user directly. A list is null if the request leaves it out. */
  public static Write<StoredUser> assignUserLicense(
      String user, @Nullable List<LicenseChange> add, @Nullable List<SkuId> remove) {
    return new Write<>(
        GraphOperation.ASSIGN_USER_LICENSE,
        user,
        "/users/{}/assignLicense",
        "POST",
        200,
        () -> WriteBodyJson.licenses(add, remove),
        engine -> engine.directLicensing().assign(user, add, remove));
  }

  /** Asks again what a user's groups give. */
  public static Write<StoredUser> reprocessLicenses(String user) {
    return new Write<>(
        GraphOperation.REPROCESS_LICENSES,
        user,
        "/users/{}/reprocessLicenseAssignment",
        "POST",
        200,
        Write::noBody,
        engine -> engine.groupLicensing().reprocess(user));
  }

  /** Creates a group with its first members. */
  public static Write<StoredGroup> createGroup(
      Attributes<GroupAttribute> attributes, List<UUID> members) {
    List<UUID> all = List.copyOf(members);
    return new Write<>(
        GraphOperation.CREATE_GROUP,
        attributes.text(GroupAttribute.DISPLAY_NAME).orElse(""),
        "/groups",
        "POST",
        201,
        () -> WriteBodyJson.group(attributes.present(GroupAttribute.values()), all),
        engine -> engine.groups().create(attributes, all));
  }

  /** Changes a group, its members apart; a null value empties a property. */
  public static Write<NoContent> updateGroup(
      GroupId group, Map<GroupAttribute, ? extends @Nullable Object> changes) {
    return new Write<>(
        GraphOperation.UPDATE_GROUP,
        group.toString(),
        "/groups/{}",
        "PATCH",
        204,
        () -> WriteBodyJson.properties(changes),
        engine -> engine.groups().update(group, changes));
  }

  /** Deletes a group; only Microsoft 365 groups can be restored. */
  public static Write<NoContent> deleteGroup(GroupId group) {
    return new Write<>(
        GraphOperation.DELETE_GROUP,
        group.toString(),
        "/groups/{}",
        "DELETE",
        204,
        Write::noBody,
        engine -> engine.groups().delete(group));
  }

  /**
   * Gives and takes licences of a group: accepted now, processed later. A list is null if the
   * request leaves it out.
   */
  public static Write<StoredGroup> assignGroupLicense(
      GroupId group, @Nullable List<LicenseChange> add, @Nullable List<SkuId> remove) {
    return new Write<>(
        GraphOperation.ASSIGN_GROUP_LICENSE,
        group.toString(),
        "/groups/{}/assignLicense",
        "POST",
        202,
        () -> WriteBodyJson.licenses(add, remove),
        engine -> engine.groupLicensing().assign(group, add, remove));
  }

  /** Makes users or groups members, all or none. */
  public static Write<NoContent> addMembers(GroupId group, List<UUID> members) {
    List<UUID> all = List.copyOf(members);
    return new Write<>(
        GraphOperation.ADD_MEMBERS,
        group.toString(),
        "/groups/{}",
        "PATCH",
        204,
        () -> WriteBodyJson.members(all),
        engine -> engine.groups().addMembers(group, all));
  }

  /** Takes a member out. */
  public static Write<NoContent> removeMember(GroupId group, UUID member) {
    return new Write<>(
        GraphOperation.REMOVE_MEMBER,
        group.toString(),
        () -> "/groups/" + group + "/members/" + member + "/$ref",
        "DELETE",
        204,
        Write::noBody,
        engine -> engine.groups().removeMember(group, member));
  }

  /** Brings a deleted user or group back. */
  public static Write<StoredObject> restoreDeletedItem(UUID id) {
    return new Write<>(
        GraphOperation.RESTORE_DELETED_ITEM,
        id.toString(),
        "/directory/deletedItems/{}/restore",
        "POST",
        200,
        Write::noBody,
        engine -> engine.recycleBin().restore(id));
  }

  /** Takes a deleted user or group away for good. */
  public static Write<NoContent> purgeDeletedItem(UUID id) {
    return new Write<>(
        GraphOperation.PURGE_DELETED_ITEM,
        id.toString(),
        "/directory/deletedItems/{}",
        "DELETE",
        204,
        Write::noBody,
        engine -> engine.recycleBin().purge(id));
  }
}
