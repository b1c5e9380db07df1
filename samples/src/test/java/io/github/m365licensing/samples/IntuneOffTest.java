package io.github.m365licensing.samples;

import static io.github.m365licensing.intent.Selections.user;
import static io.github.m365licensing.intent.Verbs.change;
import static io.github.m365licensing.testkit.assertj.LicensingAssertions.assertThat;

import io.github.m365licensing.Licensing;
import io.github.m365licensing.apply.ApplyReport;
import io.github.m365licensing.testkit.FakeTenant;
import io.github.m365licensing.testkit.junit.FakeTenantTest;
import org.junit.jupiter.api.Test;

// region fake-tenant
@FakeTenantTest
class IntuneOffTest {

  @Test
  void intune_is_switched_off_for_adele(FakeTenant tenant, Licensing licensing) {
    ApplyReport report =
        licensing.apply(
            licensing.plan(user("adele@contoso.com"), change("EMS").disable("INTUNE_A")));

    assertThat(report).outcomeOf("adele@contoso.com").isApplied().isConfirmed();
    assertThat(tenant)
        .user("adele@contoso.com")
        .hasDisabledPlansExactly("EMS", "ADALLOM_S_DISCOVERY", "INTUNE_A");
  }
}
// endregion
