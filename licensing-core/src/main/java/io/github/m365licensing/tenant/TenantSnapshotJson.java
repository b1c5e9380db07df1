package io.github.m365licensing.tenant;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.m365licensing.assignment.AssignedLicense;
import io.github.m365licensing.assignment.AssignmentSource;
import io.github.m365licensing.assignment.GroupId;
import io.github.m365licensing.assignment.LicenseAssignmentState;
import io.github.m365licensing.directory.LicensedGroup;
import io.github.m365licensing.directory.LicensedUser;
import io.github.m365licensing.directory.ManagedDevice;
import io.github.m365licensing.directory.Organization;
import io.github.m365licensing.directory.Subscription;
import io.github.m365licensing.sku.ServicePlan;
import io.github.m365licensing.sku.ServicePlanId;
import io.github.m365licensing.sku.SubscribedSku;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes a snapshot as JSON Lines. Each line is one object; its {@code kind} says what it is, its
 * other fields are spelt as Graph's. The header comes first, things before the memberships that
 * name them, the end line last: without it a file that was cut off between two lines would pass.
 */
final class TenantSnapshotJson {

  static final String FORMAT = "m365-tenant-snapshot";
  static final int MAJOR_VERSION = 1;

  /** Rises when fields are added; a new kind of line needs a new major version. */
  private static final int MINOR_VERSION = 0;

  private static final JsonFactory FACTORY = JsonFactory.builder().build();

  private final OutputStream out;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();

  private TenantSnapshotJson(OutputStream out) {
    this.out = out;
  }

  static void write(TenantSnapshot snapshot, Path file) {
    SnapshotFile.write(file, out -> new TenantSnapshotJson(out).write(snapshot));
  }

  /** Writes the fields of one line. */
  @FunctionalInterface
  private interface Fields {
    void writeTo(JsonGenerator json) throws IOException;
  }

  private void write(TenantSnapshot snapshot) throws IOException {
    line("header", json -> header(json, snapshot));
    line("organization", json -> organization(json, snapshot.organization()));
    for (SubscribedSku sku : snapshot.subscribedSkus()) {
      line("subscribedSku", json -> subscribedSku(json, sku));
    }
    for (Subscription subscription : snapshot.subscriptions()) {
      line("subscription", json -> subscription(json, subscription));
    }
    for (LicensedUser user : snapshot.users()) {
      line("user", json -> user(json, user));
    }
    for (LicensedGroup group : snapshot.groups()) {
      line("group", json -> group(json, group));
    }
    memberships("member", snapshot.memberIds());
    memberships("nestedGroup", snapshot.nestedGroupIds());
    for (ManagedDevice device : snapshot.managedDevices()) {
      line("managedDevice", json -> managedDevice(json, device));
    }
    line("end", json -> {});
  }

  private void line(String kind, Fields fields) throws IOException {
    line.reset();
    try (JsonGenerator json = FACTORY.createGenerator(line)) {
      json.writeStartObject();
      json.writeStringField("kind", kind);
      fields.writeTo(json);
      json.writeEndObject();
    }
    if (line.size() > SnapshotFile.MAX_LINE) {
      throw new IllegalArgumentException(
          "A %s takes %d bytes; a line holds at most %d. No file was written."
              .formatted(kind, line.size(), SnapshotFile.MAX_LINE));
    }
    line.write('\n');
    line.writeTo(out);
  }

  private static void header(JsonGenerator json, TenantSnapshot snapshot) throws IOException {
    json.writeStringField("format", FORMAT);
    json.writeStringField("version", MAJOR_VERSION + "." + MINOR_VERSION);
    json.writeStringField("takenAt", snapshot.takenAt().toString());
    json.writeStringField("licensingModel", snapshot.licensingModel().name());
  }

  private static void organization(JsonGenerator json, Organization organization)
      throws IOException {
    text(json, "id", organization.id());
    text(json, "displayName", organization.displayName());
    text(json, "countryLetterCode", organization.countryLetterCode());
    text(json, "defaultUsageLocation", organization.defaultUsageLocation());
  }

  private static void subscribedSku(JsonGenerator json, SubscribedSku sku) throws IOException {
    text(json, "skuId", sku.skuId());
    text(json, "skuPartNumber", sku.skuPartNumber());
    text(json, "capabilityStatus", sku.capabilityStatus());
    text(json, "appliesTo", sku.appliesTo());
    json.writeNumberField("consumedUnits", sku.consumedUnits());
    json.writeObjectFieldStart("prepaidUnits");
    json.writeNumberField("enabled", sku.prepaidUnits().enabled());
    json.writeNumberField("warning", sku.prepaidUnits().warning());
    json.writeNumberField("suspended", sku.prepaidUnits().suspended());
    json.writeNumberField("lockedOut", sku.prepaidUnits().lockedOut());
    json.writeEndObject();
    texts(json, "subscriptionIds", sku.subscriptionIds());
    json.writeArrayFieldStart("servicePlans");
    for (ServicePlan plan : sku.servicePlans()) {
      json.writeStartObject();
      text(json, "servicePlanId", plan.servicePlanId());
      text(json, "servicePlanName", plan.servicePlanName());
      text(json, "provisioningStatus", plan.provisioningStatus());
      text(json, "appliesTo", plan.appliesTo());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void subscription(JsonGenerator json, Subscription subscription)
      throws IOException {
    text(json, "id", subscription.id());
    text(json, "skuId", subscription.skuId());
    text(json, "skuPartNumber", subscription.skuPartNumber());
    text(json, "status", subscription.status());
    json.writeNumberField("totalLicenses", subscription.totalLicenses());
    json.writeBooleanField("isTrial", subscription.isTrial());
    text(json, "createdDateTime", subscription.createdDateTime());
    text(json, "nextLifecycleDateTime", subscription.nextLifecycleDateTime());
    text(json, "commerceSubscriptionId", subscription.commerceSubscriptionId());
    text(json, "ownerId", subscription.ownerId());
    text(json, "ownerTenantId", subscription.ownerTenantId());
    text(json, "ownerType", subscription.ownerType());
  }

  private static void user(JsonGenerator json, LicensedUser user) throws IOException {
    text(json, "id", user.id());
    text(json, "userPrincipalName", user.userPrincipalName());
    text(json, "displayName", user.displayName());
    text(json, "department", user.department());
    text(json, "usageLocation", user.usageLocation());
    json.writeBooleanField("accountEnabled", user.accountEnabled());
    text(json, "userType", user.userType());
    json.writeBooleanField("onPremisesSyncEnabled", user.onPremisesSyncEnabled());
    text(json, "educationRole", user.educationRole());
    licenses(json, user.assignedLicenses());
    json.writeArrayFieldStart("licenseAssignmentStates");
    for (LicenseAssignmentState path : user.licenseAssignmentStates()) {
      json.writeStartObject();
      license(json, path.license());
      if (path.source() instanceof AssignmentSource.InheritedFromGroup inherited) {
        text(json, "assignedByGroup", inherited.group());
      }
      text(json, "state", path.state());
      text(json, "error", path.error());
      text(json, "lastUpdatedDateTime", path.lastUpdatedDateTime());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void group(JsonGenerator json, LicensedGroup group) throws IOException {
    text(json, "id", group.id());
    text(json, "displayName", group.displayName());
    texts(json, "groupTypes", group.groupTypes());
    json.writeBooleanField("securityEnabled", group.securityEnabled());
    json.writeBooleanField("mailEnabled", group.mailEnabled());
    json.writeBooleanField("onPremisesSyncEnabled", group.onPremisesSyncEnabled());
    json.writeBooleanField("isAssignableToRole", group.isAssignableToRole());
    text(json, "membershipRule", group.membershipRule());
    text(json, "licenseProcessingState", group.licenseProcessingState());
    licenses(json, group.assignedLicenses());
  }

  private <K> void memberships(String kind, Map<GroupId, List<K>> memberships) throws IOException {
    for (Map.Entry<GroupId, List<K>> entry : memberships.entrySet()) {
      for (K member : entry.getValue()) {
        line(
            kind,
            json -> {
              text(json, "group", entry.getKey());
              text(json, "id", member);
            });
      }
    }
  }

  private static void managedDevice(JsonGenerator json, ManagedDevice device) throws IOException {
    text(json, "id", device.id());
    text(json, "deviceName", device.deviceName());
    text(json, "userId", device.userId());
    if (!device.usersLoggedOn().isEmpty()) {
      texts(json, "usersLoggedOn", device.usersLoggedOn().stream().map(Object::toString).toList());
    }
    text(json, "operatingSystem", device.operatingSystem());
    text(json, "managementAgent", device.managementAgent());
    text(json, "deviceEnrollmentType", device.deviceEnrollmentType());
    text(json, "enrolledDateTime", device.enrolledDateTime());
    text(json, "lastSyncDateTime", device.lastSyncDateTime());
  }

  private static void licenses(JsonGenerator json, List<AssignedLicense> licenses)
      throws IOException {
    json.writeArrayFieldStart("assignedLicenses");
    for (AssignedLicense license : licenses) {
      json.writeStartObject();
      license(json, license);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void license(JsonGenerator json, AssignedLicense license) throws IOException {
    text(json, "skuId", license.skuId());
    json.writeArrayFieldStart("disabledPlans");
    for (ServicePlanId plan : license.disabledPlans()) {
      json.writeString(plan.toString());
    }
    json.writeEndArray();
  }

  /** Ids, open values, locations and times are written as their text. */
  private static void text(JsonGenerator json, String name, Object value) throws IOException {
    json.writeStringField(name, value.toString());
  }

  private static void text(JsonGenerator json, String name, Optional<?> value) throws IOException {
    if (value.isPresent()) {
      text(json, name, value.get());
    }
  }

  private static void texts(JsonGenerator json, String name, Collection<String> values)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (String value : values) {
      json.writeString(value);
    }
    json.writeEndArray();
  }
}
