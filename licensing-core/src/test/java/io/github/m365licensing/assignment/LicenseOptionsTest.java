package io.github.m365licensing.assignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.m365licensing.assignment.LicenseOptions.PlanChoice;
import java.util.List;
import org.junit.jupiter.api.Test;

class LicenseOptionsTest {

  @Test
  void of_skuAlone_leavesEveryPlanOn() {
    LicenseOptions options = LicenseOptions.of(" EMS ");

    assertThat(options.sku()).isEqualTo("EMS");
    assertThat(options.choice()).isEqualTo(PlanChoice.ALL);
    assertThat(options.plans()).isEmpty();
  }

  @Test
  void disable_calledTwice_collectsWithoutRepetition() {
    LicenseOptions options =
        LicenseOptions.of("EMS").disable("INTUNE_A").disable("MFA_PREMIUM", " INTUNE_A");

    assertThat(options.choice()).isEqualTo(PlanChoice.DISABLE);
    assertThat(options.plans()).containsExactly("INTUNE_A", "MFA_PREMIUM");
  }

  @Test
  void disable_leavesTheFirstValueAsItWas() {
    LicenseOptions all = LicenseOptions.of("EMS");

    all.disable("INTUNE_A");

    assertThat(all).isEqualTo(LicenseOptions.of("EMS"));
  }

  @Test
  void only_afterDisable_isAContradictionThatNamesBoth() {
    assertThatIllegalStateException()
        .isThrownBy(() -> LicenseOptions.of("EMS").disable("INTUNE_A").only("MFA_PREMIUM"))
        .withMessageContainingAll("EMS", "disable [INTUNE_A]", "only [MFA_PREMIUM]");
  }

  @Test
  void only_noPlan_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LicenseOptions.of("EMS").only())
        .withMessageContaining("at least one plan name");
  }

  @Test
  void of_blankName_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LicenseOptions.of(" "))
        .withMessageContaining("sku is blank");
  }

  @Test
  void of_null_namesTheParameter() {
    assertThatNullPointerException().isThrownBy(() -> LicenseOptions.of(null)).withMessage("sku");
  }

  @Test
  void constructor_allWithNames_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LicenseOptions("EMS", PlanChoice.ALL, List.of("INTUNE_A")));
  }
}
