package io.github.m365licensing.internal.planning;

import io.github.m365licensing.assignment.AssignedLicense;
import io.github.m365licensing.assignment.LicenseAssignmentState;
import io.github.m365licensing.assignment.LicensePaths;
import io.github.m365licensing.directory.LicenseState;
import io.github.m365licensing.internal.names.TenantNames;
import io.github.m365licensing.plan.Finding;
import io.github.m365licensing.rules.DataLoss;
import io.github.m365licensing.rules.EffectiveService;
import io.github.m365licensing.rules.EffectiveServices;
import io.github.m365licensing.rules.GuidanceGap;
import io.github.m365licensing.rules.PlanDependency;
import io.github.m365licensing.rules.RuleBook;
import io.github.m365licensing.rules.SkuTrait;
import io.github.m365licensing.rules.Violation;
import io.github.m365licensing.sku.CapabilityStatus;
import io.github.m365licensing.sku.ServicePlanId;
import io.github.m365licensing.sku.SkuId;
import io.github.m365licensing.sku.SubscribedSku;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What one call means for one user: what the service would say to it, what the user has afterwards,
 * and what becomes of the user's services.
 */
final class CallConsequences {

  private final RuleBook rules;
  private final FindingTexts texts;
  private final RuleFindings ofRules;
  private final TenantNames names;
  private final LicenseState before;
  private final LicenseState located;
  private final List<AssignedLicense> add;
  private final Set<SkuId> remove;
  private final LicenseState after;
  private final EffectiveServices was;
  private final EffectiveServices is;

  /**
   * Works them out.
   *
   * @param before what was read
   * @param located the same with the country as it is when the call is made
   */
  CallConsequences(
      RuleBook rules,
      FindingTexts texts,
      LicenseState before,
      LicenseState located,
      List<AssignedLicense> add,
      Set<SkuId> remove) {
    this.rules = rules;
    this.texts = texts;
    this.ofRules = new RuleFindings(texts);
    this.names = texts.names();
    this.before = before;
    this.located = located;
    this.add = add;
    this.remove = remove;
    List<LicenseAssignmentState> paths = rules.pathsAfter(located, add, remove);
    this.after = located.withLicenses(located.licenses().withPaths(paths));
    this.was = rules.effectiveServices(before.licenses());
    this.is = rules.effectiveServices(LicensePaths.of(paths));
  }

  /** What should be read afterwards. */
  LicenseState after() {
    return after;
  }

  /**
   * What there is to say about it.
   *
   * @param observed the direct path of each SKU as it is
   */
  List<Finding> findings(Map<SkuId, Set<ServicePlanId>> observed) {
    List<Finding> findings = new ArrayList<>();
    judge(findings);
    noEffects(findings, observed);
    for (DataLoss loss : DataLoss.between(was, is, rules.facts())) {
      findings.add(ofRules.of(loss));
    }
    companions(findings);
    return findings;
  }

  /** What a call that brings services back cannot bring back with them. */
  List<Finding> notBroughtBack() {
    return DataLoss.between(is, was, rules.facts()).stream()
        .flatMap(loss -> ofRules.cannotUndo(loss).stream())
        .toList();
  }

  /** What the service would say to the call; seats are given out later. */
  private void judge(List<Finding> findings) {
    for (Violation violation : rules.checkUserChange(located, add, remove, skuId -> 1)) {
      findings.add(ofRules.of(violation));
    }
    for (AssignedLicense license : add) {
      SubscribedSku sku = names.owned(license.skuId());
      if (rules.facts().is(sku.skuId(), SkuTrait.DEVICE_ONLY)) {
        findings.add(texts.deviceSku(sku));
      }
      if (!before.holds(sku.skuId()) && !isGiven(sku)) {
        findings.add(texts.suspended(sku));
      }
    }
    if (before.onPremisesSyncEnabled() && !located.usageLocation().equals(before.usageLocation())) {
      findings.add(FindingTexts.usageLocationMayBeOverwritten());
    }
  }

  /** Whether the service still gives it to people. */
  static boolean isGiven(SubscribedSku sku) {
    return !sku.capabilityStatus().equals(CapabilityStatus.SUSPENDED)
        && !sku.capabilityStatus().equals(CapabilityStatus.LOCKED_OUT)
        && !sku.capabilityStatus().equals(CapabilityStatus.DELETED);
  }

  /** Plans that this call switches off on the direct path and another path keeps on. */
  private void noEffects(List<Finding> findings, Map<SkuId, Set<ServicePlanId>> observed) {
    for (AssignedLicense license : add) {
      Set<ServicePlanId> off = observed.get(license.skuId());
      if (off != null) {
        license.disabledPlans().stream()
            .filter(plan -> !off.contains(plan))
            .flatMap(plan -> is.find(plan).stream())
            .filter(EffectiveService::isOn)
            .forEach(
                service -> findings.add(texts.noEffect(names.owned(license.skuId()), service)));
      }
    }
  }

  /** Plans that this change leaves on without a plan that they want. */
  private void companions(List<Finding> findings) {
    List<PlanDependency> known =
        rules.guidanceGaps(located, names.skus()::freeSeats).stream()
            .map(GuidanceGap::fact)
            .toList();
    rules.guidanceGaps(after, names.skus()::freeSeats).stream()
        .filter(gap -> !known.contains(gap.fact()))
        .forEach(gap -> findings.add(ofRules.of(gap)));
  }
}
