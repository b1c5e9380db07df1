package io.github.m365licensing.testkit.internal.service;

import io.github.m365licensing.assignment.AssignedLicense;
import io.github.m365licensing.assignment.AssignmentError;
import io.github.m365licensing.assignment.LicensePaths;
import io.github.m365licensing.directory.UsageLocation;
import io.github.m365licensing.rules.GroupObstacles;
import io.github.m365licensing.sku.ServicePlan;
import io.github.m365licensing.sku.SkuId;
import io.github.m365licensing.testkit.internal.store.Directory;
import io.github.m365licensing.testkit.internal.store.Seats;
import io.github.m365licensing.testkit.internal.store.StoredUser;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What stands in the way of a licence beyond the rules: countries in which a product is not offered
 * and mail addresses that are taken. No table of countries is published, so the test says which.
 */
public final class LocationAndAddressChecks {

  private final Seats seats;
  private final Directory directory;
  private final Map<SkuId, Set<UsageLocation>> notOffered = new HashMap<>();

  LocationAndAddressChecks(Seats seats, Directory directory) {
    this.seats = seats;
    this.directory = directory;
  }

  public void notOffered(SkuId sku, UsageLocation country) {
    notOffered.computeIfAbsent(sku, any -> new HashSet<>()).add(country);
  }

  /** Refuses a direct licence; the service's words for a forbidden country are assumed. */
  void checkDirect(StoredUser user, AssignedLicense license) {
    Optional<UsageLocation> location = user.usageLocation().map(UsageLocation::of);
    if (location.isPresent() && isForbidden(license.skuId(), location.get())) {
      throw Refusals.invalidUsageLocation();
    }
    if (clashes(user, license)) {
      throw Refusals.proxyAddressTaken();
    }
  }

  /** What stands in the way of a group's licences for this user. */
  GroupObstacles forGroup(StoredUser user, Map<SkuId, AssignedLicense> licenses) {
    return (sku, location) -> {
      if (isForbidden(sku, location)) {
        return Optional.of(AssignmentError.PROHIBITED_IN_USAGE_LOCATION_VIOLATION);
      }
      AssignedLicense license = licenses.get(sku);
      return license != null && clashes(user, license)
          ? Optional.of(AssignmentError.UNIQUENESS_VIOLATION)
          : Optional.empty();
    };
  }

  private boolean isForbidden(SkuId sku, UsageLocation country) {
    return notOffered.getOrDefault(sku, Set.of()).contains(country);
  }

  /** Whether some licence gives the user a mailbox. */
  boolean hasMailbox(StoredUser user) {
    return LicensePaths.of(user.licenseAssignmentStates()).assignedLicenses().stream()
        .anyMatch(this::givesMailbox);
  }

  /** A mailbox would get the user principal name as its address; somebody else may have it. */
  private boolean clashes(StoredUser user, AssignedLicense license) {
    return directory
            .holderOf(user.userPrincipalName())
            .filter(holder -> !holder.equals(user.objectId()))
            .isPresent()
        && givesMailbox(license);
  }

  private boolean givesMailbox(AssignedLicense license) {
    return seats
        .find(license.skuId())
        .map(sku -> sku.servicePlans().stream().anyMatch(plan -> isMailbox(plan, license)))
        .orElse(false);
  }

  private static boolean isMailbox(ServicePlan plan, AssignedLicense license) {
    return plan.isForUsers()
        && plan.servicePlanName().startsWith("EXCHANGE_")
        && !license.disabledPlans().contains(plan.servicePlanId());
  }
}
