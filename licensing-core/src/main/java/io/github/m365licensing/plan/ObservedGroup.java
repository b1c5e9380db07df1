package io.github.m365licensing.plan;

import io.github.m365licensing.directory.LicensedGroup;
import io.github.m365licensing.directory.Organization;
import java.util.List;

/**
 * A group as read, with its members.
 *
 * @param organization the tenant, whose location stands in for a member's missing one
 * @param members the direct user members by what matters of them, in any order; each state once
 * @param nestedGroups how many of the members are groups
 */
record ObservedGroup(
    LicensedGroup group, Organization organization, List<Members> members, int nestedGroups) {

  /**
   * Members that look alike.
   *
   * @param state what they look like
   * @param count how many they are
   * @param isProtected how many of them the intent protects
   */
  record Members(LicenseState state, int count, int isProtected) {}

  /** How many people are direct members. */
  long size() {
    return members.stream().mapToLong(Members::count).sum();
  }
}
