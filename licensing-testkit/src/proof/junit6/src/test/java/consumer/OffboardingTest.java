package consumer;

import static io.github.m365licensing.intent.FindingCode.INHERITED;
import static io.github.m365licensing.intent.Selections.user;
import static io.github.m365licensing.intent.Verbs.assign;
import static io.github.m365licensing.intent.Verbs.remove;
import static io.github.m365licensing.testkit.assertj.LicensingAssertions.assertThat;
import static io.github.m365licensing.testkit.scenario.RequestMatcher.assignLicense;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.m365licensing.Licensing;
import io.github.m365licensing.apply.ApplyReport;
import io.github.m365licensing.plan.LicensePlan;
import io.github.m365licensing.testkit.FakeTenant;
import io.github.m365licensing.testkit.junit.BuiltInTenant;
import io.github.m365licensing.testkit.junit.FakeTenantTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@FakeTenantTest
class OffboardingTest {

  @Test
  void runs_on_junit_6() {
    assertThat(Test.class.getPackage().getImplementationVersion()).startsWith("6.");
  }

  @Test
  void removes_direct_and_reports_inherited(FakeTenant tenant, Licensing licensing) {
    tenant.group("Sales team").licensedWith("SPE_E3");
    tenant.settle();

    LicensePlan plan = licensing.plan(user("adele@contoso.com"), remove("SPE_E3"));

    assertThat(plan).user("adele@contoso.com").isBlockedBy(INHERITED).naming("Sales team");
    assertThat(tenant).received().onlyReads();
  }

  @Test
  void survives_a_lost_reply(FakeTenant tenant, Licensing licensing) {
    tenant.faults().appliedButReplyLost().on(assignLicense()).once();

    ApplyReport report = licensing.apply(licensing.plan(user("lynne@contoso.com"), assign("EMS")));

    assertThat(report).outcomeOf("lynne@contoso.com").isApplied().isConfirmed();
    assertThat(tenant).user("lynne@contoso.com").hasLicense("EMS");
  }

  @ParameterizedTest
  @ValueSource(strings = {"adele@contoso.com", "nestor@contoso.com"})
  void takes_parameters_beside_arguments(String name, FakeTenant tenant) {
    assertThat(tenant).user(name).hasDirectLicense("EMS");
  }

  @Nested
  @FakeTenantTest(BuiltInTenant.EMPTY)
  class InAnEmptyTenant {
    @Test
    void nothing_is_owned(Licensing licensing) {
      assertThat(licensing.skus()).isEmpty();
    }
  }
}
