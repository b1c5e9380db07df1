package io.github.m365licensing.testkit.internal.service;

import io.github.m365licensing.assignment.AssignmentError;
import io.github.m365licensing.assignment.AssignmentSource;
import io.github.m365licensing.assignment.LicenseAssignmentState;
import io.github.m365licensing.directory.LicensedUser;
import io.github.m365licensing.rules.Violation;
import io.github.m365licensing.sku.SkuId;
import io.github.m365licensing.testkit.internal.store.StoredUser;
import java.util.ArrayList;
import java.util.List;

/**
 * The true cause behind a path in error, in the words of a refusal. The plans are found by asking
 * the rule book the same change as a direct one.
 */
final class AssignmentErrorCauses {

  private final Engine engine;

  AssignmentErrorCauses(Engine engine) {
    this.engine = engine;
  }

  GraphFailure of(StoredUser user, LicenseAssignmentState path) {
    LicenseAssignmentState first = firstCause(user, path);
    SkuId sku = first.skuId();
    AssignmentError error = first.error().orElse(AssignmentError.OTHER);
    if (error.equals(AssignmentError.COUNT_VIOLATION)) {
      return Refusals.noSeats(sku);
    }
    if (error.equals(AssignmentError.PROHIBITED_IN_USAGE_LOCATION_VIOLATION)) {
      return Refusals.invalidUsageLocation();
    }
    if (error.equals(AssignmentError.UNIQUENESS_VIOLATION)) {
      return Refusals.proxyAddressTaken();
    }
    Violation.Kind kind =
        error.equals(AssignmentError.MUTUALLY_EXCLUSIVE_VIOLATION)
            ? Violation.Kind.MUTUALLY_EXCLUSIVE
            : Violation.Kind.DEPENDENCY;
    return asDirect(user, first).stream()
        .filter(violation -> violation.kind() == kind)
        .findFirst()
        .map(Refusals::of)
        .orElseGet(() -> Refusals.badRequest("License assignment failed: " + error + "."));
  }

  /** Other says only that a further licence of the same group failed: that one is the cause. */
  private static LicenseAssignmentState firstCause(StoredUser user, LicenseAssignmentState path) {
    return user.licenseAssignmentStates().stream()
        .filter(other -> other.source().equals(path.source()))
        .filter(other -> other.error().isPresent())
        .filter(other -> !other.error().get().equals(AssignmentError.OTHER))
        .findFirst()
        .orElse(path);
  }

  /**
   * What the rule book says to adding, or for a path in effect to taking away, the same directly.
   */
  private List<Violation> asDirect(StoredUser user, LicenseAssignmentState path) {
    List<LicenseAssignmentState> paths = new ArrayList<>(user.licenseAssignmentStates());
    paths.remove(path);
    if (path.isInEffect()) {
      paths.add(LicenseAssignmentState.active(path.license(), AssignmentSource.direct()));
    }
    LicensedUser licensed = engine.views().licensedUser(user.withPaths(paths));
    return path.isInEffect()
        ? engine.rules().checkUserChange(licensed, List.of(), List.of(path.skuId()), sku -> 1)
        : engine.rules().checkUserChange(licensed, List.of(path.license()), List.of(), sku -> 1);
  }
}
