package io.github.m365licensing.plan;

import io.github.m365licensing.assignment.AssignmentSource;
import io.github.m365licensing.assignment.LicenseAssignmentState;
import java.util.Comparator;

/** The order of assignment paths in everything that is compared or written. */
final class Paths {

  /** Direct first, then by group id. */
  static final Comparator<AssignmentSource> SOURCES = Comparator.comparing(Paths::key);

  /** By SKU id, then by source. */
  static final Comparator<LicenseAssignmentState> ORDER =
      Comparator.comparing(LicenseAssignmentState::skuId)
          .thenComparing(LicenseAssignmentState::source, SOURCES);

  private Paths() {}

  private static String key(AssignmentSource source) {
    return source instanceof AssignmentSource.InheritedFromGroup inherited
        ? inherited.group().toString()
        : "";
  }
}
