package io.github.m365licensing.assignment;

/** How a SKU is held, which decides who can take it away. See {@link LicensePaths#holding}. */
public enum Holding {
  /** Not at all. */
  NONE,
  /** Directly; a call on the user takes it away. */
  DIRECT,
  /** Through groups only; a call on the user cannot take it away. */
  INHERITED,
  /** Directly and through groups; without the direct path the user still has it. */
  DIRECT_AND_INHERITED,
  /** The user has it and no path says why. What cannot be explained is not taken away. */
  UNKNOWN
}
