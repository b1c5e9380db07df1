package io.github.m365licensing.rules;

import io.github.m365licensing.assignment.LicenseAssignmentState;
import io.github.m365licensing.internal.Ordered;
import io.github.m365licensing.sku.SkuId;
import java.util.List;
import java.util.Set;

/**
 * What a group's licences make of one member.
 *
 * @param licenseAssignmentStates all paths of the user afterwards: paths that did not change are
 *     the very same objects, changed ones stand where they stood and have no time, new ones come
 *     last; unmodifiable
 * @param seatsTaken the SKUs of which the user uses a seat now and did not before, ordered by id;
 *     unmodifiable
 * @param seatsFreed the SKUs of which the user uses no seat any more, ordered by id; unmodifiable
 * @param writesUsageLocation whether the service writes the tenant's location to the user; only
 *     under {@link LicensingSemantics.GroupLocationFallback#WRITTEN}
 */
public record GroupApplication(
    List<LicenseAssignmentState> licenseAssignmentStates,
    Set<SkuId> seatsTaken,
    Set<SkuId> seatsFreed,
    boolean writesUsageLocation) {

  public GroupApplication {
    licenseAssignmentStates = List.copyOf(licenseAssignmentStates);
    seatsTaken = Ordered.set(seatsTaken, "seatsTaken");
    seatsFreed = Ordered.set(seatsFreed, "seatsFreed");
  }
}
