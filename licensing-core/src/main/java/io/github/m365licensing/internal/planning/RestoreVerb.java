package io.github.m365licensing.internal.planning;

import io.github.m365licensing.assignment.AssignedLicense;
import io.github.m365licensing.directory.UsageLocation;
import io.github.m365licensing.intent.Verb;
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
record RestoreVerb(Verb.Restore restore) implements ResolvedVerb.ForAll {

  @Override
  public List<Decision> decisions() {
    return List.of(Decision.ofEverySku(this));
  }

  @Override
  public void apply(SubjectDraft draft) {
    draft.bringBack();
    if (restore.isCreated()) {
      draft.cannotUndo("the user was created by the change and is not deleted");
    }
    Map<SkuId, Set<ServicePlanId>> was = disabledPlans(restore.before());
    Map<SkuId, Set<ServicePlanId>> left = disabledPlans(restore.after());
    Set<SkuId> skus = new TreeSet<>(was.keySet());
    skus.addAll(left.keySet());
    for (SkuId skuId : skus) {
      Optional<SubscribedSku> sku = draft.names().skus().find(skuId);
      if (sku.isEmpty()) {
        draft.cannotUndo(draft.names().names().skuPartNumber(skuId) + " is owned no more");
      } else {
        apply(draft, sku.get(), find(was, skuId), find(left, skuId));
      }
    }
    locate(draft);
  }

  private static void apply(
      SubjectDraft draft,
      SubscribedSku sku,
      Optional<Set<ServicePlanId>> was,
      Optional<Set<ServicePlanId>> left) {
    DirectLicenses direct = draft.direct();
    Optional<Set<ServicePlanId>> is = direct.of(sku.skuId());
    if (!isSame(sku, left, is)) {
      if (!isSame(sku, was, is)) {
        draft.add(draft.texts().changedSince(sku));
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

  private void locate(SubjectDraft draft) {
    if (restore.usageLocationAfter().isEmpty()) {
      return;
    }
    if (restore.usageLocationBefore().isEmpty()) {
      draft.cannotUndo("a usage location that was set cannot be emptied again");
      return;
    }
    String is = draft.location().map(UsageLocation::countryCode).orElse("");
    if (is.equals(restore.usageLocationAfter())) {
      draft.locate(Optional.of(UsageLocation.of(restore.usageLocationBefore())));
    }
  }
}
