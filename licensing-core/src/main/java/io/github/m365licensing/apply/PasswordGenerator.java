package io.github.m365licensing.apply;

import io.github.m365licensing.tenant.InitialPassword;
import java.security.SecureRandom;
import java.util.random.RandomGenerator;

/**
 * Makes first passwords for users that are created. Users may implement it; implementations are
 * thread-safe.
 */
@FunctionalInterface
public interface PasswordGenerator {

  /** A new password that meets Entra ID's rules. */
  InitialPassword next();

  /** 20 characters, drawn by the platform's secure random source. */
  static PasswordGenerator secure() {
    return from(new SecureRandom());
  }

  /**
   * 20 characters of four kinds, without those that look alike, drawn from this source.
   *
   * @param random the source; for anything but tests a secure one
   */
  static PasswordGenerator from(RandomGenerator random) {
    return new RandomPasswords(random);
  }
}
