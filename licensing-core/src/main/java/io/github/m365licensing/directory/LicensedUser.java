package io.github.m365licensing.directory;

import io.github.m365licensing.assignment.AssignedLicense;
import io.github.m365licensing.assignment.LicenseAssignmentState;
import io.github.m365licensing.assignment.LicensePaths;
import io.github.m365licensing.internal.DomainStyle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * A user as licensing sees one ({@code user}). Immutable.
 *
 * <p>Names and the user principal name stay out of {@code toString}, hence out of logs.
 */
@Value.Immutable
@DomainStyle
public sealed interface LicensedUser extends LicenseHolder permits ImmutableLicensedUser {

  /** The object id. */
  UserId id();

  /** The sign-in name. */
  @Value.Redacted
  String userPrincipalName();

  /** The name people see. */
  @Value.Redacted
  Optional<String> displayName();

  /** The department. */
  Optional<String> department();

  /** The country for licensing; absent means that direct licences are refused. */
  @Override
  Optional<UsageLocation> usageLocation();

  /** Whether the user can sign in. Disabled users keep and may receive licences (assumed). */
  default boolean accountEnabled() {
    return true;
  }

  /** Member or guest. Default: Member. */
  default UserType userType() {
    return UserType.MEMBER;
  }

  /**
   * Whether the user is mastered on premises ({@code onPremisesSyncEnabled} is true). Licences
   * remain assignable; attributes written in the cloud may be overwritten at the next sync.
   */
  default boolean onPremisesSyncEnabled() {
    return false;
  }

  /** The role that the school's directory gives, for example {@code student}. */
  Optional<String> educationRole();

  /** The licences in effect, merged over all paths: one entry per SKU, ordered by SKU id. */
  List<AssignedLicense> assignedLicenses();

  /** The paths through which licences are held or should be held, as the service orders them. */
  List<LicenseAssignmentState> licenseAssignmentStates();

  /** Whether the user was invited from elsewhere. */
  @Value.NonAttribute
  default boolean isGuest() {
    return userType().equals(UserType.GUEST);
  }

  /** The part of the user principal name after the last {@code @}, in lower case. */
  @Value.NonAttribute
  default String domain() {
    String upn = userPrincipalName();
    return upn.substring(upn.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
  }

  /** The licences by path, in the order in which the service shows them. */
  @Override
  @Value.Lazy
  default LicensePaths licenses() {
    return LicensePaths.of(licenseAssignmentStates(), assignedLicenses());
  }

  /** A builder. Not thread-safe. {@code build()} names every missing attribute at once. */
  static Builder builder() {
    return new Builder();
  }

  /** Builds a {@link LicensedUser}. Not thread-safe. */
  class Builder extends ImmutableLicensedUser.Builder {
    Builder() {}
  }
}
