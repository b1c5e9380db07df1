package io.github.m365licensing.testkit.internal.service;

import io.github.m365licensing.assignment.AssignmentSource;
import io.github.m365licensing.assignment.GroupId;
import io.github.m365licensing.assignment.LicenseDetails;
import io.github.m365licensing.directory.Subscription;
import io.github.m365licensing.directory.UserId;
import io.github.m365licensing.sku.SubscribedSku;
import io.github.m365licensing.testkit.internal.store.Directory;
import io.github.m365licensing.testkit.internal.store.DirectoryChange;
import io.github.m365licensing.testkit.internal.store.Member;
import io.github.m365licensing.testkit.internal.store.ObjectVersions;
import io.github.m365licensing.testkit.internal.store.StoredDevice;
import io.github.m365licensing.testkit.internal.store.StoredGroup;
import io.github.m365licensing.testkit.internal.store.StoredObject;
import io.github.m365licensing.testkit.internal.store.StoredOrganization;
import io.github.m365licensing.testkit.internal.store.StoredUser;
import io.github.m365licensing.testkit.internal.store.UserAttribute;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** What the service answers to reads. Takes no lock. Shows objects as the lag lets them be seen. */
public final class DirectoryReads {

  private final Engine engine;
  private final boolean stale;

  /** Shows objects as they are seen now or, if stale, as they were before the last write. */
  DirectoryReads(Engine engine, boolean stale) {
    this.engine = engine;
    this.stale = stale;
  }

  private Directory directory() {
    return engine.directory();
  }

  StoredOrganization organization() {
    return engine.organization();
  }

  List<SubscribedSku> subscribedSkus() {
    return engine.seats().all();
  }

  List<Subscription> subscriptions() {
    return engine.seats().subscriptions();
  }

  StoredUser user(String idOrName) {
    return directory()
        .user(idOrName)
        .flatMap(this::seen)
        .filter(user -> !user.isDeleted())
        .orElseThrow(() -> Refusals.notFound(idOrName));
  }

  Stream<StoredUser> users(long after) {
    return directory().usersAfter(after).flatMap(versions -> living(versions).stream());
  }

  List<StoredUser> usersById(List<UUID> ids) {
    return ids.stream().flatMap(id -> directory().user(id).flatMap(this::living).stream()).toList();
  }

  Stream<StoredUser> educationUsers(long after) {
    return users(after)
        .filter(user -> user.attributes().text(UserAttribute.EDUCATION_ROLE).isPresent());
  }

  List<LicenseDetails> licenseDetails(String idOrName) {
    return engine.views().licenseDetails(user(idOrName));
  }

  List<StoredGroup> memberOf(String idOrName, boolean transitive) {
    UUID id = user(idOrName).objectId();
    Set<GroupId> found = new LinkedHashSet<>(directory().groupsOf(id));
    if (transitive) {
      Deque<GroupId> open = new ArrayDeque<>(found);
      while (!open.isEmpty()) {
        for (GroupId outer : directory().groupsOf(open.remove().value())) {
          if (found.add(outer)) {
            open.add(outer);
          }
        }
      }
    }
    return found.stream()
        .flatMap(group -> directory().group(group.value()).flatMap(this::living).stream())
        .toList();
  }

  StoredGroup group(GroupId id) {
    StoredGroup group =
        directory()
            .group(id.value())
            .flatMap(this::seen)
            .filter(found -> !found.isDeleted())
            .orElseThrow(() -> Refusals.notFound(id.toString()));
    engine.groupLicensing().read(id);
    return group;
  }

  Stream<StoredGroup> groups(long after) {
    return directory().groupsAfter(after).flatMap(versions -> living(versions).stream());
  }

  Stream<Member> members(GroupId id, long after) {
    existing(id);
    return directory()
        .members(id, after)
        .flatMap(joined -> living(joined.id()).map(m -> new Member(joined.position(), m)).stream());
  }

  List<StoredObject> transitiveMembers(GroupId id) {
    existing(id);
    List<StoredObject> found = new ArrayList<>();
    Set<UUID> met = new HashSet<>();
    Deque<GroupId> open = new ArrayDeque<>(List.of(id));
    while (!open.isEmpty()) {
      for (UUID member : directory().memberIds(open.remove())) {
        Optional<StoredObject> object = met.add(member) ? living(member) : Optional.empty();
        object.ifPresent(found::add);
        if (object.isPresent() && object.get() instanceof StoredGroup nested) {
          open.add(nested.id());
        }
      }
    }
    return found;
  }

  Stream<StoredUser> membersWithLicenseErrors(GroupId id) {
    existing(id);
    AssignmentSource source = AssignmentSource.inheritedFrom(id);
    return directory()
        .members(id, 0)
        .flatMap(joined -> directory().user(joined.id()).flatMap(this::living).stream())
        .filter(
            user ->
                user.licenseAssignmentStates().stream()
                    .anyMatch(path -> path.error().isPresent() && path.source().equals(source)));
  }

  List<StoredUser> deletedUsers() {
    return directory()
        .usersAfter(0)
        .flatMap(versions -> seen(versions).stream())
        .filter(StoredUser::isDeleted)
        .toList();
  }

  List<StoredGroup> deletedGroups() {
    return directory()
        .groupsAfter(0)
        .flatMap(versions -> seen(versions).stream())
        .filter(StoredGroup::isDeleted)
        .toList();
  }

  List<StoredDevice> managedDevices() {
    return engine.devices();
  }

  List<StoredDevice> managedDevicesOf(String user) {
    UserId id = user(user).id();
    return engine.devices().stream()
        .filter(stored -> stored.device().userId().filter(id::equals).isPresent())
        .toList();
  }

  StoredObject object(UUID id) {
    return living(id).orElseThrow(() -> Refusals.notFound(id.toString()));
  }

  Optional<List<DirectoryChange>> changes(long after) {
    return directory().changes().after(after);
  }

  private void existing(GroupId id) {
    if (directory().group(id.value()).flatMap(this::living).isEmpty()) {
      throw Refusals.notFound(id.toString());
    }
  }

  private Optional<StoredObject> living(UUID id) {
    Optional<StoredUser> user = directory().user(id).flatMap(this::living);
    if (user.isPresent()) {
      return Optional.of(user.get());
    }
    return directory().group(id).flatMap(this::living).map(StoredObject.class::cast);
  }

  private <T extends StoredObject> Optional<T> living(ObjectVersions<T> versions) {
    return seen(versions).filter(object -> !object.isDeleted());
  }

  private <T extends StoredObject> Optional<T> seen(ObjectVersions<T> versions) {
    T state = versions.read(engine.time().now());
    return Optional.ofNullable(stale && state != null ? directory().before(state) : state);
  }
}
