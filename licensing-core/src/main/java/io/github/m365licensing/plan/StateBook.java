package io.github.m365licensing.plan;

import io.github.m365licensing.assignment.AssignedLicense;
import io.github.m365licensing.assignment.LicenseAssignmentState;
import io.github.m365licensing.directory.LicensedUser;
import io.github.m365licensing.sku.ServicePlanId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Gives equal states of users as one instance. A user who looks like one seen before is recognised
 * without making a state of him first, since a tenant has millions of users and few states.
 */
final class StateBook {

  private record Sample(LicensedUser user, LicenseState state) {}

  private final Map<Integer, List<Sample>> samples = new HashMap<>();
  private final Map<LicenseState, LicenseState> states = new HashMap<>();

  LicenseState of(LicensedUser user) {
    List<Sample> alike = samples.computeIfAbsent(hash(user), any -> new ArrayList<>(1));
    for (Sample sample : alike) {
      if (isSame(sample.user(), user)) {
        return sample.state();
      }
    }
    LicenseState state = shared(LicenseState.of(user));
    alike.add(new Sample(user, state));
    return state;
  }

  LicenseState shared(LicenseState state) {
    LicenseState known = states.putIfAbsent(state, state);
    return known == null ? state : known;
  }

  /** The distinct states. */
  Set<LicenseState> all() {
    return states.keySet();
  }

  private static int hash(LicensedUser user) {
    int hash = user.usageLocation().hashCode() * 2 + (user.onPremisesSyncEnabled() ? 1 : 0);
    for (LicenseAssignmentState path : user.licenseAssignmentStates()) {
      hash = hash * 31 + path.skuId().hashCode();
      hash = hash * 31 + path.source().hashCode();
      hash = hash * 31 + hash(path.disabledPlans());
    }
    return hash * 31 + user.assignedLicenses().size();
  }

  private static int hash(Set<ServicePlanId> plans) {
    int hash = 1;
    for (ServicePlanId plan : plans) {
      hash = hash * 31 + plan.hashCode();
    }
    return hash;
  }

  private static boolean isSame(LicensedUser one, LicensedUser other) {
    return one.usageLocation().equals(other.usageLocation())
        && one.onPremisesSyncEnabled() == other.onPremisesSyncEnabled()
        && isSamePaths(one.licenseAssignmentStates(), other.licenseAssignmentStates())
        && isSameLicenses(one.assignedLicenses(), other.assignedLicenses());
  }

  private static boolean isSamePaths(
      List<LicenseAssignmentState> ones, List<LicenseAssignmentState> others) {
    if (ones.size() != others.size()) {
      return false;
    }
    for (int i = 0; i < ones.size(); i++) {
      LicenseAssignmentState one = ones.get(i);
      LicenseAssignmentState other = others.get(i);
      boolean same =
          one.skuId().equals(other.skuId())
              && one.source().equals(other.source())
              && one.state().equals(other.state())
              && one.error().equals(other.error())
              && isSame(one.disabledPlans(), other.disabledPlans());
      if (!same) {
        return false;
      }
    }
    return true;
  }

  private static boolean isSameLicenses(List<AssignedLicense> ones, List<AssignedLicense> others) {
    if (ones.size() != others.size()) {
      return false;
    }
    for (int i = 0; i < ones.size(); i++) {
      if (!ones.get(i).skuId().equals(others.get(i).skuId())
          || !isSame(ones.get(i).disabledPlans(), others.get(i).disabledPlans())) {
        return false;
      }
    }
    return true;
  }

  /** Both sets are ordered by id, so that walking side by side is enough. */
  private static boolean isSame(Set<ServicePlanId> ones, Set<ServicePlanId> others) {
    if (ones.size() != others.size()) {
      return false;
    }
    Iterator<ServicePlanId> other = others.iterator();
    for (ServicePlanId one : ones) {
      if (!one.equals(other.next())) {
        return false;
      }
    }
    return true;
  }
}
