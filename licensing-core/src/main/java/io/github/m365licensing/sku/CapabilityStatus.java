package io.github.m365licensing.sku;

import java.util.Objects;
import java.util.Set;

/**
 * Where a SKU stands in its life ({@code capabilityStatus}), in this order: Enabled, Warning,
 * Suspended, LockedOut, Deleted. Documented by Graph.
 *
 * <p>An open value: the service may send words that are not among the constants; they are kept as
 * they came.
 *
 * @param value the word as Graph spells it
 */
public record CapabilityStatus(String value) {

  /** At least one unit is enabled. */
  public static final CapabilityStatus ENABLED = new CapabilityStatus("Enabled");

  /** Expired, in the grace period; seats are still usable and assignable. */
  public static final CapabilityStatus WARNING = new CapabilityStatus("Warning");

  /** Cancelled; holders keep the entry, nothing can be assigned. */
  public static final CapabilityStatus SUSPENDED = new CapabilityStatus("Suspended");

  /** After suspended. */
  public static final CapabilityStatus LOCKED_OUT = new CapabilityStatus("LockedOut");

  /** Gone. */
  public static final CapabilityStatus DELETED = new CapabilityStatus("Deleted");

  private static final Set<CapabilityStatus> KNOWN =
      Set.of(ENABLED, WARNING, SUSPENDED, LOCKED_OUT, DELETED);

  public CapabilityStatus {
    Objects.requireNonNull(value, "value");
  }

  /** The value with this word. */
  public static CapabilityStatus of(String value) {
    return new CapabilityStatus(value);
  }

  /** Whether this is one of the constants of this type. */
  public boolean isKnown() {
    return KNOWN.contains(this);
  }

  /** The word as Graph spells it. */
  @Override
  public String toString() {
    return value;
  }
}
