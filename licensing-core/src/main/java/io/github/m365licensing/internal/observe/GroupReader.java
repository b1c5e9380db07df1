package io.github.m365licensing.internal.observe;

import io.github.m365licensing.directory.LicenseState;
import io.github.m365licensing.directory.LicensedGroup;
import io.github.m365licensing.directory.LicensedUser;
import io.github.m365licensing.directory.Organization;
import io.github.m365licensing.directory.Subject;
import io.github.m365licensing.directory.UserId;
import io.github.m365licensing.internal.observe.ObservedGroup.Members;
import io.github.m365licensing.tenant.Tenant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Reads the members of groups page by page and keeps only how many look alike, so that memory does
 * not grow with a group. Who they are is kept while it reads, some 100 bytes for each, where a plan
 * has further subjects that may reach the same people.
 */
final class GroupReader {

  private final Tenant tenant;
  private final Organization organization;
  private final StateInterner states;
  private final Set<Subject> protectedSubjects;
  private final Map<Subject, Map<UserId, LicenseState>> members = new LinkedHashMap<>();

  GroupReader(
      Tenant tenant,
      Organization organization,
      StateInterner states,
      Set<Subject> protectedSubjects) {
    this.tenant = tenant;
    this.organization = organization;
    this.states = states;
    this.protectedSubjects = protectedSubjects;
  }

  /**
   * Reads a group.
   *
   * @param mayShare whether further subjects of the plan may reach the same people
   */
  ObservedGroup read(LicensedGroup group, boolean mayShare) {
    // All members, and those of them whom the intent protects.
    IdentityHashMap<LicenseState, int[]> counts = new IdentityHashMap<>();
    Map<UserId, LicenseState> byId = new HashMap<>();
    try (Stream<LicensedUser> users = tenant.listMembers(group.id())) {
      users.forEach(
          user -> {
            LicenseState state = states.of(user);
            int[] count = counts.computeIfAbsent(state, any -> new int[2]);
            count[0]++;
            count[1] += isProtected(user.id()) ? 1 : 0;
            if (mayShare) {
              byId.put(user.id(), state);
            }
          });
    }
    members.put(Subject.group(group.id()), byId);
    List<Members> alike = new ArrayList<>(counts.size());
    counts.forEach((state, count) -> alike.add(new Members(state, count[0], count[1])));
    return new ObservedGroup(
        group, organization, alike, tenant.listNestedGroups(group.id()).size());
  }

  private boolean isProtected(UserId user) {
    return protectedSubjects.contains(Subject.user(user));
  }

  /** Who of the members read is reached by more than one subject; forgets the others. */
  SharedMembers shared(Predicate<UserId> isSubject) {
    SharedMembers shared = SharedMembers.of(members, isSubject, this::isProtected);
    members.clear();
    return shared;
  }
}
