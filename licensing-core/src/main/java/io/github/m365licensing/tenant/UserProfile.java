package io.github.m365licensing.tenant;

import io.github.m365licensing.directory.UsageLocation;
import io.github.m365licensing.internal.DomainStyle;
import java.util.Optional;
import org.immutables.value.Value;

/** What a user is created with, the password apart. Immutable. */
@Value.Immutable
@DomainStyle
public sealed interface UserProfile permits ImmutableUserProfile {

  /** The sign-in name. Its domain must be one of the tenant's. */
  @Value.Redacted
  String userPrincipalName();

  /** The name people see. */
  @Value.Redacted
  String displayName();

  /** The mail alias. Default: the part of the user principal name before the {@code @}. */
  @Value.Redacted
  default String mailNickname() {
    return userPrincipalName().substring(0, Math.max(0, userPrincipalName().indexOf('@')));
  }

  /** The department. */
  Optional<String> department();

  /** The country for licensing; without it no licence can be assigned directly. */
  Optional<UsageLocation> usageLocation();

  /** Whether the user can sign in. Default: yes. */
  default boolean accountEnabled() {
    return true;
  }

  /** A builder. Not thread-safe. {@code build()} names every missing attribute at once. */
  static Builder builder() {
    return new Builder();
  }

  /** Builds a {@link UserProfile}. Not thread-safe. */
  class Builder extends ImmutableUserProfile.Builder {
    Builder() {}
  }
}
