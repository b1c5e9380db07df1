package io.github.m365licensing.internal.planning;

import io.github.m365licensing.assignment.AssignmentSource;
import io.github.m365licensing.assignment.Holding;
import io.github.m365licensing.assignment.LicenseAssignmentState;
import io.github.m365licensing.directory.LicenseState;
import io.github.m365licensing.directory.UsageLocation;
import io.github.m365licensing.internal.names.TenantNames;
import io.github.m365licensing.plan.Finding;
import io.github.m365licensing.rules.RuleBook;
import io.github.m365licensing.sku.ServicePlan;
import io.github.m365licensing.sku.ServicePlanId;
import io.github.m365licensing.sku.SkuId;
import io.github.m365licensing.sku.SubscribedSku;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What shall become of one subject, as verb after verb says; of a group, what its own licences
 * shall be. What follows from it is not known here.
 */
final class SubjectDraft {

  private final RuleBook rules;
  private final FindingTexts texts;
  private final LicenseState before;
  private final DirectLicenses direct;
  private final List<Finding> findings;
  private final List<LeaveVerb> leaves = new ArrayList<>(0);
  private Optional<UsageLocation> location;
  private Optional<MoveVerb.Moved> moved = Optional.empty();
  private boolean isReprocessed;
  private boolean isBroughtBack;

  private SubjectDraft(
      RuleBook rules, FindingTexts texts, LicenseState before, List<Finding> findings) {
    this.rules = rules;
    this.texts = texts;
    this.before = before;
    this.direct = new DirectLicenses(before, texts.names());
    this.location = before.usageLocation();
    this.findings = findings;
  }

  /** The draft that an intent makes of a subject. */
  static SubjectDraft of(
      RuleBook rules, FindingTexts texts, LicenseState before, SubjectIntent intent) {
    SubjectDraft draft = new SubjectDraft(rules, texts, before, new ArrayList<>(intent.findings()));
    if (intent.isOpen()) {
      intent.verbs().forEach(verb -> verb.apply(draft));
    }
    draft.direct.toAdd().forEach(license -> draft.findStaleDisabledPlans(license.skuId()));
    return draft;
  }

  RuleBook rules() {
    return rules;
  }

  FindingTexts texts() {
    return texts;
  }

  TenantNames names() {
    return texts.names();
  }

  /** The subject as it was read. */
  LicenseState before() {
    return before;
  }

  /** The direct licences as they are and as they shall be. */
  DirectLicenses direct() {
    return direct;
  }

  /** The usage location that shall be. */
  Optional<UsageLocation> location() {
    return location;
  }

  /** The move to a group that shall be. */
  Optional<MoveVerb.Moved> moved() {
    return moved;
  }

  /** The groups that shall be left, in order. */
  List<LeaveVerb> leaves() {
    return leaves;
  }

  /** Whether licences in error shall be processed again. */
  boolean isReprocessed() {
    return isReprocessed;
  }

  /** Whether services come back that an earlier change took. */
  boolean isBroughtBack() {
    return isBroughtBack;
  }

  /** What was found so far. */
  List<Finding> findings() {
    return findings;
  }

  void add(Finding finding) {
    findings.add(finding);
  }

  void cannotUndo(String what) {
    findings.add(texts.cannotUndo(what));
  }

  void locate(Optional<UsageLocation> wanted) {
    location = wanted;
  }

  void move(MoveVerb.Moved move) {
    moved = Optional.of(move);
  }

  void leave(LeaveVerb leave) {
    leaves.add(leave);
  }

  void reprocess() {
    isReprocessed = true;
  }

  void bringBack() {
    isBroughtBack = true;
  }

  /** There shall be a direct path with these plans off. */
  void give(SubscribedSku sku, Set<ServicePlanId> off, boolean replacesChoices) {
    Optional<Set<ServicePlanId>> there = direct.of(sku.skuId());
    if (there.isPresent() && !DirectLicenses.isSame(sku, there.get(), off)) {
      if (!replacesChoices) {
        findings.add(texts.alreadyAssigned(sku));
        return;
      }
      direct.set(sku, off);
    } else if (there.isEmpty()) {
      List<AssignmentSource> inherited = inherited(sku.skuId());
      if (!inherited.isEmpty()) {
        findings.add(texts.alsoInherited(sku, inherited, "a direct assignment is added beside it"));
      }
      direct.set(sku, off);
    }
  }

  /** There shall be no direct path. */
  void take(SubscribedSku sku) {
    List<AssignmentSource> inherited = inherited(sku.skuId());
    if (!inherited.isEmpty()) {
      findings.add(
          texts.alsoInherited(
              sku, inherited, "the user keeps it there, and this call frees no seat"));
    }
    direct.take(sku.skuId());
  }

  /** Whether there is a direct path; says why not. */
  boolean isDirect(SubscribedSku sku) {
    if (direct.of(sku.skuId()).isPresent()) {
      return true;
    }
    List<AssignmentSource> inherited = inherited(sku.skuId());
    findings.add(inherited.isEmpty() ? texts.notHeld(sku) : texts.inherited(sku, inherited));
    return false;
  }

  /** Whether the SKU is there and no path explains it; says so. */
  boolean isSourceUnknown(SubscribedSku sku) {
    boolean unknown = before.licenses().holding(sku.skuId()) == Holding.UNKNOWN;
    if (unknown) {
      findings.add(texts.sourceUnknown(sku));
    }
    return unknown;
  }

  /** Whether the plans can be switched in this SKU; says why not. */
  boolean canName(SubscribedSku sku, Set<ServicePlanId> plans) {
    boolean can = true;
    for (ServicePlanId id : plans) {
      Optional<ServicePlan> plan = sku.findPlan(id);
      if (plan.isEmpty()) {
        findings.add(texts.planNotInSku(sku, id));
        can = false;
      } else if (!plan.get().isForUsers()) {
        findings.add(texts.planNotForUsers(sku, id));
        can = false;
      }
    }
    return can;
  }

  /** The plans for users of a SKU but for these. */
  static Set<ServicePlanId> allBut(SubscribedSku sku, Set<ServicePlanId> on) {
    Set<ServicePlanId> off = new TreeSet<>();
    for (ServicePlan plan : sku.servicePlans()) {
      if (plan.isForUsers() && !on.contains(plan.servicePlanId())) {
        off.add(plan.servicePlanId());
      }
    }
    return off;
  }

  private List<AssignmentSource> inherited(SkuId skuId) {
    return before.licenses().inherited(skuId).stream().map(LicenseAssignmentState::source).toList();
  }

  private void findStaleDisabledPlans(SkuId skuId) {
    SubscribedSku sku = names().owned(skuId);
    before.licenses().direct(skuId).stream()
        .flatMap(path -> path.disabledPlans().stream())
        .filter(plan -> sku.findPlan(plan).isEmpty())
        .forEach(plan -> findings.add(texts.staleDisabledPlan(sku, plan)));
  }
}
