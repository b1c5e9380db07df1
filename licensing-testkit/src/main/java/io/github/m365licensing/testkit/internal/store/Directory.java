package io.github.m365licensing.testkit.internal.store;

import io.github.m365licensing.assignment.GroupId;
import io.github.m365licensing.tenant.TenantTime;
import io.github.m365licensing.testkit.internal.store.DirectoryChange.Kind;
import io.github.m365licensing.testkit.scenario.Lag;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The users, groups and memberships. Reading takes no lock; writers must hold the engine's lock.
 *
 * <p>Every change of a user goes through {@link #put(StoredUser)}, so that seats are counted in one
 * place. Memberships are visible at once, whatever the lag; only objects lag.
 */
public final class Directory {

  /** What a write replaced; null if it created the object. */
  private record Replaced(@Nullable StoredObject before) {}

  private static final int REMEMBERED = 1_000;

  private final Map<UUID, ObjectVersions<StoredUser>> users = new ConcurrentHashMap<>();
  private final Map<String, ObjectVersions<StoredUser>> usersByName = new ConcurrentHashMap<>();
  private final Map<String, UUID> usersByAddress = new ConcurrentHashMap<>();
  private final Sequence<ObjectVersions<StoredUser>> userOrder = new Sequence<>();
  private final Map<UUID, ObjectVersions<StoredGroup>> groups = new ConcurrentHashMap<>();
  private final Sequence<ObjectVersions<StoredGroup>> groupOrder = new Sequence<>();
  private final Map<UUID, GroupMembers> members = new ConcurrentHashMap<>();
  private final Map<UUID, List<GroupId>> memberOf = new ConcurrentHashMap<>();
  private final Map<UUID, Replaced> replaced =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Replaced> eldest) {
          return size() > REMEMBERED;
        }
      };
  private final ChangeLog changes = new ChangeLog();
  private final TenantTime time;
  private final Seats seats;
  private volatile Lag lag = Lag.none();

  public Directory(TenantTime time, Seats seats) {
    this.time = time;
    this.seats = seats;
  }

  public ChangeLog changes() {
    return changes;
  }

  public Lag lag() {
    return lag;
  }

  public void lag(Lag next) {
    this.lag = next;
  }

  // Users

  public long nextUserPosition() {
    return userOrder.next();
  }

  /** Creates or replaces a user. */
  public void put(StoredUser user) {
    ObjectVersions<StoredUser> versions = users.get(user.objectId());
    @Nullable StoredUser before = null;
    if (versions == null) {
      versions = new ObjectVersions<>();
      users.put(user.objectId(), versions);
      userOrder.add(versions);
    } else {
      before = versions.current();
    }
    rename(versions, before, user);
    readdress(before, user);
    remember(user.objectId(), before);
    seats.replaced(before, user);
    versions.put(user, lag, time.now());
    changes.add(Kind.USER, user.objectId(), user.objectId(), before);
  }

  private void rename(
      ObjectVersions<StoredUser> versions, @Nullable StoredUser before, StoredUser after) {
    boolean had = before != null && !before.isDeleted();
    boolean has = !after.isDeleted();
    String oldName = had ? key(Objects.requireNonNull(before).userPrincipalName()) : "";
    String newName = has ? key(after.userPrincipalName()) : "";
    if (oldName.equals(newName)) {
      return;
    }
    if (had) {
      usersByName.remove(oldName);
    }
    if (has) {
      usersByName.put(newName, versions);
    }
  }

  /** Keeps who has which address; the first holder counts, also once deleted (assumed). */
  private void readdress(@Nullable StoredUser before, @Nullable StoredUser after) {
    List<String> had = addresses(before);
    List<String> has = addresses(after);
    if (had.equals(has)) {
      return;
    }
    for (String address : had) {
      usersByAddress.remove(address(address), Objects.requireNonNull(before).objectId());
    }
    for (String address : has) {
      usersByAddress.putIfAbsent(address(address), Objects.requireNonNull(after).objectId());
    }
  }

  private static List<String> addresses(@Nullable StoredUser user) {
    return user == null ? List.of() : user.attributes().texts(UserAttribute.PROXY_ADDRESSES);
  }

  private static String address(String proxyAddress) {
    String address = proxyAddress.toLowerCase(Locale.ROOT);
    return address.startsWith("smtp:") ? address.substring(5) : address;
  }

  /** Who receives mail under this address. */
  public Optional<UUID> holderOf(String address) {
    return usersByAddress.isEmpty()
        ? Optional.empty()
        : Optional.ofNullable(usersByAddress.get(address(address)));
  }

  private static String key(String userPrincipalName) {
    return userPrincipalName.toLowerCase(Locale.ROOT);
  }

  /** Takes a deleted user away for good, with all memberships. */
  public void purge(StoredUser user) {
    UUID id = user.objectId();
    for (GroupId group : groupsOf(id)) {
      leave(group, id);
    }
    ObjectVersions<StoredUser> versions = users.remove(id);
    readdress(user, null);
    seats.replaced(user, null);
    userOrder.remove(user.position());
    if (versions != null) {
      versions.put(null, Lag.none(), time.now());
    }
    changes.add(Kind.USER_PURGED, id, id, null);
  }

  /**
   * The versions of a living or deleted user, by object id or, if living, by user principal name.
   */
  public Optional<ObjectVersions<StoredUser>> user(String idOrName) {
    // No user principal name is a GUID, and ids are what writes come with.
    return guid(idOrName)
        .map(users::get)
        .or(() -> Optional.ofNullable(usersByName.get(key(idOrName))));
  }

  public Optional<ObjectVersions<StoredUser>> user(UUID id) {
    return Optional.ofNullable(users.get(id));
  }

  public Stream<ObjectVersions<StoredUser>> usersAfter(long after) {
    return userOrder.after(after);
  }

  public boolean isNameTaken(String userPrincipalName) {
    return usersByName.containsKey(key(userPrincipalName));
  }

  public int userCount() {
    return userOrder.size();
  }

  // Groups

  public long nextGroupPosition() {
    return groupOrder.next();
  }

  /** Creates or replaces a group. */
  public void put(StoredGroup group) {
    ObjectVersions<StoredGroup> versions = groups.get(group.objectId());
    if (versions == null) {
      versions = new ObjectVersions<>();
      groups.put(group.objectId(), versions);
      groupOrder.add(versions);
      members.put(group.objectId(), new GroupMembers());
    }
    @Nullable StoredGroup before = versions.current();
    remember(group.objectId(), before);
    versions.put(group, lag, time.now());
    changes.add(Kind.GROUP, group.objectId(), group.objectId(), before);
  }

  /** Takes a group away for good, with all memberships. */
  public void purge(StoredGroup group) {
    UUID id = group.objectId();
    for (UUID member : memberIds(group.id())) {
      leave(group.id(), member);
    }
    for (GroupId outer : groupsOf(id)) {
      leave(outer, id);
    }
    ObjectVersions<StoredGroup> versions = groups.remove(id);
    members.remove(id);
    groupOrder.remove(group.position());
    if (versions != null) {
      versions.put(null, Lag.none(), time.now());
    }
    changes.add(Kind.GROUP_PURGED, id, id, null);
  }

  public Optional<ObjectVersions<StoredGroup>> group(UUID id) {
    return Optional.ofNullable(groups.get(id));
  }

  public Stream<ObjectVersions<StoredGroup>> groupsAfter(long after) {
    return groupOrder.after(after);
  }

  // Memberships

  public boolean isMember(GroupId group, UUID member) {
    GroupMembers all = members.get(group.value());
    return all != null && all.contains(member);
  }

  public boolean join(GroupId group, UUID member) {
    GroupMembers all = Objects.requireNonNull(members.get(group.value()), "group");
    if (!all.add(member)) {
      return false;
    }
    List<GroupId> now = new ArrayList<>(groupsOf(member));
    now.add(group);
    memberOf.put(member, List.copyOf(now));
    changes.add(Kind.MEMBER_ADDED, group.value(), member, null);
    return true;
  }

  public boolean leave(GroupId group, UUID member) {
    GroupMembers all = members.get(group.value());
    if (all == null || !all.remove(member)) {
      return false;
    }
    List<GroupId> now = groupsOf(member).stream().filter(g -> !g.equals(group)).toList();
    if (now.isEmpty()) {
      memberOf.remove(member);
    } else {
      memberOf.put(member, now);
    }
    changes.add(Kind.MEMBER_REMOVED, group.value(), member, null);
    return true;
  }

  /** The groups that hold this object directly, in the order of joining. */
  public List<GroupId> groupsOf(UUID member) {
    return memberOf.getOrDefault(member, List.of());
  }

  /** Who is in the group, deleted ones included, in the order of joining. */
  public List<UUID> memberIds(GroupId group) {
    return members(group, 0).map(GroupMembers.Joined::id).toList();
  }

  public Stream<GroupMembers.Joined> members(GroupId group, long after) {
    GroupMembers all = members.get(group.value());
    return all == null ? Stream.empty() : all.after(after);
  }

  /** The object as it was before the last write to it; the same if that is forgotten. */
  @SuppressWarnings("unchecked") // an object is replaced by one of its own type only
  public <T extends StoredObject> @Nullable T before(T object) {
    synchronized (replaced) {
      Replaced last = replaced.get(object.objectId());
      return last == null ? object : (T) last.before();
    }
  }

  private void remember(UUID id, @Nullable StoredObject before) {
    synchronized (replaced) {
      replaced.remove(id);
      replaced.put(id, new Replaced(before));
    }
  }

  /** Forgets how everything came to be as it is. */
  public void forgetHistory() {
    changes.forget();
    synchronized (replaced) {
      replaced.clear();
    }
  }

  /** Lets every write become visible. */
  public void settle() {
    userOrder.after(0).forEach(ObjectVersions::settle);
    groupOrder.after(0).forEach(ObjectVersions::settle);
  }

  public static Optional<UUID> guid(String text) {
    if (text.length() != 36 || text.charAt(8) != '-') {
      return Optional.empty();
    }
    try {
      return Optional.of(UUID.fromString(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
