package io.github.m365licensing.plan;

/** What a plan does with a subject. */
public enum ChangeKind {
  /** It is written. */
  CHANGE,
  /** It is as wished already, or there is nothing to do; nothing is sent. */
  NO_CHANGE,
  /** A blocking finding stands in the way; nothing is sent. */
  BLOCKED
}
