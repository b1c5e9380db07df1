package io.github.m365licensing.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.m365licensing.assignment.AssignedLicense;
import io.github.m365licensing.assignment.LicensePaths;
import io.github.m365licensing.directory.LicenseState;
import io.github.m365licensing.directory.Subject;
import io.github.m365licensing.directory.TenantId;
import io.github.m365licensing.directory.UserId;
import io.github.m365licensing.intent.FindingCode;
import io.github.m365licensing.plan.ChangeKind;
import io.github.m365licensing.plan.ChangeShape;
import io.github.m365licensing.plan.Finding;
import io.github.m365licensing.plan.LicensePlan;
import io.github.m365licensing.plan.PaperTenant;
import io.github.m365licensing.plan.PlannedChange;
import io.github.m365licensing.plan.PlannedStep;
import io.github.m365licensing.plan.PlannedWrite;
import io.github.m365licensing.plan.Severity;
import io.github.m365licensing.plan.Stage;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Plans and reports as somebody builds them who tests code that takes them. */
class BuiltByHandTest {

  private static final Instant NOON = Instant.parse("2024-05-01T12:00:00Z");
  private static final Subject ADELE = Subject.user(UserId.of(new UUID(0, 1)));
  private static final Subject MEGAN = Subject.user(UserId.of(new UUID(0, 2)));

  private static LicensePlan plan() {
    AssignedLicense ems = AssignedLicense.of(PaperTenant.skuId("EMS"));
    LicenseState nothing = LicenseState.builder().build();
    ChangeShape assigned =
        ChangeShape.builder()
            .kind(ChangeKind.CHANGE)
            .before(nothing)
            .after(LicenseState.builder().licenses(LicensePaths.given(List.of(ems))).build())
            .addReasons("assign EMS")
            .addSteps(
                new PlannedStep(
                    Stage.Kind.CHANGE_LICENSES,
                    new PlannedWrite.AssignLicenses(List.of(ems), Set.of())))
            .build();
    ChangeShape blocked =
        ChangeShape.builder()
            .kind(ChangeKind.BLOCKED)
            .before(nothing)
            .after(nothing)
            .addReasons("assign EMS")
            .addFindings(
                Finding.builder()
                    .code(FindingCode.NO_USAGE_LOCATION)
                    .severity(Severity.BLOCKING)
                    .message("The user has no usage location.")
                    .cure("Set one.")
                    .build())
            .build();
    return LicensePlan.builder()
        .tenantId(TenantId.of(new UUID(7, 7)))
        .observedAt(NOON)
        .addChange(new PlannedChange(MEGAN, "megan@contoso.com", blocked))
        .addChange(new PlannedChange(ADELE, "adele@contoso.com", assigned))
        .addSku(new PaperTenant().owns("EMS", 10, 3).listSubscribedSkus().get(0))
        .build();
  }

  private static ChangeOutcome adele() {
    return ChangeOutcome.builder()
        .subject(ADELE)
        .name("adele@contoso.com")
        .kind(ChangeOutcome.Kind.APPLIED)
        .verification(Verification.CONFIRMED)
        .build();
  }

  private static ChangeOutcome megan() {
    return ChangeOutcome.builder()
        .subject(MEGAN)
        .name("megan@contoso.com")
        .kind(ChangeOutcome.Kind.REFUSED)
        .refusal(
            Refusal.builder()
                .origin(Refusal.Origin.PLAN)
                .finding(FindingCode.NO_USAGE_LOCATION)
                .message("The user has no usage location.")
                .cure("Set one.")
                .build())
        .build();
  }

  private static ApplyReport.Builder report() {
    return ApplyReport.builder().plan(plan()).startedAt(NOON).endedAt(NOON.plusSeconds(90));
  }

  @Test
  void plan_built_by_hand_has_a_preview() {
    assertThat(plan().preview())
        .contains("2 subjects: 1 to change, 0 with nothing to do, 1 blocked")
        .containsPattern("adele@contoso.com +EMS +not assigned +all on")
        .containsPattern("megan@contoso.com +assign EMS")
        .contains("BLOCKING NO_USAGE_LOCATION: The user has no usage location. Set one.")
        .containsPattern("change licenses +none +1");
  }

  @Test
  void report_built_by_hand_has_a_text() {
    ApplyReport report = report().addOutcome(megan()).addOutcome(adele()).build();

    assertThat(report.outcomes()).containsExactly(adele(), megan());
    assertThat(report.text())
        .contains("applied in 90 s: 1 applied 1 refused")
        .containsPattern("megan@contoso.com +refused +The user has no usage location. Set one.")
        .containsPattern("adele@contoso.com +applied +confirmed");
  }

  @Test
  void report_stays_as_it_was_built_when_its_builder_goes_on() {
    ApplyReport.Builder builder = report().addOutcome(megan()).addOutcome(adele());
    ApplyReport report = builder.build();

    builder.addOutcome(adele());

    assertThat(report.outcomes()).hasSize(2);
  }

  @Test
  void report_without_the_outcome_of_a_subject_is_refused() {
    assertThatIllegalStateException()
        .isThrownBy(() -> report().addOutcome(adele()).build())
        .withMessageContaining("2 subjects")
        .withMessageNotContaining("contoso");
  }

  @Test
  void report_with_two_outcomes_of_one_subject_is_refused() {
    assertThatIllegalStateException()
        .isThrownBy(() -> report().addOutcome(adele()).addOutcome(adele()).build())
        .withMessageContaining("2 given");
  }

  @Test
  void report_without_plan_or_moments_is_refused() {
    assertThatIllegalStateException()
        .isThrownBy(() -> ApplyReport.builder().build())
        .withMessageContaining("startedAt");
  }
}
