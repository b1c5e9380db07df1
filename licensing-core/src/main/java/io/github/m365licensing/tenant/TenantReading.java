package io.github.m365licensing.tenant;

import io.github.m365licensing.assignment.AssignmentSource.InheritedFromGroup;
import io.github.m365licensing.assignment.GroupId;
import io.github.m365licensing.directory.LicensedGroup;
import io.github.m365licensing.directory.LicensedUser;
import io.github.m365licensing.directory.ManagedDevice;
import io.github.m365licensing.directory.UserId;
import io.github.m365licensing.directory.UserQuery;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** One reading of a tenant into a snapshot. */
final class TenantReading {

  private final Tenant tenant;
  private final TenantSnapshot.Builder builder = TenantSnapshot.builder();
  private final RepeatedValues repeated = new RepeatedValues();
  private final Map<UserId, LicensedUser> users = new HashMap<>();
  private final Set<GroupId> groupsSeen = new HashSet<>();
  private final Set<GroupId> groupsNamed = new LinkedHashSet<>();
  private final Deque<LicensedGroup> groupsToRead = new ArrayDeque<>();

  TenantReading(Tenant tenant) {
    this.tenant = tenant;
  }

  TenantSnapshot snapshot() {
    Instant takenAt = tenant.time().now();
    builder
        .takenAt(takenAt)
        .organization(tenant.organization())
        .licensingModel(tenant.licensingModel())
        .subscribedSkus(tenant.listSubscribedSkus())
        .subscriptions(tenant.listSubscriptions());
    try (Stream<LicensedUser> all = tenant.listUsers(UserQuery.everyone())) {
      all.forEach(this::take);
    }
    readGroups();
    try (Stream<ManagedDevice> devices = tenant.listManagedDevices()) {
      devices.forEach(builder::addManagedDevices);
    }
    return builder.users(users.values()).build();
  }

  private void take(LicensedUser user) {
    users.put(user.id(), repeated.share(user));
    user.licenseAssignmentStates()
        .forEach(
            path -> {
              if (path.source() instanceof InheritedFromGroup inherited) {
                groupsNamed.add(inherited.group());
              }
            });
  }

  private void readGroups() {
    try (Stream<LicensedGroup> licensed = tenant.listLicensedGroups()) {
      licensed.forEach(this::take);
    }
    while (!groupsToRead.isEmpty() || !groupsNamed.isEmpty()) {
      if (groupsToRead.isEmpty()) {
        GroupId named = groupsNamed.iterator().next();
        groupsNamed.remove(named);
        if (!groupsSeen.contains(named)) {
          // Marked even if it is not found, or each of its former members would ask for it again.
          tenant.findGroup(named).ifPresentOrElse(this::take, () -> groupsSeen.add(named));
        }
      } else {
        readMembers(groupsToRead.remove());
      }
    }
  }

  private void take(LicensedGroup group) {
    if (groupsSeen.add(group.id())) {
      groupsToRead.add(group);
    }
  }

  private void readMembers(LicensedGroup group) {
    builder.addGroups(group);
    List<UserId> members = new ArrayList<>();
    try (Stream<LicensedUser> found = tenant.listMembers(group.id())) {
      found.forEach(
          member -> {
            members.add(member.id());
            if (!users.containsKey(member.id())) {
              take(member);
            }
          });
    }
    builder.members(group.id(), members);
    List<LicensedGroup> nested = tenant.listNestedGroups(group.id());
    nested.forEach(this::take);
    builder.nestedGroups(group.id(), nested.stream().map(LicensedGroup::id).toList());
  }
}
