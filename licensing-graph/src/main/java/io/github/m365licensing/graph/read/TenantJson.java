package io.github.m365licensing.graph.read;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.m365licensing.assignment.AssignedLicense;
import io.github.m365licensing.assignment.GroupId;
import io.github.m365licensing.assignment.LicenseDetails;
import io.github.m365licensing.directory.LicensedGroup;
import io.github.m365licensing.directory.ManagedDevice;
import io.github.m365licensing.directory.Organization;
import io.github.m365licensing.directory.ProcessingState;
import io.github.m365licensing.directory.Subscription;
import io.github.m365licensing.directory.TenantId;
import io.github.m365licensing.directory.UsageLocation;
import io.github.m365licensing.directory.UserId;
import io.github.m365licensing.graph.http.AnswerJson;
import io.github.m365licensing.sku.AppliesTo;
import io.github.m365licensing.sku.CapabilityStatus;
import io.github.m365licensing.sku.PrepaidUnits;
import io.github.m365licensing.sku.ProvisioningStatus;
import io.github.m365licensing.sku.ServicePlan;
import io.github.m365licensing.sku.ServicePlanId;
import io.github.m365licensing.sku.SkuId;
import io.github.m365licensing.sku.SubscribedSku;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads everything but users: lists that are short, or short beside the people of a tenant. */
final class TenantJson {

  static final String[] SELECT_GROUP = {
    "id",
    "displayName",
    "groupTypes",
    "securityEnabled",
    "mailEnabled",
    "onPremisesSyncEnabled",
    "isAssignableToRole",
    "membershipRule",
    "assignedLicenses",
    "licenseProcessingState"
  };

  static final String[] SELECT_DEVICE = {
    "id",
    "deviceName",
    "userId",
    "operatingSystem",
    "managementAgent",
    "deviceEnrollmentType",
    "enrolledDateTime",
    "lastSyncDateTime"
  };

  private TenantJson() {}

  static Organization organization(JsonNode node) throws IOException {
    return Organization.builder()
        .id(TenantId.of(AnswerJson.requiredGuid(node, "id")))
        .displayName(AnswerJson.text(node, "displayName").orElse(""))
        .countryLetterCode(location(node, "countryLetterCode"))
        .defaultUsageLocation(location(node, "defaultUsageLocation"))
        .build();
  }

  static SubscribedSku subscribedSku(JsonNode node) throws IOException {
    JsonNode units = node.path("prepaidUnits");
    SubscribedSku.Builder sku =
        SubscribedSku.builder()
            .skuId(SkuId.of(AnswerJson.requiredGuid(node, "skuId")))
            .skuPartNumber(AnswerJson.requiredText(node, "skuPartNumber"))
            .servicePlans(servicePlans(node))
            .consumedUnits(node.path("consumedUnits").asInt())
            .prepaidUnits(
                new PrepaidUnits(
                    units.path("enabled").asInt(),
                    units.path("warning").asInt(),
                    units.path("suspended").asInt(),
                    units.path("lockedOut").asInt()));
    for (JsonNode id : node.path("subscriptionIds")) {
      sku.addSubscriptionIds(id.asText());
    }
    AnswerJson.text(node, "capabilityStatus")
        .ifPresent(status -> sku.capabilityStatus(CapabilityStatus.of(status)));
    AnswerJson.text(node, "appliesTo").ifPresent(to -> sku.appliesTo(AppliesTo.of(to)));
    return sku.build();
  }

  static Subscription subscription(JsonNode node) throws IOException {
    Subscription.Builder subscription =
        Subscription.builder()
            .id(AnswerJson.requiredText(node, "id"))
            .skuId(SkuId.of(AnswerJson.requiredGuid(node, "skuId")))
            .skuPartNumber(AnswerJson.requiredText(node, "skuPartNumber"))
            .totalLicenses(node.path("totalLicenses").asInt())
            .isTrial(node.path("isTrial").asBoolean())
            .createdDateTime(AnswerJson.moment(node, "createdDateTime"))
            .nextLifecycleDateTime(AnswerJson.moment(node, "nextLifecycleDateTime"))
            .commerceSubscriptionId(AnswerJson.text(node, "commerceSubscriptionId"))
            .ownerId(AnswerJson.text(node, "ownerId"))
            .ownerType(AnswerJson.text(node, "ownerType"));
    if (AnswerJson.text(node, "ownerTenantId").isPresent()) {
      subscription.ownerTenantId(TenantId.of(AnswerJson.requiredGuid(node, "ownerTenantId")));
    }
    AnswerJson.text(node, "status")
        .ifPresent(status -> subscription.status(CapabilityStatus.of(status)));
    return subscription.build();
  }

  static LicenseDetails licenseDetails(JsonNode node) throws IOException {
    return new LicenseDetails(
        SkuId.of(AnswerJson.requiredGuid(node, "skuId")),
        AnswerJson.requiredText(node, "skuPartNumber"),
        servicePlans(node));
  }

  static LicensedGroup group(JsonNode node) throws IOException {
    LicensedGroup.Builder group =
        LicensedGroup.builder()
            .id(GroupId.of(AnswerJson.requiredGuid(node, "id")))
            .displayName(AnswerJson.text(node, "displayName").orElse(""))
            .securityEnabled(node.path("securityEnabled").asBoolean())
            .mailEnabled(node.path("mailEnabled").asBoolean())
            .onPremisesSyncEnabled(node.path("onPremisesSyncEnabled").asBoolean())
            .isAssignableToRole(node.path("isAssignableToRole").asBoolean())
            .membershipRule(AnswerJson.text(node, "membershipRule"))
            .assignedLicenses(licenses(node))
            .licenseProcessingState(processingState(node));
    for (JsonNode type : node.path("groupTypes")) {
      group.addGroupTypes(type.asText());
    }
    return group.build();
  }

  static ManagedDevice managedDevice(JsonNode node) throws IOException {
    ManagedDevice.Builder device =
        ManagedDevice.builder()
            .id(AnswerJson.requiredText(node, "id"))
            .deviceName(AnswerJson.text(node, "deviceName"))
            .operatingSystem(AnswerJson.text(node, "operatingSystem"))
            .managementAgent(AnswerJson.text(node, "managementAgent").orElse("unknown"))
            .deviceEnrollmentType(AnswerJson.text(node, "deviceEnrollmentType").orElse("unknown"))
            .enrolledDateTime(AnswerJson.moment(node, "enrolledDateTime"))
            .lastSyncDateTime(AnswerJson.moment(node, "lastSyncDateTime"));
    Optional<String> userId = AnswerJson.text(node, "userId");
    if (userId.isPresent() && !userId.get().equals(NOBODY)) {
      device.userId(UserId.of(AnswerJson.guid("userId", userId.get())));
    }
    return device.build();
  }

  /** How some services write that there is no user. */
  private static final String NOBODY = "00000000-0000-0000-0000-000000000000";

  private static List<ServicePlan> servicePlans(JsonNode node) throws IOException {
    List<ServicePlan> plans = new ArrayList<>();
    for (JsonNode plan : node.path("servicePlans")) {
      plans.add(
          new ServicePlan(
              ServicePlanId.of(AnswerJson.requiredGuid(plan, "servicePlanId")),
              AnswerJson.requiredText(plan, "servicePlanName"),
              ProvisioningStatus.of(AnswerJson.text(plan, "provisioningStatus").orElse("")),
              AppliesTo.of(AnswerJson.text(plan, "appliesTo").orElse(AppliesTo.USER.value()))));
    }
    return plans;
  }

  private static List<AssignedLicense> licenses(JsonNode node) throws IOException {
    List<AssignedLicense> licenses = new ArrayList<>();
    for (JsonNode license : node.path("assignedLicenses")) {
      List<ServicePlanId> disabled = new ArrayList<>();
      for (JsonNode plan : license.path("disabledPlans")) {
        UUID id = AnswerJson.guid("disabledPlans", plan.asText());
        disabled.add(ServicePlanId.of(id));
      }
      licenses.add(
          AssignedLicense.of(SkuId.of(AnswerJson.requiredGuid(license, "skuId")), disabled));
    }
    licenses.sort(Comparator.comparing(AssignedLicense::skuId));
    return licenses;
  }

  /** The page calls it a text, the schema and the service have an object with a text inside. */
  private static Optional<ProcessingState> processingState(JsonNode node) {
    return AnswerJson.text(node.path("licenseProcessingState"), "state")
        .or(() -> AnswerJson.text(node, "licenseProcessingState"))
        .map(ProcessingState::of);
  }

  private static Optional<UsageLocation> location(JsonNode node, String property) {
    return AnswerJson.text(node, property).flatMap(AnswerJson::usageLocation);
  }
}
