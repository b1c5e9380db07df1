package io.github.m365licensing.directory;

import io.github.m365licensing.assignment.AssignedLicense;
import io.github.m365licensing.assignment.AssignmentSource;
import io.github.m365licensing.assignment.LicenseAssignmentState;
import io.github.m365licensing.plan.PlannedWrite;
import io.github.m365licensing.sku.SkuId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
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

  /** The paths once the service took a write. */
  static List<LicenseAssignmentState> after(
      List<LicenseAssignmentState> before, PlannedWrite write) {
    List<LicenseAssignmentState> after = new ArrayList<>(before);
    if (write instanceof PlannedWrite.AssignLicenses assign) {
      assign.removeLicenses().forEach(skuId -> remove(after, skuId, AssignmentSource.direct()));
      replace(after, assign.addLicenses(), AssignmentSource.direct());
    } else if (write instanceof PlannedWrite.AddToGroup add) {
      replace(after, add.assignedLicenses(), AssignmentSource.inheritedFrom(add.group()));
    } else if (write instanceof PlannedWrite.LeaveGroup leave) {
      AssignmentSource group = AssignmentSource.inheritedFrom(leave.group());
      after.removeIf(path -> path.source().equals(group));
    }
    after.sort(ORDER);
    return after;
  }

  private static void replace(
      List<LicenseAssignmentState> paths, List<AssignedLicense> licenses, AssignmentSource source) {
    for (AssignedLicense license : licenses) {
      remove(paths, license.skuId(), source);
      paths.add(LicenseAssignmentState.active(license, source));
    }
  }

  private static void remove(
      List<LicenseAssignmentState> paths, SkuId skuId, AssignmentSource source) {
    paths.removeIf(path -> path.skuId().equals(skuId) && path.source().equals(source));
  }

  private static String key(AssignmentSource source) {
    return source instanceof AssignmentSource.InheritedFromGroup inherited
        ? inherited.group().toString()
        : "";
  }
}
