package io.github.m365licensing.assignment;

import io.github.m365licensing.internal.DomainStyle;
import io.github.m365licensing.internal.Ordered;
import io.github.m365licensing.sku.ServicePlanId;
import io.github.m365licensing.sku.SkuId;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import org.immutables.value.Value;

/**
 * One path through which a user holds, or should hold, a SKU ({@code licenseAssignmentState}): the
 * direct one or one group's. Immutable.
 */
@Value.Immutable
@DomainStyle
public sealed interface LicenseAssignmentState permits ImmutableLicenseAssignmentState {

  /** The product. */
  SkuId skuId();

  /** The plans that this path leaves off, ordered by id: not the merged view over all paths. */
  Set<ServicePlanId> disabledPlans();

  /** Direct, or the group. Default: direct. */
  default AssignmentSource source() {
    return AssignmentSource.direct();
  }

  /** Whether the path is in effect. Default: Active. */
  default AssignmentState state() {
    return AssignmentState.ACTIVE;
  }

  /** Why the path is in error; absent when it is fine. */
  Optional<AssignmentError> error();

  /** When the service last changed the path. */
  Optional<Instant> lastUpdatedDateTime();

  /** Whether the user has the SKU through this path: Active, also with an error beside it. */
  @Value.NonAttribute
  default boolean isInEffect() {
    return state().equals(AssignmentState.ACTIVE)
        || state().equals(AssignmentState.ACTIVE_WITH_ERROR);
  }

  /** The SKU and the plans that this path leaves off. */
  @Value.NonAttribute
  default AssignedLicense license() {
    return new AssignedLicense(skuId(), disabledPlans());
  }

  /** The same path, last changed at another time. Shares everything else with this one. */
  LicenseAssignmentState withLastUpdatedDateTime(Instant lastUpdatedDateTime);

  /** A path in effect and without error. */
  static LicenseAssignmentState active(AssignedLicense license, AssignmentSource source) {
    return builder()
        .skuId(license.skuId())
        .disabledPlans(license.disabledPlans())
        .source(source)
        .build();
  }

  /** A builder. Not thread-safe. {@code build()} names every missing attribute at once. */
  static Builder builder() {
    return new Builder();
  }

  /** Builds a {@link LicenseAssignmentState}. Not thread-safe. */
  class Builder extends ImmutableLicenseAssignmentState.Builder {
    Builder() {}

    /** Sets the plans that this path leaves off, in any order. */
    public Builder disabledPlans(Collection<ServicePlanId> plans) {
      super.disabledPlans(Ordered.set(plans, "disabledPlans"));
      return this;
    }
  }
}
