package io.github.m365licensing.internal.planning;

import io.github.m365licensing.assignment.AssignmentSource;
import io.github.m365licensing.directory.LicenseState;
import io.github.m365licensing.directory.LicensedGroup;
import io.github.m365licensing.directory.UserId;
import io.github.m365licensing.internal.observe.GroupRoster;
import io.github.m365licensing.plan.Finding;
import io.github.m365licensing.plan.PlannedWrite;
import io.github.m365licensing.rules.DataLoss;
import io.github.m365licensing.rules.RuleBook;
import io.github.m365licensing.tenant.TenantSnapshot;
import java.util.List;
import java.util.Optional;

/**
 * Takes users who stand to a group like this out of it, once their direct licences are back, or
 * says why that cannot be done. It goes with what is restored.
 */
record LeaveVerb(GroupRoster roster, GroupRoster.Standing standing) implements ResolvedVerb {

  @Override
  public List<Decision> decisions() {
    return List.of();
  }

  @Override
  public boolean isPersonal() {
    return true;
  }

  @Override
  public LeaveVerb forUser(UserId user) {
    return new LeaveVerb(roster, roster.standing(user));
  }

  @Override
  public Optional<TenantSnapshot> snapshot() {
    return Optional.empty();
  }

  @Override
  public void apply(SubjectDraft draft) {
    draft.leave(this);
  }

  /**
   * The write.
   *
   * @param state the user as it is just before
   * @return empty if the user is no member, or stays one
   */
  Optional<PlannedWrite> write(SubjectDraft draft, LicenseState state) {
    FindingTexts texts = draft.texts();
    RuleBook rules = draft.rules();
    if (standing != GroupRoster.Standing.MEMBER) {
      return Optional.empty();
    }
    LicensedGroup group = roster.group().orElseThrow();
    Optional<Finding> obstacle = MoveFindings.membersNotWritable(group);
    if (obstacle.isPresent()) {
      draft.add(texts.cannotUndo("the user stays in a group: " + obstacle.get().message()));
      return Optional.empty();
    }
    AssignmentSource source = AssignmentSource.inheritedFrom(group.id());
    boolean stuck =
        rules.leaveGroup(state, group.id()).licenseAssignmentStates().stream()
            .anyMatch(path -> path.source().equals(source));
    if (stuck) {
      draft.add(
          texts.cannotUndo(
              "the user stays in group '%s', since another licence needs a plan that comes through it"
                  .formatted(group.displayName())));
      return Optional.empty();
    }
    PlannedWrite write = new PlannedWrite.LeaveGroup(group.id(), group.displayName());
    for (DataLoss loss :
        DataLoss.between(
            rules.effectiveServices(state.licenses()),
            rules.effectiveServices(write.applyTo(state).licenses()),
            rules.facts())) {
      draft.add(new RuleFindings(texts).of(loss));
    }
    return Optional.of(write);
  }
}
