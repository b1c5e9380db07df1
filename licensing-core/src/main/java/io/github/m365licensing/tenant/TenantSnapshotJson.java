package io.github.m365licensing.tenant;

import io.github.m365licensing.assignment.GroupId;
import io.github.m365licensing.directory.LicensedGroup;
import io.github.m365licensing.directory.LicensedUser;
import io.github.m365licensing.directory.ManagedDevice;
import io.github.m365licensing.directory.Organization;
import io.github.m365licensing.directory.Subscription;
import io.github.m365licensing.internal.lines.LicensesJson;
import io.github.m365licensing.internal.lines.LineFile;
import io.github.m365licensing.internal.lines.LineFormat;
import io.github.m365licensing.internal.lines.LineJson;
import io.github.m365licensing.internal.lines.LineWriter;
import io.github.m365licensing.sku.SubscribedSku;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Writes a snapshot as JSON Lines. Each line is one object; its {@code kind} says what it is, its
 * other fields are spelt as Graph's. Things come before the memberships that name them.
 */
final class TenantSnapshotJson {

  static final LineFormat FORMAT = new LineFormat("m365-tenant-snapshot", 1, 0);

  private final LineWriter lines;

  private TenantSnapshotJson(LineWriter lines) {
    this.lines = lines;
  }

  static void write(TenantSnapshot snapshot, Path file) {
    try {
      LineFile.replace(file, FORMAT, lines -> new TenantSnapshotJson(lines).write(snapshot));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The snapshot could not be written to "
              + file
              + ". What was there before is still there.",
          e);
    }
  }

  private void write(TenantSnapshot snapshot) throws IOException {
    lines.line("snapshot", json -> snapshot(json, snapshot));
    lines.line("organization", json -> organization(json, snapshot.organization()));
    for (SubscribedSku sku : snapshot.subscribedSkus()) {
      lines.line("subscribedSku", json -> LicensesJson.write(json, sku));
    }
    for (Subscription subscription : snapshot.subscriptions()) {
      lines.line("subscription", json -> subscription(json, subscription));
    }
    for (LicensedUser user : snapshot.users()) {
      lines.line("user", json -> user(json, user));
    }
    for (LicensedGroup group : snapshot.groups()) {
      lines.line("group", json -> group(json, group));
    }
    memberships("member", snapshot.memberIds());
    memberships("nestedGroup", snapshot.nestedGroupIds());
    for (ManagedDevice device : snapshot.managedDevices()) {
      lines.line("managedDevice", json -> managedDevice(json, device));
    }
  }

  private static void snapshot(LineJson json, TenantSnapshot snapshot) {
    json.text("takenAt", snapshot.takenAt()).text("licensingModel", snapshot.licensingModel());
  }

  private static void organization(LineJson json, Organization organization) {
    json.text("id", organization.id());
    json.text("displayName", organization.displayName());
    json.text("countryLetterCode", organization.countryLetterCode());
    json.text("defaultUsageLocation", organization.defaultUsageLocation());
  }

  private static void subscription(LineJson json, Subscription subscription) {
    json.text("id", subscription.id());
    json.text("skuId", subscription.skuId());
    json.text("skuPartNumber", subscription.skuPartNumber());
    json.text("status", subscription.status());
    json.number("totalLicenses", subscription.totalLicenses());
    json.flag("isTrial", subscription.isTrial());
    json.text("createdDateTime", subscription.createdDateTime());
    json.text("nextLifecycleDateTime", subscription.nextLifecycleDateTime());
    json.text("commerceSubscriptionId", subscription.commerceSubscriptionId());
    json.text("ownerId", subscription.ownerId());
    json.text("ownerTenantId", subscription.ownerTenantId());
    json.text("ownerType", subscription.ownerType());
  }

  private static void user(LineJson json, LicensedUser user) {
    json.text("id", user.id());
    json.text("userPrincipalName", user.userPrincipalName());
    json.text("displayName", user.displayName());
    json.text("department", user.department());
    json.text("usageLocation", user.usageLocation());
    json.flag("accountEnabled", user.accountEnabled());
    json.text("userType", user.userType());
    json.flag("onPremisesSyncEnabled", user.onPremisesSyncEnabled());
    json.text("educationRole", user.educationRole());
    LicensesJson.write(json, user.licenses());
  }

  private static void group(LineJson json, LicensedGroup group) {
    json.text("id", group.id());
    json.text("displayName", group.displayName());
    json.texts("groupTypes", group.groupTypes());
    json.flag("securityEnabled", group.securityEnabled());
    json.flag("mailEnabled", group.mailEnabled());
    json.flag("onPremisesSyncEnabled", group.onPremisesSyncEnabled());
    json.flag("isAssignableToRole", group.isAssignableToRole());
    json.text("membershipRule", group.membershipRule());
    json.text("licenseProcessingState", group.licenseProcessingState());
    LicensesJson.write(json, "assignedLicenses", group.assignedLicenses());
  }

  private <K> void memberships(String kind, Map<GroupId, List<K>> memberships) throws IOException {
    for (Map.Entry<GroupId, List<K>> entry : memberships.entrySet()) {
      for (K member : entry.getValue()) {
        lines.line(
            kind,
            json -> {
              json.text("group", entry.getKey());
              json.text("id", member);
            });
      }
    }
  }

  private static void managedDevice(LineJson json, ManagedDevice device) {
    json.text("id", device.id());
    json.text("deviceName", device.deviceName());
    json.text("userId", device.userId());
    if (!device.usersLoggedOn().isEmpty()) {
      json.texts("usersLoggedOn", device.usersLoggedOn());
    }
    json.text("operatingSystem", device.operatingSystem());
    json.text("managementAgent", device.managementAgent());
    json.text("deviceEnrollmentType", device.deviceEnrollmentType());
    json.text("enrolledDateTime", device.enrolledDateTime());
    json.text("lastSyncDateTime", device.lastSyncDateTime());
  }
}
