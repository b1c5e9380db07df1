package io.github.m365licensing.testkit.internal.wire;

import io.github.m365licensing.testkit.internal.Change;
import io.github.m365licensing.testkit.internal.Change.Kind;
import io.github.m365licensing.testkit.internal.Member;
import io.github.m365licensing.testkit.internal.Operation;
import io.github.m365licensing.testkit.internal.Read;
import io.github.m365licensing.testkit.internal.StoredGroup;
import io.github.m365licensing.testkit.internal.StoredUser;
import io.github.m365licensing.testkit.internal.wire.odata.Property;
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
final class GroupDelta implements DeltaOperations.Followed<StoredGroup> {

  private static final String MEMBERS = "members";
  private static final String USER = "#microsoft.graph.user";
  private static final String GROUP = "#microsoft.graph.group";

  @Override
  public Stream<StoredGroup> living(Call call, long after) {
    return call.perform(new Read.ListGroups(after));
  }

  @Override
  public List<StoredGroup> byId(Call call, Collection<UUID> ids) {
    try (Stream<StoredGroup> groups = call.readAlong(new Read.ListGroups(0))) {
      return groups.filter(group -> ids.contains(group.objectId())).toList();
    }
  }

  @Override
  public Operation<Optional<List<Change>>> changes(long after) {
    return new Read.ListGroupChanges(after);
  }

  @Override
  public boolean concerns(Change change) {
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
  public List<Property<StoredGroup>> properties(Call call, Selection selection) {
    List<String> plain =
        selection.names().stream().filter(name -> !name.equalsIgnoreCase(MEMBERS)).toList();
    return (selection.isDefault() ? Selection.DEFAULT : new Selection(plain).plusId())
        .of(call.types().group());
  }

  @Override
  public List<Item<?>> members(
      Call call, Selection selection, StoredGroup group, Optional<List<Change>> changes) {
    if (!selection.isDefault() && !selection.names(MEMBERS)) {
      return List.of();
    }
    return changes.isEmpty() ? allMembers(call, group) : changedMembers(call, changes.get());
  }

  private static List<Item<?>> allMembers(Call call, StoredGroup group) {
    List<Item<?>> items = new ArrayList<>();
    try (Stream<Member> members = call.readAlong(new Read.ListMembers(group.id(), 0))) {
      members.forEach(
          member ->
              items.add(
                  IdOnly.item(member.object().objectId())
                      .typed(member.object() instanceof StoredUser ? USER : GROUP)));
    }
    return items;
  }

  private static List<Item<?>> changedMembers(Call call, List<Change> changes) {
    Map<UUID, Kind> last = new LinkedHashMap<>();
    for (Change change : changes) {
      if (change.kind() == Kind.MEMBER_ADDED || change.kind() == Kind.MEMBER_REMOVED) {
        last.put(change.member(), change.kind());
      }
    }
    if (last.isEmpty()) {
      return List.of();
    }
    Set<UUID> users = new LinkedHashSet<>();
    List<StoredUser> found = call.readAlong(new Read.ListUsersById(List.copyOf(last.keySet())));
    found.forEach(user -> users.add(user.objectId()));
    List<Item<?>> items = new ArrayList<>();
    last.forEach(
        (id, kind) -> {
          // A removed member that is no more was a user: groups do not vanish from groups here.
          boolean user = users.contains(id) || kind == Kind.MEMBER_REMOVED;
          Item<UUID> item = IdOnly.item(id).typed(user ? USER : GROUP);
          items.add(kind == Kind.MEMBER_REMOVED ? item.removed("deleted") : item);
        });
    return items;
  }
}
