package io.github.m365licensing.report;

import static io.github.m365licensing.plan.PaperTenant.direct;
import static io.github.m365licensing.plan.PaperTenant.through;
import static io.github.m365licensing.report.Overlap.Kind.DIRECT_BESIDE_GROUP;
import static io.github.m365licensing.report.Overlap.Kind.REDUNDANT_DIRECT;
import static io.github.m365licensing.report.Overlap.Kind.SAME_PLAN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.m365licensing.Licensing;
import io.github.m365licensing.assignment.AssignmentState;
import io.github.m365licensing.assignment.GroupId;
import io.github.m365licensing.assignment.LicenseAssignmentState;
import io.github.m365licensing.plan.PaperTenant;
import io.github.m365licensing.sku.CapabilityStatus;
import io.github.m365licensing.sku.ServicePlan;
import io.github.m365licensing.sku.SubscribedSku;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What counts as given more than once, on users written down by hand. */
class OverlapsTest {

  private static final String ADA = "ada@contoso.com";
  private static final GroupId GROUP = GroupId.parse("00000000-0000-0000-0000-000000000001");
  private static final GroupId OTHER = GroupId.parse("00000000-0000-0000-0000-000000000002");

  private final PaperTenant tenant =
      new PaperTenant()
          .owns("EMS", 10, 1)
          .owns("SPE_E3", 10, 1)
          .owns("INTUNE_A", 10, 1)
          .hasGroup(GROUP, "Everyone")
          .hasGroup(OTHER, "Mobile");

  private List<Overlap> overlapsWith(LicenseAssignmentState... paths) {
    return Licensing.of(tenant.has(ADA, paths)).reports().overlaps().rows();
  }

  private static List<String> names(List<ServicePlan> plans) {
    return plans.stream().map(ServicePlan::servicePlanName).toList();
  }

  private static List<String> words(Overlap overlap) {
    return overlap.sources().stream().map(NamedSource::toString).toList();
  }

  @Test
  void one_path_overlaps_with_nothing() {
    assertThat(overlapsWith(direct("EMS"))).isEmpty();
  }

  @Test
  void skus_without_a_common_plan_do_not_overlap() {
    tenant.owns("VISIOCLIENT", 5, 1);

    assertThat(overlapsWith(direct("EMS"), direct("VISIOCLIENT"))).isEmpty();
  }

  @Test
  void plan_through_two_direct_skus_is_the_same_plan_and_makes_neither_redundant() {
    List<Overlap> found = overlapsWith(direct("EMS"), direct("INTUNE_A"));

    assertThat(found).extracting(Overlap::kind).containsExactly(SAME_PLAN);
    assertThat(words(found.get(0))).containsExactly("EMS direct", "INTUNE_A direct");
    assertThat(names(found.get(0).plans())).containsExactly("INTUNE_A");
    assertThat(found.get(0).onlyDirect()).isEmpty();
  }

  @Test
  void plan_that_is_off_on_one_path_does_not_come_twice() {
    assertThat(overlapsWith(direct("EMS", "INTUNE_A"), direct("INTUNE_A"))).isEmpty();
  }

  @Test
  void plans_with_different_sources_are_told_apart() {
    List<Overlap> found = overlapsWith(direct("EMS"), direct("INTUNE_A"), direct("SPE_E3"));

    assertThat(found).extracting(Overlap::kind).containsOnly(SAME_PLAN);
    assertThat(found)
        .extracting(OverlapsTest::words, overlap -> names(overlap.plans()).contains("INTUNE_A"))
        .containsExactlyInAnyOrder(
            tuple(List.of("EMS direct", "INTUNE_A direct", "SPE_E3 direct"), true),
            tuple(List.of("EMS direct", "SPE_E3 direct"), false));
  }

  @Test
  void group_with_the_same_sku_and_no_fewer_plans_makes_direct_redundant() {
    List<Overlap> found = overlapsWith(direct("EMS", "INTUNE_A"), through(GROUP, "EMS"));

    assertThat(found).extracting(Overlap::kind).containsExactly(REDUNDANT_DIRECT);
    assertThat(words(found.get(0))).containsExactly("EMS direct", "EMS through group \"Everyone\"");
    assertThat(names(found.get(0).plans()))
        .containsExactly(
            "AAD_PREMIUM",
            "ADALLOM_S_DISCOVERY",
            "MFA_PREMIUM",
            "RMS_S_ENTERPRISE",
            "RMS_S_PREMIUM");
    assertThat(found.get(0).onlyDirect()).isEmpty();
  }

  @Test
  void group_that_leaves_a_plan_off_is_beside_direct() {
    List<Overlap> found = overlapsWith(direct("EMS"), through(GROUP, "EMS", "INTUNE_A"));

    assertThat(found).extracting(Overlap::kind).containsExactly(DIRECT_BESIDE_GROUP);
    assertThat(names(found.get(0).onlyDirect())).containsExactly("INTUNE_A");
    assertThat(names(found.get(0).plans())).hasSize(5).doesNotContain("INTUNE_A");
  }

  @Test
  void group_with_a_larger_sku_makes_direct_redundant_and_its_plans_come_twice() {
    List<Overlap> found = overlapsWith(direct("INTUNE_A"), through(GROUP, "SPE_E3"));

    assertThat(found).extracting(Overlap::kind).containsExactly(SAME_PLAN, REDUNDANT_DIRECT);
    assertThat(words(found.get(1)))
        .containsExactly("INTUNE_A direct", "SPE_E3 through group \"Everyone\"");
  }

  @Test
  void group_with_a_smaller_sku_makes_nothing_redundant() {
    List<Overlap> found = overlapsWith(direct("EMS"), through(GROUP, "INTUNE_A"));

    assertThat(found).extracting(Overlap::kind).containsExactly(SAME_PLAN);
  }

  @Test
  void two_groups_together_make_direct_redundant() {
    List<Overlap> found =
        overlapsWith(direct("EMS"), through(GROUP, "EMS", "INTUNE_A"), through(OTHER, "INTUNE_A"));

    assertThat(found).extracting(Overlap::kind).containsExactly(SAME_PLAN, REDUNDANT_DIRECT);
    assertThat(words(found.get(1)))
        .containsExactly(
            "EMS direct", "EMS through group \"Everyone\"", "INTUNE_A through group \"Mobile\"");
  }

  @Test
  void two_groups_with_the_same_sku_are_no_overlap() {
    assertThat(overlapsWith(through(GROUP, "EMS"), through(OTHER, "EMS"))).isEmpty();
  }

  @Test
  void path_in_error_gives_nothing() {
    LicenseAssignmentState inError =
        LicenseAssignmentState.builder()
            .skuId(PaperTenant.skuId("EMS"))
            .source(through(GROUP, "EMS").source())
            .state(AssignmentState.ERROR)
            .build();

    assertThat(overlapsWith(direct("EMS"), inError)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Suspended", "LockedOut", "Deleted"})
  void cancelled_sku_gives_nothing(String status) {
    SubscribedSku suite = tenant.listSubscribedSkus().get(1);
    tenant.owns(
        SubscribedSku.builder().from(suite).capabilityStatus(CapabilityStatus.of(status)).build());

    assertThat(overlapsWith(direct("EMS"), through(GROUP, "SPE_E3"))).isEmpty();
  }

  @Test
  void sku_in_warning_still_gives_its_plans() {
    SubscribedSku suite = tenant.listSubscribedSkus().get(1);
    tenant.owns(
        SubscribedSku.builder().from(suite).capabilityStatus(CapabilityStatus.WARNING).build());

    assertThat(overlapsWith(direct("EMS"), through(GROUP, "SPE_E3"))).hasSize(2);
  }

  @Test
  void company_plans_never_come_twice() {
    List<Overlap> found = overlapsWith(direct("EMS"), direct("SPE_E3"));

    assertThat(names(found.get(0).plans())).doesNotContain("EXCHANGE_S_FOUNDATION");
    assertThat(found.get(0).plans()).allMatch(ServicePlan::isForUsers);
  }

  @Test
  void group_without_a_name_is_called_by_its_id() {
    GroupId nameless = GroupId.parse("00000000-0000-0000-0000-000000000009");

    List<Overlap> found = overlapsWith(direct("EMS"), through(nameless, "EMS"));

    assertThat(found.get(0).sources().get(1).groupName()).isEqualTo(nameless.toString());
  }

  @Test
  void rows_are_ordered_by_user_whatever_order_the_tenant_lists() {
    tenant
        .has("Zoe@contoso.com", direct("EMS"), direct("INTUNE_A"))
        .has("bob@contoso.com", direct("EMS"), direct("INTUNE_A"));

    List<Overlap> found = overlapsWith(direct("EMS"), direct("INTUNE_A"));

    assertThat(found)
        .extracting(overlap -> overlap.user().userPrincipalName())
        .containsExactly(ADA, "bob@contoso.com", "Zoe@contoso.com");
  }

  @Test
  void row_as_text_for_logs_names_no_user() {
    List<Overlap> found = overlapsWith(direct("EMS"), direct("INTUNE_A"));

    assertThat(found.toString()).contains(PaperTenant.userId(ADA).toString()).doesNotContain(ADA);
  }
}
