package io.github.m365licensing.rules;

import static io.github.m365licensing.rules.Fixtures.GROUP;
import static io.github.m365licensing.rules.Fixtures.IN_GROUP;
import static io.github.m365licensing.rules.Fixtures.IN_OTHER_GROUP;
import static io.github.m365licensing.rules.Fixtures.RULES;
import static io.github.m365licensing.rules.Fixtures.TENANT;
import static io.github.m365licensing.rules.Fixtures.direct;
import static io.github.m365licensing.rules.Fixtures.license;
import static io.github.m365licensing.rules.Fixtures.nowhere;
import static io.github.m365licensing.rules.Fixtures.plan;
import static io.github.m365licensing.rules.Fixtures.sku;
import static io.github.m365licensing.rules.Fixtures.through;
import static io.github.m365licensing.rules.Fixtures.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.m365licensing.assignment.AssignedLicense;
import io.github.m365licensing.assignment.AssignmentError;
import io.github.m365licensing.assignment.AssignmentSource;
import io.github.m365licensing.assignment.AssignmentState;
import io.github.m365licensing.assignment.GroupId;
import io.github.m365licensing.assignment.LicenseAssignmentState;
import io.github.m365licensing.directory.LicensedGroup;
import io.github.m365licensing.directory.LicensedUser;
import io.github.m365licensing.directory.UsageLocation;
import io.github.m365licensing.sku.ServicePlan;
import io.github.m365licensing.sku.SkuId;
import io.github.m365licensing.sku.SubscribedSku;
import io.github.m365licensing.sku.TenantSkus;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FingerprintTest {

  private static final List<SkuId> EMS = List.of(sku("EMS"));

  private static Fingerprint of(LicenseAssignmentState... paths) {
    return RULES.fingerprint(user(paths), EMS);
  }

  @Test
  void what_matters_changes_the_fingerprint() {
    Fingerprint plain = of(direct("EMS"));

    assertThat(
            Set.of(
                plain,
                of(),
                of(direct("EMS", "INTUNE_A")),
                of(through(IN_GROUP, "EMS")),
                of(through(IN_OTHER_GROUP, "EMS")),
                of(direct("EMS"), through(IN_GROUP, "EMS")),
                of(direct("SPE_E3")),
                RULES.fingerprint(nowhere(direct("EMS")).build(), EMS),
                RULES.fingerprint(
                    nowhere(direct("EMS")).usageLocation(UsageLocation.of("US")).build(), EMS),
                RULES.fingerprint(user(direct("EMS")), List.of(sku("SPE_E3"))),
                RULES.fingerprint(user(direct("EMS")), List.of())))
        .hasSize(11);
  }

  @Test
  void path_that_falls_out_of_effect_and_unexplained_licence_change_it() {
    LicenseAssignmentState failed =
        LicenseAssignmentState.builder()
            .skuId(sku("EMS"))
            .state(AssignmentState.ERROR)
            .error(AssignmentError.COUNT_VIOLATION)
            .build();
    LicensedUser unexplained =
        nowhere().usageLocation(UsageLocation.of("NL")).addAssignedLicenses(license("EMS")).build();

    assertThat(Set.of(of(direct("EMS")), of(failed), RULES.fingerprint(unexplained, EMS)))
        .hasSize(3);
  }

  @Test
  void what_does_not_matter_leaves_it() {
    LicenseAssignmentState dated =
        LicenseAssignmentState.builder()
            .from(direct("EMS", "INTUNE_A"))
            .lastUpdatedDateTime(Instant.EPOCH)
            .build();
    LicenseAssignmentState withError =
        LicenseAssignmentState.builder()
            .from(direct("EMS", "INTUNE_A"))
            .state(AssignmentState.ACTIVE_WITH_ERROR)
            .error(AssignmentError.OTHER)
            .build();
    Fingerprint plain = of(direct("EMS", "INTUNE_A"));

    assertThat(of(dated)).isEqualTo(plain);
    assertThat(of(withError)).isEqualTo(plain);
    assertThat(of(direct("EMS", "INTUNE_A", "EXCHANGE_S_FOUNDATION"))).isEqualTo(plain);
    assertThat(of(direct("EMS", "INTUNE_A", "TEAMS1"))).isEqualTo(plain);
    assertThat(
            RULES.fingerprint(
                nowhere(direct("EMS", "INTUNE_A"))
                    .usageLocation(UsageLocation.of("NL"))
                    .displayName("Adele")
                    .department("Sales")
                    .build(),
                EMS))
        .isEqualTo(plain);
  }

  @Test
  void disabled_plans_of_a_sku_that_the_tenant_lacks_all_matter() {
    SkuId unknown = SkuId.parse("00000000-0000-0000-0000-00000000000f");
    LicenseAssignmentState one =
        LicenseAssignmentState.builder()
            .skuId(unknown)
            .disabledPlans(List.of(plan("SWAY")))
            .build();
    LicenseAssignmentState other = LicenseAssignmentState.builder().skuId(unknown).build();

    assertThat(of(one)).isNotEqualTo(of(other));
  }

  @Test
  void plan_list_of_a_named_sku_belongs_to_it_without_company_plans() {
    SubscribedSku ems = TENANT.find(sku("EMS")).orElseThrow();
    LicensedUser user = user(direct("EMS"));

    assertThat(without(ems, "MFA_PREMIUM").fingerprint(user, EMS)).isNotEqualTo(of(direct("EMS")));
    assertThat(without(ems, "EXCHANGE_S_FOUNDATION").fingerprint(user, EMS))
        .isEqualTo(of(direct("EMS")));
    assertThat(without(ems, "MFA_PREMIUM").fingerprint(user, List.of()))
        .isEqualTo(RULES.fingerprint(user, List.of()));
  }

  private static RuleBook without(SubscribedSku sku, String plan) {
    List<ServicePlan> plans =
        sku.servicePlans().stream().filter(p -> !p.servicePlanName().equals(plan)).toList();
    return RuleBook.of(
        TenantSkus.of(List.of(SubscribedSku.builder().from(sku).servicePlans(plans).build())));
  }

  @Test
  void group_fingerprint_covers_its_licences() {
    assertThat(
            Set.of(
                RULES.fingerprint(group(), EMS),
                RULES.fingerprint(group(license("EMS")), EMS),
                RULES.fingerprint(group(license("EMS", "INTUNE_A")), EMS),
                RULES.fingerprint(group(license("EMS")), List.of())))
        .hasSize(4);
    assertThat(RULES.fingerprint(group(license("EMS"), license("SPE_E3")), EMS))
        .isEqualTo(RULES.fingerprint(group(license("SPE_E3"), license("EMS")), EMS));
  }

  private static LicensedGroup group(AssignedLicense... licenses) {
    return LicensedGroup.builder()
        .id(GROUP)
        .displayName("Sales")
        .addAssignedLicenses(licenses)
        .build();
  }

  @Test
  void text_form_reads_back() {
    Fingerprint fingerprint = of(direct("EMS"));

    assertThat(fingerprint.toString()).matches("[0-9a-f]{32}");
    assertThat(Fingerprint.parse(fingerprint.toString())).isEqualTo(fingerprint);
    assertThat(Fingerprint.parse("0000000000000001ffffffffffffffff"))
        .isEqualTo(new Fingerprint(1, -1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "12", "zz000000000000000000000000000000", "000000000000000000000000000000000"})
  void other_text_is_refused(String text) {
    assertThatThrownBy(() -> Fingerprint.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void unexplained_licence_is_not_nothing_and_explained_ones_count_once() {
    LicensedUser unexplained =
        nowhere().usageLocation(UsageLocation.of("NL")).addAssignedLicenses(license("EMS")).build();
    LicensedUser unmerged =
        nowhere()
            .usageLocation(UsageLocation.of("NL"))
            .addLicenseAssignmentStates(direct("EMS"))
            .build();

    assertThat(RULES.fingerprint(unexplained, EMS)).isNotEqualTo(of());
    assertThat(RULES.fingerprint(unmerged, EMS)).isEqualTo(of(direct("EMS")));
  }

  @Test
  void every_bit_of_the_ids_matters() {
    GroupId far = GroupId.parse("f0000000-0000-0000-0000-000000000001");

    assertThat(of(through(AssignmentSource.inheritedFrom(far), "EMS")))
        .isNotEqualTo(of(through(IN_GROUP, "EMS")));
    assertThat(of(direct("EMS", "INTUNE_A"))).isNotEqualTo(of(direct("EMS", "MFA_PREMIUM")));
  }

  @Test
  void sku_that_is_named_matters_also_where_plan_lists_are_the_same() {
    assertThat(RULES.fingerprint(user(), List.of(sku("VISIOCLIENT"))))
        .isNotEqualTo(RULES.fingerprint(user(), List.of(sku("VISIO_PLAN2_DEPT"))));
  }

  @Test
  void plan_list_counts_plan_by_plan() {
    SubscribedSku ems = TENANT.find(sku("EMS")).orElseThrow();

    assertThat(without(ems, "MFA_PREMIUM").fingerprint(user(), EMS))
        .isNotEqualTo(without(ems, "INTUNE_A").fingerprint(user(), EMS));
  }
}
