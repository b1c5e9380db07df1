package io.github.m365licensing.plan;

/** How much a {@link Finding} weighs. */
public enum Severity {
  /**
   * On a subject: it gets no write, the others go on. On the plan: nothing can be applied. Unless
   * the code is accepted with the count expected.
   */
  BLOCKING,
  /** Worth knowing; nothing is held back. */
  ADVISORY
}
