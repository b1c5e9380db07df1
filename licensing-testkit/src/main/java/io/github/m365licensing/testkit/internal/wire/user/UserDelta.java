package io.github.m365licensing.testkit.internal.wire.user;

import io.github.m365licensing.testkit.internal.service.Operation;
import io.github.m365licensing.testkit.internal.service.Read;
import io.github.m365licensing.testkit.internal.store.DirectoryChange;
import io.github.m365licensing.testkit.internal.store.DirectoryChange.Kind;
import io.github.m365licensing.testkit.internal.store.StoredUser;
import io.github.m365licensing.testkit.internal.wire.call.Call;
import io.github.m365licensing.testkit.internal.wire.call.DeltaQuery;
import io.github.m365licensing.testkit.internal.wire.call.EntityItem;
import io.github.m365licensing.testkit.internal.wire.call.SelectedProperties;
import io.github.m365licensing.testkit.internal.wire.odata.Property;
import io.github.m365licensing.testkit.internal.wire.odata.StructuredType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** The changes of users. */
final class UserDelta implements DeltaQuery.Followed<StoredUser> {

  private final StructuredType<StoredUser> type;

  UserDelta(StructuredType<StoredUser> type) {
    this.type = type;
  }

  @Override
  public Stream<StoredUser> living(Call call, long after) {
    return call.perform(Read.listUsers(after));
  }

  @Override
  public List<StoredUser> byId(Call call, Collection<UUID> ids) {
    return call.readAlong(Read.listUsersById(List.copyOf(ids)));
  }

  @Override
  public Operation<Optional<List<DirectoryChange>>> changes(long after) {
    return Read.listUserChanges(after);
  }

  @Override
  public boolean concerns(DirectoryChange change) {
    return change.kind() == changed() || change.kind() == purged();
  }

  @Override
  public Kind changed() {
    return Kind.USER;
  }

  @Override
  public Kind purged() {
    return Kind.USER_PURGED;
  }

  @Override
  public List<Property<StoredUser>> properties(SelectedProperties selection) {
    return (selection.isDefault() ? selection : selection.plusId()).of(type);
  }

  @Override
  public List<EntityItem<?>> members(
      Call call,
      SelectedProperties selection,
      StoredUser user,
      Optional<List<DirectoryChange>> changes) {
    return List.of();
  }
}
