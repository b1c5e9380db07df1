package io.github.m365licensing.internal.observe;

import io.github.m365licensing.assignment.GroupId;
import io.github.m365licensing.directory.LicensedGroup;
import io.github.m365licensing.directory.LicensedUser;
import io.github.m365licensing.directory.UserId;
import io.github.m365licensing.intent.NewUser;
import io.github.m365licensing.intent.Selection;
import io.github.m365licensing.intent.UserCondition;
import io.github.m365licensing.internal.Guids;
import io.github.m365licensing.internal.names.GroupNames;
import io.github.m365licensing.internal.names.TenantNames;
import io.github.m365licensing.internal.observe.SelectionReader.Selected;
import io.github.m365licensing.plan.Finding;
import io.github.m365licensing.tenant.Tenant;
import io.github.m365licensing.tenant.UnknownNameException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Finds whom a selection means. */
final class SelectionReader implements Selection.Cases<Selected> {

  /** How many users are asked for at once; the tenant splits that as it needs. */
  private static final int BATCH = 500;

  private final Tenant tenant;
  private final TenantNames names;
  private final List<Finding> findings;

  /**
   * A reader.
   *
   * @param findings takes what is found about selections
   */
  SelectionReader(Tenant tenant, TenantNames names, List<Finding> findings) {
    this.tenant = tenant;
    this.names = names;
    this.findings = findings;
  }

  /**
   * Whom a selection means; to be closed.
   *
   * @param users users that exist, read while they are asked for
   */
  record Selected(Stream<LicensedUser> users, List<LicensedGroup> groups, Optional<NewUser> newUser)
      implements AutoCloseable {

    static Selected users(Stream<LicensedUser> users) {
      return new Selected(users, List.of(), Optional.empty());
    }

    static Selected groups(List<LicensedGroup> groups) {
      return new Selected(Stream.empty(), groups, Optional.empty());
    }

    @Override
    public void close() {
      users.close();
    }
  }

  @Override
  public Selected users(List<String> given) {
    return Selected.users(named(given).stream());
  }

  @Override
  public Selected usersById(List<UserId> ids) {
    return Selected.users(batches(ids).flatMap(tenant::listUsersById));
  }

  @Override
  public Selected usersWhere(UserCondition condition) {
    return Selected.users(tenant.listUsers(condition.accept(new QueryOf(names))));
  }

  @Override
  public Selected membersOf(String name, boolean onlyWithLicenseErrors) {
    LicensedGroup group = GroupNames.find(tenant, name);
    List<LicensedGroup> nested = tenant.listNestedGroups(group.id());
    if (!nested.isEmpty()) {
      findings.add(ReadingFindings.nestedGroups(group, nested.size()));
    }
    return Selected.users(
        onlyWithLicenseErrors
            ? tenant.listMembersWithLicenseErrors(group.id())
            : tenant.listMembers(group.id()));
  }

  @Override
  public Selected group(String name) {
    return Selected.groups(List.of(GroupNames.find(tenant, name)));
  }

  @Override
  public Selected groupsById(List<GroupId> ids) {
    return Selected.groups(ids.stream().flatMap(id -> tenant.findGroup(id).stream()).toList());
  }

  @Override
  public Selected newUser(NewUser newUser) {
    return new Selected(Stream.empty(), List.of(), Optional.of(newUser));
  }

  @Override
  public Selected except(Selection selection, Selection excluded) {
    Set<UserId> without = new HashSet<>();
    try (Selected others = excluded.accept(this)) {
      others.users().forEach(user -> without.add(user.id()));
    }
    return Selected.users(
        selection.accept(this).users().filter(user -> !without.contains(user.id())));
  }

  private static <T> Stream<List<T>> batches(List<T> all) {
    return IntStream.range(0, (all.size() + BATCH - 1) / BATCH)
        .mapToObj(i -> all.subList(i * BATCH, Math.min((i + 1) * BATCH, all.size())));
  }

  private List<LicensedUser> named(List<String> given) {
    Map<String, LicensedUser> byName = new HashMap<>();
    batches(given.stream().filter(Guids::isGuid).map(UserId::parse).toList())
        .flatMap(tenant::listUsersById)
        .forEach(user -> byName.put(key(user.id().toString()), user));
    batches(given.stream().filter(name -> !Guids.isGuid(name)).toList())
        .flatMap(tenant::listUsersNamed)
        .forEach(user -> byName.put(key(user.userPrincipalName()), user));
    List<LicensedUser> found = new ArrayList<>();
    List<Integer> missing = new ArrayList<>();
    for (int i = 0; i < given.size(); i++) {
      LicensedUser user = byName.get(key(given.get(i)));
      if (user == null) {
        missing.add(i + 1);
      } else {
        found.add(user);
      }
    }
    if (!missing.isEmpty()) {
      throw new UnknownNameException(
          given.size() == 1
              ? "The user named does not exist in this tenant. Nothing was sent. Check the user"
                  + " principal name or object id; a user created a moment ago may not be visible"
                  + " yet."
              : "Of the %d users named, number %s do not exist in this tenant. Nothing was sent. Check these user principal names or object ids; users created a moment ago may not be visible yet."
                  .formatted(given.size(), numbers(missing)),
          List.of());
    }
    return found;
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  private static String numbers(List<Integer> missing) {
    List<String> first = missing.stream().limit(20).map(Object::toString).toList();
    return String.join(", ", first)
        + (missing.size() > 20 ? " and " + (missing.size() - 20) + " more" : "");
  }
}
