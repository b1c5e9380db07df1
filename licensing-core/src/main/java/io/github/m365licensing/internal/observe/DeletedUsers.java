package io.github.m365licensing.internal.observe;

import io.github.m365licensing.assignment.GroupId;
import io.github.m365licensing.directory.LicensedUser;
import io.github.m365licensing.directory.UserId;
import io.github.m365licensing.intent.NewUser;
import io.github.m365licensing.intent.Selection;
import io.github.m365licensing.intent.UserCondition;
import io.github.m365licensing.internal.names.GroupNames;
import io.github.m365licensing.internal.names.TenantNames;
import io.github.m365licensing.tenant.Tenant;
import io.github.m365licensing.tenant.TenantSnapshot;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The users of a snapshot whom a selection means and who do not exist any more. */
final class DeletedUsers {

  private static final int BATCH = 500;

  private final Tenant tenant;
  private final TenantNames names;
  private final TenantSnapshot snapshot;

  DeletedUsers(Tenant tenant, TenantNames names, TenantSnapshot snapshot) {
    this.tenant = tenant;
    this.names = names;
    this.snapshot = snapshot;
  }

  /**
   * How many they are. Only those are asked for whom the selection meant when the snapshot was
   * taken and does not find now.
   *
   * @param found whom some selection found
   */
  long count(Selection selection, Set<UserId> found) {
    Predicate<LicensedUser> meant = selection.accept(new Meant());
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

  /** Whom a selection means, by what the snapshot says of them. */
  private final class Meant implements Selection.Cases<Predicate<LicensedUser>> {

    /** Users named one by one exist, or the intent is refused. */
    @Override
    public Predicate<LicensedUser> users(List<String> given) {
      return user -> false;
    }

    @Override
    public Predicate<LicensedUser> usersById(List<UserId> ids) {
      return in(ids);
    }

    @Override
    public Predicate<LicensedUser> usersWhere(UserCondition condition) {
      return condition.accept(new QueryOf(names))::matches;
    }

    @Override
    public Predicate<LicensedUser> membersOf(String group, boolean onlyWithLicenseErrors) {
      return in(snapshot.membersOf(GroupNames.find(tenant, group).id()));
    }

    @Override
    public Predicate<LicensedUser> group(String group) {
      return user -> false;
    }

    @Override
    public Predicate<LicensedUser> groupsById(List<GroupId> ids) {
      return user -> false;
    }

    @Override
    public Predicate<LicensedUser> newUser(NewUser newUser) {
      return user -> false;
    }

    @Override
    public Predicate<LicensedUser> except(Selection selection, Selection excluded) {
      return selection.accept(this).and(excluded.accept(this).negate());
    }

    private Predicate<LicensedUser> in(Collection<UserId> ids) {
      Set<UserId> meant = new HashSet<>(ids);
      return user -> meant.contains(user.id());
    }
  }
}
