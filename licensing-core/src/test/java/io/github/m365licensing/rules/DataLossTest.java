package io.github.m365licensing.rules;

import static io.github.m365licensing.rules.Fixtures.RULES;
import static io.github.m365licensing.rules.Fixtures.direct;
import static io.github.m365licensing.rules.Fixtures.plan;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.m365licensing.assignment.LicenseAssignmentState;
import io.github.m365licensing.assignment.LicensePaths;
import io.github.m365licensing.sku.SkuId;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a change puts at risk. A table's SKU is followed by the plans that are off in it. */
class DataLossTest {

  private static EffectiveServices services(String list) {
    return services(
        list == null
            ? new LicenseAssignmentState[0]
            : Arrays.stream(list.split("\\+", -1))
                .map(
                    part -> {
                      String[] words = part.split("-", -1);
                      return direct(words[0], Arrays.copyOfRange(words, 1, words.length));
                    })
                .toArray(LicenseAssignmentState[]::new));
  }

  private static EffectiveServices services(LicenseAssignmentState... paths) {
    return RULES.effectiveServices(LicensePaths.of(List.of(paths)));
  }

  private static List<DataLoss> losses(String before, String after) {
    return DataLoss.between(services(before), services(after), LicenseFacts.bundled());
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      value = {
        "EXCHANGESTANDARD, none, MAILBOX, EXCHANGE_S_STANDARD",
        "SHAREPOINTSTANDARD, none, FILES, SHAREPOINTSTANDARD",
        "EMS, EMS-INTUNE_A, DEVICE_MANAGEMENT, INTUNE_A",
      })
  void documented_last_plan_puts_data_at_risk(
      String before, String after, DataLoss.Kind kind, String planName) {
    assertThat(losses(before, after)).containsExactly(new DataLoss(kind, plan(planName)));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      value = {
        "EXCHANGEENTERPRISE, EXCHANGESTANDARD, MAILBOX_REDUCED, EXCHANGE_S_ENTERPRISE",
        "EXCHANGEENTERPRISE, EXCHANGEDESKLESS, MAILBOX_REDUCED, EXCHANGE_S_ENTERPRISE",
        "MCOEV, none, PHONE_NUMBER, MCOEV",
        "MCOEV+MCOPSTN1, MCOEV, PHONE_NUMBER, MCOPSTN1",
        "MCOEV+MCOPSTN5_US, MCOEV, PHONE_NUMBER, PSTN5_US",
      })
  void inferred_lesser_plan_or_phone_puts_data_at_risk(
      String before, String after, DataLoss.Kind kind, String planName) {
    assertThat(losses(before, after)).containsExactly(new DataLoss(kind, plan(planName)));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      value = {
        "EXCHANGESTANDARD+EXCHANGEENTERPRISE, EXCHANGEENTERPRISE",
        "EXCHANGESTANDARD, EXCHANGEENTERPRISE",
        "SHAREPOINTSTANDARD, WACONEDRIVESTANDARD",
        "SHAREPOINTSTANDARD, VISIOCLIENT",
        "SHAREPOINTSTANDARD, STANDARDWOFFPACK_FACULTY",
        "MCOPSTN1, MCOPSTN2",
        "EMS+INTUNE_A, INTUNE_A",
        "EMS, EMS-MFA_PREMIUM",
        "INTUNE_A, INTUNE_A_VL",
      })
  void inferred_plan_of_the_same_service_keeps_the_data(String before, String after) {
    assertThat(losses(before, after)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "STANDARDWOFFPACK_FACULTY, STANDARDWOFFPACK_FACULTY-SHAREPOINTSTANDARD_EDU",
    "M365EDU_A3_FACULTY, M365EDU_A3_FACULTY-SHAREPOINTENTERPRISE_EDU",
    "ENTERPRISEPACK_GOV, ENTERPRISEPACK_GOV-SHAREPOINTENTERPRISE_GOV",
  })
  void documented_files_of_education_and_government_are_not_at_risk(String before, String after) {
    assertThat(losses(before, after)).isEmpty();
  }

  @Test
  void documented_mailbox_of_education_is_at_risk() {
    assertThat(losses("STANDARDWOFFPACK_FACULTY", null))
        .extracting(DataLoss::kind)
        .containsExactly(DataLoss.Kind.MAILBOX);
  }

  @Test
  void documented_losing_a_suite_names_every_loss_in_order() {
    assertThat(losses("SPE_E5", null))
        .extracting(DataLoss::kind)
        .containsExactly(
            DataLoss.Kind.MAILBOX,
            DataLoss.Kind.FILES,
            DataLoss.Kind.PHONE_NUMBER,
            DataLoss.Kind.DEVICE_MANAGEMENT);
  }

  @Test
  void inferred_lesser_calling_plan_keeps_the_number() {
    LicenseAssignmentState small =
        LicenseAssignmentState.builder()
            .skuId(SkuId.parse("d43177b5-475b-4880-92d4-d54c27b5efbd"))
            .build();

    assertThat(DataLoss.between(services("MCOPSTN1"), services(small), LicenseFacts.bundled()))
        .isEmpty();
  }

  @Test
  void losses_come_in_the_order_of_their_kinds_whatever_the_order_of_the_facts() {
    LicenseFacts facts =
        LicenseFacts.none()
            .with(capability("INTUNE_A", DataLoss.Kind.DEVICE_MANAGEMENT))
            .with(capability("EXCHANGE_S_ENTERPRISE", DataLoss.Kind.MAILBOX));

    assertThat(DataLoss.between(services("SPE_E3"), services(), facts))
        .extracting(DataLoss::kind)
        .containsExactly(DataLoss.Kind.MAILBOX, DataLoss.Kind.DEVICE_MANAGEMENT);
  }

  private static Capability capability(String planName, DataLoss.Kind loss) {
    return new Capability(
        planName, List.of(Set.of(plan(planName))), Set.of(loss), Set.of(), "case 1");
  }
}
