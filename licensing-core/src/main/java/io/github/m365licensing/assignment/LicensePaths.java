package io.github.m365licensing.assignment;

import io.github.m365licensing.sku.ServicePlanId;
import io.github.m365licensing.sku.SkuId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Somebody's licences by path, in one form for a user, a member of a group, a group and a state in
 * planning. The licences that a group gives stand as direct paths.
 *
 * <p>Beside the paths it keeps the licences in effect as the service shows them ({@code
 * assignedLicenses}), because the service may show one that no path explains. Equal if paths and
 * licences are equal and in the same order; see {@link #normalised}. Immutable and thread-safe.
 */
public final class LicensePaths {

  /** The order of sources: direct first, then by group id. */
  public static final Comparator<AssignmentSource> SOURCE_ORDER =
      Comparator.comparing(LicensePaths::group, Comparator.nullsFirst(Comparator.naturalOrder()));

  /** The order of paths in everything that is compared or written: by SKU id, then by source. */
  public static final Comparator<LicenseAssignmentState> ORDER =
      Comparator.comparing(LicenseAssignmentState::skuId)
          .thenComparing(LicenseAssignmentState::source, SOURCE_ORDER);

  private static final LicensePaths NONE = new LicensePaths(List.of(), List.of());

  private final List<LicenseAssignmentState> paths;
  private final List<AssignedLicense> assignedLicenses;

  private LicensePaths(List<LicenseAssignmentState> paths, List<AssignedLicense> assignedLicenses) {
    this.paths = List.copyOf(paths);
    this.assignedLicenses = List.copyOf(assignedLicenses);
  }

  /** No licence at all. */
  public static LicensePaths none() {
    return NONE;
  }

  /**
   * Paths, with the licences that result from them.
   *
   * @throws NullPointerException if an argument is null
   */
  public static LicensePaths of(List<LicenseAssignmentState> paths) {
    return new LicensePaths(paths, merge(paths));
  }

  /**
   * Paths and licences in effect as the service shows them.
   *
   * @throws NullPointerException if an argument is null
   */
  public static LicensePaths of(
      List<LicenseAssignmentState> paths, List<AssignedLicense> assignedLicenses) {
    return paths.isEmpty() && assignedLicenses.isEmpty()
        ? NONE
        : new LicensePaths(paths, assignedLicenses);
  }

  /**
   * The licences that a group gives, as direct paths, ordered by SKU id.
   *
   * @throws NullPointerException if an argument is null
   */
  public static LicensePaths given(Collection<AssignedLicense> licenses) {
    List<AssignedLicense> sorted =
        licenses.stream().sorted(Comparator.comparing(AssignedLicense::skuId)).toList();
    return of(
        sorted.stream()
            .map(license -> LicenseAssignmentState.active(license, AssignmentSource.direct()))
            .toList(),
        sorted);
  }

  /**
   * The licences that result from paths: one per SKU in effect, with the plans that are off on
   * every path. Ordered by SKU id.
   */
  private static List<AssignedLicense> merge(List<LicenseAssignmentState> paths) {
    Map<SkuId, Set<ServicePlanId>> off = new TreeMap<>();
    for (LicenseAssignmentState path : paths) {
      if (path.isInEffect()) {
        off.merge(path.skuId(), path.disabledPlans(), LicensePaths::common);
      }
    }
    List<AssignedLicense> merged = new ArrayList<>(off.size());
    off.forEach((sku, plans) -> merged.add(new AssignedLicense(sku, plans)));
    return merged;
  }

  private static Set<ServicePlanId> common(Set<ServicePlanId> one, Set<ServicePlanId> other) {
    Set<ServicePlanId> common = new HashSet<>(one);
    common.retainAll(other);
    return common;
  }

  /** Every path, whatever its state. */
  public List<LicenseAssignmentState> all() {
    return paths;
  }

  /** The licences in effect, merged over all paths: one per SKU. */
  public List<AssignedLicense> assignedLicenses() {
    return assignedLicenses;
  }

  /** The licences in effect that no path explains: where they come from is not known. */
  public List<AssignedLicense> unexplained() {
    List<AssignedLicense> unexplained = new ArrayList<>();
    for (AssignedLicense license : assignedLicenses) {
      if (!explains(license.skuId())) {
        unexplained.add(license);
      }
    }
    return List.copyOf(unexplained);
  }

  /** The paths of this SKU. */
  public List<LicenseAssignmentState> of(SkuId skuId) {
    List<LicenseAssignmentState> found = new ArrayList<>(2);
    for (LicenseAssignmentState path : paths) {
      if (path.skuId().equals(skuId)) {
        found.add(path);
      }
    }
    return List.copyOf(found);
  }

  /** The direct path of this SKU, in whatever state. */
  public Optional<LicenseAssignmentState> direct(SkuId skuId) {
    for (LicenseAssignmentState path : paths) {
      if (path.source().isDirect() && path.skuId().equals(skuId)) {
        return Optional.of(path);
      }
    }
    return Optional.empty();
  }

  /** The direct paths, in whatever state. */
  public List<LicenseAssignmentState> direct() {
    return paths.stream().filter(path -> path.source().isDirect()).toList();
  }

  /** The paths of this SKU through groups, in whatever state. */
  public List<LicenseAssignmentState> inherited(SkuId skuId) {
    return of(skuId).stream().filter(path -> !path.source().isDirect()).toList();
  }

  /** The paths through groups, in whatever state. */
  public List<LicenseAssignmentState> inherited() {
    return paths.stream().filter(path -> !path.source().isDirect()).toList();
  }

  /** The paths through this group, in whatever state. */
  public List<LicenseAssignmentState> through(GroupId group) {
    return from(AssignmentSource.inheritedFrom(group));
  }

  /** The paths from this source, in whatever state. */
  public List<LicenseAssignmentState> from(AssignmentSource source) {
    return paths.stream().filter(path -> path.source().equals(source)).toList();
  }

  /** The paths that show an error, in effect or not. */
  public List<LicenseAssignmentState> inError() {
    return paths.stream().filter(path -> path.error().isPresent()).toList();
  }

  /** The paths in effect, with an error beside it or not. */
  public List<LicenseAssignmentState> inEffect() {
    return paths.stream().filter(LicenseAssignmentState::isInEffect).toList();
  }

  /** Whether the SKU is in effect, through whatever path. */
  public boolean holds(SkuId skuId) {
    for (AssignedLicense license : assignedLicenses) {
      if (license.skuId().equals(skuId)) {
        return true;
      }
    }
    return false;
  }

  /** Whether some path, in whatever state, tells where this SKU comes from. */
  public boolean explains(SkuId skuId) {
    for (LicenseAssignmentState path : paths) {
      if (path.skuId().equals(skuId)) {
        return true;
      }
    }
    return false;
  }

  /**
   * How the SKU is held, which decides who can take it away. A path counts in whatever state,
   * because one in error can be taken away, too.
   */
  public Holding holding(SkuId skuId) {
    boolean direct = false;
    boolean inherited = false;
    for (LicenseAssignmentState path : paths) {
      if (path.skuId().equals(skuId)) {
        direct |= path.source().isDirect();
        inherited |= !path.source().isDirect();
      }
    }
    if (direct) {
      return inherited ? Holding.DIRECT_AND_INHERITED : Holding.DIRECT;
    }
    if (inherited) {
      return Holding.INHERITED;
    }
    return holds(skuId) ? Holding.UNKNOWN : Holding.NONE;
  }

  /** Other paths; what no path explains now stays as it is. */
  public LicensePaths withPaths(List<LicenseAssignmentState> others) {
    if (others.equals(paths)) {
      return this;
    }
    Map<SkuId, AssignedLicense> merged = new TreeMap<>();
    unexplained().forEach(license -> merged.put(license.skuId(), license));
    merge(others).forEach(license -> merged.put(license.skuId(), license));
    return new LicensePaths(others, List.copyOf(merged.values()));
  }

  /**
   * These direct licences added or replaced, and these SKUs without a direct path, in the one
   * order.
   */
  public LicensePaths withDirect(Collection<AssignedLicense> add, Collection<SkuId> remove) {
    return replaced(AssignmentSource.direct(), add, remove);
  }

  /** With what this group gives, in the one order. */
  public LicensePaths withGroup(GroupId group, Collection<AssignedLicense> licenses) {
    return replaced(AssignmentSource.inheritedFrom(group), licenses, List.of());
  }

  /** Without what this group gives. */
  public LicensePaths withoutGroup(GroupId group) {
    AssignmentSource source = AssignmentSource.inheritedFrom(group);
    return withPaths(paths.stream().filter(path -> !path.source().equals(source)).toList());
  }

  private LicensePaths replaced(
      AssignmentSource source, Collection<AssignedLicense> add, Collection<SkuId> remove) {
    List<LicenseAssignmentState> after = new ArrayList<>(paths);
    after.removeIf(
        path ->
            path.source().equals(source)
                && (remove.contains(path.skuId())
                    || add.stream().anyMatch(license -> license.skuId().equals(path.skuId()))));
    add.forEach(license -> after.add(LicenseAssignmentState.active(license, source)));
    after.sort(ORDER);
    return withPaths(after);
  }

  /**
   * The same in the one order ({@link #ORDER}; licences by SKU id) and without times, so that two
   * readings of what did not change are equal.
   */
  public LicensePaths normalised() {
    return of(
        paths.stream().map(LicensePaths::withoutTime).sorted(ORDER).toList(),
        assignedLicenses.stream().sorted(Comparator.comparing(AssignedLicense::skuId)).toList());
  }

  private static LicenseAssignmentState withoutTime(LicenseAssignmentState path) {
    if (path.lastUpdatedDateTime().isEmpty()) {
      return path;
    }
    LicenseAssignmentState.Builder copy = LicenseAssignmentState.builder();
    copy.from(path);
    return copy.lastUpdatedDateTime(Optional.empty()).build();
  }

  private static @Nullable GroupId group(AssignmentSource source) {
    return source instanceof AssignmentSource.InheritedFromGroup inherited
        ? inherited.group()
        : null;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LicensePaths that
        && paths.equals(that.paths)
        && assignedLicenses.equals(that.assignedLicenses);
  }

  @Override
  public int hashCode() {
    return Objects.hash(paths, assignedLicenses);
  }

  /** The paths, then what none of them explains. */
  @Override
  public String toString() {
    List<AssignedLicense> unexplained = unexplained();
    return unexplained.isEmpty() ? paths.toString() : paths + " unexplained " + unexplained;
  }
}
