package io.github.m365licensing.tenant;

import static java.util.Map.entry;

import io.github.m365licensing.assignment.LicenseAssignmentState;
import io.github.m365licensing.directory.LicensedGroup;
import io.github.m365licensing.directory.LicensedUser;
import io.github.m365licensing.directory.ManagedDevice;
import io.github.m365licensing.directory.Subscription;
import io.github.m365licensing.sku.SubscribedSku;
import java.util.List;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The attributes of a kind of thing that are compared between snapshots.
 *
 * @param byName how each is read, by Graph's name
 */
record SnapshotAttributes<T>(List<Entry<String, Function<T, Object>>> byName) {

  static final SnapshotAttributes<TenantSnapshot> ORGANIZATION =
      new SnapshotAttributes<>(
          List.of(
              entry("displayName", s -> s.organization().displayName()),
              entry("countryLetterCode", s -> s.organization().countryLetterCode()),
              entry("defaultUsageLocation", s -> s.organization().defaultUsageLocation()),
              entry("licensingModel", TenantSnapshot::licensingModel)));

  static final SnapshotAttributes<SubscribedSku> SKU =
      new SnapshotAttributes<>(
          List.of(
              entry("skuPartNumber", SubscribedSku::skuPartNumber),
              entry("capabilityStatus", SubscribedSku::capabilityStatus),
              entry("appliesTo", SubscribedSku::appliesTo),
              entry("prepaidUnits.enabled", sku -> sku.prepaidUnits().enabled()),
              entry("prepaidUnits.warning", sku -> sku.prepaidUnits().warning()),
              entry("prepaidUnits.suspended", sku -> sku.prepaidUnits().suspended()),
              entry("prepaidUnits.lockedOut", sku -> sku.prepaidUnits().lockedOut()),
              entry("consumedUnits", SubscribedSku::consumedUnits),
              entry("subscriptionIds", SubscribedSku::subscriptionIds)));

  static final SnapshotAttributes<Subscription> SUBSCRIPTION =
      new SnapshotAttributes<>(
          List.of(
              entry("skuId", Subscription::skuId),
              entry("skuPartNumber", Subscription::skuPartNumber),
              entry("status", Subscription::status),
              entry("totalLicenses", Subscription::totalLicenses),
              entry("isTrial", Subscription::isTrial),
              entry("createdDateTime", Subscription::createdDateTime),
              entry("nextLifecycleDateTime", Subscription::nextLifecycleDateTime),
              entry("commerceSubscriptionId", Subscription::commerceSubscriptionId),
              entry("ownerId", Subscription::ownerId),
              entry("ownerTenantId", Subscription::ownerTenantId),
              entry("ownerType", Subscription::ownerType)));

  static final SnapshotAttributes<LicensedUser> USER =
      new SnapshotAttributes<>(
          List.of(
              entry("userPrincipalName", LicensedUser::userPrincipalName),
              entry("displayName", LicensedUser::displayName),
              entry("department", LicensedUser::department),
              entry("usageLocation", LicensedUser::usageLocation),
              entry("accountEnabled", LicensedUser::accountEnabled),
              entry("userType", LicensedUser::userType),
              entry("onPremisesSyncEnabled", LicensedUser::onPremisesSyncEnabled),
              entry("educationRole", LicensedUser::educationRole)));

  static final SnapshotAttributes<LicensedGroup> GROUP =
      new SnapshotAttributes<>(
          List.of(
              entry("displayName", LicensedGroup::displayName),
              entry("groupTypes", LicensedGroup::groupTypes),
              entry("securityEnabled", LicensedGroup::securityEnabled),
              entry("mailEnabled", LicensedGroup::mailEnabled),
              entry("onPremisesSyncEnabled", LicensedGroup::onPremisesSyncEnabled),
              entry("isAssignableToRole", LicensedGroup::isAssignableToRole),
              entry("membershipRule", LicensedGroup::membershipRule),
              entry("licenseProcessingState", LicensedGroup::licenseProcessingState)));

  static final SnapshotAttributes<ManagedDevice> DEVICE =
      new SnapshotAttributes<>(
          List.of(
              entry("deviceName", ManagedDevice::deviceName),
              entry("userId", ManagedDevice::userId),
              entry("usersLoggedOn", ManagedDevice::usersLoggedOn),
              entry("operatingSystem", ManagedDevice::operatingSystem),
              entry("managementAgent", ManagedDevice::managementAgent),
              entry("deviceEnrollmentType", ManagedDevice::deviceEnrollmentType),
              entry("enrolledDateTime", ManagedDevice::enrolledDateTime)));

  /** What of a path is compared: all but the time of its last update. */
  static final SnapshotAttributes<LicenseAssignmentState> PATH =
      new SnapshotAttributes<>(
          List.of(
              entry("disabledPlans", LicenseAssignmentState::disabledPlans),
              entry("state", LicenseAssignmentState::state),
              entry("error", LicenseAssignmentState::error)));

  /** The names of those that are different. */
  List<String> different(T was, T is) {
    return byName.stream()
        .filter(attribute -> !read(attribute, was).equals(read(attribute, is)))
        .map(Entry::getKey)
        .toList();
  }

  /** Those that are different with both values, for people. */
  String text(T was, T is) {
    return byName.stream()
        .filter(attribute -> !read(attribute, was).equals(read(attribute, is)))
        .map(
            attribute ->
                "%s %s -> %s"
                    .formatted(
                        attribute.getKey(), word(read(attribute, was)), word(read(attribute, is))))
        .collect(Collectors.joining(", "));
  }

  private Object read(Entry<String, Function<T, Object>> attribute, T thing) {
    return attribute.getValue().apply(thing);
  }

  private static String word(Object value) {
    return value instanceof Optional<?> optional
        ? optional.map(Object::toString).orElse("none")
        : value.toString();
  }
}
