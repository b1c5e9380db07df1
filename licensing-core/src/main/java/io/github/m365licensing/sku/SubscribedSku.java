package io.github.m365licensing.sku;

import io.github.m365licensing.internal.DomainStyle;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * A product that the tenant owns ({@code subscribedSku}).
 *
 * <p>What a SKU contains is what the tenant says here; Microsoft's published lists lag behind.
 * Immutable.
 *
 * <pre>{@code
 * SubscribedSku ems = SubscribedSku.builder()
 *     .skuId(SkuId.parse("efccb6f7-5641-4e0e-bd10-b4976e1bf68e"))
 *     .skuPartNumber("EMS")
 *     .prepaidUnits(PrepaidUnits.enabled(10))
 *     .build();
 * }</pre>
 */
@Value.Immutable
@DomainStyle
public sealed interface SubscribedSku permits ImmutableSubscribedSku {

  /** The identity of the product. */
  SkuId skuId();

  /** The code name, for example {@code SPE_E3}. May hold blanks, brackets, commas and slashes. */
  String skuPartNumber();

  /** The services inside, ordered by name, then by id. */
  List<ServicePlan> servicePlans();

  /** The units owned, by state. */
  PrepaidUnits prepaidUnits();

  /** The seats in use. May exceed the units: on expiry the service leaves users licensed. */
  default int consumedUnits() {
    return 0;
  }

  /** Where the SKU stands in its life. Default: Enabled. */
  default CapabilityStatus capabilityStatus() {
    return CapabilityStatus.ENABLED;
  }

  /** Whether the SKU can be assigned to users at all. Default: User. */
  default AppliesTo appliesTo() {
    return AppliesTo.USER;
  }

  /** The ids of the subscriptions that the units come from, in the service's order. */
  List<String> subscriptionIds();

  /**
   * Seats left: enabled + warning − consumed. Negative when more are held than owned. Suspended and
   * locked-out units never count.
   */
  @Value.NonAttribute
  default int freeSeats() {
    return Math.subtractExact(prepaidUnits().assignable(), consumedUnits());
  }

  /** The plan with this id, if the SKU holds it in this tenant. */
  default Optional<ServicePlan> findPlan(ServicePlanId servicePlanId) {
    for (ServicePlan plan : servicePlans()) {
      if (plan.servicePlanId().equals(servicePlanId)) {
        return Optional.of(plan);
      }
    }
    return Optional.empty();
  }

  /** A builder. Not thread-safe. {@code build()} names every missing attribute at once. */
  static Builder builder() {
    return new Builder();
  }

  /** Builds a {@link SubscribedSku}. Not thread-safe. */
  class Builder extends ImmutableSubscribedSku.Builder {
    Builder() {}

    /**
     * The SKU, its plans sorted, so that equal SKUs are equal whatever order the service sent.
     *
     * @throws IllegalStateException if a mandatory attribute is missing; all are named
     */
    @Override
    public SubscribedSku build() {
      SubscribedSku built = super.build();
      List<ServicePlan> sorted = built.servicePlans().stream().sorted(ServicePlan.BY_NAME).toList();
      return sorted.equals(built.servicePlans()) ? built : super.servicePlans(sorted).build();
    }
  }
}
