package io.github.m365licensing.plan;

import static io.github.m365licensing.intent.Selections.group;
import static io.github.m365licensing.intent.Selections.user;
import static io.github.m365licensing.intent.Verbs.assign;
import static io.github.m365licensing.intent.Verbs.change;
import static io.github.m365licensing.intent.Verbs.moveToGroup;
import static io.github.m365licensing.testkit.FakeTenant.seats;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.m365licensing.Licensing;
import io.github.m365licensing.directory.LicensedGroup;
import io.github.m365licensing.directory.ProcessingState;
import io.github.m365licensing.intent.FindingCode;
import io.github.m365licensing.tenant.TenantWrite;
import io.github.m365licensing.testkit.FakeTenant;
import io.github.m365licensing.testkit.scenario.Lag;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A group that the service is still working off while a plan is made. */
class GroupInProcessTest {

  private static final String ADELE = "adele@contoso.com";

  private final FakeTenant tenant =
      FakeTenant.builder()
          .organization("Contoso", "US")
          .sku("EMS", seats(5))
          .user(ADELE, u -> u.usageLocation("NL").licensedWith("EMS"))
          .user("member@contoso.com", u -> u.usageLocation("NL"))
          .group("Sales team", g -> g.member("member@contoso.com").licensedWith("EMS"))
          .build();
  private final Licensing licensing = Licensing.of(tenant);

  GroupInProcessTest() {
    tenant.settle();
  }

  /** Somebody changes the group's licence, and the service needs an hour. */
  private void changedByAnother() {
    tenant.groupsProcessedAfter(Lag.of(Duration.ofHours(1)));
    LicensedGroup sales = tenant.group("Sales team").now();
    tenant.submit(
        List.of(new TenantWrite.AssignGroupLicense(sales.id(), sales.assignedLicenses(), Set.of())),
        outcome -> {});
  }

  private static List<Finding> inProcess(LicensePlan plan) {
    return plan.findings().filter(f -> f.code() == FindingCode.GROUP_IN_PROCESS).toList();
  }

  @Test
  void change_of_a_group_in_process_is_advised_to_wait() {
    changedByAnother();

    LicensePlan plan = licensing.plan(group("Sales team"), change("EMS").disable("INTUNE_A"));

    assertThat(inProcess(plan))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.severity()).isEqualTo(Severity.ADVISORY);
              assertThat(finding.message())
                  .contains("'Sales team'", ProcessingState.QUEUED.toString());
              assertThat(finding.cure()).contains("Wait", "plan again");
            });
    assertThat(plan.count(ChangeKind.CHANGE)).isEqualTo(1);
  }

  @Test
  void move_to_a_group_in_process_is_advised_to_wait() {
    changedByAnother();

    LicensePlan plan = licensing.plan(user(ADELE), moveToGroup("Sales team"));

    assertThat(inProcess(plan)).hasSize(1);
    assertThat(plan.count(ChangeKind.CHANGE)).isEqualTo(1);
  }

  @Test
  void group_that_is_through_has_no_such_finding() {
    changedByAnother();
    tenant.settle();

    assertThat(inProcess(licensing.plan(group("Sales team"), change("EMS").disable("INTUNE_A"))))
        .isEmpty();
    assertThat(inProcess(licensing.plan(user(ADELE), moveToGroup("Sales team")))).isEmpty();
  }

  @Test
  void group_with_nothing_to_do_has_no_such_finding() {
    changedByAnother();

    assertThat(inProcess(licensing.plan(group("Sales team"), assign("EMS")))).isEmpty();
  }
}
