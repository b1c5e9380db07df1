package io.github.m365licensing.plan;

import io.github.m365licensing.directory.LicensedGroup;
import io.github.m365licensing.directory.LicensedUser;
import io.github.m365licensing.directory.Organization;
import io.github.m365licensing.directory.Subject;
import io.github.m365licensing.plan.ObservedGroup.Members;
import io.github.m365licensing.tenant.Tenant;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads the members of a group page by page and keeps only how many look alike, so that memory does
 * not grow with the group.
 */
final class GroupReader {

  private final Tenant tenant;
  private final Organization organization;
  private final StateBook states;
  private final Set<Subject> protectedSubjects;

  GroupReader(
      Tenant tenant, Organization organization, StateBook states, Set<Subject> protectedSubjects) {
    this.tenant = tenant;
    this.organization = organization;
    this.states = states;
    this.protectedSubjects = protectedSubjects;
  }

  ObservedGroup read(LicensedGroup group) {
    // All members, and those of them whom the intent protects.
    IdentityHashMap<LicenseState, int[]> counts = new IdentityHashMap<>();
    try (Stream<LicensedUser> members = tenant.listMembers(group.id())) {
      members.forEach(
          user -> {
            int[] count = counts.computeIfAbsent(states.of(user), any -> new int[2]);
            count[0]++;
            count[1] += protectedSubjects.contains(Subject.user(user.id())) ? 1 : 0;
          });
    }
    List<Members> alike = new ArrayList<>(counts.size());
    counts.forEach((state, count) -> alike.add(new Members(state, count[0], count[1])));
    return new ObservedGroup(
        group, organization, alike, tenant.listNestedGroups(group.id()).size());
  }
}
