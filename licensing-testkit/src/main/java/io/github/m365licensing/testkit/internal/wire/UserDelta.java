package io.github.m365licensing.testkit.internal.wire;

import io.github.m365licensing.testkit.internal.Change;
import io.github.m365licensing.testkit.internal.Change.Kind;
import io.github.m365licensing.testkit.internal.Operation;
import io.github.m365licensing.testkit.internal.Read;
import io.github.m365licensing.testkit.internal.StoredUser;
import io.github.m365licensing.testkit.internal.wire.odata.Property;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** The changes of users. */
final class UserDelta implements DeltaOperations.Followed<StoredUser> {

  @Override
  public Stream<StoredUser> living(Call call, long after) {
    return call.perform(new Read.ListUsers(after));
  }

  @Override
  public List<StoredUser> byId(Call call, Collection<UUID> ids) {
    return call.readAlong(new Read.ListUsersById(List.copyOf(ids)));
  }

  @Override
  public Operation<Optional<List<Change>>> changes(long after) {
    return new Read.ListUserChanges(after);
  }

  @Override
  public boolean concerns(Change change) {
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
  public List<Property<StoredUser>> properties(Call call, Selection selection) {
    return (selection.isDefault() ? selection : selection.plusId()).of(call.types().user());
  }

  @Override
  public List<Item<?>> members(
      Call call, Selection selection, StoredUser user, Optional<List<Change>> changes) {
    return List.of();
  }
}
