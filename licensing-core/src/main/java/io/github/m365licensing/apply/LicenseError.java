package io.github.m365licensing.apply;

import io.github.m365licensing.assignment.AssignmentError;
import io.github.m365licensing.assignment.GroupId;
import io.github.m365licensing.directory.UserId;
import io.github.m365licensing.plan.ErrorExplanation;
import io.github.m365licensing.sku.SkuId;
import java.util.Objects;

/**
 * A licence that reading back showed in error.
 *
 * @param user whose
 * @param skuId the SKU
 * @param group the group that it comes through
 * @param error the service's word for it
 * @param cause what is wrong and what to do
 */
public record LicenseError(
    UserId user, SkuId skuId, GroupId group, AssignmentError error, ErrorExplanation cause) {

  public LicenseError {
    Objects.requireNonNull(user, "user");
    Objects.requireNonNull(skuId, "skuId");
    Objects.requireNonNull(group, "group");
    Objects.requireNonNull(error, "error");
    Objects.requireNonNull(cause, "cause");
  }
}
