package io.github.m365licensing.directory;

import io.github.m365licensing.assignment.AssignedLicense;
import io.github.m365licensing.assignment.LicensePaths;
import io.github.m365licensing.internal.DomainStyle;
import java.util.Collection;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * What of a user matters to licensing, without who the user is: many users share one state. Times
 * are left out, orders are normalised, so that two reads of an unchanged user are equal. Immutable.
 *
 * <p>The state of a group is what the group itself gives: its licences stand as direct paths.
 */
@Value.Immutable
@DomainStyle
public sealed interface LicenseState extends LicenseHolder permits ImmutableLicenseState {

  @Override
  Optional<UsageLocation> usageLocation();

  /** Whether the user is mastered on premises. */
  default boolean onPremisesSyncEnabled() {
    return false;
  }

  /** The licences by path, {@linkplain LicensePaths#normalised() normalised}. */
  @Override
  default LicensePaths licenses() {
    return LicensePaths.none();
  }

  /** The same with other licences. */
  LicenseState withLicenses(LicensePaths licenses);

  /** The same with another country. */
  LicenseState withUsageLocation(UsageLocation usageLocation);

  /** The same with its licences in the one order and without times, as every state is built. */
  @Value.Check
  default LicenseState normalised() {
    LicensePaths normalised = licenses().normalised();
    return normalised.equals(licenses()) ? this : builder().from(this).licenses(normalised).build();
  }

  /** The state of a user as read. */
  static LicenseState of(LicensedUser user) {
    return builder()
        .usageLocation(user.usageLocation())
        .onPremisesSyncEnabled(user.onPremisesSyncEnabled())
        .licenses(user.licenses())
        .build();
  }

  /** The state of a group as read: its own licences as direct paths. */
  static LicenseState of(LicensedGroup group) {
    return ofGroup(group.assignedLicenses());
  }

  /** The state of a group that gives these licences. */
  static LicenseState ofGroup(Collection<AssignedLicense> licenses) {
    return builder().licenses(LicensePaths.given(licenses)).build();
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
