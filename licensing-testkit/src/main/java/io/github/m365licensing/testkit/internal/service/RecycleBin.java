package io.github.m365licensing.testkit.internal.service;

import io.github.m365licensing.tenant.ServiceLimits;
import io.github.m365licensing.testkit.internal.store.Directory;
import io.github.m365licensing.testkit.internal.store.StoredGroup;
import io.github.m365licensing.testkit.internal.store.StoredObject;
import io.github.m365licensing.testkit.internal.store.StoredUser;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.UUID;

/**
 * Users and Microsoft 365 groups that were deleted and can be restored for 30 days, with the
 * licences and memberships that they had. Runs under the engine's lock.
 */
final class RecycleBin {

  private record Deleted(UUID id, Instant at) {}

  private final Engine engine;
  private final Deque<Deleted> inOrder = new ArrayDeque<>();

  RecycleBin(Engine engine) {
    this.engine = engine;
  }

  private Directory directory() {
    return engine.directory();
  }

  /** An object was deleted just now. */
  void add(UUID id) {
    inOrder.add(new Deleted(id, engine.time().now()));
  }

  /** The deleted object with this id. */
  StoredObject deleted(UUID id) {
    return find(id).orElseThrow(() -> Refusals.notFound(id.toString()));
  }

  private Optional<StoredObject> find(UUID id) {
    return engine.findCurrent(id.toString()).filter(StoredObject::isDeleted);
  }

  /** Restores also beyond the seats that are left (assumed). */
  AcceptedWrite<StoredObject> restore(UUID id) {
    if (deleted(id) instanceof StoredUser user) {
      if (directory().isNameTaken(user.userPrincipalName())) {
        throw Refusals.nameTaken();
      }
      return AcceptedWrite.of(user, () -> restored(user.deletedAt(null)));
    }
    StoredGroup group = (StoredGroup) deleted(id);
    return AcceptedWrite.of(group, () -> restored(group.deletedAt(null)));
  }

  private StoredUser restored(StoredUser user) {
    directory().put(user);
    engine.groups().userChanged(user);
    engine.groupLicensing().membershipsChanged(user.id());
    return user;
  }

  private StoredGroup restored(StoredGroup group) {
    directory().put(group);
    engine.groups().restored(group);
    return group;
  }

  AcceptedWrite<NoContent> purge(UUID id) {
    StoredObject object = deleted(id);
    return AcceptedWrite.of(() -> purge(object));
  }

  private void purge(StoredObject object) {
    if (object instanceof StoredUser user) {
      directory().purge(user);
    } else {
      directory().purge((StoredGroup) object);
    }
  }

  /** Takes away for good what has been here too long. */
  void purgeExpired() {
    Instant oldest = engine.time().now().minus(ServiceLimits.SOFT_DELETE);
    while (!inOrder.isEmpty() && !inOrder.element().at().isAfter(oldest)) {
      Deleted due = inOrder.remove();
      find(due.id())
          .filter(found -> due.at().equals(found.deletedDateTime()))
          .ifPresent(this::purge);
    }
  }
}
