package io.github.m365licensing.apply;

import io.github.m365licensing.tenant.InitialPassword;
import java.util.List;
import java.util.random.RandomGenerator;

/** Entra ID wants three of four kinds of characters; every password here has all four. */
record RandomPasswords(RandomGenerator random) implements PasswordGenerator {

  private static final int LENGTH = 20;
  private static final List<String> KINDS =
      List.of("abcdefghijkmnpqrstuvwxyz", "ABCDEFGHJKLMNPQRSTUVWXYZ", "23456789", "!#%*+-=?@_");

  @Override
  public InitialPassword next() {
    char[] password = new char[LENGTH];
    for (int i = 0; i < LENGTH; i++) {
      String kind = KINDS.get(i < KINDS.size() ? i : random.nextInt(KINDS.size()));
      password[i] = kind.charAt(random.nextInt(kind.length()));
    }
    for (int i = LENGTH - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      char swapped = password[i];
      password[i] = password[j];
      password[j] = swapped;
    }
    return new InitialPassword(new String(password));
  }
}
