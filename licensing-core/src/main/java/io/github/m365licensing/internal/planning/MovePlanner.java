package io.github.m365licensing.internal.planning;

import io.github.m365licensing.assignment.AssignedLicense;
import io.github.m365licensing.assignment.Holding;
import io.github.m365licensing.assignment.LicenseAssignmentState;
import io.github.m365licensing.directory.LicenseState;
import io.github.m365licensing.directory.LicensedGroup;
import io.github.m365licensing.intent.FindingCode;
import io.github.m365licensing.internal.observe.GroupRoster;
import io.github.m365licensing.internal.planning.Wish.ResolvedVerb;
import io.github.m365licensing.plan.ChangeShape;
import io.github.m365licensing.plan.Finding;
import io.github.m365licensing.plan.PlannedStep;
import io.github.m365licensing.plan.PlannedWrite;
import io.github.m365licensing.plan.ServiceEffect;
import io.github.m365licensing.plan.Stage;
import io.github.m365licensing.rules.EffectiveService;
import io.github.m365licensing.rules.EffectiveServices;
import io.github.m365licensing.rules.RuleBook;
import io.github.m365licensing.rules.ServiceDifference;
import io.github.m365licensing.sku.SkuId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Works out the move of one user's direct licences to a group: what the user has as a member, what
 * is dropped then, and whether anything would be lost. Seats are not looked at here.
 */
final class MovePlanner {

  private final RuleBook rules;
  private final FindingTexts texts;
  private final RuleFindings ofRules;
  private final MoveFindings moveFindings;
  private final Set<FindingCode> accepted;
  private final LicenseState before;
  private final Wish wish;
  private final GroupRoster roster;
  private final GroupRoster.Standing standing;
  private final LicensedGroup group;
  private final List<Finding> findings = new ArrayList<>();

  private MovePlanner(
      RuleBook rules,
      FindingTexts texts,
      Set<FindingCode> accepted,
      LicenseState before,
      Wish wish,
      ResolvedVerb.Move move) {
    this.rules = rules;
    this.texts = texts;
    this.ofRules = new RuleFindings(texts);
    this.moveFindings = new MoveFindings(texts.names());
    this.accepted = accepted;
    this.before = before;
    this.wish = wish;
    this.roster = move.roster();
    this.standing = move.standing();
    this.group = roster.group().orElseThrow();
  }

  /** The shape for a user with nothing else to be done, to a group that can be written. */
  static ChangeShape plan(
      RuleBook rules,
      FindingTexts texts,
      Set<FindingCode> accepted,
      LicenseState before,
      Wish wish,
      ResolvedVerb.Move move) {
    return new MovePlanner(rules, texts, accepted, before, wish, move).shape();
  }

  private ChangeShape shape() {
    findUnknownSources();
    Set<SkuId> moved = directSkus();
    if (moved.isEmpty()) {
      if (findings.isEmpty()) {
        findings.add(moveFindings.nothingToMove(group));
      }
      return shape(List.of(), before, List.of());
    }
    findInheritedErrors();
    GroupFindings.inProcess(group).ifPresent(findings::add);
    List<PlannedStep> steps = new ArrayList<>();
    LicenseState joined = before;
    if (!isGivenByGroup()) {
      findObstacles();
      PlannedWrite add =
          new PlannedWrite.AddToGroup(group.id(), group.displayName(), group.assignedLicenses());
      joined = add.applyTo(before);
      steps.add(new PlannedStep(Stage.Kind.ADD_TO_GROUPS, add));
    }
    CallConsequences drop = new CallConsequences(rules, texts, joined, joined, List.of(), moved);
    steps.add(
        new PlannedStep(
            Stage.Kind.DROP_DIRECT_LICENSES, new PlannedWrite.AssignLicenses(List.of(), moved)));
    EffectiveServices was = rules.effectiveServices(before.licenses());
    EffectiveServices is = rules.effectiveServices(drop.after().licenses());
    ServiceDifference difference = was.differenceTo(is);
    for (EffectiveService lost : difference.lost()) {
      findings.add(moveFindings.losesPlan(group, moved, lost));
    }
    findings.addAll(drop.findings(Map.of()));
    return shape(steps, drop.after(), texts.words().effects(difference));
  }

  private void findUnknownSources() {
    for (AssignedLicense license : group.assignedLicenses()) {
      if (before.licenses().holding(license.skuId()) == Holding.UNKNOWN) {
        texts
            .names()
            .skus()
            .find(license.skuId())
            .map(texts::sourceUnknown)
            .ifPresent(findings::add);
      }
    }
  }

  /** The SKUs that the group carries and the user has directly. */
  private Set<SkuId> directSkus() {
    Set<SkuId> carried = new TreeSet<>();
    group.assignedLicenses().forEach(license -> carried.add(license.skuId()));
    Set<SkuId> direct = new TreeSet<>();
    for (LicenseAssignmentState path : before.licenses().direct()) {
      if (carried.contains(path.skuId())) {
        direct.add(path.skuId());
      }
    }
    return direct;
  }

  private void findInheritedErrors() {
    for (LicenseAssignmentState path : before.licenses().through(group.id())) {
      if (!isGood(path)) {
        findings.add(moveFindings.inError(group, path));
      }
    }
  }

  /** Whether the user has all that the group carries through it already. */
  private boolean isGivenByGroup() {
    return group.assignedLicenses().stream()
        .allMatch(
            license ->
                before.licenses().through(group.id()).stream()
                    .anyMatch(path -> path.skuId().equals(license.skuId()) && isGood(path)));
  }

  private static boolean isGood(LicenseAssignmentState path) {
    return path.isInEffect() && path.error().isEmpty();
  }

  /** What stands in the way of the group's licences; a member gets all of them or none. */
  private void findObstacles() {
    if (standing == GroupRoster.Standing.NESTED) {
      findings.add(MoveFindings.nestedMember(group));
    }
    if (RuleBook.groupUsageLocation(before, roster.organization()).isEmpty()) {
      findings.add(moveFindings.noLocation(group));
    }
    rules
        .checkMember(before, group.id(), group.assignedLicenses())
        .forEach(violation -> findings.add(ofRules.of(violation)));
  }

  private ChangeShape shape(
      List<PlannedStep> steps, LicenseState after, List<ServiceEffect> effects) {
    texts.ofModel(steps).ifPresent(findings::add);
    return Blocking.judged(
        ChangeShape.builder()
            .before(before)
            .after(after)
            .addAllReasons(wish.reasons())
            .addAllEffects(effects),
        steps,
        findings,
        accepted);
  }
}
