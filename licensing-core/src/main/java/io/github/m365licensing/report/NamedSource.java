package io.github.m365licensing.report;

import io.github.m365licensing.assignment.AssignmentSource;
import io.github.m365licensing.sku.SkuId;
import java.util.Objects;

/**
 * Through what a service comes to a user, with the names that people know.
 *
 * @param skuId the SKU
 * @param skuPartNumber its code name
 * @param source direct, or the group
 * @param groupName the display name of the group; its id where the name could not be read; empty
 *     for the direct path
 */
public record NamedSource(
    SkuId skuId, String skuPartNumber, AssignmentSource source, String groupName) {

  public NamedSource {
    Objects.requireNonNull(skuId, "skuId");
    Objects.requireNonNull(skuPartNumber, "skuPartNumber");
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(groupName, "groupName");
  }

  /** In words, for example {@code SPE_E3 through group "M365 E3 licensed"}. */
  @Override
  public String toString() {
    return skuPartNumber + (source.isDirect() ? " direct" : " through group \"" + groupName + "\"");
  }
}
