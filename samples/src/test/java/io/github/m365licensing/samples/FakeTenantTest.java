package io.github.m365licensing.samples;

import static io.github.m365licensing.apply.ChangeOutcome.Kind.APPLIED;
import static io.github.m365licensing.intent.Selections.user;
import static io.github.m365licensing.intent.Verbs.change;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.m365licensing.Licensing;
import io.github.m365licensing.apply.ApplyReport;
import io.github.m365licensing.apply.ChangeOutcome;
import io.github.m365licensing.testkit.FakeTenant;
import org.junit.jupiter.api.Test;

/** The shortest test on the fake tenant. */
class FakeTenantTest {

  // region fake-tenant
  @Test
  void intune_is_switched_off_for_adele() {
    FakeTenant tenant = FakeTenant.contoso();
    Licensing licensing = Licensing.of(tenant);

    ApplyReport report =
        licensing.apply(
            licensing.plan(user("adele@contoso.com"), change("EMS").disable("INTUNE_A")));

    assertThat(report.outcomes()).extracting(ChangeOutcome::kind).containsExactly(APPLIED);
  }
  // endregion
}
