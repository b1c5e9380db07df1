package io.github.m365licensing.internal.observe;

import io.github.m365licensing.assignment.LicenseAssignmentState;
import io.github.m365licensing.directory.LicenseState;
import io.github.m365licensing.directory.LicensedUser;
import io.github.m365licensing.sku.ServicePlanId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Gives equal states of users as one instance. A user who looks like one seen before is recognised
 * without making a state of them first, since a tenant has millions of users and few states.
 */
final class StateInterner {

  /** How a user stands, as a key: two are equal if their states are. */
  private static final class Look {
    private final LicensedUser user;
    private final int hash;

    Look(LicensedUser user) {
      this.user = user;
      this.hash = hash(user);
    }

    @Override
    public int hashCode() {
      return hash;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Look look && isSame(user, look.user);
    }
  }

  private final Map<Look, LicenseState> looks = new HashMap<>();
  private final Map<LicenseState, LicenseState> states = new HashMap<>();

  LicenseState of(LicensedUser user) {
    return looks.computeIfAbsent(new Look(user), look -> shared(LicenseState.of(user)));
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
        && one.assignedLicenses().equals(other.assignedLicenses());
  }

  private static boolean isSamePaths(
      List<LicenseAssignmentState> ones, List<LicenseAssignmentState> others) {
    if (ones.size() != others.size()) {
      return false;
    }
    for (int i = 0; i < ones.size(); i++) {
      LicenseAssignmentState one = ones.get(i);
      LicenseAssignmentState other = others.get(i);
      // What reads a tenant shares what is equal; then there is nothing to look into.
      if (one != other && !isSame(one, other)) {
        return false;
      }
    }
    return true;
  }

  /** Whether two paths are the same but for the time. */
  private static boolean isSame(LicenseAssignmentState one, LicenseAssignmentState other) {
    return one.skuId().equals(other.skuId())
        && one.source().equals(other.source())
        && one.state().equals(other.state())
        && one.error().equals(other.error())
        && one.disabledPlans().equals(other.disabledPlans());
  }
}
