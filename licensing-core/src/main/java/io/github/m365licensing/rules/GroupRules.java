package io.github.m365licensing.rules;

import io.github.m365licensing.assignment.AssignedLicense;
import io.github.m365licensing.assignment.AssignmentError;
import io.github.m365licensing.assignment.AssignmentSource;
import io.github.m365licensing.assignment.AssignmentState;
import io.github.m365licensing.assignment.LicenseAssignmentState;
import io.github.m365licensing.directory.LicenseHolder;
import io.github.m365licensing.directory.UsageLocation;
import io.github.m365licensing.rules.LicensingSemantics.GroupAddFailure;
import io.github.m365licensing.rules.LicensingSemantics.GroupRemovalDependants;
import io.github.m365licensing.sku.ServicePlanId;
import io.github.m365licensing.sku.SkuId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;

/**
 * One group's licences on one user: all of them or none (documented). Made for one application and
 * thrown away.
 */
final class GroupRules {

  private final PlanRules planRules;
  private final LicensingSemantics semantics;
  private final LicenseHolder user;
  private final AssignmentSource group;
  private final Map<SkuId, AssignedLicense> target = new LinkedHashMap<>();
  private final Map<SkuId, LicenseAssignmentState> current = new LinkedHashMap<>();
  private final List<Path> before;
  private final Map<SkuId, AssignmentError> failures = new LinkedHashMap<>();
  private final Set<SkuId> stuck = new LinkedHashSet<>();

  GroupRules(
      PlanRules planRules,
      LicensingSemantics semantics,
      LicenseHolder user,
      AssignmentSource group,
      Collection<AssignedLicense> licenses) {
    this.planRules = planRules;
    this.semantics = semantics;
    this.user = user;
    this.group = group;
    this.before = Path.inEffect(user);
    licenses.forEach(license -> target.put(license.skuId(), license));
    for (LicenseAssignmentState path : user.licenses().from(group)) {
      current.put(path.skuId(), path);
    }
  }

  GroupApplication apply(
      Optional<UsageLocation> location, ToIntFunction<SkuId> freeSeats, GroupObstacles obstacles) {
    keepWhatOthersNeed();
    for (SkuId sku : target.keySet()) {
      obstacle(sku, location, freeSeats, obstacles)
          .ifPresent(error -> failures.putIfAbsent(sku, error));
    }
    for (Violation violation : violations()) {
      fail(violation);
    }
    List<LicenseAssignmentState> after = after();
    Set<SkuId> held = held(user.licenses().all());
    Set<SkuId> holds = held(after);
    Set<SkuId> taken = new LinkedHashSet<>(holds);
    taken.removeAll(held);
    held.removeAll(holds);
    boolean writes =
        semantics.groupLocationFallback() == LicensingSemantics.GroupLocationFallback.WRITTEN
            && user.usageLocation().isEmpty()
            && location.isPresent()
            && !target.isEmpty()
            && failures.isEmpty();
    return new GroupApplication(after, taken, held, writes);
  }

  /**
   * What plans have against it, whether it keeps something from being given or from being taken:
   * exclusions, then dependencies.
   */
  List<Violation> violations() {
    return planRules.judge(before, end());
  }

  /** A path of the group that goes stays if a licence that stays needs one of its plans. */
  private void keepWhatOthersNeed() {
    for (Violation violation : violations()) {
      if (violation.kind() == Violation.Kind.DEPENDENCY
          && violation.sources().stream().anyMatch(this::stays)) {
        for (LicenseAssignmentState path : current.values()) {
          if (path.isInEffect()
              && !target.containsKey(path.skuId())
              && planRules.hasAnyOn(Path.of(path), violation.otherPlans())) {
            stuck.add(path.skuId());
          }
        }
      }
    }
  }

  /** Whether the user has this and goes on having it, through this group or not. */
  private boolean stays(ServiceSource source) {
    LicenseAssignmentState path = current.get(source.skuId());
    return !source.source().equals(group) || (path != null && path.isInEffect());
  }

  /** The paths in effect if everything worked, apart from those that cannot go. */
  private List<Path> end() {
    List<Path> end = new ArrayList<>();
    for (Path path : before) {
      if (!path.source().equals(group) || stuck.contains(path.skuId())) {
        end.add(path);
      }
    }
    target.values().forEach(license -> end.add(Path.of(license, group)));
    return end;
  }

  private Optional<AssignmentError> obstacle(
      SkuId sku,
      Optional<UsageLocation> location,
      ToIntFunction<SkuId> freeSeats,
      GroupObstacles obstacles) {
    if (location.isEmpty()) {
      return Optional.of(AssignmentError.PROHIBITED_IN_USAGE_LOCATION_VIOLATION);
    }
    Optional<AssignmentError> obstacle = obstacles.against(sku, location.get());
    if (obstacle.isPresent()) {
      return obstacle;
    }
    boolean holds = before.stream().anyMatch(path -> path.skuId().equals(sku));
    return holds || freeSeats.applyAsInt(sku) > 0
        ? Optional.empty()
        : Optional.of(AssignmentError.COUNT_VIOLATION);
  }

  /** Finds the products of the group that a violation is about. */
  private void fail(Violation violation) {
    if (violation.kind() == Violation.Kind.MUTUALLY_EXCLUSIVE) {
      failThrough(violation.sources(), AssignmentError.MUTUALLY_EXCLUSIVE_VIOLATION);
      failThrough(violation.otherSources(), AssignmentError.MUTUALLY_EXCLUSIVE_VIOLATION);
      return;
    }
    failThrough(violation.sources(), AssignmentError.DEPENDENCY_VIOLATION);
    for (AssignedLicense license : target.values()) {
      LicenseAssignmentState path = current.get(license.skuId());
      if (path != null
          && path.isInEffect()
          && planRules.hasAnyOn(Path.of(path), violation.otherPlans())) {
        failures.putIfAbsent(license.skuId(), AssignmentError.DEPENDENCY_VIOLATION);
      }
    }
  }

  private void failThrough(List<ServiceSource> sources, AssignmentError error) {
    for (ServiceSource source : sources) {
      if (source.source().equals(group) && target.containsKey(source.skuId())) {
        failures.putIfAbsent(source.skuId(), error);
      }
    }
  }

  private List<LicenseAssignmentState> after() {
    List<LicenseAssignmentState> after = new ArrayList<>();
    for (LicenseAssignmentState path : user.licenses().all()) {
      if (!path.source().equals(group)) {
        after.add(path);
      } else if (target.containsKey(path.skuId())) {
        after.add(changed(path, Objects.requireNonNull(target.get(path.skuId()))));
      } else if (stuck.contains(path.skuId())) {
        after.add(left(path));
      }
    }
    for (AssignedLicense license : target.values()) {
      if (!current.containsKey(license.skuId())) {
        after.add(
            failures.isEmpty()
                ? LicenseAssignmentState.active(license, group)
                : failed(license.skuId(), license.disabledPlans(), AssignmentState.ERROR));
      }
    }
    return after;
  }

  private LicenseAssignmentState changed(LicenseAssignmentState path, AssignedLicense license) {
    if (failures.isEmpty()) {
      LicenseAssignmentState active = LicenseAssignmentState.active(license, group);
      boolean same = path.isInEffect() && path.error().isEmpty() && path.license().equals(license);
      return same ? path : active;
    }
    if (!path.isInEffect() || semantics.groupAddFailure() == GroupAddFailure.STRIP) {
      return failed(license.skuId(), license.disabledPlans(), AssignmentState.ERROR);
    }
    return failures.containsKey(license.skuId())
        ? failed(license.skuId(), path.disabledPlans(), AssignmentState.ACTIVE_WITH_ERROR)
        : path;
  }

  private LicenseAssignmentState left(LicenseAssignmentState path) {
    boolean convertible =
        semantics.groupRemovalDependants() == GroupRemovalDependants.CONVERT_TO_DIRECT
            && user.licenses().direct(path.skuId()).isEmpty();
    return convertible
        ? LicenseAssignmentState.active(path.license(), AssignmentSource.direct())
        : LicenseAssignmentState.builder()
            .skuId(path.skuId())
            .disabledPlans(path.disabledPlans())
            .source(group)
            .state(AssignmentState.ACTIVE_WITH_ERROR)
            .error(AssignmentError.DEPENDENCY_VIOLATION)
            .build();
  }

  private LicenseAssignmentState failed(
      SkuId skuId, Set<ServicePlanId> disabledPlans, AssignmentState state) {
    return LicenseAssignmentState.builder()
        .skuId(skuId)
        .disabledPlans(disabledPlans)
        .source(group)
        .state(state)
        .error(failures.getOrDefault(skuId, AssignmentError.OTHER))
        .build();
  }

  private static Set<SkuId> held(List<LicenseAssignmentState> paths) {
    Set<SkuId> held = new LinkedHashSet<>();
    paths.stream().filter(LicenseAssignmentState::isInEffect).forEach(p -> held.add(p.skuId()));
    return held;
  }
}
