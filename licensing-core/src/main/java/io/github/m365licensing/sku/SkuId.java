package io.github.m365licensing.sku;

import io.github.m365licensing.internal.Guids;
import java.util.Objects;
import java.util.UUID;

/**
 * The identity of a product ({@code skuId}): the same GUID in every tenant.
 *
 * <p>Ordered as its text. Immutable.
 *
 * @param value the GUID
 */
public record SkuId(UUID value) implements Comparable<SkuId> {

  public SkuId {
    Objects.requireNonNull(value, "value");
  }

  /**
   * The id with this GUID.
   *
   * @throws NullPointerException if the argument is null
   */
  public static SkuId of(UUID value) {
    return new SkuId(value);
  }

  /**
   * Reads an id from its text form, for example {@code efccb6f7-5641-4e0e-bd10-b4976e1bf68e}.
   * Surrounding blanks and case do not matter.
   *
   * @throws IllegalArgumentException if the text is not a GUID
   */
  public static SkuId parse(String text) {
    return new SkuId(Guids.parse("skuId", text));
  }

  @Override
  public int compareTo(SkuId other) {
    return Guids.compare(value, other.value);
  }

  /** The GUID in lower case, as Graph writes it. */
  @Override
  public String toString() {
    return value.toString();
  }
}
