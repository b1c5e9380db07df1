package io.github.m365licensing.report;

import io.github.m365licensing.internal.DomainStyle;
import io.github.m365licensing.sku.CapabilityStatus;
import io.github.m365licensing.sku.SkuId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * Units of a SKU that end soon, or have ended and are in their grace period or after it. Immutable.
 */
@Value.Immutable
@DomainStyle
public sealed interface Lapse permits ImmutableLapse {

  /** The product. */
  SkuId skuId();

  /** Its code name. */
  String skuPartNumber();

  /**
   * The id of the purchase; absent for units that no purchase in this state accounts for, where
   * only the SKU itself tells.
   */
  Optional<String> subscriptionId();

  /** Where the units stand: Enabled if they end soon, Warning in the grace period, or later. */
  CapabilityStatus status();

  /** The units concerned. */
  int units();

  /** Whether the purchase is a trial. */
  default boolean isTrial() {
    return false;
  }

  /** When the status changes next, unless the purchase is renewed; absent where nobody says. */
  Optional<Instant> nextLifecycleDateTime();

  /**
   * How many seats are missing once these units can be held no more, everything else as it is; 0 if
   * the rest is enough, or if the units of the SKU are no seats.
   */
  int seatsShort();

  /** The users who hold the SKU, through whatever path, ordered. */
  List<ReportedUser> users();

  /** A builder. Not thread-safe. {@code build()} names every missing attribute at once. */
  static Builder builder() {
    return new Builder();
  }

  /** Builds a {@link Lapse}. Not thread-safe. */
  class Builder extends ImmutableLapse.Builder {
    Builder() {}
  }
}
