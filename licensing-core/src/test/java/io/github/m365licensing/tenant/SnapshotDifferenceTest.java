package io.github.m365licensing.tenant;

import static io.github.m365licensing.tenant.SnapshotFixture.AAD;
import static io.github.m365licensing.tenant.SnapshotFixture.ADELE;
import static io.github.m365licensing.tenant.SnapshotFixture.E3;
import static io.github.m365licensing.tenant.SnapshotFixture.EMS;
import static io.github.m365licensing.tenant.SnapshotFixture.EMS_WITHOUT_INTUNE;
import static io.github.m365licensing.tenant.SnapshotFixture.INTUNE;
import static io.github.m365licensing.tenant.SnapshotFixture.MEGAN;
import static io.github.m365licensing.tenant.SnapshotFixture.RETAIL;
import static io.github.m365licensing.tenant.SnapshotFixture.SALES;
import static io.github.m365licensing.tenant.SnapshotFixture.adele;
import static io.github.m365licensing.tenant.SnapshotFixture.builder;
import static io.github.m365licensing.tenant.SnapshotFixture.device;
import static io.github.m365licensing.tenant.SnapshotFixture.e3;
import static io.github.m365licensing.tenant.SnapshotFixture.ems;
import static io.github.m365licensing.tenant.SnapshotFixture.guest;
import static io.github.m365licensing.tenant.SnapshotFixture.megan;
import static io.github.m365licensing.tenant.SnapshotFixture.path;
import static io.github.m365licensing.tenant.SnapshotFixture.retail;
import static io.github.m365licensing.tenant.SnapshotFixture.sales;
import static io.github.m365licensing.tenant.SnapshotFixture.snapshot;
import static io.github.m365licensing.tenant.SnapshotFixture.subscription;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.m365licensing.assignment.AssignedLicense;
import io.github.m365licensing.assignment.AssignmentError;
import io.github.m365licensing.assignment.AssignmentSource;
import io.github.m365licensing.assignment.AssignmentState;
import io.github.m365licensing.assignment.LicenseAssignmentState;
import io.github.m365licensing.directory.LicensedGroup;
import io.github.m365licensing.directory.LicensedUser;
import io.github.m365licensing.directory.ManagedDevice;
import io.github.m365licensing.directory.Organization;
import io.github.m365licensing.directory.Subscription;
import io.github.m365licensing.directory.TenantId;
import io.github.m365licensing.directory.UsageLocation;
import io.github.m365licensing.directory.UserId;
import io.github.m365licensing.sku.AppliesTo;
import io.github.m365licensing.sku.PrepaidUnits;
import io.github.m365licensing.sku.ProvisioningStatus;
import io.github.m365licensing.sku.ServicePlan;
import io.github.m365licensing.sku.ServicePlanId;
import io.github.m365licensing.sku.SubscribedSku;
import io.github.m365licensing.tenant.SnapshotDifference.PathChange;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SnapshotDifferenceTest {

  private static final Instant LATER = Instant.parse("2026-11-21T01:00:00Z");

  @Test
  void differenceTo_onlyTimesMoved_isEmpty() {
    LicensedUser touched =
        withPaths(
            moved(EMS_WITHOUT_INTUNE, AssignmentSource.direct()),
            moved(AssignedLicense.of(EMS), AssignmentSource.inheritedFrom(SALES)));
    ManagedDevice seen = ManagedDevice.builder().from(device()).lastSyncDateTime(LATER).build();
    TenantSnapshot later =
        later().users(List.of(touched, megan(), guest())).managedDevices(List.of(seen)).build();

    SnapshotDifference difference = snapshot().differenceTo(later);

    assertThat(difference.isEmpty()).isTrue();
    assertThat(difference.text()).contains("No difference.");
  }

  @Test
  void differenceTo_usersCameAndWent_namesThem() {
    LicensedUser joni =
        LicensedUser.builder()
            .id(UserId.parse("00000000-5fad-4d73-a9f5-3c356e68a038"))
            .userPrincipalName("joni@contoso.com")
            .build();
    TenantSnapshot later = later().users(List.of(adele(), guest(), joni)).build();

    SnapshotDifference difference = snapshot().differenceTo(later);

    assertThat(difference.users().added()).containsExactly(joni);
    assertThat(difference.users().removed()).containsExactly(megan());
    assertThat(difference.users().changed()).isEmpty();
    assertThat(difference.text()).contains("  + joni@contoso.com\n", "  - megan@contoso.com\n");
    assertThat(difference.toString()).contains("users +1 -1 ~0").doesNotContain("contoso.com");
  }

  @Test
  void differenceTo_plansSwitchedOnOnePath_namesPathAndPlans() {
    LicensedUser changed =
        withPaths(
            path(AssignedLicense.of(EMS, AAD), AssignmentSource.direct()),
            path(AssignedLicense.of(EMS), AssignmentSource.inheritedFrom(SALES)));

    SnapshotDifference difference = snapshot().differenceTo(withAdele(changed));

    PathChange path = onlyPath(difference);
    assertThat(path.skuId()).isEqualTo(EMS);
    assertThat(path.source()).isEqualTo(AssignmentSource.direct());
    assertThat(path.plansSwitchedOff()).containsExactly(AAD);
    assertThat(path.plansSwitchedOn()).containsExactly(INTUNE);
    assertThat(difference.text())
        .contains(
            "  ~ Adele.Vance@contoso.com\n      ~ EMS direct: AAD_PREMIUM off, INTUNE_A on\n");
  }

  @Test
  void differenceTo_pathCameAndPathWent_namesBothInOrder() {
    LicensedUser changed =
        withPaths(
            path(AssignedLicense.of(EMS, INTUNE), AssignmentSource.direct()),
            path(AssignedLicense.of(E3), AssignmentSource.direct()));

    SnapshotDifference difference = snapshot().differenceTo(withAdele(changed));

    assertThat(difference.users().changed().get(0).paths())
        .extracting(PathChange::skuId)
        .containsExactly(E3, EMS);
    assertThat(difference.text())
        .contains("      + SPE_E3 direct\n      - EMS through group \"Sales team\"\n");
  }

  @Test
  void differenceTo_pathFellIntoError_showsTheStates() {
    LicenseAssignmentState broken =
        LicenseAssignmentState.builder()
            .from(path(AssignedLicense.of(EMS), AssignmentSource.inheritedFrom(SALES)))
            .state(AssignmentState.ERROR)
            .error(AssignmentError.COUNT_VIOLATION)
            .build();

    SnapshotDifference difference =
        snapshot()
            .differenceTo(
                withAdele(withPaths(path(EMS_WITHOUT_INTUNE, AssignmentSource.direct()), broken)));

    assertThat(onlyPath(difference).after()).contains(broken);
    assertThat(difference.text()).contains("group \"Sales team\": Active -> Error CountViolation");
  }

  @Test
  void differenceTo_mergedLicencesChangedWithoutAPath_saysSo() {
    LicensedUser changed = LicensedUser.builder().from(adele()).assignedLicenses(List.of()).build();

    SnapshotDifference difference = snapshot().differenceTo(withAdele(changed));

    assertThat(difference.users().changed().get(0).attributes())
        .containsExactly("assignedLicenses");
    assertThat(difference.text()).contains("assignedLicenses without a path");
  }

  @Test
  void differenceTo_userAttributesChanged_namesThemAsGraphDoes() {
    LicensedUser changed =
        LicensedUser.builder()
            .from(megan())
            .usageLocation(UsageLocation.of("BE"))
            .accountEnabled(false)
            .build();
    TenantSnapshot later = later().users(List.of(adele(), changed, guest())).build();

    SnapshotDifference difference = snapshot().differenceTo(later);

    assertThat(difference.users().changed().get(0).attributes())
        .containsExactly("usageLocation", "accountEnabled");
    assertThat(difference.text())
        .contains("~ megan@contoso.com: usageLocation none -> BE, accountEnabled true -> false");
  }

  @Test
  void differenceTo_unitsAndPlansOfSkuChanged_showsThem() {
    ServicePlan cloudPc =
        new ServicePlan(
            ServicePlanId.parse("00000000-1f05-45b3-a911-aa3fa01094f5"),
            "NEW_PLAN",
            ProvisioningStatus.SUCCESS,
            AppliesTo.USER);
    SubscribedSku changed =
        SubscribedSku.builder()
            .from(ems())
            .prepaidUnits(new PrepaidUnits(25, 2, 3, 4))
            .consumedUnits(3)
            .servicePlans(
                List.of(
                    cloudPc,
                    new ServicePlan(
                        AAD, "AAD_PREMIUM", ProvisioningStatus.SUCCESS, AppliesTo.COMPANY)))
            .build();
    TenantSnapshot later = later().subscribedSkus(List.of(changed)).build();

    SnapshotDifference difference = snapshot().differenceTo(later);

    var sku = difference.subscribedSkus().changed().get(0);
    assertThat(difference.subscribedSkus().removed()).containsExactly(e3());
    assertThat(sku.attributes())
        .containsExactly("prepaidUnits.enabled", "consumedUnits", "servicePlans");
    assertThat(sku.plansAdded()).containsExactly(cloudPc);
    assertThat(sku.plansRemoved()).extracting(ServicePlan::servicePlanId).containsExactly(INTUNE);
    assertThat(difference.text())
        .contains("  ~ EMS: prepaidUnits.enabled 10 -> 25, consumedUnits 2 -> 3\n")
        .contains("      + NEW_PLAN\n      - INTUNE_A\n")
        .contains("      ~ AAD_PREMIUM: ", "PendingInput Company -> Success Company");
  }

  @Test
  void differenceTo_groupLicencesAndMembersChanged_showsThem() {
    LicensedGroup changed =
        LicensedGroup.builder()
            .from(sales())
            .displayName("Sales")
            .assignedLicenses(List.of(EMS_WITHOUT_INTUNE, AssignedLicense.of(E3)))
            .build();
    TenantSnapshot later =
        later()
            .groups(List.of(changed, retail()))
            .memberIds(Map.of(SALES, List.of(MEGAN)))
            .nestedGroupIds(Map.of())
            .build();

    SnapshotDifference difference = snapshot().differenceTo(later);

    var group = difference.groups().changed().get(0);
    assertThat(group.attributes()).containsExactly("displayName");
    assertThat(group.licenses()).extracting(PathChange::skuId).containsExactly(E3, EMS);
    assertThat(group.licenses().get(1).plansSwitchedOff()).containsExactly(INTUNE);
    assertThat(group.membersAdded()).containsExactly(MEGAN);
    assertThat(group.membersRemoved()).containsExactly(ADELE);
    assertThat(group.nestedGroupsRemoved()).containsExactly(RETAIL);
    assertThat(difference.text())
        .contains("  ~ \"Sales\": displayName Sales team -> Sales\n")
        .contains("      + member megan@contoso.com\n")
        .contains("      - member Adele.Vance@contoso.com\n")
        .contains("      - nested group \"Retail\"\n");
  }

  @Test
  void differenceTo_purchasesDevicesAndOrganizationChanged_showsThem() {
    Subscription grown = Subscription.builder().from(subscription()).totalLicenses(25).build();
    ManagedDevice handedOn =
        ManagedDevice.builder().from(device()).userId(MEGAN).usersLoggedOn(List.of(MEGAN)).build();
    Organization moved =
        Organization.builder()
            .from(SnapshotFixture.organization())
            .defaultUsageLocation(UsageLocation.of("NL"))
            .build();
    TenantSnapshot later =
        later()
            .organization(moved)
            .subscriptions(List.of(grown))
            .managedDevices(List.of(handedOn))
            .build();

    SnapshotDifference difference = snapshot().differenceTo(later);

    assertThat(difference.organizationAttributes()).containsExactly("defaultUsageLocation");
    assertThat(difference.subscriptions().changed().get(0).attributes())
        .containsExactly("totalLicenses");
    assertThat(difference.managedDevices().changed().get(0).attributes())
        .containsExactly("userId", "usersLoggedOn");
    assertThat(difference.text())
        .contains(
            "defaultUsageLocation BE -> NL", "totalLicenses 10 -> 25", "ADELE-LAPTOP: userId");
  }

  @Test
  void differenceTo_otherTenant_isRefused() {
    TenantSnapshot other =
        builder()
            .organization(
                Organization.builder()
                    .id(TenantId.parse("11111111-274d-4ec0-a5c1-276be684bdd3"))
                    .displayName("Fabrikam")
                    .build())
            .build();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> snapshot().differenceTo(other))
        .withMessageContainingAll("different tenants", "Nothing was compared");
  }

  private static TenantSnapshot.Builder later() {
    TenantSnapshot.Builder later = builder();
    later.takenAt(LATER);
    return later;
  }

  private static TenantSnapshot withAdele(LicensedUser adele) {
    return later().users(List.of(adele, megan(), guest())).build();
  }

  private static LicensedUser withPaths(LicenseAssignmentState... paths) {
    return LicensedUser.builder().from(adele()).licenseAssignmentStates(List.of(paths)).build();
  }

  private static LicenseAssignmentState moved(AssignedLicense license, AssignmentSource source) {
    return LicenseAssignmentState.builder()
        .from(path(license, source))
        .lastUpdatedDateTime(LATER)
        .build();
  }

  private static PathChange onlyPath(SnapshotDifference difference) {
    List<PathChange> paths = difference.users().changed().get(0).paths();
    assertThat(paths).hasSize(1);
    return paths.get(0);
  }
}
