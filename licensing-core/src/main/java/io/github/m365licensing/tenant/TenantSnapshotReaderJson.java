package io.github.m365licensing.tenant;

import io.github.m365licensing.assignment.GroupId;
import io.github.m365licensing.assignment.LicensePaths;
import io.github.m365licensing.directory.LicensedGroup;
import io.github.m365licensing.directory.LicensedUser;
import io.github.m365licensing.directory.ManagedDevice;
import io.github.m365licensing.directory.Organization;
import io.github.m365licensing.directory.ProcessingState;
import io.github.m365licensing.directory.Subscription;
import io.github.m365licensing.directory.TenantId;
import io.github.m365licensing.directory.UsageLocation;
import io.github.m365licensing.directory.UserId;
import io.github.m365licensing.directory.UserType;
import io.github.m365licensing.internal.lines.BrokenLineException;
import io.github.m365licensing.internal.lines.FieldsJson;
import io.github.m365licensing.internal.lines.LicensesJson;
import io.github.m365licensing.internal.lines.LineFile;
import io.github.m365licensing.internal.lines.LineReader;
import io.github.m365licensing.sku.CapabilityStatus;
import io.github.m365licensing.sku.SkuId;
import io.github.m365licensing.sku.SubscribedSku;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads what {@link TenantSnapshotJson} writes, trusting none of it. */
final class TenantSnapshotReaderJson {

  private final LineReader lines;
  private final TenantSnapshot.Builder snapshot = TenantSnapshot.builder();
  private final RepeatedValues repeated = new RepeatedValues();
  private final Set<Object> seen = new HashSet<>();
  private final Map<UserId, UserId> users = new HashMap<>();
  private final Map<GroupId, GroupId> groups = new HashMap<>();
  private final Map<GroupId, List<UserId>> members = new HashMap<>();
  private final Map<GroupId, List<GroupId>> nested = new HashMap<>();

  private TenantSnapshotReaderJson(LineReader lines) {
    this.lines = lines;
  }

  static TenantSnapshot read(Path file) {
    try {
      return LineFile.read(
          file,
          TenantSnapshotJson.FORMAT,
          "tenant snapshot",
          lines -> new TenantSnapshotReaderJson(lines).read());
    } catch (BrokenLineException e) {
      throw new UnreadableFileException(
          "The tenant snapshot %s cannot be used: %s Nothing of it was used."
              .formatted(file, e.getMessage()),
          e.number());
    } catch (IOException e) {
      throw new UncheckedIOException("The tenant snapshot " + file + " could not be read.", e);
    }
  }

  private TenantSnapshot read() throws IOException {
    for (Optional<FieldsJson> line = lines.next(); line.isPresent(); line = lines.next()) {
      take(line.get());
    }
    for (String needed : List.of("snapshot", "organization")) {
      if (!seen.contains(needed)) {
        throw lines.wrong("ends a snapshot without a line of kind " + needed + ".");
      }
    }
    return snapshot.memberIds(members).nestedGroupIds(nested).build();
  }

  private void take(FieldsJson line) {
    switch (line.text("kind")) {
      case "snapshot" -> snapshot(line);
      case "organization" -> organization(line);
      case "subscribedSku" -> {
        SubscribedSku sku = LicensesJson.readSku(line);
        once(line, sku.skuId());
        snapshot.addSubscribedSkus(sku);
      }
      case "subscription" -> subscription(line);
      case "user" -> user(line);
      case "group" -> group(line);
      case "member" -> membership(members, users, line.value("id", UserId::parse), line);
      case "nestedGroup" -> membership(nested, groups, line.value("id", GroupId::parse), line);
      case "managedDevice" -> managedDevice(line);
      default -> throw line.wrong("is of no kind that version 1 knows.");
    }
  }

  private void once(FieldsJson line, Object key) {
    if (!seen.add(key)) {
      throw line.wrong("repeats something that an earlier line holds.");
    }
  }

  private void snapshot(FieldsJson line) {
    once(line, "snapshot");
    snapshot
        .takenAt(line.instant("takenAt"))
        .licensingModel(line.value("licensingModel", LicensingModel::valueOf));
  }

  private void organization(FieldsJson line) {
    once(line, "organization");
    Organization.Builder organization =
        Organization.builder()
            .id(line.value("id", TenantId::parse))
            .displayName(line.text("displayName"));
    line.optionalValue("countryLetterCode", UsageLocation::of)
        .ifPresent(organization::countryLetterCode);
    line.optionalValue("defaultUsageLocation", UsageLocation::of)
        .ifPresent(organization::defaultUsageLocation);
    snapshot.organization(organization.build());
  }

  private void subscription(FieldsJson line) {
    String id = line.text("id");
    once(line, "subscription " + id);
    Subscription.Builder subscription =
        Subscription.builder()
            .id(id)
            .skuId(line.value("skuId", SkuId::parse))
            .skuPartNumber(line.text("skuPartNumber"))
            .status(line.value("status", CapabilityStatus::of))
            .totalLicenses(line.count("totalLicenses"))
            .isTrial(line.flag("isTrial", false));
    line.optionalInstant("createdDateTime").ifPresent(subscription::createdDateTime);
    line.optionalInstant("nextLifecycleDateTime").ifPresent(subscription::nextLifecycleDateTime);
    line.optionalText("commerceSubscriptionId").ifPresent(subscription::commerceSubscriptionId);
    line.optionalText("ownerId").ifPresent(subscription::ownerId);
    line.optionalValue("ownerTenantId", TenantId::parse).ifPresent(subscription::ownerTenantId);
    line.optionalText("ownerType").ifPresent(subscription::ownerType);
    snapshot.addSubscriptions(subscription.build());
  }

  private void user(FieldsJson line) {
    UserId id = line.value("id", UserId::parse);
    if (users.putIfAbsent(id, id) != null) {
      throw line.wrong("repeats a user that an earlier line holds.");
    }
    LicensePaths licenses = LicensesJson.readPaths(line);
    LicensedUser.Builder user =
        LicensedUser.builder()
            .id(id)
            .userPrincipalName(line.text("userPrincipalName"))
            .accountEnabled(line.flag("accountEnabled", true))
            .onPremisesSyncEnabled(line.flag("onPremisesSyncEnabled", false))
            .assignedLicenses(licenses.assignedLicenses())
            .licenseAssignmentStates(licenses.all());
    line.optionalValue("userType", UserType::of).ifPresent(user::userType);
    line.optionalText("displayName").ifPresent(user::displayName);
    line.optionalText("department").ifPresent(user::department);
    line.optionalValue("usageLocation", UsageLocation::of).ifPresent(user::usageLocation);
    line.optionalText("educationRole").ifPresent(user::educationRole);
    snapshot.addUsers(repeated.share(user.build()));
  }

  private void group(FieldsJson line) {
    GroupId id = line.value("id", GroupId::parse);
    if (groups.putIfAbsent(id, id) != null) {
      throw line.wrong("repeats a group that an earlier line holds.");
    }
    LicensedGroup.Builder group =
        LicensedGroup.builder()
            .id(id)
            .displayName(line.text("displayName"))
            .groupTypes(line.texts("groupTypes"))
            .securityEnabled(line.flag("securityEnabled", true))
            .mailEnabled(line.flag("mailEnabled", false))
            .onPremisesSyncEnabled(line.flag("onPremisesSyncEnabled", false))
            .isAssignableToRole(line.flag("isAssignableToRole", false))
            .assignedLicenses(LicensesJson.read(line, "assignedLicenses"));
    line.optionalText("membershipRule").ifPresent(group::membershipRule);
    line.optionalValue("licenseProcessingState", ProcessingState::of)
        .ifPresent(group::licenseProcessingState);
    snapshot.addGroups(group.build());
  }

  private <K> void membership(
      Map<GroupId, List<K>> memberships, Map<K, K> known, K member, FieldsJson line) {
    GroupId group = groups.get(line.value("group", GroupId::parse));
    K id = known.get(member);
    if (group == null || id == null) {
      throw line.wrong("is a membership of something that no earlier line holds.");
    }
    memberships.computeIfAbsent(group, none -> new ArrayList<>()).add(id);
  }

  private void managedDevice(FieldsJson line) {
    String id = line.text("id");
    once(line, "device " + id);
    ManagedDevice.Builder device =
        ManagedDevice.builder()
            .id(id)
            .managementAgent(line.text("managementAgent"))
            .deviceEnrollmentType(line.text("deviceEnrollmentType"));
    line.optionalText("deviceName").ifPresent(device::deviceName);
    line.optionalValue("userId", UserId::parse).ifPresent(device::userId);
    device.usersLoggedOn(line.values("usersLoggedOn", UserId::parse));
    line.optionalText("operatingSystem").ifPresent(device::operatingSystem);
    line.optionalInstant("enrolledDateTime").ifPresent(device::enrolledDateTime);
    line.optionalInstant("lastSyncDateTime").ifPresent(device::lastSyncDateTime);
    snapshot.addManagedDevices(device.build());
  }
}
