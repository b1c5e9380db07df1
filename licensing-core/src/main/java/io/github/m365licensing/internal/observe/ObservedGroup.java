package io.github.m365licensing.internal.observe;

import io.github.m365licensing.directory.LicenseState;
import io.github.m365licensing.directory.LicensedGroup;
import io.github.m365licensing.directory.Organization;
import io.github.m365licensing.internal.observe.SharedMembers.Member;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * A group as read, with its members.
 *
 * @param organization the tenant, whose location stands in for a member's missing one
 * @param members the direct user members by what matters of them, in any order; each state once
 * @param nestedGroups how many of the members are groups
 */
public record ObservedGroup(
    LicensedGroup group, Organization organization, List<Members> members, int nestedGroups) {

  /**
   * Members that look alike.
   *
   * @param state what they look like
   * @param count how many they are
   * @param isProtected how many of them the intent protects
   */
  public record Members(LicenseState state, int count, int isProtected) {}

  /** The same with some members looking otherwise than they were read. */
  public ObservedGroup with(IdentityHashMap<Member, LicenseState> found) {
    IdentityHashMap<LicenseState, int[]> counts = new IdentityHashMap<>();
    members.forEach(m -> counts.put(m.state(), new int[] {m.count(), m.isProtected()}));
    found.forEach(
        (member, state) -> {
          add(counts, member.state(), -1, member.isProtected());
          add(counts, state, 1, member.isProtected());
        });
    List<Members> alike = new ArrayList<>(counts.size());
    counts.forEach(
        (state, count) -> {
          if (count[0] > 0) {
            alike.add(new Members(state, count[0], count[1]));
          }
        });
    return new ObservedGroup(group, organization, alike, nestedGroups);
  }

  private static void add(
      IdentityHashMap<LicenseState, int[]> counts,
      LicenseState state,
      int people,
      boolean isProtected) {
    int[] count = counts.computeIfAbsent(state, any -> new int[2]);
    count[0] += people;
    count[1] += isProtected ? people : 0;
  }

  /** How many people are direct members. */
  public long size() {
    return members.stream().mapToLong(Members::count).sum();
  }
}
