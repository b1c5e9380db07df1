package io.github.m365licensing.rules;

import io.github.m365licensing.assignment.AssignedLicense;
import io.github.m365licensing.assignment.AssignmentSource;
import io.github.m365licensing.directory.LicenseHolder;
import io.github.m365licensing.directory.LicensedGroup;
import io.github.m365licensing.rules.LicensingSemantics.DeviceSkuOnUser;
import io.github.m365licensing.rules.LicensingSemantics.ForeignDisabledPlan;
import io.github.m365licensing.sku.AppliesTo;
import io.github.m365licensing.sku.ServicePlanId;
import io.github.m365licensing.sku.SkuId;
import io.github.m365licensing.sku.TenantSkus;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.function.ToIntFunction;

/** What the service checks before it accepts {@code assignLicense} on a user or a group. */
final class CallRules {

  private final LicensingSemantics semantics;
  private final LicenseFacts facts;
  private final TenantSkus tenantSkus;
  private final SkuPlans skuPlans;
  private final PlanRules planRules;

  CallRules(
      LicensingSemantics semantics,
      LicenseFacts facts,
      TenantSkus tenantSkus,
      SkuPlans skuPlans,
      PlanRules planRules) {
    this.semantics = semantics;
    this.facts = facts;
    this.tenantSkus = tenantSkus;
    this.skuPlans = skuPlans;
    this.planRules = planRules;
  }

  List<Violation> user(
      LicenseHolder user,
      Collection<AssignedLicense> add,
      Collection<SkuId> remove,
      ToIntFunction<SkuId> freeSeats) {
    List<Violation> found = new ArrayList<>();
    checkOwned(found, add, remove);
    if (!add.isEmpty() && user.usageLocation().isEmpty()) {
      SkuId first = add.iterator().next().skuId();
      found.add(Violation.of(Violation.Kind.USAGE_LOCATION_MISSING, first));
    }
    checkForUsers(found, add, remove);
    checkForeignPlans(found, add);
    for (SkuId sku : remove) {
      checkHeld(found, user, sku);
    }
    List<Path> before = Path.inEffect(user);
    for (AssignedLicense license : add) {
      if (tenantSkus.contains(license.skuId())
          && !holds(before, license.skuId())
          && freeSeats.applyAsInt(license.skuId()) < 1) {
        found.add(Violation.of(Violation.Kind.NO_SEAT, license.skuId()));
      }
    }
    found.addAll(planRules.judge(before, end(before, add, remove)));
    found.sort((a, b) -> a.kind().compareTo(b.kind()));
    return Collections.unmodifiableList(found);
  }

  List<Violation> group(
      LicensedGroup group, Collection<AssignedLicense> add, Collection<SkuId> remove) {
    AssignmentSource source = AssignmentSource.inheritedFrom(group.id());
    List<Violation> found = new ArrayList<>();
    checkOwned(found, add, remove);
    checkForUsers(found, add, remove);
    checkForeignPlans(found, add);
    List<Path> before = new ArrayList<>();
    for (AssignedLicense license : group.assignedLicenses()) {
      before.add(Path.of(license, source));
    }
    for (SkuId sku : remove) {
      if (!holds(before, sku)) {
        found.add(Violation.of(Violation.Kind.NOT_HELD, sku));
      }
    }
    List<Path> after = new ArrayList<>(before);
    after.removeIf(path -> remove.contains(path.skuId()) || adds(add, path.skuId()));
    add.forEach(license -> after.add(Path.of(license, source)));
    planRules.judge(before, after).stream()
        .filter(violation -> violation.kind() == Violation.Kind.DEPENDENCY)
        .forEach(found::add);
    found.sort((a, b) -> a.kind().compareTo(b.kind()));
    return Collections.unmodifiableList(found);
  }

  private void checkOwned(
      List<Violation> found, Collection<AssignedLicense> add, Collection<SkuId> remove) {
    for (AssignedLicense license : add) {
      checkOwned(found, license.skuId());
    }
    for (SkuId sku : remove) {
      checkOwned(found, sku);
    }
  }

  private void checkOwned(List<Violation> found, SkuId sku) {
    if (!tenantSkus.contains(sku)) {
      found.add(Violation.of(Violation.Kind.SKU_NOT_OWNED, sku));
    }
  }

  private void checkForUsers(
      List<Violation> found, Collection<AssignedLicense> add, Collection<SkuId> remove) {
    for (AssignedLicense license : add) {
      SkuId id = license.skuId();
      boolean company =
          tenantSkus.find(id).map(s -> s.appliesTo().equals(AppliesTo.COMPANY)).orElse(false);
      if (company) {
        found.add(Violation.of(Violation.Kind.COMPANY_SKU, id));
      }
      if (semantics.deviceSkuOnUser() == DeviceSkuOnUser.REFUSED
          && facts.is(id, SkuTrait.DEVICE_ONLY)) {
        found.add(Violation.of(Violation.Kind.DEVICE_SKU, id));
      }
      checkDepartment(found, id);
    }
    for (SkuId sku : remove) {
      checkDepartment(found, sku);
    }
  }

  private void checkDepartment(List<Violation> found, SkuId sku) {
    if (facts.is(sku, SkuTrait.DEPARTMENT)) {
      found.add(Violation.of(Violation.Kind.DEPARTMENT_SKU, sku));
    }
  }

  private void checkForeignPlans(List<Violation> found, Collection<AssignedLicense> add) {
    if (semantics.foreignDisabledPlan() == ForeignDisabledPlan.IGNORE) {
      return;
    }
    for (AssignedLicense license : add) {
      for (ServicePlanId plan : license.disabledPlans()) {
        if (skuPlans.isOwned(license.skuId()) && !skuPlans.contains(license.skuId(), plan)) {
          found.add(
              Violation.builder()
                  .kind(Violation.Kind.FOREIGN_DISABLED_PLAN)
                  .skuId(license.skuId())
                  .servicePlanId(plan)
                  .build());
        }
      }
    }
  }

  private static void checkHeld(List<Violation> found, LicenseHolder user, SkuId sku) {
    switch (user.licenses().holding(sku)) {
      case NONE -> found.add(Violation.of(Violation.Kind.NOT_HELD, sku));
      case INHERITED ->
          found.add(
              Violation.builder()
                  .kind(Violation.Kind.INHERITED)
                  .skuId(sku)
                  .addAllSources(
                      user.licenses().inherited(sku).stream()
                          .map(path -> new ServiceSource(sku, path.source()))
                          .toList())
                  .build());
      case DIRECT, DIRECT_AND_INHERITED, UNKNOWN -> {}
    }
  }

  private static boolean holds(List<Path> paths, SkuId sku) {
    for (Path path : paths) {
      if (path.skuId().equals(sku)) {
        return true;
      }
    }
    return false;
  }

  private static boolean adds(Collection<AssignedLicense> add, SkuId sku) {
    for (AssignedLicense license : add) {
      if (license.skuId().equals(sku)) {
        return true;
      }
    }
    return false;
  }

  private static List<Path> end(
      List<Path> before, Collection<AssignedLicense> add, Collection<SkuId> remove) {
    List<Path> end = new ArrayList<>(before.size() + add.size());
    for (Path path : before) {
      boolean stays =
          !path.source().isDirect() || !(remove.contains(path.skuId()) || adds(add, path.skuId()));
      if (stays) {
        end.add(path);
      }
    }
    for (AssignedLicense license : add) {
      end.add(Path.of(license, AssignmentSource.direct()));
    }
    return end;
  }
}
