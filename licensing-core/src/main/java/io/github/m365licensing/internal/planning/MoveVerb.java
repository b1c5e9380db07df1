package io.github.m365licensing.internal.planning;

import io.github.m365licensing.assignment.AssignedLicense;
import io.github.m365licensing.assignment.LicenseAssignmentState;
import io.github.m365licensing.directory.LicenseState;
import io.github.m365licensing.directory.LicensedGroup;
import io.github.m365licensing.directory.UserId;
import io.github.m365licensing.internal.observe.GroupRoster;
import io.github.m365licensing.plan.Finding;
import io.github.m365licensing.plan.PlannedWrite;
import io.github.m365licensing.rules.EffectiveServices;
import io.github.m365licensing.rules.RuleBook;
import io.github.m365licensing.sku.SkuId;
import io.github.m365licensing.tenant.TenantSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Moves direct licences to a group, for users who stand to it like this: they join the group, and
 * what the group carries is dropped directly once it is seen to be active.
 */
record MoveVerb(GroupRoster roster, GroupRoster.Standing standing) implements ResolvedVerb {

  @Override
  public List<Decision> decisions() {
    return List.of(Decision.ofEverySku(roster), Decision.ofUsageLocation(roster));
  }

  @Override
  public boolean isPersonal() {
    return true;
  }

  @Override
  public MoveVerb forUser(UserId user) {
    return new MoveVerb(roster, roster.standing(user));
  }

  @Override
  public Optional<TenantSnapshot> snapshot() {
    return Optional.empty();
  }

  private LicensedGroup group() {
    return roster.group().orElseThrow();
  }

  @Override
  public void apply(SubjectDraft draft) {
    Optional<Finding> notWritable = MoveFindings.membersNotWritable(group());
    notWritable.ifPresent(draft::add);
    if (group().assignedLicenses().isEmpty()) {
      draft.add(MoveFindings.notLicensed(group()));
    } else if (notWritable.isEmpty()) {
      move(draft);
    }
  }

  private void move(SubjectDraft draft) {
    MoveFindings findings = new MoveFindings(draft.names());
    boolean isKnown = findUnknownSources(draft);
    Set<SkuId> moved = directSkus(draft.before());
    if (moved.isEmpty()) {
      if (isKnown) {
        draft.add(findings.nothingToMove(group()));
      }
      return;
    }
    for (LicenseAssignmentState path : draft.before().licenses().through(group().id())) {
      if (!isGood(path)) {
        draft.add(findings.inError(group(), path));
      }
    }
    GroupFindings.inProcess(group()).ifPresent(draft::add);
    boolean joins = !isGivenByGroup(draft.before());
    if (joins) {
      findObstacles(draft, findings);
    }
    moved.forEach(draft.direct()::take);
    draft.move(new Moved(group(), moved, joins));
  }

  /**
   * What is moved.
   *
   * @param moved the SKUs that are dropped directly
   * @param joins whether the user becomes a member first
   */
  record Moved(LicensedGroup group, Set<SkuId> moved, boolean joins) {

    PlannedWrite join() {
      return new PlannedWrite.AddToGroup(group.id(), group.displayName(), group.assignedLicenses());
    }

    /** What the user would lose by it. */
    List<Finding> losses(SubjectDraft draft, EffectiveServices.Difference difference) {
      List<Finding> losses = new ArrayList<>();
      difference
          .lost()
          .forEach(
              lost -> losses.add(new MoveFindings(draft.names()).losesPlan(group, moved, lost)));
      return losses;
    }
  }

  private boolean findUnknownSources(SubjectDraft draft) {
    boolean isKnown = true;
    for (AssignedLicense license : group().assignedLicenses()) {
      isKnown &=
          draft.names().skus().find(license.skuId()).filter(draft::isSourceUnknown).isEmpty();
    }
    return isKnown;
  }

  /** The SKUs that the group carries and the user has directly. */
  private Set<SkuId> directSkus(LicenseState before) {
    Set<SkuId> carried = new TreeSet<>();
    group().assignedLicenses().forEach(license -> carried.add(license.skuId()));
    Set<SkuId> direct = new TreeSet<>();
    for (LicenseAssignmentState path : before.licenses().direct()) {
      if (carried.contains(path.skuId())) {
        direct.add(path.skuId());
      }
    }
    return direct;
  }

  /** Whether the user has all that the group carries through it already. */
  private boolean isGivenByGroup(LicenseState before) {
    return group().assignedLicenses().stream()
        .allMatch(
            license ->
                before.licenses().through(group().id()).stream()
                    .anyMatch(path -> path.skuId().equals(license.skuId()) && isGood(path)));
  }

  private static boolean isGood(LicenseAssignmentState path) {
    return path.isInEffect() && path.error().isEmpty();
  }

  /** What stands in the way of the group's licences; a member gets all of them or none. */
  private void findObstacles(SubjectDraft draft, MoveFindings findings) {
    if (standing == GroupRoster.Standing.NESTED) {
      draft.add(MoveFindings.nestedMember(group()));
    }
    LicenseState before = draft.before();
    if (RuleBook.groupUsageLocation(before, roster.organization()).isEmpty()) {
      draft.add(findings.noLocation(group()));
    }
    RuleFindings ofRules = new RuleFindings(draft.texts());
    draft
        .rules()
        .checkMember(before, group().id(), group().assignedLicenses())
        .forEach(violation -> draft.add(ofRules.of(violation)));
  }
}
