package io.github.m365licensing.directory;

import io.github.m365licensing.assignment.AssignedLicense;
import io.github.m365licensing.assignment.GroupId;
import io.github.m365licensing.assignment.LicensePaths;
import io.github.m365licensing.internal.DomainStyle;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/** A group as licensing sees one ({@code group}). Immutable. */
@Value.Immutable
@DomainStyle
public sealed interface LicensedGroup permits ImmutableLicensedGroup {

  /** The object id. */
  GroupId id();

  /** The name people see. Not unique in a tenant. */
  String displayName();

  /**
   * The kinds: {@code Unified} (Microsoft 365 group), {@code DynamicMembership}; empty for others.
   */
  List<String> groupTypes();

  /** Whether it is a security group, or a Microsoft 365 group that can carry licences. */
  default boolean securityEnabled() {
    return true;
  }

  /** Whether it has a mailbox or address. */
  default boolean mailEnabled() {
    return false;
  }

  /** Whether it is mastered on premises. Its members cannot be written in the cloud. */
  default boolean onPremisesSyncEnabled() {
    return false;
  }

  /** Whether directory roles can be assigned to it; such groups need a privileged writer. */
  default boolean isAssignableToRole() {
    return false;
  }

  /** The rule of a dynamic group. */
  Optional<String> membershipRule();

  /** The licences that the group gives to its direct user members. */
  List<AssignedLicense> assignedLicenses();

  /** The same as direct paths, ordered by SKU id. */
  @Value.NonAttribute
  default LicensePaths licenses() {
    return LicensePaths.given(assignedLicenses());
  }

  /** How far the service is with them; absent for a group that never had any. */
  Optional<ProcessingState> licenseProcessingState();

  /** Whether members come from a rule. They cannot be written. */
  @Value.NonAttribute
  default boolean isDynamic() {
    return groupTypes().contains("DynamicMembership");
  }

  /** Whether it is a Microsoft 365 group. */
  @Value.NonAttribute
  default boolean isUnified() {
    return groupTypes().contains("Unified");
  }

  /** A builder. Not thread-safe. {@code build()} names every missing attribute at once. */
  static Builder builder() {
    return new Builder();
  }

  /** Builds a {@link LicensedGroup}. Not thread-safe. */
  class Builder extends ImmutableLicensedGroup.Builder {
    Builder() {}
  }
}
