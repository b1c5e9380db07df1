package io.github.m365licensing.plan;

import io.github.m365licensing.assignment.GroupId;
import io.github.m365licensing.directory.Subject;
import io.github.m365licensing.directory.TenantId;
import io.github.m365licensing.tenant.LicensingModel;
import io.github.m365licensing.tenant.UserProfile;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;

/**
 * What was read of a tenant for one intent: all that a plan is worked out from.
 *
 * @param licensingModel how the tenant keeps its assignments
 * @param groupNames the display names of groups, as far as they could be read
 * @param subjects each subject once, in any order
 * @param groups what was read of those subjects that are groups
 * @param shared the members of those groups whom further subjects reach
 * @param profiles of the users to be created
 * @param findings what reading already found about the plan as a whole
 * @param guarded what the guards need
 */
record Observation(
    TenantId tenantId,
    Instant observedAt,
    LicensingModel licensingModel,
    Map<GroupId, String> groupNames,
    List<ObservedSubject> subjects,
    Map<Subject, ObservedGroup> groups,
    SharedMembers shared,
    SortedMap<Subject, UserProfile> profiles,
    List<Finding> findings,
    Guarded guarded) {

  /**
   * What the guards of the intent need to know.
   *
   * @param guards what the intent says
   * @param protectedSubjects who must not be changed
   * @param firstServed who gets seats first
   * @param usersInTenant how many users there are; 0 unless a guard asks for it
   */
  record Guarded(
      Guards guards,
      Set<Subject> protectedSubjects,
      Set<Subject> firstServed,
      long usersInTenant) {}

  /**
   * A subject as read, and what is wished for it.
   *
   * @param name what people call it
   * @param exists false for a user to be created
   */
  record ObservedSubject(
      Subject subject, String name, LicenseState state, Wish wish, boolean exists) {}
}
