package io.github.m365licensing.apply;

import io.github.m365licensing.directory.UserId;
import java.util.Objects;

/**
 * A user that was created a moment ago.
 *
 * @param id the object id
 * @param userPrincipalName the sign-in name; never in {@code toString}
 */
public record CreatedUser(UserId id, String userPrincipalName) {
  public CreatedUser {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(userPrincipalName, "userPrincipalName");
  }

  /** The id, without the name. */
  @Override
  public String toString() {
    return "user " + id;
  }
}
