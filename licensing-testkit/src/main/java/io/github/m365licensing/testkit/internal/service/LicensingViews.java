package io.github.m365licensing.testkit.internal.service;

import io.github.m365licensing.assignment.AssignedLicense;
import io.github.m365licensing.assignment.LicenseAssignmentState;
import io.github.m365licensing.assignment.LicenseDetails;
import io.github.m365licensing.assignment.LicensePaths;
import io.github.m365licensing.directory.LicensedGroup;
import io.github.m365licensing.directory.LicensedUser;
import io.github.m365licensing.directory.UsageLocation;
import io.github.m365licensing.directory.UserType;
import io.github.m365licensing.sku.CapabilityStatus;
import io.github.m365licensing.sku.ProvisioningStatus;
import io.github.m365licensing.sku.ServicePlan;
import io.github.m365licensing.sku.ServicePlanId;
import io.github.m365licensing.sku.SkuId;
import io.github.m365licensing.sku.SubscribedSku;
import io.github.m365licensing.testkit.internal.store.Attributes;
import io.github.m365licensing.testkit.internal.store.GroupAttribute;
import io.github.m365licensing.testkit.internal.store.Seats;
import io.github.m365licensing.testkit.internal.store.StoredGroup;
import io.github.m365licensing.testkit.internal.store.StoredUser;
import io.github.m365licensing.testkit.internal.store.UserAttribute;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Stored objects in the words of the port, and what follows from their licences. Thread-safe. */
public final class LicensingViews {

  private final Seats seats;

  LicensingViews(Seats seats) {
    this.seats = seats;
  }

  /** The user as the port shows one. */
  public LicensedUser licensedUser(StoredUser user) {
    Attributes<UserAttribute> attributes = user.attributes();
    return LicensedUser.builder()
        .id(user.id())
        .userPrincipalName(user.userPrincipalName())
        .displayName(attributes.text(UserAttribute.DISPLAY_NAME))
        .department(attributes.text(UserAttribute.DEPARTMENT))
        .usageLocation(user.usageLocation().map(UsageLocation::of))
        .accountEnabled(attributes.isTrue(UserAttribute.ACCOUNT_ENABLED))
        .userType(
            attributes.text(UserAttribute.USER_TYPE).map(UserType::of).orElse(UserType.MEMBER))
        .onPremisesSyncEnabled(user.isSynced())
        .educationRole(attributes.text(UserAttribute.EDUCATION_ROLE))
        .assignedLicenses(assignedLicenses(user))
        .licenseAssignmentStates(user.licenseAssignmentStates())
        .build();
  }

  /** The group as the port shows one. */
  public LicensedGroup licensedGroup(StoredGroup group) {
    Attributes<GroupAttribute> attributes = group.attributes();
    LicensedGroup.Builder builder =
        LicensedGroup.builder()
            .id(group.id())
            .displayName(group.displayName())
            .groupTypes(attributes.texts(GroupAttribute.GROUP_TYPES))
            .securityEnabled(attributes.isTrue(GroupAttribute.SECURITY_ENABLED))
            .mailEnabled(attributes.isTrue(GroupAttribute.MAIL_ENABLED))
            .onPremisesSyncEnabled(group.isSynced())
            .isAssignableToRole(attributes.isTrue(GroupAttribute.IS_ASSIGNABLE_TO_ROLE))
            .membershipRule(attributes.text(GroupAttribute.MEMBERSHIP_RULE))
            .assignedLicenses(group.assignedLicenses());
    if (group.licenseProcessingState() != null) {
      builder.licenseProcessingState(group.licenseProcessingState());
    }
    return builder.build();
  }

  /** The licences in effect, merged over all paths: one entry per SKU, ordered by SKU id. */
  public List<AssignedLicense> assignedLicenses(StoredUser user) {
    List<AssignedLicense> merged =
        LicensePaths.of(user.licenseAssignmentStates()).assignedLicenses();
    if (user.unattributed().isEmpty()) {
      return merged;
    }
    return Stream.concat(merged.stream(), user.unattributed().stream())
        .sorted(Comparator.comparing(AssignedLicense::skuId))
        .toList();
  }

  /**
   * The SKUs held, each with the status of its plans for this user, ordered by part number, then
   * id. A plan that is off for the user is Disabled (assumed); others show the status they have in
   * the tenant.
   */
  public List<LicenseDetails> licenseDetails(StoredUser user) {
    return assignedLicenses(user).stream()
        .flatMap(license -> seats.find(license.skuId()).map(sku -> details(sku, license)).stream())
        .sorted(
            Comparator.comparing(LicenseDetails::skuPartNumber)
                .thenComparing(LicenseDetails::skuId))
        .toList();
  }

  /**
   * The plans that are on for a user, through whatever SKU: SKUs ordered by part number, then id.
   */
  public List<UserPlan> plansOn(StoredUser user) {
    List<UserPlan> plans = new ArrayList<>();
    for (LicenseDetails details : licenseDetails(user)) {
      CapabilityStatus status = seats.find(details.skuId()).orElseThrow().capabilityStatus();
      Instant since = since(user, details.skuId());
      for (ServicePlan plan : details.servicePlans()) {
        if (!plan.provisioningStatus().equals(ProvisioningStatus.DISABLED)) {
          plans.add(UserPlan.of(plan, status, since));
        }
      }
    }
    return plans;
  }

  /** The plans that were on for a user and are shown as deleted, in the order of their going. */
  public List<UserPlan> plansRemoved(StoredUser user) {
    if (user.lostPaths().isEmpty()) {
      return List.of();
    }
    Set<ServicePlanId> known = new HashSet<>();
    plansOn(user).forEach(plan -> known.add(plan.servicePlanId()));
    List<UserPlan> removed = new ArrayList<>();
    for (LicenseAssignmentState path : user.lostPaths()) {
      Instant since = path.lastUpdatedDateTime().orElse(null);
      for (ServicePlan plan : seats.find(path.skuId()).orElseThrow().servicePlans()) {
        if (!path.disabledPlans().contains(plan.servicePlanId())
            && known.add(plan.servicePlanId())) {
          removed.add(UserPlan.of(plan, CapabilityStatus.DELETED, since));
        }
      }
    }
    return removed;
  }

  private static @Nullable Instant since(StoredUser user, SkuId sku) {
    return user.licenseAssignmentStates().stream()
        .filter(path -> path.skuId().equals(sku) && path.isInEffect())
        .flatMap(path -> path.lastUpdatedDateTime().stream())
        .min(Instant::compareTo)
        .orElse(null);
  }

  private static LicenseDetails details(SubscribedSku sku, AssignedLicense license) {
    return new LicenseDetails(
        sku.skuId(),
        sku.skuPartNumber(),
        sku.servicePlans().stream().map(plan -> forUser(plan, license)).toList());
  }

  private static ServicePlan forUser(ServicePlan plan, AssignedLicense license) {
    return license.disabledPlans().contains(plan.servicePlanId())
        ? new ServicePlan(
            plan.servicePlanId(),
            plan.servicePlanName(),
            ProvisioningStatus.DISABLED,
            plan.appliesTo())
        : plan;
  }
}
