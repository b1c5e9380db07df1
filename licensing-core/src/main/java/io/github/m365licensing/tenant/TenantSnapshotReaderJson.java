package io.github.m365licensing.tenant;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.m365licensing.assignment.AssignedLicense;
import io.github.m365licensing.assignment.AssignmentError;
import io.github.m365licensing.assignment.AssignmentSource;
import io.github.m365licensing.assignment.AssignmentState;
import io.github.m365licensing.assignment.GroupId;
import io.github.m365licensing.assignment.LicenseAssignmentState;
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
import io.github.m365licensing.sku.AppliesTo;
import io.github.m365licensing.sku.CapabilityStatus;
import io.github.m365licensing.sku.PrepaidUnits;
import io.github.m365licensing.sku.ProvisioningStatus;
import io.github.m365licensing.sku.ServicePlan;
import io.github.m365licensing.sku.ServicePlanId;
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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what {@link TenantSnapshotJson} writes, trusting none of it. */
final class TenantSnapshotReaderJson {

  private static final Pattern VERSION = Pattern.compile("([1-9][0-9]{0,8})\\.[0-9]{1,9}");

  private static final ObjectReader LINE =
      JsonMapper.builder(
              JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .readerFor(JsonNode.class);

  private final SnapshotFile.Lines lines;
  private final TenantSnapshot.Builder snapshot = TenantSnapshot.builder();
  private final RepeatedValues repeated = new RepeatedValues();
  private final Set<Object> seen = new HashSet<>();
  private final Map<UserId, UserId> users = new HashMap<>();
  private final Map<GroupId, GroupId> groups = new HashMap<>();
  private final Map<GroupId, List<UserId>> members = new HashMap<>();
  private final Map<GroupId, List<GroupId>> nested = new HashMap<>();

  private TenantSnapshotReaderJson(SnapshotFile.Lines lines) {
    this.lines = lines;
  }

  static TenantSnapshot read(Path file) {
    try (SnapshotFile.Lines lines = new SnapshotFile.Lines(file)) {
      return new TenantSnapshotReaderJson(lines).read();
    }
  }

  private TenantSnapshot read() {
    header(nextLine());
    FieldsJson line = nextLine();
    while (!line.text("kind").equals("end")) {
      take(line);
      line = nextLine();
    }
    if (!seen.contains("organization")) {
      throw lines.wrong("ends a snapshot without a line of kind organization.");
    }
    if (lines.next()) {
      throw lines.wrong("stands after the end line.");
    }
    return snapshot.memberIds(members).nestedGroupIds(nested).build();
  }

  private FieldsJson nextLine() {
    if (!lines.next()) {
      throw lines.wrong("is missing: the file is cut off, it has no end line.");
    }
    try {
      return new FieldsJson(lines, LINE.readTree(lines.bytes(), 0, lines.length()));
    } catch (JsonProcessingException e) {
      // Not as the cause: its text may quote the content.
      throw lines.wrong(
          "is not JSON, or cut off, from column " + e.getLocation().getColumnNr() + " on.");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void header(FieldsJson header) {
    if (!header.optionalText("format").equals(Optional.of(TenantSnapshotJson.FORMAT))) {
      throw lines.wrong("is not the header of a tenant snapshot.");
    }
    Matcher version = VERSION.matcher(header.text("version"));
    if (!version.matches()) {
      throw lines.wrong("has a wrong form in field version.");
    }
    int major = Integer.parseInt(version.group(1));
    if (major != TenantSnapshotJson.MAJOR_VERSION) {
      throw lines.wrong(
          "says format version %s, but this library reads version %d only. Use a library that fits."
              .formatted(version.group(), TenantSnapshotJson.MAJOR_VERSION));
    }
    snapshot
        .takenAt(header.instant("takenAt"))
        .licensingModel(header.value("licensingModel", LicensingModel::valueOf));
  }

  private void take(FieldsJson line) {
    switch (line.text("kind")) {
      case "organization" -> organization(line);
      case "subscribedSku" -> subscribedSku(line);
      case "subscription" -> subscription(line);
      case "user" -> user(line);
      case "group" -> group(line);
      case "member" -> membership(members, users, line.value("id", UserId::parse), line);
      case "nestedGroup" -> membership(nested, groups, line.value("id", GroupId::parse), line);
      case "managedDevice" -> managedDevice(line);
      default -> throw lines.wrong("is of no kind that version 1 knows.");
    }
  }

  private void once(Object key) {
    if (!seen.add(key)) {
      throw lines.wrong("repeats something that an earlier line holds.");
    }
  }

  private void organization(FieldsJson line) {
    once("organization");
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

  private void subscribedSku(FieldsJson line) {
    SkuId skuId = line.value("skuId", SkuId::parse);
    once(skuId);
    FieldsJson units = line.object("prepaidUnits");
    List<ServicePlan> plans = new ArrayList<>();
    for (FieldsJson plan : line.objects("servicePlans")) {
      plans.add(
          new ServicePlan(
              plan.value("servicePlanId", ServicePlanId::parse),
              plan.text("servicePlanName"),
              plan.value("provisioningStatus", ProvisioningStatus::of),
              plan.value("appliesTo", AppliesTo::of)));
    }
    snapshot.addSubscribedSkus(
        SubscribedSku.builder()
            .skuId(skuId)
            .skuPartNumber(line.text("skuPartNumber"))
            .capabilityStatus(line.value("capabilityStatus", CapabilityStatus::of))
            .appliesTo(line.value("appliesTo", AppliesTo::of))
            .consumedUnits(line.count("consumedUnits"))
            .prepaidUnits(
                new PrepaidUnits(
                    units.count("enabled"),
                    units.count("warning"),
                    units.count("suspended"),
                    units.count("lockedOut")))
            .subscriptionIds(line.texts("subscriptionIds"))
            .servicePlans(plans)
            .build());
  }

  private void subscription(FieldsJson line) {
    String id = line.text("id");
    once("subscription " + id);
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
      throw lines.wrong("repeats a user that an earlier line holds.");
    }
    LicensedUser.Builder user =
        LicensedUser.builder()
            .id(id)
            .userPrincipalName(line.text("userPrincipalName"))
            .accountEnabled(line.flag("accountEnabled", true))
            .onPremisesSyncEnabled(line.flag("onPremisesSyncEnabled", false))
            .assignedLicenses(licenses(line));
    line.optionalValue("userType", UserType::of).ifPresent(user::userType);
    line.optionalText("displayName").ifPresent(user::displayName);
    line.optionalText("department").ifPresent(user::department);
    line.optionalValue("usageLocation", UsageLocation::of).ifPresent(user::usageLocation);
    line.optionalText("educationRole").ifPresent(user::educationRole);
    for (FieldsJson path : line.objects("licenseAssignmentStates")) {
      user.addLicenseAssignmentStates(path(path));
    }
    snapshot.addUsers(repeated.share(user.build()));
  }

  private static LicenseAssignmentState path(FieldsJson line) {
    LicenseAssignmentState.Builder path =
        LicenseAssignmentState.builder()
            .skuId(line.value("skuId", SkuId::parse))
            .disabledPlans(line.values("disabledPlans", ServicePlanId::parse));
    line.optionalValue("assignedByGroup", GroupId::parse)
        .map(AssignmentSource::inheritedFrom)
        .ifPresent(path::source);
    line.optionalValue("state", AssignmentState::of).ifPresent(path::state);
    line.optionalValue("error", AssignmentError::of).ifPresent(path::error);
    line.optionalInstant("lastUpdatedDateTime").ifPresent(path::lastUpdatedDateTime);
    return path.build();
  }

  private void group(FieldsJson line) {
    GroupId id = line.value("id", GroupId::parse);
    if (groups.putIfAbsent(id, id) != null) {
      throw lines.wrong("repeats a group that an earlier line holds.");
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
            .assignedLicenses(licenses(line));
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
      throw lines.wrong("is a membership of something that no earlier line holds.");
    }
    memberships.computeIfAbsent(group, none -> new ArrayList<>()).add(id);
  }

  private void managedDevice(FieldsJson line) {
    String id = line.text("id");
    once("device " + id);
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

  private static List<AssignedLicense> licenses(FieldsJson line) {
    List<AssignedLicense> licenses = new ArrayList<>();
    for (FieldsJson license : line.objects("assignedLicenses")) {
      licenses.add(
          AssignedLicense.of(
              license.value("skuId", SkuId::parse),
              license.values("disabledPlans", ServicePlanId::parse)));
    }
    return licenses;
  }
}
