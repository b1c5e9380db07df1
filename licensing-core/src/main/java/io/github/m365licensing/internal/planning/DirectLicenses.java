package io.github.m365licensing.internal.planning;

import io.github.m365licensing.assignment.AssignedLicense;
import io.github.m365licensing.assignment.LicenseAssignmentState;
import io.github.m365licensing.directory.LicenseState;
import io.github.m365licensing.internal.names.TenantNames;
import io.github.m365licensing.sku.ServicePlan;
import io.github.m365licensing.sku.ServicePlanId;
import io.github.m365licensing.sku.SkuId;
import io.github.m365licensing.sku.SubscribedSku;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The direct path of each SKU as it is and as it shall be, and with that the call that leads from
 * one to the other. Plans that a SKU no longer holds are left out from the start.
 */
final class DirectLicenses {

  private final Map<SkuId, Set<ServicePlanId>> observed = new TreeMap<>();
  private final Map<SkuId, Set<ServicePlanId>> wanted = new TreeMap<>();
  private final Set<SkuId> touched = new TreeSet<>();

  DirectLicenses(LicenseState before, TenantNames names) {
    for (LicenseAssignmentState path : before.licenses().direct()) {
      observed.put(path.skuId(), current(path, names));
    }
    wanted.putAll(observed);
  }

  private static Set<ServicePlanId> current(LicenseAssignmentState path, TenantNames names) {
    Optional<SubscribedSku> sku = names.skus().find(path.skuId());
    if (sku.isEmpty()) {
      return path.disabledPlans();
    }
    Set<ServicePlanId> kept = new TreeSet<>(path.disabledPlans());
    kept.removeIf(plan -> sku.get().findPlan(plan).isEmpty());
    return kept;
  }

  /** The disabled plans of each SKU as they are. */
  Map<SkuId, Set<ServicePlanId>> observed() {
    return Collections.unmodifiableMap(observed);
  }

  /** The disabled plans of a SKU as they shall be; empty if there shall be no direct path. */
  Optional<Set<ServicePlanId>> of(SkuId skuId) {
    return Optional.ofNullable(wanted.get(skuId));
  }

  /** There shall be a direct path with these plans off. */
  void set(SubscribedSku sku, Set<ServicePlanId> off) {
    touched.add(sku.skuId());
    wanted.put(sku.skuId(), new TreeSet<>(off));
  }

  /** There shall be no direct path. */
  void take(SkuId skuId) {
    touched.add(skuId);
    wanted.remove(skuId);
  }

  /** What is to be added, or given new choices; ordered by SKU id. */
  List<AssignedLicense> toAdd() {
    List<AssignedLicense> add = new ArrayList<>();
    for (SkuId skuId : touched) {
      Set<ServicePlanId> off = wanted.get(skuId);
      if (off != null && !off.equals(observed.get(skuId))) {
        add.add(AssignedLicense.of(skuId, off));
      }
    }
    return add;
  }

  /** What is to be taken; ordered by id. */
  Set<SkuId> toRemove() {
    Set<SkuId> remove = new TreeSet<>(touched);
    remove.removeAll(wanted.keySet());
    remove.retainAll(observed.keySet());
    return remove;
  }

  /** Whether the same plans for users are off. */
  static boolean isSame(SubscribedSku sku, Set<ServicePlanId> off, Set<ServicePlanId> otherOff) {
    return forUsers(sku, off).equals(forUsers(sku, otherOff));
  }

  /** Those of the plans that can be switched per user. */
  static Set<ServicePlanId> forUsers(SubscribedSku sku, Set<ServicePlanId> plans) {
    Set<ServicePlanId> kept = new TreeSet<>(plans);
    kept.removeIf(id -> sku.findPlan(id).filter(ServicePlan::isForUsers).isEmpty());
    return kept;
  }
}
