package io.github.m365licensing.internal.planning;

import io.github.m365licensing.assignment.AssignedLicense;
import io.github.m365licensing.directory.LicenseState;
import io.github.m365licensing.intent.FindingCode;
import io.github.m365licensing.internal.observe.ObservedGroup;
import io.github.m365licensing.plan.ChangeShape;
import io.github.m365licensing.plan.Finding;
import io.github.m365licensing.plan.GroupReach;
import io.github.m365licensing.plan.PlannedStep;
import io.github.m365licensing.plan.PlannedWrite;
import io.github.m365licensing.plan.Stage;
import io.github.m365licensing.rules.PlanDependency;
import io.github.m365licensing.rules.RuleBook;
import io.github.m365licensing.rules.Violation;
import io.github.m365licensing.sku.ServicePlanId;
import io.github.m365licensing.sku.SkuId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Works out what happens to one group and to its members, as a pure function of what was read and
 * the licences wished. The service takes a group's call or refuses it at once by the group's own
 * licences; what is wrong with single members shows on them later, so it is counted here and does
 * not block the others.
 */
final class GroupPlanner {

  private final RuleBook rules;
  private final FindingTexts texts;
  private final Set<FindingCode> accepted;
  private final ObservedGroup observed;
  private final LicenseState before;
  private final GroupFindings ofGroup;

  /**
   * What happens to a group.
   *
   * @param consequences what becomes of its members; empty if its licences stay as they are
   */
  record PlannedGroup(ChangeShape shape, Optional<MemberConsequences> consequences) {}

  GroupPlanner(
      RuleBook rules,
      FindingTexts texts,
      Set<FindingCode> accepted,
      ObservedGroup observed,
      LicenseState before) {
    this.rules = rules;
    this.texts = texts;
    this.accepted = accepted;
    this.observed = observed;
    this.before = before;
    this.ofGroup = new GroupFindings(texts, observed.size());
  }

  /**
   * Works it out.
   *
   * @param intent what is intended for the group's own licences
   */
  PlannedGroup plan(SubjectIntent intent) {
    SubjectDraft draft = SubjectDraft.of(rules, texts, before, intent);
    DirectLicenses licenses = draft.direct();
    List<AssignedLicense> add = licenses.toAdd();
    Set<SkuId> remove = licenses.toRemove();
    List<Finding> findings = draft.findings();
    ChangeShape.Builder shape =
        ChangeShape.builder().before(before).addAllReasons(intent.reasons());
    if (add.isEmpty() && remove.isEmpty()) {
      return new PlannedGroup(
          Blocking.judged(shape.after(before), List.of(), findings, accepted), Optional.empty());
    }
    PlannedWrite call = new PlannedWrite.AssignLicenses(add, remove, true);
    LicenseState own = call.applyTo(before);
    judge(findings, add, remove);
    gaps(findings, own);
    MemberConsequences members =
        new MemberConsequences(rules, texts, observed, own.licenses().assignedLicenses());
    findings.addAll(members.findings(switchedOff(add, licenses.observed()), newProducts(add)));
    if (draft.isBroughtBack()) {
      findings.addAll(members.notBroughtBack());
    }
    if (observed.nestedGroups() > 0) {
      findings.add(ofGroup.nestedGroups(observed.nestedGroups()));
    }
    GroupReach reach = members.reach();
    Stage.Kind stage =
        !reach.seatsFreed().isEmpty() && reach.seatsTaken().isEmpty()
            ? Stage.Kind.FREE_SEATS_OF_GROUPS
            : Stage.Kind.CHANGE_GROUP_LICENSES;
    shape.after(own).reach(reach).effects(members.effects());
    List<PlannedStep> steps = List.of(new PlannedStep(stage, call));
    texts.ofModel(steps).ifPresent(findings::add);
    return new PlannedGroup(
        Blocking.judged(shape, steps, findings, accepted), Optional.of(members));
  }

  /** What the service would say to the call at once. */
  private void judge(List<Finding> findings, List<AssignedLicense> add, Set<SkuId> remove) {
    if (!observed.group().securityEnabled()) {
      findings.add(GroupFindings.notWritable(observed.group()));
    }
    GroupFindings.inProcess(observed.group()).ifPresent(findings::add);
    for (Violation violation : rules.checkGroupChange(observed.group(), add, remove)) {
      findings.add(ofGroup.of(violation));
    }
    findings.addAll(new RuleFindings(texts).ofGiven(rules.facts(), before, add));
  }

  /** Plans that the change leaves the group without, and that its own licences want. */
  private void gaps(List<Finding> findings, LicenseState after) {
    new Consequences(rules, before, after.licenses())
        .newGaps().stream()
            .filter(gap -> gap.fact().strength() != PlanDependency.Strength.GUIDANCE)
            .forEach(gap -> findings.add(ofGroup.of(gap)));
  }

  private static Map<SkuId, Set<ServicePlanId>> switchedOff(
      List<AssignedLicense> add, Map<SkuId, Set<ServicePlanId>> observed) {
    Map<SkuId, Set<ServicePlanId>> off = new TreeMap<>();
    for (AssignedLicense license : add) {
      Set<ServicePlanId> was = observed.get(license.skuId());
      if (was != null) {
        Set<ServicePlanId> now = new TreeSet<>(license.disabledPlans());
        now.removeAll(was);
        off.put(license.skuId(), now);
      }
    }
    return off;
  }

  private int newProducts(List<AssignedLicense> add) {
    return (int) add.stream().filter(license -> !before.holds(license.skuId())).count();
  }
}
