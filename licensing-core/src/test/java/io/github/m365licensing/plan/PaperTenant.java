package io.github.m365licensing.plan;

import io.github.m365licensing.assignment.AssignedLicense;
import io.github.m365licensing.assignment.AssignmentSource;
import io.github.m365licensing.assignment.GroupId;
import io.github.m365licensing.assignment.LicenseAssignmentState;
import io.github.m365licensing.assignment.LicenseDetails;
import io.github.m365licensing.assignment.LicensePaths;
import io.github.m365licensing.catalog.SkuCatalog;
import io.github.m365licensing.directory.LicensedGroup;
import io.github.m365licensing.directory.LicensedUser;
import io.github.m365licensing.directory.ManagedDevice;
import io.github.m365licensing.directory.Organization;
import io.github.m365licensing.directory.Subscription;
import io.github.m365licensing.directory.TenantId;
import io.github.m365licensing.directory.UsageLocation;
import io.github.m365licensing.directory.UserId;
import io.github.m365licensing.directory.UserQuery;
import io.github.m365licensing.sku.PrepaidUnits;
import io.github.m365licensing.sku.ServicePlanId;
import io.github.m365licensing.sku.SkuId;
import io.github.m365licensing.sku.SubscribedSku;
import io.github.m365licensing.tenant.Tenant;
import io.github.m365licensing.tenant.TenantTime;
import io.github.m365licensing.tenant.TenantWrite;
import io.github.m365licensing.tenant.WriteOutcome;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A tenant written down by a test: it can be read, and every write is an error. */
public final class PaperTenant implements Tenant, TenantTime {

  private final Map<SkuId, SubscribedSku> skus = new LinkedHashMap<>();
  private final List<LicensedUser> users = new ArrayList<>();
  private final List<LicensedGroup> groups = new ArrayList<>();
  private final Map<GroupId, List<UserId>> members = new LinkedHashMap<>();
  private final Map<GroupId, List<LicensedGroup>> nested = new LinkedHashMap<>();
  private final List<ManagedDevice> devices = new ArrayList<>();
  private final Organization.Builder organization =
      Organization.builder().id(TenantId.of(new UUID(7, 7))).displayName("Paper");

  /** The id of a SKU by its published part number. */
  public static SkuId skuId(String partNumber) {
    return SkuCatalog.bundled().findProducts(partNumber).get(0).skuId();
  }

  /** The id of a plan by its published name. */
  public static ServicePlanId planId(String name) {
    return SkuCatalog.bundled().findServicePlans(name).get(0).servicePlanId();
  }

  /** A SKU with its published plans. */
  public PaperTenant owns(String partNumber, int units, int consumed) {
    SkuId id = skuId(partNumber);
    return owns(
        SubscribedSku.builder()
            .skuId(id)
            .skuPartNumber(partNumber)
            .servicePlans(SkuCatalog.bundled().servicePlansOf(id))
            .prepaidUnits(PrepaidUnits.enabled(units))
            .consumedUnits(consumed)
            .build());
  }

  /** A SKU. */
  public PaperTenant owns(SubscribedSku sku) {
    skus.put(sku.skuId(), sku);
    return this;
  }

  /** A licence with these plans off. */
  public static AssignedLicense license(String partNumber, String... off) {
    return AssignedLicense.of(skuId(partNumber), Stream.of(off).map(PaperTenant::planId).toList());
  }

  /** A direct path. */
  public static LicenseAssignmentState direct(String partNumber, String... off) {
    return LicenseAssignmentState.active(license(partNumber, off), AssignmentSource.direct());
  }

  /** A path through a group. */
  public static LicenseAssignmentState through(GroupId group, String partNumber, String... off) {
    return LicenseAssignmentState.active(
        license(partNumber, off), AssignmentSource.inheritedFrom(group));
  }

  /** A user in the Netherlands. */
  public PaperTenant has(String userPrincipalName, LicenseAssignmentState... paths) {
    return has(user(userPrincipalName, paths).usageLocation(UsageLocation.of("NL")).build());
  }

  /** A user. */
  public PaperTenant has(LicensedUser user) {
    users.add(user);
    return this;
  }

  /** A user in the making. */
  public static LicensedUser.Builder user(
      String userPrincipalName, LicenseAssignmentState... paths) {
    return LicensedUser.builder()
        .id(userId(userPrincipalName))
        .userPrincipalName(userPrincipalName)
        .addAllAssignedLicenses(LicensePaths.of(List.of(paths)).assignedLicenses())
        .addLicenseAssignmentStates(paths);
  }

  /** The id that this tenant gives a user. */
  public static UserId userId(String userPrincipalName) {
    return UserId.of(UUID.nameUUIDFromBytes(userPrincipalName.getBytes(StandardCharsets.UTF_8)));
  }

  /** A group with members. */
  public PaperTenant hasGroup(GroupId id, String displayName, String... memberNames) {
    groups.add(LicensedGroup.builder().id(id).displayName(displayName).build());
    members.put(id, Stream.of(memberNames).map(PaperTenant::userId).toList());
    return this;
  }

  /** A group as described, with members. */
  public PaperTenant hasGroup(LicensedGroup group, String... memberNames) {
    groups.add(group);
    members.put(group.id(), Stream.of(memberNames).map(PaperTenant::userId).toList());
    return this;
  }

  /** A group inside another one. */
  public PaperTenant nests(GroupId inside, LicensedGroup group) {
    nested.put(inside, List.of(group));
    return this;
  }

  /** The tenant's own location, which stands in for a member's missing one. */
  public PaperTenant isIn(String countryCode) {
    organization.defaultUsageLocation(UsageLocation.of(countryCode));
    return this;
  }

  /** A device that is managed for a user. */
  public PaperTenant manages(String userPrincipalName) {
    ManagedDevice.Builder device = ManagedDevice.builder();
    device.id("device of " + userPrincipalName).managementAgent("mdm");
    device.deviceEnrollmentType("userEnrollment").userId(userId(userPrincipalName));
    devices.add(device.build());
    return this;
  }

  @Override
  public Organization organization() {
    return organization.build();
  }

  @Override
  public TenantTime time() {
    return this;
  }

  @Override
  public Instant now() {
    return Instant.parse("2026-01-15T09:00:00Z");
  }

  @Override
  public void sleep(Duration duration) {
    throw new AssertionError("Planning never waits.");
  }

  @Override
  public List<SubscribedSku> listSubscribedSkus() {
    return List.copyOf(skus.values());
  }

  @Override
  public List<Subscription> listSubscriptions() {
    return List.of();
  }

  @Override
  public Optional<LicensedUser> findUser(String idOrName) {
    return users.stream()
        .filter(
            user ->
                user.userPrincipalName().equalsIgnoreCase(idOrName)
                    || user.id().toString().equalsIgnoreCase(idOrName))
        .findFirst();
  }

  @Override
  public Stream<LicensedUser> listUsers(UserQuery query) {
    return users.stream().filter(query::matches);
  }

  @Override
  public Stream<LicensedUser> listUsersById(List<UserId> ids) {
    return users.stream().filter(user -> ids.contains(user.id()));
  }

  @Override
  public List<LicenseDetails> listLicenseDetails(UserId user) {
    return List.of();
  }

  @Override
  public Optional<LicensedGroup> findGroup(GroupId id) {
    return groups.stream().filter(group -> group.id().equals(id)).findFirst();
  }

  @Override
  public List<LicensedGroup> listGroupsNamed(String displayName) {
    return groups.stream()
        .filter(group -> group.displayName().equalsIgnoreCase(displayName))
        .toList();
  }

  @Override
  public Stream<LicensedGroup> listLicensedGroups() {
    return groups.stream();
  }

  @Override
  public Stream<LicensedUser> listMembers(GroupId group) {
    return listUsersById(members.getOrDefault(group, List.of()));
  }

  @Override
  public List<LicensedGroup> listNestedGroups(GroupId group) {
    return nested.getOrDefault(group, List.of());
  }

  @Override
  public Stream<LicensedUser> listMembersWithLicenseErrors(GroupId group) {
    return Stream.empty();
  }

  @Override
  public Stream<ManagedDevice> listManagedDevices() {
    return devices.stream();
  }

  @Override
  public void submit(List<TenantWrite> writes, Consumer<WriteOutcome> done) {
    throw new AssertionError("Planning never writes.");
  }

  @Override
  public void close() {}
}
