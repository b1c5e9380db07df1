package io.github.m365licensing.internal.planning;

import io.github.m365licensing.assignment.AssignedLicense;
import io.github.m365licensing.directory.UsageLocation;
import io.github.m365licensing.intent.Verb;
import io.github.m365licensing.internal.names.TenantNames;
import io.github.m365licensing.plan.Finding;
import io.github.m365licensing.sku.ServicePlanId;
import io.github.m365licensing.sku.SkuId;
import io.github.m365licensing.sku.SubscribedSku;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Brings back what a change took: each SKU that still is as that change left it. One that is not
 * blocks the subject.
 */
final class RestoreVerb {

  private final TenantNames names;
  private final FindingTexts texts;
  private final DirectLicenses direct;
  private final List<Finding> findings;

  /**
   * For one subject.
   *
   * @param direct takes what shall be
   * @param findings takes what is found
   */
  RestoreVerb(FindingTexts texts, DirectLicenses direct, List<Finding> findings) {
    this.names = texts.names();
    this.texts = texts;
    this.direct = direct;
    this.findings = findings;
  }

  /** Works it out; the usage location that shall be, given the one that is. */
  Optional<UsageLocation> apply(Verb.Restore restore, Optional<UsageLocation> location) {
    if (restore.isCreated()) {
      findings.add(texts.cannotUndo("the user was created by the change and is not deleted"));
    }
    Map<SkuId, Set<ServicePlanId>> was = disabledPlans(restore.before());
    Map<SkuId, Set<ServicePlanId>> left = disabledPlans(restore.after());
    Set<SkuId> skus = new TreeSet<>(was.keySet());
    skus.addAll(left.keySet());
    for (SkuId skuId : skus) {
      Optional<SubscribedSku> sku = names.skus().find(skuId);
      if (sku.isEmpty()) {
        findings.add(texts.cannotUndo(names.names().skuPartNumber(skuId) + " is owned no more"));
      } else {
        apply(sku.get(), find(was, skuId), find(left, skuId));
      }
    }
    return location(restore, location);
  }

  private void apply(
      SubscribedSku sku, Optional<Set<ServicePlanId>> was, Optional<Set<ServicePlanId>> left) {
    Optional<Set<ServicePlanId>> is = direct.of(sku.skuId());
    if (!isSame(sku, left, is)) {
      if (!isSame(sku, was, is)) {
        findings.add(texts.changedSince(sku));
      }
    } else if (was.isPresent()) {
      Set<ServicePlanId> off = new TreeSet<>(was.get());
      off.removeIf(plan -> sku.findPlan(plan).isEmpty());
      direct.set(sku, off);
    } else {
      direct.take(sku.skuId());
    }
  }

  private static Map<SkuId, Set<ServicePlanId>> disabledPlans(List<AssignedLicense> licenses) {
    Map<SkuId, Set<ServicePlanId>> plans = new TreeMap<>();
    licenses.forEach(license -> plans.put(license.skuId(), license.disabledPlans()));
    return plans;
  }

  private static Optional<Set<ServicePlanId>> find(
      Map<SkuId, Set<ServicePlanId>> plans, SkuId skuId) {
    return Optional.ofNullable(plans.get(skuId));
  }

  private static boolean isSame(
      SubscribedSku sku, Optional<Set<ServicePlanId>> one, Optional<Set<ServicePlanId>> other) {
    return one.map(plans -> DirectLicenses.forUsers(sku, plans))
        .equals(other.map(plans -> DirectLicenses.forUsers(sku, plans)));
  }

  private Optional<UsageLocation> location(Verb.Restore restore, Optional<UsageLocation> location) {
    if (restore.usageLocationAfter().isEmpty()) {
      return location;
    }
    if (restore.usageLocationBefore().isEmpty()) {
      findings.add(texts.cannotUndo("a usage location that was set cannot be emptied again"));
      return location;
    }
    String is = location.map(UsageLocation::countryCode).orElse("");
    return is.equals(restore.usageLocationAfter())
        ? Optional.of(UsageLocation.of(restore.usageLocationBefore()))
        : location;
  }
}
