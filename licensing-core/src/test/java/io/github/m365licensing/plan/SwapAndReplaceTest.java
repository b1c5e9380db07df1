package io.github.m365licensing.plan;

import static io.github.m365licensing.intent.Selections.everyone;
import static io.github.m365licensing.intent.Selections.user;
import static io.github.m365licensing.intent.Selections.usersWhere;
import static io.github.m365licensing.intent.Verbs.assign;
import static io.github.m365licensing.intent.Verbs.remove;
import static io.github.m365licensing.intent.Verbs.replaceAllWith;
import static io.github.m365licensing.intent.Verbs.swap;
import static io.github.m365licensing.plan.PaperTenant.direct;
import static io.github.m365licensing.plan.PaperTenant.license;
import static io.github.m365licensing.plan.PaperTenant.planId;
import static io.github.m365licensing.plan.PaperTenant.skuId;
import static io.github.m365licensing.plan.PaperTenant.through;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.m365licensing.Licensing;
import io.github.m365licensing.assignment.GroupId;
import io.github.m365licensing.intent.FindingCode;
import io.github.m365licensing.intent.Verb;
import io.github.m365licensing.rules.SwapMapping.NewPlans;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SwapAndReplaceTest {

  private static final String ADELE = "adele@contoso.com";
  private static final GroupId GROUP = GroupId.of(new UUID(1, 1));

  private final PaperTenant tenant =
      new PaperTenant()
          .owns("ENTERPRISEPACK", 10, 3)
          .owns("SPE_E3", 10, 3)
          .owns("EMS", 10, 3)
          .owns("FLOW_FREE", 100, 3)
          .owns("VISIO_PLAN1_DEPT", 10, 3)
          .hasGroup(GROUP, "Licensed");
  private final Licensing licensing = Licensing.of(tenant);

  private PlannedChange plan(Verb... verbs) {
    return licensing.plan(user(ADELE), verbs).changes().findFirst().orElseThrow();
  }

  private static PlannedWrite.AssignLicenses call(PlannedChange change) {
    assertThat(change.shape().steps()).hasSize(1);
    return (PlannedWrite.AssignLicenses) change.shape().steps().get(0).write();
  }

  @Test
  void swap_is_one_call_and_carries_choices() {
    tenant.has(ADELE, direct("ENTERPRISEPACK", "YAMMER_ENTERPRISE", "SWAY"));

    PlannedChange change = plan(swap("ENTERPRISEPACK", "SPE_E3"));

    assertThat(call(change).removeLicenses()).containsExactly(skuId("ENTERPRISEPACK"));
    assertThat(call(change).addLicenses())
        .containsExactly(license("SPE_E3", "YAMMER_ENTERPRISE", "SWAY"));
    assertThat(change.shape().findings())
        .anySatisfy(
            f -> {
              assertThat(f.code()).isEqualTo(FindingCode.WITHOUT_COUNTERPART);
              assertThat(f.message()).contains("will be on");
            });
    assertThat(change.shape().findings()).noneMatch(f -> f.code() == FindingCode.DATA_LOSS);
  }

  @Test
  void swap_with_new_plans_off_leaves_them_off() {
    tenant.has(ADELE, direct("ENTERPRISEPACK"));

    PlannedChange change = plan(swap("ENTERPRISEPACK", "SPE_E3").newPlans(NewPlans.OFF));

    assertThat(call(change).addLicenses().get(0).disabledPlans())
        .contains(planId("INTUNE_A"))
        .doesNotContain(planId("EXCHANGE_S_ENTERPRISE"));
  }

  @Test
  void swap_without_the_old_sku_changes_nothing() {
    tenant.has(ADELE);

    assertThat(plan(swap("ENTERPRISEPACK", "SPE_E3")).kind()).isEqualTo(ChangeKind.NO_CHANGE);
  }

  @Test
  void swap_of_an_inherited_sku_is_blocked() {
    tenant.has(ADELE, through(GROUP, "ENTERPRISEPACK"));

    PlannedChange change = plan(swap("ENTERPRISEPACK", "SPE_E3"));

    assertThat(change.kind()).isEqualTo(ChangeKind.BLOCKED);
    assertThat(change.shape().findings())
        .extracting(Finding::code)
        .containsExactly(FindingCode.INHERITED);
  }

  @Test
  void swap_where_the_new_sku_is_there_with_other_choices_is_blocked() {
    tenant.has(ADELE, direct("ENTERPRISEPACK"), direct("SPE_E3", "SWAY"));

    assertThat(plan(swap("ENTERPRISEPACK", "SPE_E3")).shape().findings())
        .extracting(Finding::code)
        .contains(FindingCode.ALREADY_ASSIGNED);
  }

  @Test
  void swap_for_itself_is_refused_however_the_sku_is_named() {
    for (String name :
        List.of("ems", PaperTenant.skuId("EMS").toString(), "Enterprise Mobility + Security E3")) {
      assertThatExceptionOfType(IllegalArgumentException.class)
          .isThrownBy(() -> plan(swap("EMS", name)))
          .withMessageContaining("contradicts itself");
    }
  }

  @Test
  void swap_or_replacement_beside_another_verb_about_the_sku_is_refused() {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> plan(swap("EMS", "SPE_E3"), remove("SPE_E3")))
        .withMessageContaining("contradicts");
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> plan(replaceAllWith(assign("EMS")), assign("SPE_E3")))
        .withMessageContaining("contradicts");
  }

  @Test
  void replacement_that_gives_a_sku_twice_with_different_plans_is_refused() {
    for (String name :
        List.of(PaperTenant.skuId("EMS").toString(), "Enterprise Mobility + Security E3")) {
      assertThatExceptionOfType(IllegalArgumentException.class)
          .isThrownBy(() -> plan(replaceAllWith(assign("EMS"), assign(name).disable("INTUNE_A"))))
          .withMessageContaining("contradicts itself");
    }
  }

  @Test
  void replace_all_keeps_free_and_self_purchased_skus() {
    tenant.has(
        ADELE,
        direct("ENTERPRISEPACK"),
        direct("EMS", "INTUNE_A"),
        direct("FLOW_FREE"),
        direct("VISIO_PLAN1_DEPT"));

    PlannedChange change = plan(replaceAllWith(assign("EMS"), assign("SPE_E3")));

    assertThat(call(change).addLicenses())
        .containsExactlyInAnyOrder(license("EMS"), license("SPE_E3"));
    assertThat(call(change).removeLicenses()).containsExactly(skuId("ENTERPRISEPACK"));
  }

  @Test
  void replace_all_including_free_takes_free_ones_but_never_self_purchased_ones() {
    tenant.has(ADELE, direct("FLOW_FREE"), direct("VISIO_PLAN1_DEPT"), direct("EMS"));

    PlannedChange change = plan(replaceAllWith(assign("EMS")).includingFree());

    assertThat(call(change).addLicenses()).isEmpty();
    assertThat(call(change).removeLicenses()).containsExactly(skuId("FLOW_FREE"));
  }

  @Test
  void replace_all_counts_in_the_preview_what_is_taken() {
    tenant.has(ADELE, direct("ENTERPRISEPACK"));
    tenant.has("megan@contoso.com", direct("ENTERPRISEPACK", "SWAY"));

    LicensePlan plan = licensing.plan(usersWhere(everyone()), replaceAllWith(assign("SPE_E3")));

    assertThat(plan.preview().lines()).contains("taken directly  from users", "ENTERPRISEPACK  2");
  }
}
