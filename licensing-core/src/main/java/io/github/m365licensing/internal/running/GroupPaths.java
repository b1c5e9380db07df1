package io.github.m365licensing.internal.running;

import io.github.m365licensing.assignment.AssignmentSource;
import io.github.m365licensing.assignment.LicenseAssignmentState;
import io.github.m365licensing.directory.LicenseState;
import io.github.m365licensing.directory.Subject;
import io.github.m365licensing.plan.LicensePlan;
import io.github.m365licensing.plan.PlannedChange;
import io.github.m365licensing.plan.PlannedStep;
import io.github.m365licensing.sku.SkuId;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The paths of users that a plan changes through its groups. They may be seen before and after, so
 * they say nothing about whether somebody else changed a user. Immutable.
 */
final class GroupPaths {

  private record Path(AssignmentSource source, SkuId skuId) {}

  private final Set<Path> changed = new HashSet<>();

  /** Those of the groups of a plan. */
  GroupPaths(LicensePlan plan) {
    try (Stream<PlannedChange> changes = plan.changes()) {
      for (Iterator<PlannedChange> it = changes.iterator(); it.hasNext(); ) {
        PlannedChange change = it.next();
        if (!(change.subject() instanceof Subject.OfGroup group)) {
          break; // Groups come first in the order of subjects.
        }
        AssignmentSource source = AssignmentSource.inheritedFrom(group.id());
        for (PlannedStep step : change.shape().steps()) {
          step.write()
              .addLicenses()
              .forEach(license -> changed.add(new Path(source, license.skuId())));
          step.write().removeLicenses().forEach(skuId -> changed.add(new Path(source, skuId)));
        }
      }
    }
  }

  /** The state of a user without them. */
  LicenseState without(LicenseState state) {
    if (changed.isEmpty()) {
      return state;
    }
    List<LicenseAssignmentState> others =
        state.licenses().all().stream()
            .filter(path -> !changed.contains(new Path(path.source(), path.skuId())))
            .toList();
    return others.size() == state.licenses().all().size()
        ? state
        : state.withLicenses(state.licenses().withPaths(others));
  }
}
