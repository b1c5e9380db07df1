package io.github.m365licensing.testkit.internal.wire.sku;

import io.github.m365licensing.testkit.internal.service.UserPlan;
import io.github.m365licensing.testkit.internal.wire.odata.EdmType;
import io.github.m365licensing.testkit.internal.wire.odata.FilterRule;
import io.github.m365licensing.testkit.internal.wire.odata.Property;
import io.github.m365licensing.testkit.internal.wire.odata.StructuredType;
import io.github.m365licensing.testkit.internal.wire.odata.Support;

/** The types in which users and the tenant show their service plans. */
public final class PlanSchema {

  /** {@code assignedPlan}. */
  public static final StructuredType<UserPlan> ASSIGNED_PLAN =
      new StructuredType<>(
          "microsoft.graph.assignedPlan",
          Property.of("assignedDateTime", EdmType.DATE_TIME_OFFSET, UserPlan::assignedDateTime),
          Property.<UserPlan>of(
                  "capabilityStatus", EdmType.STRING, plan -> plan.capabilityStatus().value())
              .filter(FilterRule.EQ_ADVANCED),
          Property.<UserPlan>of(
                  "service", EdmType.STRING, plan -> ServiceNames.of(plan.servicePlanName()))
              .filter(FilterRule.EQ_ADVANCED.withStartsWith(Support.ADVANCED)),
          Property.<UserPlan>of("servicePlanId", EdmType.GUID, plan -> plan.servicePlanId().value())
              .filter(FilterRule.EQ_ADVANCED));

  /** {@code provisionedPlan}. */
  public static final StructuredType<UserPlan> PROVISIONED_PLAN =
      new StructuredType<>(
          "microsoft.graph.provisionedPlan",
          Property.of("capabilityStatus", EdmType.STRING, plan -> plan.capabilityStatus().value()),
          Property.<UserPlan>of(
                  "provisioningStatus", EdmType.STRING, plan -> plan.provisioningStatus().value())
              .filter(FilterRule.EQ_ADVANCED),
          Property.<UserPlan>of(
                  "service", EdmType.STRING, plan -> ServiceNames.of(plan.servicePlanName()))
              .filter(FilterRule.EQ_ADVANCED.withStartsWith(Support.ADVANCED)));

  private PlanSchema() {}
}
