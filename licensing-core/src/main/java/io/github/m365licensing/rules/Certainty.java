package io.github.m365licensing.rules;

/** How sure it is that the service refuses something. */
public enum Certainty {
  /** Documented or observed, and never contradicted. */
  CERTAIN,
  /** Documented and contradicted, or known from thin evidence: the service may accept it. */
  POSSIBLE
}
