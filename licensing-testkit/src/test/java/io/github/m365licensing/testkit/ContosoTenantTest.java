package io.github.m365licensing.testkit;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.m365licensing.assignment.AssignmentError;
import io.github.m365licensing.assignment.AssignmentSource;
import io.github.m365licensing.assignment.LicenseAssignmentState;
import io.github.m365licensing.directory.LicensedGroup;
import io.github.m365licensing.directory.LicensedUser;
import io.github.m365licensing.directory.ManagedDevice;
import io.github.m365licensing.directory.ProcessingState;
import io.github.m365licensing.directory.UserQuery;
import io.github.m365licensing.sku.AppliesTo;
import io.github.m365licensing.sku.CapabilityStatus;
import io.github.m365licensing.sku.ProvisioningStatus;
import io.github.m365licensing.sku.ServicePlan;
import io.github.m365licensing.sku.ServicePlanId;
import io.github.m365licensing.sku.SkuId;
import io.github.m365licensing.sku.SubscribedSku;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tenant as its documented table says. */
class ContosoTenantTest {

  private final FakeTenant tenant = FakeTenant.contoso();
  private final Map<SkuId, SubscribedSku> skus =
      tenant.listSubscribedSkus().stream()
          .collect(Collectors.toMap(SubscribedSku::skuId, sku -> sku));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          EMS                            | 120 | 0 | 0 | 6 | 114
          ENTERPRISEPACK                 | 30 | 0 | 0 | 3 | 27
          INTUNE_A                       | 25 | 0 | 0 | 2 | 23
          STANDARDPACK                   | 10 | 0 | 0 | 2 | 8
          DESKLESSPACK                   | 10 | 0 | 0 | 1 | 9
          SPE_E3                         | 10 | 0 | 0 | 2 | 8
          SPE_E5                         | 2 | 0 | 0 | 1 | 1
          EMSPREMIUM                     | 5 | 0 | 0 | 0 | 5
          INTUNE_A_VL                    | 5 | 0 | 0 | 1 | 4
          INTUNE_A_D                     | 10 | 0 | 0 | 0 | 10
          INTUNE_EDU                     | 5 | 0 | 0 | 0 | 5
          WORKPLACE_ANALYTICS            | 5 | 0 | 0 | 2 | 3
          MCOMEETADV                     | 3 | 0 | 0 | 0 | 3
          VISIOCLIENT                    | 2 | 0 | 0 | 2 | 0
          POWER_BI_PRO                   | 1 | 0 | 2 | 2 | -1
          PROJECTPROFESSIONAL            | 0 | 3 | 0 | 1 | 2
          AAD_PREMIUM_P2                 | 0 | 0 | 25 | 1 | -1
          FLOW_FREE                      | 10000 | 0 | 0 | 2 | 9998
          POWER_BI_STANDARD              | 1000000 | 0 | 0 | 2 | 999998
          VISIO_PLAN1_DEPT               | 1 | 0 | 0 | 1 | 0
          Microsoft365_Lighthouse        | 1 | 0 | 0 | 0 | 1
          Microsoft_365_E3_(no_Teams)    | 5 | 0 | 0 | 1 | 4
          Microsoft_Teams_Enterprise_New | 5 | 0 | 0 | 1 | 4
          """)
  void seats_as_in_the_table(
      String name, int enabled, int warning, int suspended, int consumed, int free) {
    SubscribedSku sku = tenant.sku(name).now();

    assertThat(
            List.of(
                sku.prepaidUnits().enabled(),
                sku.prepaidUnits().warning(),
                sku.prepaidUnits().suspended(),
                sku.consumedUnits(),
                sku.freeSeats()))
        .containsExactly(enabled, warning, suspended, consumed, free);
  }

  @Test
  void skus_are_those_of_the_table_and_no_more() {
    assertThat(skus).hasSize(23);
  }

  @Test
  void lifecycle_states_as_in_the_table() {
    assertThat(tenant.sku("POWER_BI_PRO").now().capabilityStatus())
        .isEqualTo(CapabilityStatus.ENABLED);
    assertThat(tenant.sku("PROJECTPROFESSIONAL").now().capabilityStatus())
        .isEqualTo(CapabilityStatus.WARNING);
    assertThat(tenant.sku("AAD_PREMIUM_P2").now().capabilityStatus())
        .isEqualTo(CapabilityStatus.SUSPENDED);
    assertThat(tenant.sku("AAD_PREMIUM_P2").now().servicePlans())
        .allMatch(plan -> plan.provisioningStatus().equals(ProvisioningStatus.DISABLED));
    assertThat(tenant.sku("Microsoft365_Lighthouse").now().appliesTo())
        .isEqualTo(AppliesTo.COMPANY);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          adele     | Sales      | US | EMS direct (-ADALLOM_S_DISCOVERY)
          alex      | Marketing  | US | ENTERPRISEPACK direct (-SWAY,YAMMER_ENTERPRISE), FLOW_FREE direct, PROJECTPROFESSIONAL direct
          megan     | Sales      | NL | EMS direct, FLOW_FREE direct, SPE_E3 M365 E3 licensed (-YAMMER_ENTERPRISE)
          lynne     | Retail     | GB | ''
          pradeep   | IT         | IN | EMS EMS licensed (-ADALLOM_S_DISCOVERY), EMS direct (-INTUNE_A), POWER_BI_PRO direct
          diego     | HR         | '' | ''
          nestor    | Operations | US | EMS direct
          isaiah    | Sales      | US | EMS EMS licensed (-ADALLOM_S_DISCOVERY), STANDARDPACK direct
          grady     | Operations | '' | EMS EMS licensed (-ADALLOM_S_DISCOVERY)
          patti     | Executive  | US | AAD_PREMIUM_P2 direct, POWER_BI_PRO direct, SPE_E5 direct
          johanna   | Marketing  | DE | EMS EMS licensed (-ADALLOM_S_DISCOVERY) Error MutuallyExclusiveViolation, INTUNE_A_VL direct
          christie  | Field      | AQ | EMS EMS licensed (-ADALLOM_S_DISCOVERY) Error ProhibitedInUsageLocationViolation
          miriam    | Retail     | NL | DESKLESSPACK direct
          henrietta | R&D        | DE | STANDARDPACK direct, WORKPLACE_ANALYTICS direct
          raul      | Design     | US | POWER_BI_STANDARD Design tools Error Other, VISIOCLIENT Design tools Error CountViolation, VISIO_PLAN1_DEPT direct
          debra     | Design     | US | ENTERPRISEPACK Office 365 E3 licensed, POWER_BI_STANDARD Design tools, VISIOCLIENT Design tools
          lidia     | Design     | DE | POWER_BI_STANDARD Design tools, SPE_E3 M365 E3 licensed (-YAMMER_ENTERPRISE), VISIOCLIENT Design tools
          joni      | Legal      | US | ENTERPRISEPACK Office 365 E3 licensed ActiveWithError DependencyViolation, WORKPLACE_ANALYTICS direct
          emily     | Finance    | US | INTUNE_A direct
          dem       | IT         | US | INTUNE_A direct
          lee       | Plant      | NL | Microsoft_365_E3_(no_Teams) direct, Microsoft_Teams_Enterprise_New direct
          """)
  void user_as_in_the_table(String alias, String department, String location, String paths) {
    LicensedUser user = tenant.user(alias + "@contoso.com").now();

    assertThat(user.department()).hasValue(department);
    assertThat(user.usageLocation().map(Object::toString).orElse("")).isEqualTo(location);
    assertThat(described(user)).isEqualTo(paths);
  }

  @Test
  void users_are_those_of_the_table_and_no_more() {
    assertThat(tenant.listUsers(UserQuery.everyone())).hasSize(22);
    assertThat(tenant.listUsers(new UserQuery.Guest(true))).hasSize(1);
    assertThat(tenant.listUsers(new UserQuery.Synced(true))).hasSize(3);
    assertThat(tenant.listUsers(new UserQuery.Enabled(false))).hasSize(1);
  }

  @Test
  void deleted_user_is_not_found() {
    assertThat(tenant.findUser("bianca@contoso.com")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          EMS licensed           | pradeep, grady, isaiah, johanna, christie | johanna, christie
          M365 E3 licensed       | megan, lidia                              | ''
          Office 365 E3 licensed | debra                                     | ''
          Design tools           | debra, lidia, raul                        | raul
          Sales team             | adele, megan, isaiah, lynne               | ''
          Retail                 | lynne, miriam                             | ''
          HQ synced              | isaiah, grady                             | ''
          Marketing              | alex, johanna                             | ''
          Helpdesk mail          | pradeep                                   | ''
          Newsletter             | alex, lee                                 | ''
          """)
  void members_as_in_the_table(String group, String members, String errors) {
    LicensedGroup found = tenant.listGroupsNamed(group).get(0);

    assertThat(tenant.listMembers(found.id()).map(ContosoTenantTest::alias).collect(joining(", ")))
        .isEqualTo(members);
    assertThat(
            tenant
                .listMembersWithLicenseErrors(found.id())
                .map(ContosoTenantTest::alias)
                .collect(joining(", ")))
        .isEqualTo(errors);
  }

  @Test
  void licensed_groups_are_processed() {
    assertThat(tenant.listLicensedGroups())
        .hasSize(4)
        .allMatch(
            g ->
                g.licenseProcessingState().equals(java.util.Optional.of(ProcessingState.COMPLETE)));
  }

  @Test
  void nested_group_is_listed_as_a_group() {
    LicensedGroup outer = tenant.listGroupsNamed("M365 E3 licensed").get(0);

    assertThat(tenant.listNestedGroups(outer.id()))
        .extracting(LicensedGroup::displayName)
        .containsExactly("Sales team");
  }

  @Test
  void union_over_two_paths_leaves_no_plan_off() {
    LicensedUser pradeep = tenant.user("pradeep@contoso.com").now();

    assertThat(pradeep.assignedLicenses())
        .filteredOn(license -> license.skuId().equals(tenant.sku("EMS").id()))
        .singleElement()
        .satisfies(license -> assertThat(license.disabledPlans()).isEmpty());
  }

  @Test
  void devices_are_36_of_which_3_have_no_user() {
    List<ManagedDevice> devices = tenant.listManagedDevices().toList();

    assertThat(devices).hasSize(36);
    assertThat(devices).filteredOn(device -> device.userId().isEmpty()).hasSize(3);
  }

  @Test
  void shared_pc_is_used_by_adele_and_by_lynne_who_has_no_licence() {
    try (Stream<ManagedDevice> devices = tenant.listManagedDevices()) {
      assertThat(devices)
          .filteredOn(device -> !device.usersLoggedOn().isEmpty())
          .singleElement()
          .satisfies(
              device -> {
                assertThat(device.userId()).isEmpty();
                assertThat(device.usersLoggedOn())
                    .containsExactlyInAnyOrder(
                        tenant.user("adele@contoso.com").id(),
                        tenant.user("lynne@contoso.com").id());
              });
    }
    assertThat(tenant.user("lynne@contoso.com").now().assignedLicenses()).isEmpty();
  }

  @Test
  void clock_stands_at_the_documented_moment() {
    assertThat(tenant.time().now()).isEqualTo(Instant.parse("2026-01-15T09:00:00Z"));
  }

  @Test
  void nothing_is_broken_or_logged() {
    assertThat(tenant.brokenInvariants()).isEmpty();
    assertThat(FakeTenant.contoso().requests().all()).isEmpty();
  }

  @Test
  void two_of_them_are_equal() {
    assertThat(FakeTenant.contoso().listUsers(UserQuery.everyone()))
        .containsExactlyElementsOf(tenant.listUsers(UserQuery.everyone()).toList());
  }

  private static String alias(LicensedUser user) {
    return user.userPrincipalName().substring(0, user.userPrincipalName().indexOf('@'));
  }

  private String described(LicensedUser user) {
    return user.licenseAssignmentStates().stream()
        .map(this::described)
        .sorted()
        .collect(joining(", "));
  }

  private String described(LicenseAssignmentState path) {
    SubscribedSku sku = skus.get(path.skuId());
    String source =
        path.source() instanceof AssignmentSource.InheritedFromGroup inherited
            ? tenant.findGroup(inherited.group()).orElseThrow().displayName()
            : "direct";
    String off =
        path.disabledPlans().stream().map(plan -> name(sku, plan)).sorted().collect(joining(","));
    String error =
        path.error()
            .map(AssignmentError::toString)
            .map(e -> " " + path.state() + " " + e)
            .orElse("");
    return sku.skuPartNumber() + " " + source + (off.isEmpty() ? "" : " (-" + off + ")") + error;
  }

  private static String name(SubscribedSku sku, ServicePlanId id) {
    return sku.findPlan(id).map(ServicePlan::servicePlanName).orElseThrow();
  }
}
