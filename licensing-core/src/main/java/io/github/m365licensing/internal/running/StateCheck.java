package io.github.m365licensing.internal.running;

import io.github.m365licensing.assignment.AssignedLicense;
import io.github.m365licensing.assignment.LicenseAssignmentState;
import io.github.m365licensing.assignment.LicensePaths;
import io.github.m365licensing.directory.LicenseState;
import io.github.m365licensing.plan.PlannedStep;
import io.github.m365licensing.plan.PlannedWrite;
import io.github.m365licensing.rules.RuleBook;
import io.github.m365licensing.sku.ServicePlan;
import io.github.m365licensing.sku.ServicePlanId;
import io.github.m365licensing.sku.SkuId;
import io.github.m365licensing.sku.SubscribedSku;
import io.github.m365licensing.sku.TenantSkus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Compares what is read with what was planned. */
final class StateCheck {

  private final TenantSkus skus;
  private final RuleBook rules;
  private final GroupPaths ofPlan;

  StateCheck(TenantSkus skus, RuleBook rules, GroupPaths ofPlan) {
    this.skus = skus;
    this.rules = rules;
    this.ofPlan = ofPlan;
  }

  /**
   * How what is read of a subject differs from what was expected in what matters: usage location,
   * paths with their plans off, and licences that no path explains. What the plan's groups do to a
   * user is no difference.
   */
  List<Difference> differences(SubjectRun subject, LicenseState expected, LicenseState read) {
    return subject.group().isPresent()
        ? differencesOfGroup(expected, read)
        : differences(ofPlan.without(expected), ofPlan.without(read), Difference.OfUserSku::new);
  }

  /** How the licences that a group gives differ from the expected ones. */
  List<Difference> differencesOfGroup(LicenseState expected, LicenseState read) {
    return differences(expected, read, Difference.OfGroupSku::new);
  }

  private interface OfSku {
    Difference of(SkuId skuId, LicensePaths was, LicensePaths is);
  }

  /** Two states differ exactly if their countries do or the licences of some SKU. */
  private List<Difference> differences(LicenseState expected, LicenseState read, OfSku ofSku) {
    List<Difference> differences = new ArrayList<>();
    if (isSame(expected, read)) {
      return differences;
    }
    if (!expected.usageLocation().equals(read.usageLocation())) {
      differences.add(
          new Difference.OfUsageLocation(expected.usageLocation(), read.usageLocation()));
    }
    Set<SkuId> named = new TreeSet<>();
    for (LicenseState state : List.of(expected, read)) {
      state.licenses().all().forEach(path -> named.add(path.skuId()));
      state.licenses().unexplained().forEach(license -> named.add(license.skuId()));
    }
    for (SkuId skuId : named) {
      LicensePaths was = only(skuId, expected.licenses());
      LicensePaths is = only(skuId, read.licenses());
      if (!isSame(state(was), state(is))) {
        differences.add(ofSku.of(skuId, was, is));
      }
    }
    return differences;
  }

  private boolean isSame(LicenseState one, LicenseState other) {
    return one.equals(other)
        || rules.fingerprint(one, Set.of()).equals(rules.fingerprint(other, Set.of()));
  }

  private static LicensePaths only(SkuId skuId, LicensePaths licenses) {
    return LicensePaths.of(
        licenses.of(skuId),
        licenses.assignedLicenses().stream()
            .filter(license -> license.skuId().equals(skuId))
            .toList());
  }

  private static LicenseState state(LicensePaths licenses) {
    return LicenseState.builder().licenses(licenses).build();
  }

  /** What the steps of a subject want and the state does not show; empty if all are done. */
  List<Difference> missing(SubjectRun subject, LicenseState read) {
    return subject.shape().steps().stream().flatMap(step -> missing(step, read).stream()).toList();
  }

  /** What a step wants and the state does not show; empty if the step is done. */
  List<Difference> missing(PlannedStep step, LicenseState read) {
    return step.write().accept(new Missing(read));
  }

  /** What each kind of write wants and a state does not show. */
  private final class Missing implements PlannedWrite.Cases<List<Difference>> {

    private final LicenseState read;

    Missing(LicenseState read) {
      this.read = read;
    }

    @Override
    public List<Difference> createUser(PlannedWrite.CreateUser write) {
      return List.of(); // There is a state, so there is a user.
    }

    @Override
    public List<Difference> setUsageLocation(PlannedWrite.SetUsageLocation set) {
      return read.usageLocation().equals(Optional.of(set.usageLocation()))
          ? List.of()
          : List.of(new Difference.OtherUsageLocation(read.usageLocation()));
    }

    @Override
    public List<Difference> reprocess(PlannedWrite.Reprocess write) {
      return read.licenses().inError().stream().<Difference>map(Difference.OtherPath::new).toList();
    }

    @Override
    public List<Difference> addToGroup(PlannedWrite.AddToGroup add) {
      List<Difference> missing = new ArrayList<>();
      for (AssignedLicense license : add.assignedLicenses()) {
        Optional<LicenseAssignmentState> path =
            read.licenses().through(add.group()).stream()
                .filter(p -> p.skuId().equals(license.skuId()))
                .findFirst();
        if (path.isEmpty()) {
          missing.add(new Difference.NotThroughGroup(license.skuId(), add.groupName()));
        } else if (!isAsWanted(license, path.get())) {
          missing.add(new Difference.OtherPath(path.get()));
        }
      }
      return missing;
    }

    @Override
    public List<Difference> leaveGroup(PlannedWrite.LeaveGroup leave) {
      return read.licenses().through(leave.group()).stream()
          .<Difference>map(Difference.StillThrough::new)
          .toList();
    }

    @Override
    public List<Difference> assignLicenses(PlannedWrite.AssignLicenses assign) {
      List<Difference> missing = new ArrayList<>();
      for (AssignedLicense license : assign.addLicenses()) {
        Optional<LicenseAssignmentState> path = read.licenses().direct(license.skuId());
        if (path.isEmpty()) {
          missing.add(new Difference.NotAssigned(license.skuId()));
        } else if (!isAsWanted(license, path.get())) {
          missing.add(
              assign.ofGroup()
                  ? new Difference.OtherOfGroup(path.get())
                  : new Difference.OtherPath(path.get()));
        }
      }
      for (SkuId skuId : assign.removeLicenses()) {
        if (read.licenses().direct(skuId).isPresent()) {
          missing.add(new Difference.StillAssigned(skuId));
        }
      }
      return missing;
    }
  }

  /** Whether a path is in effect without error, and the same plans that are for users are off. */
  boolean isAsWanted(AssignedLicense license, LicenseAssignmentState path) {
    return path.isInEffect()
        && path.error().isEmpty()
        && forUsers(license.skuId(), license.disabledPlans())
            .equals(forUsers(license.skuId(), path.disabledPlans()));
  }

  /** The plans stored as disabled beyond those sent, which switch nothing that is for users. */
  Map<SkuId, Set<ServicePlanId>> additions(SubjectRun subject, LicenseState read) {
    Map<SkuId, Set<ServicePlanId>> additions = new TreeMap<>();
    for (PlannedStep step : subject.shape().steps()) {
      for (AssignedLicense license : step.write().addLicenses()) {
        Set<ServicePlanId> more = new TreeSet<>();
        read.licenses().direct(license.skuId()).ifPresent(p -> more.addAll(p.disabledPlans()));
        more.removeAll(license.disabledPlans());
        if (!more.isEmpty()) {
          additions.put(license.skuId(), more);
        }
      }
    }
    return additions;
  }

  private Set<ServicePlanId> forUsers(SkuId skuId, Set<ServicePlanId> plans) {
    Optional<SubscribedSku> sku = skus.find(skuId);
    Set<ServicePlanId> kept = new TreeSet<>(plans);
    sku.ifPresent(
        owned -> kept.removeIf(id -> owned.findPlan(id).filter(ServicePlan::isForUsers).isEmpty()));
    return kept;
  }
}
