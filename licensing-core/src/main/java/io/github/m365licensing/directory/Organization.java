package io.github.m365licensing.directory;

import io.github.m365licensing.internal.DomainStyle;
import java.util.Optional;
import org.immutables.value.Value;

/** The tenant itself ({@code organization}). Immutable. */
@Value.Immutable
@DomainStyle
public sealed interface Organization permits ImmutableOrganization {

  /** The id of the tenant. */
  TenantId id();

  /** The name people see. */
  String displayName();

  /** The country of the tenant, as two letters. */
  Optional<UsageLocation> countryLetterCode();

  /**
   * The location that group licensing takes for a member without one; absent means the country is
   * taken (assumed).
   */
  Optional<UsageLocation> defaultUsageLocation();

  /** A builder. Not thread-safe. {@code build()} names every missing attribute at once. */
  static Builder builder() {
    return new Builder();
  }

  /** Builds an {@link Organization}. Not thread-safe. */
  class Builder extends ImmutableOrganization.Builder {
    Builder() {}
  }
}
