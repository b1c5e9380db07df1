package io.github.m365licensing.sku;

import io.github.m365licensing.internal.Guids;
import java.util.Objects;
import java.util.UUID;

/**
 * The identity of a service plan ({@code servicePlanId}): the same GUID in every SKU that holds it.
 *
 * <p>A separate type from {@link SkuId}, because one GUID (MCOPSTN5) is in use as both.
 *
 * <p>Ordered as its text. Immutable.
 *
 * @param value the GUID
 */
public record ServicePlanId(UUID value) implements Comparable<ServicePlanId> {

  public ServicePlanId {
    Objects.requireNonNull(value, "value");
  }

  /**
   * The id with this GUID.
   *
   * @throws NullPointerException if the argument is null
   */
  public static ServicePlanId of(UUID value) {
    return new ServicePlanId(value);
  }

  /**
   * Reads an id from its text form, for example {@code c1ec4a95-1f05-45b3-a911-aa3fa01094f5}.
   * Surrounding blanks and case do not matter.
   *
   * @throws IllegalArgumentException if the text is not a GUID
   */
  public static ServicePlanId parse(String text) {
    return new ServicePlanId(Guids.parse("servicePlanId", text));
  }

  @Override
  public int compareTo(ServicePlanId other) {
    return Guids.compare(value, other.value);
  }

  /** The GUID in lower case, as Graph writes it. */
  @Override
  public String toString() {
    return value.toString();
  }
}
