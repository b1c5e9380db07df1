package io.github.m365licensing.sku;

/**
 * The units of a SKU that the tenant owns, by state ({@code prepaidUnits}). All are counts of
 * seats, except for SKUs sold by another unit, such as gigabytes of storage.
 *
 * @param enabled usable seats of active subscriptions
 * @param warning seats of expired subscriptions in their grace period: still usable and assignable
 * @param suspended seats of cancelled subscriptions: cannot be assigned
 * @param lockedOut seats in the state after suspended: cannot be assigned
 */
public record PrepaidUnits(int enabled, int warning, int suspended, int lockedOut) {

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one of them is negative
   */
  public PrepaidUnits {
    if (enabled < 0 || warning < 0 || suspended < 0 || lockedOut < 0) {
      throw new IllegalArgumentException(
          "prepaidUnits cannot be negative: enabled %d, warning %d, suspended %d, lockedOut %d"
              .formatted(enabled, warning, suspended, lockedOut));
    }
  }

  /** Units that are all enabled. */
  public static PrepaidUnits enabled(int units) {
    return new PrepaidUnits(units, 0, 0, 0);
  }

  /** The seats that can be held: enabled and warning together. */
  public int assignable() {
    return Math.addExact(enabled, warning);
  }
}
