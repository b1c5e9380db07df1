package io.github.m365licensing.rules;

import io.github.m365licensing.assignment.AssignedLicense;
import io.github.m365licensing.assignment.AssignmentSource;
import io.github.m365licensing.assignment.LicenseAssignmentState;
import io.github.m365licensing.directory.LicenseHolder;
import io.github.m365licensing.sku.ServicePlanId;
import io.github.m365licensing.sku.SkuId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A path in effect, now or in thought: what the judgement of plans needs of it. */
record Path(SkuId skuId, Set<ServicePlanId> off, AssignmentSource source) {

  static Path of(LicenseAssignmentState state) {
    return new Path(state.skuId(), state.disabledPlans(), state.source());
  }

  static Path of(AssignedLicense license, AssignmentSource source) {
    return new Path(license.skuId(), license.disabledPlans(), source);
  }

  /**
   * The paths in effect. A licence that no path explains counts as direct, since its plans are on
   * all the same.
   */
  static List<Path> inEffect(LicenseHolder user) {
    List<Path> paths = new ArrayList<>();
    for (LicenseAssignmentState state : user.licenses().all()) {
      if (state.isInEffect()) {
        paths.add(of(state));
      }
    }
    for (AssignedLicense license : user.licenses().unexplained()) {
      paths.add(of(license, AssignmentSource.direct()));
    }
    return paths;
  }

  ServiceSource serviceSource() {
    return new ServiceSource(skuId, source);
  }
}
