package io.github.m365licensing.internal.planning;

import io.github.m365licensing.plan.Finding;
import io.github.m365licensing.plan.Severity;
import java.util.List;

/**
 * All that is intended for a subject, names looked up.
 *
 * @param verbs in the order of the intent
 * @param reasons the verbs in words
 * @param findings what stands in the way whatever the subject is like
 */
record SubjectIntent(List<ResolvedVerb> verbs, List<String> reasons, List<Finding> findings) {

  /** Whether nothing stands in the way whatever the subject is like. */
  boolean isOpen() {
    return findings.stream().noneMatch(f -> f.severity() == Severity.BLOCKING);
  }
}
