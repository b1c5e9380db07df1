package io.github.m365licensing.testkit;

import io.github.m365licensing.assignment.AssignedLicense;
import io.github.m365licensing.assignment.LicensePaths;
import io.github.m365licensing.directory.LicensedGroup;
import io.github.m365licensing.directory.LicensedUser;
import io.github.m365licensing.directory.ManagedDevice;
import io.github.m365licensing.directory.UserId;
import io.github.m365licensing.sku.SkuId;
import io.github.m365licensing.sku.SubscribedSku;
import io.github.m365licensing.tenant.TenantSnapshot;
import io.github.m365licensing.testkit.internal.store.Attributes;
import io.github.m365licensing.testkit.internal.store.GroupAttribute;
import io.github.m365licensing.testkit.internal.store.StoredDevice;
import io.github.m365licensing.testkit.internal.store.StoredGroup;
import io.github.m365licensing.testkit.internal.store.StoredOrganization;
import io.github.m365licensing.testkit.internal.store.UserAttribute;
import io.github.m365licensing.testkit.scenario.FakeSemantics;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Loads a snapshot into a fake tenant. */
final class SnapshotTenant {

  private final TenantSnapshot snapshot;
  private final TestArrangement arrangement;

  private SnapshotTenant(TenantSnapshot snapshot, FakeSemantics semantics) {
    this.snapshot = snapshot;
    Set<String> domains = new LinkedHashSet<>();
    snapshot.users().forEach(user -> domains.add(user.domain()));
    this.arrangement =
        new TestArrangement(
            snapshot.takenAt(),
            snapshot.organization().id().value().getLeastSignificantBits(),
            new StoredOrganization(
                snapshot.organization(), List.copyOf(domains), snapshot.takenAt()),
            semantics);
  }

  static FakeTenant build(TenantSnapshot snapshot, FakeSemantics semantics) {
    return new SnapshotTenant(snapshot, semantics).load();
  }

  private FakeTenant load() {
    for (SubscribedSku sku : snapshot.subscribedSkus()) {
      arrangement.own(SubscribedSku.builder().from(sku).consumedUnits(0).build());
    }
    arrangement.subscriptions(snapshot.subscriptions());
    snapshot.users().forEach(this::add);
    snapshot.groups().forEach(this::add);
    snapshot
        .memberIds()
        .forEach(
            (group, members) ->
                members.forEach(member -> arrangement.placeMember(group, member.value())));
    snapshot
        .nestedGroupIds()
        .forEach(
            (group, inner) -> inner.forEach(one -> arrangement.placeMember(group, one.value())));
    addDevices();
    countSeatsOfOthers();
    arrangement.takeAsGiven();
    return new FakeTenant(arrangement);
  }

  private void add(LicensedUser user) {
    Map<UserAttribute, Object> attributes = new EnumMap<>(UserAttribute.class);
    String name = user.userPrincipalName();
    attributes.put(UserAttribute.USER_PRINCIPAL_NAME, name);
    attributes.put(UserAttribute.MAIL_NICKNAME, name.substring(0, Math.max(0, name.indexOf('@'))));
    attributes.put(UserAttribute.ACCOUNT_ENABLED, user.accountEnabled());
    attributes.put(UserAttribute.USER_TYPE, user.userType().value());
    user.displayName().ifPresent(value -> attributes.put(UserAttribute.DISPLAY_NAME, value));
    user.department().ifPresent(value -> attributes.put(UserAttribute.DEPARTMENT, value));
    user.usageLocation()
        .ifPresent(value -> attributes.put(UserAttribute.USAGE_LOCATION, value.countryCode()));
    user.educationRole().ifPresent(value -> attributes.put(UserAttribute.EDUCATION_ROLE, value));
    if (user.onPremisesSyncEnabled()) {
      attributes.put(UserAttribute.ON_PREMISES_SYNC_ENABLED, true);
    }
    arrangement.addUser(user.id().value(), Attributes.of(attributes));
    List<AssignedLicense> unexplained = new ArrayList<>(user.assignedLicenses());
    Set<SkuId> explained =
        LicensePaths.of(user.licenseAssignmentStates()).assignedLicenses().stream()
            .map(AssignedLicense::skuId)
            .collect(Collectors.toSet());
    unexplained.removeIf(license -> explained.contains(license.skuId()));
    if (!user.licenseAssignmentStates().isEmpty() || !unexplained.isEmpty()) {
      arrangement.place(user.id(), user.licenseAssignmentStates(), unexplained);
    }
  }

  private void add(LicensedGroup group) {
    Map<GroupAttribute, Object> attributes = new EnumMap<>(GroupAttribute.class);
    attributes.put(GroupAttribute.DISPLAY_NAME, group.displayName());
    attributes.put(GroupAttribute.GROUP_TYPES, group.groupTypes());
    attributes.put(GroupAttribute.SECURITY_ENABLED, group.securityEnabled());
    attributes.put(GroupAttribute.MAIL_ENABLED, group.mailEnabled());
    group.membershipRule().ifPresent(rule -> attributes.put(GroupAttribute.MEMBERSHIP_RULE, rule));
    if (group.onPremisesSyncEnabled()) {
      attributes.put(GroupAttribute.ON_PREMISES_SYNC_ENABLED, true);
    }
    if (group.isAssignableToRole()) {
      attributes.put(GroupAttribute.IS_ASSIGNABLE_TO_ROLE, true);
    }
    StoredGroup stored =
        arrangement.addGroupWithoutRule(group.id().value(), Attributes.of(attributes));
    arrangement.place(
        stored.withLicenses(group.assignedLicenses(), group.licenseProcessingState().orElse(null)));
  }

  private void addDevices() {
    Map<UserId, String> names = new HashMap<>();
    snapshot.users().forEach(user -> names.put(user.id(), user.userPrincipalName()));
    List<StoredDevice> devices = new ArrayList<>();
    for (ManagedDevice device : snapshot.managedDevices()) {
      String name = device.userId().map(id -> names.getOrDefault(id, "")).orElse("");
      devices.add(new StoredDevice(device, name, "unknown", "unknown"));
    }
    arrangement.devices(devices);
  }

  private void countSeatsOfOthers() {
    for (SubscribedSku sku : snapshot.subscribedSkus()) {
      int counted = arrangement.findSku(sku.skuId()).map(SubscribedSku::consumedUnits).orElse(0);
      if (sku.consumedUnits() > counted) {
        arrangement.consumedElsewhere(sku.skuId(), sku.consumedUnits() - counted);
      }
    }
  }
}
