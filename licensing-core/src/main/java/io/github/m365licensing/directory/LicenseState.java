package io.github.m365licensing.directory;

import io.github.m365licensing.assignment.AssignedLicense;
import io.github.m365licensing.assignment.AssignmentSource;
import io.github.m365licensing.assignment.LicenseAssignmentState;
import io.github.m365licensing.internal.DomainStyle;
import io.github.m365licensing.plan.PlannedWrite;
import io.github.m365licensing.rules.EffectiveServices;
import io.github.m365licensing.sku.SkuId;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.immutables.value.Value;

/**
 * What of a user matters to licensing, without who the user is: many users share one state. Times
 * are left out, orders are normalised, so that two reads of an unchanged user are equal. Immutable.
 *
 * <p>The state of a group is what the group itself gives: its licences stand as direct paths.
 */
@Value.Immutable
@DomainStyle
public sealed interface LicenseState permits ImmutableLicenseState {

  /** The country for licensing. */
  Optional<UsageLocation> usageLocation();

  /** Whether the user is mastered on premises. */
  default boolean onPremisesSyncEnabled() {
    return false;
  }

  /** The licences in effect, merged over all paths, ordered by SKU id. */
  List<AssignedLicense> assignedLicenses();

  /** The paths, ordered by SKU id, the direct one first, then by group id; without times. */
  List<LicenseAssignmentState> licenseAssignmentStates();

  /** Whether the SKU is in effect, through whatever path. */
  default boolean holds(SkuId skuId) {
    return assignedLicenses().stream().anyMatch(license -> license.skuId().equals(skuId));
  }

  /** Whether some path, in whatever state, tells where this SKU comes from. */
  default boolean explains(SkuId skuId) {
    return licenseAssignmentStates().stream().anyMatch(path -> path.skuId().equals(skuId));
  }

  /**
   * What should be read once the service took a write, as far as this write goes: a group's
   * licences count as given.
   */
  @Value.NonAttribute
  default LicenseState after(PlannedWrite write) {
    Objects.requireNonNull(write, "write");
    if (write instanceof PlannedWrite.SetUsageLocation set) {
      return builder().from(this).usageLocation(set.usageLocation()).build();
    }
    List<LicenseAssignmentState> paths = Paths.after(licenseAssignmentStates(), write);
    return paths.equals(licenseAssignmentStates()) ? this : withPaths(paths);
  }

  /** The same with other paths. What no path explains now stays as it is. */
  @Value.NonAttribute
  default LicenseState withPaths(Collection<LicenseAssignmentState> paths) {
    Map<SkuId, AssignedLicense> merged = new TreeMap<>();
    assignedLicenses().stream()
        .filter(license -> !explains(license.skuId()))
        .forEach(license -> merged.put(license.skuId(), license));
    EffectiveServices.merge(paths).forEach(license -> merged.put(license.skuId(), license));
    return builder()
        .usageLocation(usageLocation())
        .onPremisesSyncEnabled(onPremisesSyncEnabled())
        .addAllAssignedLicenses(merged.values())
        .addAllLicenseAssignmentStates(paths.stream().sorted(Paths.ORDER).toList())
        .build();
  }

  /** The state as a user whom the rule book can judge; id and name stand for nobody. */
  @Value.NonAttribute
  default LicensedUser asUser() {
    return LicensedUser.builder()
        .id(Paths.NOBODY)
        .userPrincipalName("nobody")
        .usageLocation(usageLocation())
        .onPremisesSyncEnabled(onPremisesSyncEnabled())
        .addAllAssignedLicenses(assignedLicenses())
        .addAllLicenseAssignmentStates(licenseAssignmentStates())
        .build();
  }

  /** The state of a user as read. */
  static LicenseState of(LicensedUser user) {
    return builder()
        .usageLocation(user.usageLocation())
        .onPremisesSyncEnabled(user.onPremisesSyncEnabled())
        .addAllAssignedLicenses(
            user.assignedLicenses().stream()
                .sorted(Comparator.comparing(AssignedLicense::skuId))
                .toList())
        .addAllLicenseAssignmentStates(
            user.licenseAssignmentStates().stream()
                .map(LicenseState::withoutTime)
                .sorted(Paths.ORDER)
                .toList())
        .build();
  }

  /** The state of a group as read: its own licences as direct paths. */
  static LicenseState of(LicensedGroup group) {
    return ofGroup(group.assignedLicenses());
  }

  /** The state of a group that gives these licences. */
  static LicenseState ofGroup(Collection<AssignedLicense> licenses) {
    List<AssignedLicense> sorted =
        licenses.stream().sorted(Comparator.comparing(AssignedLicense::skuId)).toList();
    return builder()
        .addAllAssignedLicenses(sorted)
        .addAllLicenseAssignmentStates(
            sorted.stream()
                .map(license -> LicenseAssignmentState.active(license, AssignmentSource.direct()))
                .toList())
        .build();
  }

  private static LicenseAssignmentState withoutTime(LicenseAssignmentState path) {
    if (path.lastUpdatedDateTime().isEmpty()) {
      return path;
    }
    LicenseAssignmentState.Builder copy = LicenseAssignmentState.builder();
    copy.from(path);
    return copy.lastUpdatedDateTime(Optional.empty()).build();
  }

  /** A builder. Not thread-safe. {@code build()} names every missing attribute at once. */
  static Builder builder() {
    return new Builder();
  }

  /** Builds a {@link LicenseState}. Not thread-safe. */
  class Builder extends ImmutableLicenseState.Builder {
    Builder() {}
  }
}
