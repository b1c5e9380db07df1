package io.github.m365licensing.directory;

import io.github.m365licensing.internal.Guids;
import java.util.Objects;
import java.util.UUID;

/**
 * The id of a tenant (an organization).
 *
 * <p>Ordered as its text. Immutable.
 *
 * @param value the GUID
 */
public record TenantId(UUID value) implements Comparable<TenantId> {

  public TenantId {
    Objects.requireNonNull(value, "value");
  }

  /**
   * The id with this GUID.
   *
   * @throws NullPointerException if the argument is null
   */
  public static TenantId of(UUID value) {
    return new TenantId(value);
  }

  /**
   * Reads an id from its text form, for example {@code 84841066-274d-4ec0-a5c1-276be684bdd3}.
   * Surrounding blanks and case do not matter.
   *
   * @throws IllegalArgumentException if the text is not a GUID
   */
  public static TenantId parse(String text) {
    return new TenantId(Guids.parse("tenant id", text));
  }

  @Override
  public int compareTo(TenantId other) {
    return Guids.compare(value, other.value);
  }

  /** The GUID in lower case, as Graph writes it. */
  @Override
  public String toString() {
    return value.toString();
  }
}
