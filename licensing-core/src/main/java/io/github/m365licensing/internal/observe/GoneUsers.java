package io.github.m365licensing.internal.observe;

import io.github.m365licensing.directory.LicensedGroup;
import io.github.m365licensing.directory.LicensedUser;
import io.github.m365licensing.directory.UserId;
import io.github.m365licensing.directory.UserQuery;
import io.github.m365licensing.intent.Selection;
import io.github.m365licensing.internal.names.TenantNames;
import io.github.m365licensing.tenant.Tenant;
import io.github.m365licensing.tenant.TenantSnapshot;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The users of a snapshot whom a selection means and who do not exist any more. */
final class GoneUsers {

  private static final int BATCH = 500;

  private final Tenant tenant;
  private final TenantNames names;
  private final TenantSnapshot snapshot;
  private final Function<String, LicensedGroup> groups;

  GoneUsers(
      Tenant tenant,
      TenantNames names,
      TenantSnapshot snapshot,
      Function<String, LicensedGroup> groups) {
    this.tenant = tenant;
    this.names = names;
    this.snapshot = snapshot;
    this.groups = groups;
  }

  /**
   * How many they are. Only those are asked for whom the selection meant when the snapshot was
   * taken and does not find now.
   *
   * @param found whom some selection found
   */
  long count(Selection selection, Set<UserId> found) {
    Predicate<LicensedUser> meant = meant(selection);
    List<UserId> candidates =
        snapshot.users().stream()
            .filter(user -> !found.contains(user.id()))
            .filter(meant)
            .map(LicensedUser::id)
            .toList();
    long there = 0;
    for (int from = 0; from < candidates.size(); from += BATCH) {
      List<UserId> batch = candidates.subList(from, Math.min(from + BATCH, candidates.size()));
      try (Stream<LicensedUser> users = tenant.listUsersById(batch)) {
        there += users.count();
      }
    }
    return candidates.size() - there;
  }

  /** Whom the selection means, by what the snapshot says of them. */
  private Predicate<LicensedUser> meant(Selection selection) {
    if (selection instanceof Selection.UsersWhere where) {
      UserQuery query = where.condition().in(names);
      return query::matches;
    }
    if (selection instanceof Selection.UsersById byId) {
      Set<UserId> ids = new HashSet<>(byId.ids());
      return user -> ids.contains(user.id());
    }
    if (selection instanceof Selection.MembersOf members) {
      Set<UserId> ids = new HashSet<>(snapshot.membersOf(groups.apply(members.group()).id()));
      return user -> ids.contains(user.id());
    }
    if (selection instanceof Selection.Except except) {
      return meant(except.selection()).and(meant(except.excluded()).negate());
    }
    // Users named one by one exist, or the intent is refused.
    return user -> false;
  }
}
