package io.github.m365licensing.intent;

import io.github.m365licensing.directory.Subject;
import io.github.m365licensing.directory.UsageLocation;
import io.github.m365licensing.internal.GivenNames;
import io.github.m365licensing.tenant.UserProfile;
import java.util.Objects;

/**
 * A user that does not exist yet: a selection of one. The plan creates the user first, waits until
 * they can be seen, and assigns then, because Graph takes no licences at creation. Immutable; every
 * method returns a new value.
 *
 * <pre>{@code
 * newUser("test.user@contoso.com").displayName("Test User").department("DName").usageLocation("US")
 * }</pre>
 *
 * @param profile what the user is created with
 */
public record NewUser(UserProfile profile) implements Selection {

  /**
   * Checks the argument.
   *
   * @throws IllegalArgumentException if the user principal name is malformed
   */
  public NewUser {
    Objects.requireNonNull(profile, "profile");
    GivenNames.userPrincipalName(profile.userPrincipalName());
  }

  static NewUser named(String userPrincipalName) {
    String trimmed = Objects.requireNonNull(userPrincipalName, "userPrincipalName").strip();
    GivenNames.userPrincipalName(trimmed);
    return new NewUser(
        UserProfile.builder()
            .userPrincipalName(trimmed)
            .displayName(trimmed.substring(0, trimmed.indexOf('@')))
            .build());
  }

  /** The name people see. Default: the part of the user principal name before the {@code @}. */
  public NewUser displayName(String displayName) {
    return new NewUser(copy().displayName(displayName).build());
  }

  /** The department. Default: none. */
  public NewUser department(String department) {
    return new NewUser(copy().department(department).build());
  }

  /**
   * The country, as two letters. Without it no licence can be assigned directly.
   *
   * @throws IllegalArgumentException if it is not two letters
   */
  public NewUser usageLocation(String countryCode) {
    return new NewUser(copy().usageLocation(UsageLocation.of(countryCode)).build());
  }

  /** The mail alias. Default: the part of the user principal name before the {@code @}. */
  public NewUser mailNickname(String mailNickname) {
    return new NewUser(copy().mailNickname(mailNickname).build());
  }

  /** The same user, unable to sign in. Default: able. */
  public NewUser accountDisabled() {
    return new NewUser(copy().accountEnabled(false).build());
  }

  @Override
  public <R> R accept(Cases<R> cases) {
    return cases.newUser(this);
  }

  /** The subject of a plan that this user is. */
  public Subject subject() {
    return Subject.newUser(profile.userPrincipalName());
  }

  private UserProfile.Builder copy() {
    UserProfile.Builder copy = UserProfile.builder();
    copy.from(profile);
    return copy;
  }

  /** Without the user's name. */
  @Override
  public String toString() {
    return "new user";
  }
}
