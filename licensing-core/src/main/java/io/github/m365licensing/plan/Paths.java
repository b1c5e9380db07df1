package io.github.m365licensing.plan;

import io.github.m365licensing.assignment.AssignmentSource;
import io.github.m365licensing.assignment.LicenseAssignmentState;
import io.github.m365licensing.directory.UserId;
import java.util.Comparator;
import java.util.UUID;

/** The order of assignment paths in everything that is compared or written. */
final class Paths {

  /** Direct first, then by group id. */
  static final Comparator<AssignmentSource> SOURCES = Comparator.comparing(Paths::key);

  /** By SKU id, then by source. */
  static final Comparator<LicenseAssignmentState> ORDER =
      Comparator.comparing(LicenseAssignmentState::skuId)
          .thenComparing(LicenseAssignmentState::source, SOURCES);

  /** Who a state without a person is. */
  static final UserId NOBODY = UserId.of(new UUID(0, 0));

  private Paths() {}

  private static String key(AssignmentSource source) {
    return source instanceof AssignmentSource.InheritedFromGroup inherited
        ? inherited.group().toString()
        : "";
  }
}
