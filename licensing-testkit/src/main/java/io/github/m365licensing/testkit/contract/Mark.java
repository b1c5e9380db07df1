package io.github.m365licensing.testkit.contract;

/** How sure a rule is: where the knowledge of the service's behaviour comes from. */
public enum Mark {
  /** The service's or the port's documentation says so. */
  DOCUMENTED,
  /** It was seen in public: an issue, a script, a log, a write-up. */
  OBSERVED,
  /** Public sources contradict each other; the tenant under test declares which it follows. */
  CONTESTED,
  /** Nowhere stated; the most likely behaviour. */
  ASSUMED
}
