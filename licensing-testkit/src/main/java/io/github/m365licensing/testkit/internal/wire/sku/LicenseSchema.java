package io.github.m365licensing.testkit.internal.wire.sku;

import io.github.m365licensing.assignment.AssignedLicense;
import io.github.m365licensing.assignment.AssignmentError;
import io.github.m365licensing.assignment.AssignmentSource.InheritedFromGroup;
import io.github.m365licensing.assignment.LicenseAssignmentState;
import io.github.m365licensing.assignment.LicenseDetails;
import io.github.m365licensing.directory.Subscription;
import io.github.m365licensing.directory.TenantId;
import io.github.m365licensing.sku.PrepaidUnits;
import io.github.m365licensing.sku.ServicePlan;
import io.github.m365licensing.sku.ServicePlanId;
import io.github.m365licensing.sku.SkuId;
import io.github.m365licensing.sku.SubscribedSku;
import io.github.m365licensing.testkit.internal.wire.odata.EdmType;
import io.github.m365licensing.testkit.internal.wire.odata.FilterRule;
import io.github.m365licensing.testkit.internal.wire.odata.Property;
import io.github.m365licensing.testkit.internal.wire.odata.StructuredType;
import io.github.m365licensing.testkit.internal.wire.odata.Support;
import io.github.m365licensing.testkit.scenario.FakeSemantics;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The types of products and licences, as Graph's schema has them. */
public final class LicenseSchema {

  private static final StructuredType<ServicePlan> SERVICE_PLAN_INFO =
      new StructuredType<>(
          "microsoft.graph.servicePlanInfo",
          Property.of("servicePlanId", EdmType.GUID, plan -> plan.servicePlanId().value()),
          Property.of("servicePlanName", EdmType.STRING, ServicePlan::servicePlanName),
          Property.of(
              "provisioningStatus", EdmType.STRING, plan -> plan.provisioningStatus().value()),
          Property.of("appliesTo", EdmType.STRING, plan -> plan.appliesTo().value()));

  private static final StructuredType<PrepaidUnits> LICENSE_UNITS_DETAIL =
      new StructuredType<>(
          "microsoft.graph.licenseUnitsDetail",
          Property.of("enabled", EdmType.INT32, PrepaidUnits::enabled),
          Property.of("suspended", EdmType.INT32, PrepaidUnits::suspended),
          Property.of("warning", EdmType.INT32, PrepaidUnits::warning),
          Property.of("lockedOut", EdmType.INT32, PrepaidUnits::lockedOut));

  /** {@code assignedLicense} of users and groups. */
  public static final StructuredType<AssignedLicense> ASSIGNED_LICENSE =
      new StructuredType<>(
          "microsoft.graph.assignedLicense",
          Property.listOf(
              "disabledPlans",
              EdmType.GUID,
              license -> license.disabledPlans().stream().map(ServicePlanId::value).toList()),
          Property.<AssignedLicense>of("skuId", EdmType.GUID, license -> license.skuId().value())
              .filter(FilterRule.EQ));

  private LicenseSchema() {}

  /**
   * {@code companySubscription}.
   *
   * @param plans the services of a SKU
   */
  public static StructuredType<Subscription> companySubscription(
      Function<SkuId, List<ServicePlan>> plans) {
    return new StructuredType<>(
        "microsoft.graph.companySubscription",
        Property.<Subscription>of("id", EdmType.STRING, Subscription::id)
            .byDefault()
            .filter(FilterRule.EQ),
        Property.<Subscription>of(
                "commerceSubscriptionId",
                EdmType.STRING,
                s -> s.commerceSubscriptionId().orElse(null))
            .byDefault()
            .filter(FilterRule.EQ),
        Property.<Subscription>of(
                "createdDateTime", EdmType.DATE_TIME_OFFSET, s -> s.createdDateTime().orElse(null))
            .byDefault()
            .filter(FilterRule.EQ.withRange(Support.DEFAULT)),
        Property.<Subscription>of("isTrial", EdmType.BOOLEAN, Subscription::isTrial)
            .byDefault()
            .filter(FilterRule.EQ),
        Property.<Subscription>of(
                "nextLifecycleDateTime",
                EdmType.DATE_TIME_OFFSET,
                s -> s.nextLifecycleDateTime().orElse(null))
            .byDefault()
            .filter(FilterRule.EQ.withRange(Support.DEFAULT)),
        Property.<Subscription>of("ownerId", EdmType.STRING, s -> s.ownerId().orElse(null))
            .byDefault()
            .filter(FilterRule.EQ),
        Property.<Subscription>of(
                "ownerTenantId",
                EdmType.STRING,
                s -> s.ownerTenantId().map(TenantId::toString).orElse(null))
            .byDefault()
            .filter(FilterRule.EQ),
        Property.<Subscription>of("ownerType", EdmType.STRING, s -> s.ownerType().orElse(null))
            .byDefault()
            .filter(FilterRule.EQ),
        Property.<Subscription>listOf(
                "serviceStatus", SERVICE_PLAN_INFO, s -> plans.apply(s.skuId()))
            .byDefault(),
        Property.<Subscription>of("skuId", EdmType.STRING, s -> s.skuId().toString())
            .byDefault()
            .filter(FilterRule.EQ),
        Property.<Subscription>of("skuPartNumber", EdmType.STRING, Subscription::skuPartNumber)
            .byDefault()
            .filter(FilterRule.EQ),
        Property.<Subscription>of("status", EdmType.STRING, s -> s.status().value())
            .byDefault()
            .filter(FilterRule.EQ),
        Property.<Subscription>of("totalLicenses", EdmType.INT32, Subscription::totalLicenses)
            .byDefault()
            .filter(FilterRule.EQ.withRange(Support.DEFAULT)));
  }

  /** {@code subscribedSku} of a tenant. */
  public static StructuredType<SubscribedSku> subscribedSku(TenantId tenant, String tenantName) {
    return new StructuredType<>(
        "microsoft.graph.subscribedSku",
        Property.<SubscribedSku>of("accountName", EdmType.STRING, sku -> tenantName).byDefault(),
        Property.<SubscribedSku>of("accountId", EdmType.STRING, sku -> accountId(tenant, sku))
            .byDefault(),
        Property.<SubscribedSku>of("appliesTo", EdmType.STRING, sku -> sku.appliesTo().value())
            .byDefault(),
        Property.<SubscribedSku>of(
                "capabilityStatus", EdmType.STRING, sku -> sku.capabilityStatus().value())
            .byDefault(),
        Property.<SubscribedSku>of("consumedUnits", EdmType.INT32, SubscribedSku::consumedUnits)
            .byDefault(),
        Property.<SubscribedSku>of("id", EdmType.STRING, sku -> skuObjectId(tenant, sku))
            .byDefault(),
        Property.<SubscribedSku>of("skuId", EdmType.GUID, sku -> sku.skuId().value()).byDefault(),
        Property.<SubscribedSku>of("skuPartNumber", EdmType.STRING, SubscribedSku::skuPartNumber)
            .byDefault(),
        Property.<SubscribedSku>listOf(
                "subscriptionIds", EdmType.STRING, SubscribedSku::subscriptionIds)
            .byDefault(),
        Property.<SubscribedSku>of(
                "prepaidUnits", LICENSE_UNITS_DETAIL, SubscribedSku::prepaidUnits)
            .byDefault(),
        Property.<SubscribedSku>listOf(
                "servicePlans", SERVICE_PLAN_INFO, SubscribedSku::servicePlans)
            .byDefault());
  }

  /** Documented by the sample: another one for each product, and never what the id begins with. */
  private static String accountId(TenantId tenant, SubscribedSku sku) {
    String name = "account " + skuObjectId(tenant, sku);
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
  }

  /** The id of a {@code subscribedSku}: tenant, underscore, product. */
  static String skuObjectId(TenantId tenant, SubscribedSku sku) {
    return tenant + "_" + sku.skuId();
  }

  /** {@code licenseDetails} of a tenant's users. */
  public static StructuredType<LicenseDetails> licenseDetails(TenantId tenant) {
    return new StructuredType<>(
        "microsoft.graph.licenseDetails",
        Property.<LicenseDetails>of(
                "id",
                EdmType.STRING,
                details -> licenseDetailsId(tenant.value(), details.skuId().value()))
            .byDefault(),
        Property.<LicenseDetails>of("skuId", EdmType.GUID, details -> details.skuId().value())
            .byDefault(),
        Property.<LicenseDetails>of("skuPartNumber", EdmType.STRING, LicenseDetails::skuPartNumber)
            .byDefault(),
        Property.<LicenseDetails>listOf(
                "servicePlans", SERVICE_PLAN_INFO, LicenseDetails::servicePlans)
            .byDefault());
  }

  /**
   * Base64url of both GUIDs in the byte order of .NET, as decoded from the documentation's samples.
   */
  public static String licenseDetailsId(UUID tenant, UUID sku) {
    ByteBuffer bytes = ByteBuffer.allocate(32);
    putNetOrder(bytes, tenant);
    putNetOrder(bytes, sku);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
  }

  private static void putNetOrder(ByteBuffer bytes, UUID id) {
    long high = id.getMostSignificantBits();
    bytes.order(ByteOrder.LITTLE_ENDIAN);
    bytes.putInt((int) (high >>> 32)).putShort((short) (high >>> 16)).putShort((short) high);
    bytes.order(ByteOrder.BIG_ENDIAN);
    bytes.putLong(id.getLeastSignificantBits());
  }

  /** {@code licenseAssignmentState}; contested is what its error says when there is none. */
  public static StructuredType<LicenseAssignmentState> licenseAssignmentState(
      FakeSemantics semantics) {
    @Nullable String successError =
        semantics.successError() == FakeSemantics.SuccessError.NULL ? null : "None";
    return new StructuredType<>(
        "microsoft.graph.licenseAssignmentState",
        Property.of(
            "assignedByGroup",
            EdmType.STRING,
            state ->
                state.source() instanceof InheritedFromGroup inherited
                    ? inherited.group().toString()
                    : null),
        Property.listOf(
            "disabledPlans",
            EdmType.GUID,
            state -> state.disabledPlans().stream().map(ServicePlanId::value).toList()),
        Property.of(
            "error",
            EdmType.STRING,
            state -> state.error().map(AssignmentError::value).orElse(successError)),
        Property.of(
            "lastUpdatedDateTime",
            EdmType.DATE_TIME_OFFSET,
            state -> state.lastUpdatedDateTime().orElse(null)),
        Property.of("skuId", EdmType.GUID, state -> state.skuId().value()),
        Property.of("state", EdmType.STRING, state -> state.state().value()));
  }
}
