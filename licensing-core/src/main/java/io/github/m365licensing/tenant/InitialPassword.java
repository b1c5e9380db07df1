package io.github.m365licensing.tenant;

import java.util.Objects;

/**
 * The first password of a user that is being created. It lives from the moment of sending until the
 * caller's consumer has it; {@code toString} never shows it.
 *
 * @param secret the password; read it only to send it or to hand it over
 */
public record InitialPassword(String secret) {

  public InitialPassword {
    Objects.requireNonNull(secret, "secret");
  }

  /** Never the password. */
  @Override
  public String toString() {
    return "InitialPassword[hidden]";
  }
}
