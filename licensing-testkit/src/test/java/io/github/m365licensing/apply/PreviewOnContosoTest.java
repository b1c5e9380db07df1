package io.github.m365licensing.apply;

import static io.github.m365licensing.intent.Selections.user;
import static io.github.m365licensing.intent.Verbs.assign;
import static io.github.m365licensing.intent.Verbs.change;
import static io.github.m365licensing.intent.Verbs.remove;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.m365licensing.Licensing;
import io.github.m365licensing.plan.LicensePlan;
import io.github.m365licensing.plan.ServiceEffect;
import io.github.m365licensing.testkit.FakeTenant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PreviewOnContosoTest {

  private final Licensing licensing = Licensing.of(FakeTenant.contoso());

  private static List<ServiceEffect> effects(LicensePlan plan) {
    return plan.shapes().get(0).effects();
  }

  @Test
  void preview_removingOneOfTwoPaths_saysThatNothingIsLostAndThroughWhatItIsKept() {
    LicensePlan plan = licensing.plan(user("megan@contoso.com"), remove("EMS"));

    assertThat(plan.preview())
        .containsPattern("megan@contoso.com +loses nothing")
        .containsPattern("keeps .*INTUNE_A.* +SPE_E3 \\(group 'M365 E3 licensed'\\)");
  }

  @Test
  void preview_switchingOneServiceOff_namesItAndItsPath() {
    LicensePlan plan = licensing.plan(user("adele@contoso.com"), change("EMS").disable("INTUNE_A"));

    assertThat(plan.preview())
        .containsPattern("adele@contoso.com +loses INTUNE_A +EMS \\(direct\\)");
  }

  @Test
  void preview_assigning_losesNothing() {
    LicensePlan plan = licensing.plan(user("lynne@contoso.com"), assign("EMS").disable("INTUNE_A"));

    assertThat(plan.preview()).containsPattern("lynne@contoso.com +loses nothing");
    assertThat(effects(plan))
        .allMatch(effect -> effect.kind() == ServiceEffect.Kind.GAINED)
        .extracting(ServiceEffect::servicePlanName)
        .contains("AAD_PREMIUM")
        .doesNotContain("INTUNE_A");
  }

  @Test
  void effects_planThatSendsNothing_areEmpty() {
    assertThat(effects(licensing.plan(user("lynne@contoso.com"), remove("EMS")))).isEmpty();
  }
}
