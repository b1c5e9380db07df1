package io.github.m365licensing.apply;

import static io.github.m365licensing.intent.Selections.membersOf;
import static io.github.m365licensing.intent.Selections.user;
import static io.github.m365licensing.intent.Verbs.assign;
import static io.github.m365licensing.intent.Verbs.reprocess;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.m365licensing.Licensing;
import io.github.m365licensing.intent.LicenseIntent;
import io.github.m365licensing.plan.LicensePlan;
import io.github.m365licensing.report.GroupError;
import io.github.m365licensing.rules.LicenseFacts;
import io.github.m365licensing.rules.LicensingSemantics;
import io.github.m365licensing.rules.LicensingSemantics.ExclusionRules;
import io.github.m365licensing.rules.PlanExclusion;
import io.github.m365licensing.rules.Violation;
import io.github.m365licensing.sku.ServicePlanId;
import io.github.m365licensing.testkit.FakeTenant;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Facts and semantics of the caller hold from the plan to the report. */
class OneContextTest {

  private static final String OURS =
      "AAD_PREMIUM through EMS (group 'EMS licensed') cannot stand beside INTUNE_A_VL";

  private final FakeTenant tenant = FakeTenant.contoso();

  /** No exclusion counts, except for one of ours. */
  private final Licensing licensing =
      Licensing.of(tenant)
          .withSemantics(LicensingSemantics.builder().exclusionRules(ExclusionRules.NONE).build())
          .withFacts(
              LicenseFacts.bundled()
                  .with(
                      new PlanExclusion(
                          "ours",
                          Set.of(plan("EMS", "AAD_PREMIUM"), plan("INTUNE_A_VL", "INTUNE_A_VL")),
                          Violation.Certainty.CERTAIN,
                          Set.of(ExclusionRules.NONE),
                          "seen",
                          "case 1")));

  private ServicePlanId plan(String sku, String name) {
    return Licensing.of(tenant).sku(sku).servicePlans().stream()
        .filter(plan -> plan.servicePlanName().equals(name))
        .findFirst()
        .orElseThrow()
        .servicePlanId();
  }

  @Test
  void added_fact_and_switched_semantics_hold_in_plan_run_and_report() {
    LicensePlan plan =
        licensing.plan(
            LicenseIntent.of(membersOf("EMS licensed").withLicenseErrors(), reprocess())
                .and(user("pradeep@contoso.com"), assign("INTUNE_A_VL")));

    ApplyReport report = licensing.apply(plan);

    assertThat(plan.findings()).anyMatch(finding -> finding.message().contains("AAD_PREMIUM"));
    assertThat(report.outcomes())
        .flatExtracting(ChangeOutcome::licenseErrors)
        .extracting(error -> error.cause().reason())
        .anyMatch(reason -> reason.startsWith(OURS));
    assertThat(licensing.reports().groupErrors("EMS licensed").rows())
        .extracting(GroupError::reason)
        .anyMatch(reason -> reason.startsWith(OURS));
  }
}
