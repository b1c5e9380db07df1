package io.github.m365licensing.internal.observe;

import io.github.m365licensing.assignment.GroupId;
import io.github.m365licensing.directory.LicenseState;
import io.github.m365licensing.directory.Subject;
import io.github.m365licensing.directory.TenantId;
import io.github.m365licensing.intent.Guards;
import io.github.m365licensing.plan.Finding;
import io.github.m365licensing.tenant.LicensingModel;
import io.github.m365licensing.tenant.UserProfile;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;

/**
 * What was read of a tenant for one intent: all that a plan is worked out from.
 *
 * @param licensingModel how the tenant keeps its assignments
 * @param groupNames the display names of groups, as far as they could be read
 * @param subjects each subject once, ordered as {@link Subject#ORDER}, with the number of its case
 * @param cases how subjects stand, by number
 * @param heldByPeople the distinct states of users, as subjects or as members of groups
 * @param groups what was read of those subjects that are groups
 * @param shared the members of those groups whom further subjects reach
 * @param profiles of the users to be created
 * @param findings what reading already found about the plan as a whole
 * @param guarded what the guards need
 * @param <I> what is intended for one subject
 */
public record Observation<I>(
    TenantId tenantId,
    Instant observedAt,
    LicensingModel licensingModel,
    Map<GroupId, String> groupNames,
    NumberedSubjects subjects,
    List<Case<I>> cases,
    Set<LicenseState> heldByPeople,
    Map<Subject, ObservedGroup> groups,
    SharedMembers shared,
    SortedMap<Subject, UserProfile> profiles,
    List<Finding> findings,
    Guarded guarded) {

  /** How the subject at this place stands. */
  public Case<I> observed(int place) {
    return cases.get(subjects.number(place));
  }

  /** What was read of a subject that is a group. */
  public ObservedGroup group(Subject subject) {
    return Objects.requireNonNull(groups.get(subject), "group");
  }

  /**
   * What the guards of the intent need to know.
   *
   * @param guards what the intent says
   * @param protectedSubjects who must not be changed
   * @param firstServed who gets seats first
   * @param usersInTenant how many users there are; 0 unless a guard asks for it
   */
  public record Guarded(
      Guards guards,
      Set<Subject> protectedSubjects,
      Set<Subject> firstServed,
      long usersInTenant) {}

  /**
   * What decides a subject's change, without who it is.
   *
   * @param entries the places of the intent's entries that select the subject, ascending
   * @param exists false for a user to be created
   */
  public record Case<I>(LicenseState state, List<Integer> entries, I intent, boolean exists) {}
}
