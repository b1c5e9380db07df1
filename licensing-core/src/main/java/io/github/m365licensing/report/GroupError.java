package io.github.m365licensing.report;

import io.github.m365licensing.assignment.AssignmentError;
import io.github.m365licensing.assignment.GroupId;
import io.github.m365licensing.plan.ErrorExplanation;
import io.github.m365licensing.sku.SkuId;
import java.util.List;
import java.util.Objects;

/**
 * A licence of a group that is in error for a user.
 *
 * @param user whose
 * @param group the group
 * @param groupName its display name
 * @param skuId the product
 * @param skuPartNumber its code name
 * @param error the service's word for it
 * @param cause what is wrong and what to do
 * @param otherSources through what the plan on the other side is on, the direct path first; empty
 *     where no plan is in the way. Unmodifiable
 */
public record GroupError(
    ReportedUser user,
    GroupId group,
    String groupName,
    SkuId skuId,
    String skuPartNumber,
    AssignmentError error,
    ErrorExplanation cause,
    List<NamedSource> otherSources) {

  static final Layout<GroupError> TEXT =
      Layout.of(
          List.of("user", "SKU", "error", "reason", "cure"),
          row ->
              List.of(
                  row.user.userPrincipalName(),
                  row.skuPartNumber,
                  row.error.toString(),
                  row.reason(),
                  row.cure()));

  static final Layout<GroupError> CSV =
      Layout.of(
          List.of(
              "userId",
              "userPrincipalName",
              "groupId",
              "groupName",
              "skuId",
              "skuPartNumber",
              "error",
              "servicePlanId",
              "otherSources",
              "reason",
              "cure"),
          row ->
              List.of(
                  row.user.id().toString(),
                  row.user.userPrincipalName(),
                  row.group.toString(),
                  row.groupName,
                  row.skuId.toString(),
                  row.skuPartNumber,
                  row.error.toString(),
                  row.cause.servicePlanId().map(Object::toString).orElse(""),
                  row.otherSources.isEmpty() ? "" : SourceNames.text(row.otherSources, "; "),
                  row.reason(),
                  row.cure()));

  public GroupError {
    Objects.requireNonNull(user, "user");
    Objects.requireNonNull(group, "group");
    Objects.requireNonNull(groupName, "groupName");
    Objects.requireNonNull(skuId, "skuId");
    Objects.requireNonNull(skuPartNumber, "skuPartNumber");
    Objects.requireNonNull(error, "error");
    Objects.requireNonNull(cause, "cause");
    otherSources = List.copyOf(otherSources);
  }

  /** What is wrong. */
  public String reason() {
    return cause.reason();
  }

  /** What to do about it. */
  public String cure() {
    return cause.cure();
  }
}
