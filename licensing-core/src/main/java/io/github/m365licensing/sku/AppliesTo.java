package io.github.m365licensing.sku;

import java.util.List;
import java.util.Objects;

/**
 * What a SKU or a service plan is for ({@code appliesTo}). Documented by Graph.
 *
 * <p>For a plan it is a property of the plan inside one tenant's SKU, not of the plan id.
 *
 * <p>An open value: the service may send words that are not among the constants; they are kept as
 * they came.
 *
 * @param value the word as Graph spells it
 */
public record AppliesTo(String value) {

  /** Assignable to a user. */
  public static final AppliesTo USER = new AppliesTo("User");

  /** For the whole tenant; listed with a user but never switched for one. */
  public static final AppliesTo COMPANY = new AppliesTo("Company");

  private static final List<AppliesTo> KNOWN = List.of(USER, COMPANY);

  public AppliesTo {
    Objects.requireNonNull(value, "value");
  }

  /** The value with this word. */
  public static AppliesTo of(String value) {
    return new AppliesTo(value);
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
