package io.github.m365licensing.rules;

import io.github.m365licensing.assignment.AssignedLicense;
import io.github.m365licensing.assignment.LicenseAssignmentState;
import io.github.m365licensing.directory.LicensedUser;
import io.github.m365licensing.sku.SkuId;
import java.util.Objects;

/** How a user holds a SKU, which decides who can take it away. */
public enum Holding {
  /** Not at all. */
  NONE,
  /** Directly; a call on the user takes it away. */
  DIRECT,
  /** Through groups only; a call on the user cannot take it away. */
  INHERITED,
  /** Directly and through groups; without the direct path the user still has it. */
  DIRECT_AND_INHERITED,
  /** The user has it and no path says why. What cannot be explained is not taken away. */
  UNKNOWN;

  /**
   * How the user holds the SKU. A path counts in whatever state, because one in error can be taken
   * away, too; a licence is UNKNOWN if {@code assignedLicenses} lists it and no path does.
   *
   * @throws NullPointerException if an argument is null
   */
  public static Holding of(LicensedUser user, SkuId skuId) {
    Objects.requireNonNull(skuId, "skuId");
    boolean direct = false;
    boolean inherited = false;
    for (LicenseAssignmentState path : user.licenseAssignmentStates()) {
      if (path.skuId().equals(skuId)) {
        direct |= path.source().isDirect();
        inherited |= !path.source().isDirect();
      }
    }
    if (direct) {
      return inherited ? DIRECT_AND_INHERITED : DIRECT;
    }
    if (inherited) {
      return INHERITED;
    }
    for (AssignedLicense license : user.assignedLicenses()) {
      if (license.skuId().equals(skuId)) {
        return UNKNOWN;
      }
    }
    return NONE;
  }
}
