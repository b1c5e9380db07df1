package io.github.m365licensing.directory;

import io.github.m365licensing.internal.DomainStyle;
import io.github.m365licensing.sku.CapabilityStatus;
import io.github.m365licensing.sku.SkuId;
import java.time.Instant;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * A purchase of one SKU ({@code companySubscription}). One SKU may have several; {@code
 * subscribedSku} is their sum (assumed). Immutable.
 */
@Value.Immutable
@DomainStyle
public sealed interface Subscription permits ImmutableSubscription {

  /** The object id; {@code subscribedSku.subscriptionIds} refers to it (assumed). */
  String id();

  /** The product. */
  SkuId skuId();

  /** Its code name. */
  String skuPartNumber();

  /** Where the purchase stands in its life. Default: Enabled. */
  default CapabilityStatus status() {
    return CapabilityStatus.ENABLED;
  }

  /** The units bought. */
  int totalLicenses();

  /** Whether it is a trial. */
  default boolean isTrial() {
    return false;
  }

  /** When it was bought. */
  Optional<Instant> createdDateTime();

  /** When the status changes next, for example when an expired purchase is suspended. */
  Optional<Instant> nextLifecycleDateTime();

  /** The id in the commerce system. */
  Optional<String> commerceSubscriptionId();

  /** Who owns it: an object of this tenant or of another. */
  Optional<String> ownerId();

  /** The tenant of the owner; another tenant than this one means a partner. */
  Optional<TenantId> ownerTenantId();

  /** What the owner is, for example {@code User}. */
  Optional<String> ownerType();

  /** A builder. Not thread-safe. {@code build()} names every missing attribute at once. */
  static Builder builder() {
    return new Builder();
  }

  /** Builds a {@link Subscription}. Not thread-safe. */
  class Builder extends ImmutableSubscription.Builder {
    Builder() {}
  }
}
