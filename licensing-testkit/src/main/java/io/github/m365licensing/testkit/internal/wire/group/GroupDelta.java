package io.github.m365licensing.testkit.internal.wire.group;

import io.github.m365licensing.testkit.internal.service.Operation;
import io.github.m365licensing.testkit.internal.service.Read;
import io.github.m365licensing.testkit.internal.store.DirectoryChange;
import io.github.m365licensing.testkit.internal.store.DirectoryChange.Kind;
import io.github.m365licensing.testkit.internal.store.Member;
import io.github.m365licensing.testkit.internal.store.StoredGroup;
import io.github.m365licensing.testkit.internal.store.StoredUser;
import io.github.m365licensing.testkit.internal.wire.call.Call;
import io.github.m365licensing.testkit.internal.wire.call.DeltaQuery;
import io.github.m365licensing.testkit.internal.wire.call.EntityItem;
import io.github.m365licensing.testkit.internal.wire.call.IdOnly;
import io.github.m365licensing.testkit.internal.wire.call.SelectedProperties;
import io.github.m365licensing.testkit.internal.wire.odata.Property;
import io.github.m365licensing.testkit.internal.wire.odata.StructuredType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** The changes of groups and of their memberships. */
final class GroupDelta implements DeltaQuery.Followed<StoredGroup> {

  private final StructuredType<StoredGroup> type;

  GroupDelta(StructuredType<StoredGroup> type) {
    this.type = type;
  }

  private static final String MEMBERS = "members";
  private static final String USER = "#microsoft.graph.user";
  private static final String GROUP = "#microsoft.graph.group";

  @Override
  public Stream<StoredGroup> living(Call call, long after) {
    return call.perform(Read.listGroups(after));
  }

  @Override
  public List<StoredGroup> byId(Call call, Collection<UUID> ids) {
    try (Stream<StoredGroup> groups = call.readAlong(Read.listGroups(0))) {
      return groups.filter(group -> ids.contains(group.objectId())).toList();
    }
  }

  @Override
  public Operation<Optional<List<DirectoryChange>>> changes(long after) {
    return Read.listGroupChanges(after);
  }

  @Override
  public boolean concerns(DirectoryChange change) {
    return change.kind() != Kind.USER && change.kind() != Kind.USER_PURGED;
  }

  @Override
  public Kind changed() {
    return Kind.GROUP;
  }

  @Override
  public Kind purged() {
    return Kind.GROUP_PURGED;
  }

  @Override
  public List<Property<StoredGroup>> properties(SelectedProperties selection) {
    List<String> plain =
        selection.names().stream().filter(name -> !name.equalsIgnoreCase(MEMBERS)).toList();
    return (selection.isDefault()
            ? SelectedProperties.DEFAULT
            : new SelectedProperties(plain).plusId())
        .of(type);
  }

  @Override
  public List<EntityItem<?>> members(
      Call call,
      SelectedProperties selection,
      StoredGroup group,
      Optional<List<DirectoryChange>> changes) {
    if (!selection.isDefault() && !selection.names(MEMBERS)) {
      return List.of();
    }
    return changes.isEmpty() ? allMembers(call, group) : changedMembers(call, changes.get());
  }

  private static List<EntityItem<?>> allMembers(Call call, StoredGroup group) {
    List<EntityItem<?>> items = new ArrayList<>();
    try (Stream<Member> members = call.readAlong(Read.listMembers(group.id(), 0))) {
      members.forEach(
          member ->
              items.add(
                  IdOnly.item(member.object().objectId())
                      .typed(member.object() instanceof StoredUser ? USER : GROUP)));
    }
    return items;
  }

  private static List<EntityItem<?>> changedMembers(Call call, List<DirectoryChange> changes) {
    Map<UUID, Kind> last = new LinkedHashMap<>();
    for (DirectoryChange change : changes) {
      if (change.kind() == Kind.MEMBER_ADDED || change.kind() == Kind.MEMBER_REMOVED) {
        last.put(change.member(), change.kind());
      }
    }
    if (last.isEmpty()) {
      return List.of();
    }
    Set<UUID> users = new LinkedHashSet<>();
    List<StoredUser> found = call.readAlong(Read.listUsersById(List.copyOf(last.keySet())));
    found.forEach(user -> users.add(user.objectId()));
    List<EntityItem<?>> items = new ArrayList<>();
    last.forEach(
        (id, kind) -> {
          // A removed member that no longer exists was a user: groups do not vanish from groups
          // here.
          boolean user = users.contains(id) || kind == Kind.MEMBER_REMOVED;
          EntityItem<UUID> item = IdOnly.item(id).typed(user ? USER : GROUP);
          items.add(kind == Kind.MEMBER_REMOVED ? item.removed("deleted") : item);
        });
    return items;
  }
}
