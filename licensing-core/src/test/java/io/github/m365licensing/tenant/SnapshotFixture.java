package io.github.m365licensing.tenant;

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
import io.github.m365licensing.sku.PrepaidUnits;
import io.github.m365licensing.sku.ProvisioningStatus;
import io.github.m365licensing.sku.ServicePlan;
import io.github.m365licensing.sku.ServicePlanId;
import io.github.m365licensing.sku.SkuId;
import io.github.m365licensing.sku.SubscribedSku;
import java.time.Instant;
import java.util.List;

/** A small tenant in which every attribute of a snapshot is filled somewhere. */
final class SnapshotFixture {

  static final SkuId EMS = SkuId.parse("efccb6f7-5641-4e0e-bd10-b4976e1bf68e");
  static final SkuId E3 = SkuId.parse("05e9a617-0261-4cee-bb44-138d3ef5d965");
  static final ServicePlanId INTUNE = ServicePlanId.parse("c1ec4a95-1f05-45b3-a911-aa3fa01094f5");
  static final ServicePlanId AAD = ServicePlanId.parse("41781fb2-bc02-4b7c-bd55-b576c07bb09d");
  static final UserId ADELE = UserId.parse("87d349ed-44d7-43e1-9a83-5f2406dee5bd");
  static final UserId GUEST = UserId.parse("5bde3e51-d13b-4db1-9948-fe4b109d11a7");
  static final UserId MEGAN = UserId.parse("48d31887-5fad-4d73-a9f5-3c356e68a038");
  static final GroupId SALES = GroupId.parse("0a53f6d5-9f2b-4d3a-8e62-4f0c9f1f6a11");
  static final GroupId RETAIL = GroupId.parse("f1000000-9f2b-4d3a-8e62-4f0c9f1f6a12");
  static final GroupId DELETED = GroupId.parse("dead0000-9f2b-4d3a-8e62-4f0c9f1f6a13");
  static final Instant TAKEN = Instant.parse("2026-11-20T01:00:00Z");
  static final Instant UPDATED = Instant.parse("2026-10-01T08:30:00.1234567Z");

  static final AssignedLicense EMS_WITHOUT_INTUNE = AssignedLicense.of(EMS, INTUNE);

  private SnapshotFixture() {}

  static Organization organization() {
    return Organization.builder()
        .id(TenantId.parse("84841066-274d-4ec0-a5c1-276be684bdd3"))
        .displayName("Contoso Ltd")
        .countryLetterCode(UsageLocation.of("NL"))
        .defaultUsageLocation(UsageLocation.of("BE"))
        .build();
  }

  static SubscribedSku ems() {
    return SubscribedSku.builder()
        .skuId(EMS)
        .skuPartNumber("EMS")
        .prepaidUnits(new PrepaidUnits(10, 2, 3, 4))
        .consumedUnits(2)
        .addServicePlans(
            new ServicePlan(INTUNE, "INTUNE_A", ProvisioningStatus.SUCCESS, AppliesTo.USER),
            new ServicePlan(
                AAD, "AAD_PREMIUM", ProvisioningStatus.PENDING_INPUT, AppliesTo.COMPANY))
        .addSubscriptionIds("9c2b3d44-0000-4000-8000-00000000abcd")
        .build();
  }

  static SubscribedSku e3() {
    return SubscribedSku.builder()
        .skuId(E3)
        .skuPartNumber("SPE_E3")
        .prepaidUnits(PrepaidUnits.enabled(5))
        .build();
  }

  static Subscription subscription() {
    return Subscription.builder()
        .id("9c2b3d44-0000-4000-8000-00000000abcd")
        .skuId(EMS)
        .skuPartNumber("EMS")
        .totalLicenses(10)
        .isTrial(true)
        .createdDateTime(UPDATED)
        .nextLifecycleDateTime(TAKEN)
        .commerceSubscriptionId("c0ffee00-0000-4000-8000-00000000abcd")
        .ownerId(ADELE.toString())
        .ownerTenantId(organization().id())
        .ownerType("User")
        .build();
  }

  static LicensedUser adele() {
    return LicensedUser.builder()
        .id(ADELE)
        .userPrincipalName("Adele.Vance@contoso.com")
        .displayName("Adele Vance")
        .department("Retail Sales")
        .usageLocation(UsageLocation.of("NL"))
        .educationRole("teacher")
        .onPremisesSyncEnabled(true)
        .addAssignedLicenses(AssignedLicense.of(EMS))
        .addLicenseAssignmentStates(
            path(EMS_WITHOUT_INTUNE, AssignmentSource.direct()),
            path(AssignedLicense.of(EMS), AssignmentSource.inheritedFrom(SALES)))
        .build();
  }

  static LicensedUser megan() {
    return LicensedUser.builder()
        .id(MEGAN)
        .userPrincipalName("megan@contoso.com")
        .addLicenseAssignmentStates(
            LicenseAssignmentState.builder()
                .skuId(E3)
                .source(AssignmentSource.inheritedFrom(DELETED))
                .state(AssignmentState.ERROR)
                .error(AssignmentError.COUNT_VIOLATION)
                .build())
        .build();
  }

  static LicensedUser guest() {
    return LicensedUser.builder()
        .id(GUEST)
        .userPrincipalName("pat_fabrikam.com#EXT#@contoso.onmicrosoft.com")
        .displayName("Pat \u2028 \"Zoë\" 🦊")
        .accountEnabled(false)
        .userType(UserType.GUEST)
        .build();
  }

  static LicenseAssignmentState path(AssignedLicense license, AssignmentSource source) {
    return LicenseAssignmentState.builder()
        .skuId(license.skuId())
        .disabledPlans(license.disabledPlans())
        .source(source)
        .lastUpdatedDateTime(UPDATED)
        .build();
  }

  static LicensedGroup sales() {
    return LicensedGroup.builder()
        .id(SALES)
        .displayName("Sales team")
        .addGroupTypes("Unified", "DynamicMembership")
        .securityEnabled(false)
        .mailEnabled(true)
        .isAssignableToRole(true)
        .membershipRule("(user.department -eq \"Retail Sales\")")
        .addAssignedLicenses(AssignedLicense.of(EMS))
        .licenseProcessingState(ProcessingState.COMPLETE)
        .build();
  }

  static LicensedGroup retail() {
    return LicensedGroup.builder()
        .id(RETAIL)
        .displayName("Retail")
        .onPremisesSyncEnabled(true)
        .build();
  }

  static ManagedDevice device() {
    return ManagedDevice.builder()
        .id("de71ce00-0000-4000-8000-000000000001")
        .deviceName("ADELE-LAPTOP")
        .userId(ADELE)
        .usersLoggedOn(List.of(MEGAN, ADELE))
        .operatingSystem("Windows")
        .managementAgent("mdm")
        .deviceEnrollmentType("userEnrollment")
        .enrolledDateTime(UPDATED)
        .lastSyncDateTime(TAKEN)
        .build();
  }

  static TenantSnapshot snapshot() {
    return builder().build();
  }

  /** The tenant, to be changed by a test. */
  static TenantSnapshot.Builder builder() {
    TenantSnapshot.Builder builder = TenantSnapshot.builder();
    builder
        .takenAt(TAKEN)
        .organization(organization())
        .licensingModel(LicensingModel.CLASSIC)
        .subscribedSkus(List.of(ems(), e3()))
        .subscriptions(List.of(subscription()))
        .users(List.of(adele(), megan(), guest()))
        .groups(List.of(sales(), retail()))
        .managedDevices(List.of(device()));
    return builder.members(SALES, List.of(ADELE)).nestedGroups(SALES, List.of(RETAIL));
  }
}
