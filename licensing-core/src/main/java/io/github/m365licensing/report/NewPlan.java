package io.github.m365licensing.report;

import io.github.m365licensing.internal.TextTable;
import io.github.m365licensing.sku.ServicePlan;
import io.github.m365licensing.sku.SkuId;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A plan that joined an owned SKU.
 *
 * @param skuId the product
 * @param skuPartNumber its code name
 * @param plan the plan, as the SKU holds it now
 * @param users for whom it is on through this SKU, ordered; none for a plan that holds for the
 *     whole tenant. Unmodifiable
 */
public record NewPlan(
    SkuId skuId, String skuPartNumber, ServicePlan plan, List<ReportedUser> users) {

  static final Layout<NewPlan> TEXT =
      Layout.of(
          List.of("SKU", "plan", "status", "on for", "users"),
          row ->
              List.of(
                  row.skuPartNumber,
                  row.plan.servicePlanName(),
                  row.plan.provisioningStatus().toString(),
                  row.plan.isForUsers() ? TextTable.number(row.users.size()) : "the whole tenant",
                  ReportedUser.some(row.users)));

  /** A line for each user; a plan that is on for nobody has one without a user. */
  static final Layout<NewPlan> CSV =
      new Layout<>(
          List.of(
              "skuId",
              "skuPartNumber",
              "servicePlanId",
              "servicePlanName",
              "appliesTo",
              "provisioningStatus",
              "userId",
              "userPrincipalName"),
          NewPlan::csvLines);

  public NewPlan {
    Objects.requireNonNull(skuId, "skuId");
    Objects.requireNonNull(skuPartNumber, "skuPartNumber");
    Objects.requireNonNull(plan, "plan");
    users = List.copyOf(users);
  }

  private Stream<List<String>> csvLines() {
    return users.isEmpty()
        ? Stream.of(csvLine("", ""))
        : users.stream().map(user -> csvLine(user.id().toString(), user.userPrincipalName()));
  }

  private List<String> csvLine(String userId, String userPrincipalName) {
    return List.of(
        skuId.toString(),
        skuPartNumber,
        plan.servicePlanId().toString(),
        plan.servicePlanName(),
        plan.appliesTo().toString(),
        plan.provisioningStatus().toString(),
        userId,
        userPrincipalName);
  }
}
