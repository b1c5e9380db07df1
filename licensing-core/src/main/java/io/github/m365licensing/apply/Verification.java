package io.github.m365licensing.apply;

/** What reading back after a change showed. */
public enum Verification {
  /** What was planned is there: each plan that is for users on or off as planned. */
  CONFIRMED,
  /** The budget ended and the old state was still shown. The change may become visible later. */
  NOT_YET_VISIBLE,
  /** The budget ended and something else was shown than was planned. */
  DIVERGED,
  /** Nothing was read back, since nothing was sent. */
  NOT_CHECKED
}
