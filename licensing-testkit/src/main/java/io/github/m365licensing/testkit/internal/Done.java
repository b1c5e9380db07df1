package io.github.m365licensing.testkit.internal;

/** The answer of an operation that has nothing to tell: 204, no content. */
public enum Done {
  /** The only value. */
  DONE
}
