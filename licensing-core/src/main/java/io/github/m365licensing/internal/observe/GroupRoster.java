package io.github.m365licensing.internal.observe;

import io.github.m365licensing.assignment.GroupId;
import io.github.m365licensing.directory.LicensedGroup;
import io.github.m365licensing.directory.LicensedUser;
import io.github.m365licensing.directory.Organization;
import io.github.m365licensing.directory.UserId;
import io.github.m365licensing.tenant.Tenant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A group whose members are to be changed, with who they are. They are read once, when first asked
 * for. Two rosters are equal if they are the same.
 */
public final class GroupRoster {

  /** How a user stands to a group. */
  public enum Standing {
    /** A direct member: the group's licences reach it. */
    MEMBER,
    /** A member of a group inside it only: the group's licences do not reach it. */
    NESTED,
    /** No member. */
    OUTSIDE
  }

  private final Tenant tenant;
  private final GroupId id;
  private final Optional<LicensedGroup> group;
  private final Organization organization;
  private @Nullable Set<UserId> members;
  private @Nullable Set<UserId> nested;

  private GroupRoster(
      Tenant tenant, GroupId id, Optional<LicensedGroup> group, Organization organization) {
    this.tenant = tenant;
    this.id = id;
    this.group = group;
    this.organization = organization;
  }

  public static GroupRoster of(Tenant tenant, LicensedGroup group) {
    return new GroupRoster(tenant, group.id(), Optional.of(group), tenant.organization());
  }

  /** The group with this id, which may be gone. */
  public static GroupRoster of(Tenant tenant, GroupId id) {
    return new GroupRoster(tenant, id, tenant.findGroup(id), tenant.organization());
  }

  GroupId id() {
    return id;
  }

  /** The group; empty if it does not exist any more. */
  public Optional<LicensedGroup> group() {
    return group;
  }

  /** The tenant that it belongs to. */
  public Organization organization() {
    return organization;
  }

  /** How this user stands to the group. */
  public Standing standing(UserId user) {
    if (group.isEmpty()) {
      return Standing.OUTSIDE;
    }
    if (members == null) {
      members = members(id);
    }
    if (members.contains(user)) {
      return Standing.MEMBER;
    }
    if (nested == null) {
      nested = new HashSet<>();
      addNested(id, nested, new HashSet<>(List.of(id)));
    }
    return nested.contains(user) ? Standing.NESTED : Standing.OUTSIDE;
  }

  private void addNested(GroupId outer, Set<UserId> users, Set<GroupId> seen) {
    for (LicensedGroup inner : tenant.listNestedGroups(outer)) {
      if (seen.add(inner.id())) {
        users.addAll(members(inner.id()));
        addNested(inner.id(), users, seen);
      }
    }
  }

  private Set<UserId> members(GroupId of) {
    Set<UserId> ids = new HashSet<>();
    try (Stream<LicensedUser> users = tenant.listMembers(of)) {
      users.forEach(user -> ids.add(user.id()));
    }
    return ids;
  }
}
