package io.github.m365licensing.tenant;

/** How a tenant keeps its assignments. */
public enum LicensingModel {
  /** Direct and group paths side by side; removing takes the direct path only. */
  CLASSIC,
  /**
   * Moved to Graph's cloud licensing: removing a SKU takes every assignment of it, and a user's
   * paths can no longer be told apart. Observed in Microsoft's public API review.
   */
  ALLOTMENTS,
  /** Not determined. */
  UNKNOWN
}
