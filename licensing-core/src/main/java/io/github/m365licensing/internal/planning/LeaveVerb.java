package io.github.m365licensing.internal.planning;

import io.github.m365licensing.assignment.AssignmentSource;
import io.github.m365licensing.directory.LicenseState;
import io.github.m365licensing.directory.LicensedGroup;
import io.github.m365licensing.internal.observe.GroupRoster;
import io.github.m365licensing.internal.planning.Wish.ResolvedVerb;
import io.github.m365licensing.plan.Finding;
import io.github.m365licensing.plan.PlannedWrite;
import io.github.m365licensing.rules.DataLoss;
import io.github.m365licensing.rules.RuleBook;
import java.util.List;
import java.util.Optional;

/** Takes a user out of the group that a move added it to, or says why that cannot be done. */
final class LeaveVerb {

  private final RuleBook rules;
  private final FindingTexts texts;
  private final List<Finding> findings;

  /**
   * For one subject.
   *
   * @param findings takes what is found
   */
  LeaveVerb(RuleBook rules, FindingTexts texts, List<Finding> findings) {
    this.rules = rules;
    this.texts = texts;
    this.findings = findings;
  }

  /**
   * The write.
   *
   * @param state the user as it is just before
   * @return empty if the user is no member, or stays one
   */
  Optional<PlannedWrite> apply(ResolvedVerb.Leave leave, LicenseState state) {
    if (leave.standing() != GroupRoster.Standing.MEMBER) {
      return Optional.empty();
    }
    LicensedGroup group = leave.roster().group().orElseThrow();
    Optional<Finding> obstacle = MoveFindings.membersNotWritable(group);
    if (obstacle.isPresent()) {
      findings.add(texts.cannotUndo("the user stays in a group: " + obstacle.get().message()));
      return Optional.empty();
    }
    AssignmentSource source = AssignmentSource.inheritedFrom(group.id());
    boolean stuck =
        rules.leaveGroup(state, group.id()).licenseAssignmentStates().stream()
            .anyMatch(path -> path.source().equals(source));
    if (stuck) {
      findings.add(
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
      findings.add(new RuleFindings(texts).of(loss));
    }
    return Optional.of(write);
  }
}
