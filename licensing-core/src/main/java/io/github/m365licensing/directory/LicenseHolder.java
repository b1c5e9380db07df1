package io.github.m365licensing.directory;

import io.github.m365licensing.assignment.LicensePaths;
import io.github.m365licensing.sku.SkuId;
import java.util.Optional;

/** Whose licences the rule book judges: a user as read, or a state that many users share. */
public sealed interface LicenseHolder permits LicensedUser, LicenseState {

  /** The country for licensing. */
  Optional<UsageLocation> usageLocation();

  /** The licences by path. */
  LicensePaths licenses();

  /** Whether the SKU is in effect, through whatever path. */
  default boolean holds(SkuId skuId) {
    return licenses().holds(skuId);
  }
}
