package io.github.m365licensing.testkit;

import static io.github.m365licensing.testkit.FakeTenant.seats;
import static io.github.m365licensing.testkit.Writes.assignGroup;
import static io.github.m365licensing.testkit.Writes.removeFromGroup;
import static io.github.m365licensing.testkit.Writes.send;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.m365licensing.assignment.AssignmentError;
import io.github.m365licensing.assignment.AssignmentState;
import io.github.m365licensing.assignment.LicenseAssignmentState;
import io.github.m365licensing.tenant.ServiceError.Reason;
import io.github.m365licensing.tenant.WriteOutcome;
import io.github.m365licensing.tenant.WriteOutcome.Kind;
import io.github.m365licensing.testkit.scenario.FakeSemantics;
import io.github.m365licensing.testkit.scenario.FakeSemantics.GroupPrerequisiteRemoval;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A group whose one licence needs a plan of its other one. */
class GroupPrerequisiteTest {

  private static final String A = "a@contoso.com";

  private final FakeTenant tenant = tenant(GroupPrerequisiteRemoval.ACCEPTED);

  private static FakeTenant tenant(GroupPrerequisiteRemoval reading) {
    return FakeTenant.builder()
        .semantics(FakeSemantics.defaults().with(reading))
        .sku("STANDARDPACK", seats(5))
        .sku("WORKPLACE_ANALYTICS", seats(5))
        .user(A, u -> u.usageLocation("US"))
        .group(
            "Analysts",
            g -> g.member(A).licensedWith("STANDARDPACK").licensedWith("WORKPLACE_ANALYTICS"))
        .build();
  }

  @AfterEach
  void nothing_is_broken() {
    assertThat(tenant.brokenInvariants()).isEmpty();
  }

  @Test
  void removal_of_the_prerequisite_is_accepted_and_fails_on_the_member_in_silence() {
    WriteOutcome outcome = send(tenant, removeFromGroup(tenant, "Analysts", "STANDARDPACK"));
    tenant.settle();

    assertThat(outcome.kind()).isEqualTo(Kind.ACCEPTED);
    LicenseAssignmentState left = path("STANDARDPACK");
    assertThat(left.state()).isEqualTo(AssignmentState.ACTIVE_WITH_ERROR);
    assertThat(left.error()).hasValue(AssignmentError.DEPENDENCY_VIOLATION);
    assertThat(path("WORKPLACE_ANALYTICS").state()).isEqualTo(AssignmentState.ACTIVE);
    assertThat(tenant.sku("STANDARDPACK").now().consumedUnits()).isEqualTo(1);
  }

  @Test
  void prerequisite_goes_once_the_group_gives_up_its_dependant_too() {
    send(tenant, removeFromGroup(tenant, "Analysts", "STANDARDPACK"));
    tenant.settle();

    send(tenant, removeFromGroup(tenant, "Analysts", "WORKPLACE_ANALYTICS"));
    tenant.settle();

    assertThat(tenant.user(A).now().licenseAssignmentStates()).isEmpty();
    assertThat(tenant.sku("STANDARDPACK").now().consumedUnits()).isZero();
  }

  @Test
  void prerequisite_whose_plan_is_switched_off_is_accepted_and_stays_on_for_the_member() {
    WriteOutcome outcome =
        send(tenant, assignGroup(tenant, "Analysts", "STANDARDPACK", "EXCHANGE_S_STANDARD"));
    tenant.settle();

    assertThat(outcome.kind()).isEqualTo(Kind.ACCEPTED);
    assertThat(path("STANDARDPACK").state()).isEqualTo(AssignmentState.ACTIVE_WITH_ERROR);
    assertThat(path("STANDARDPACK").disabledPlans()).isEmpty();
  }

  @Test
  void removal_of_the_prerequisite_is_refused_under_the_other_reading() {
    FakeTenant strict = tenant(GroupPrerequisiteRemoval.REFUSED);

    WriteOutcome outcome = send(strict, removeFromGroup(strict, "Analysts", "STANDARDPACK"));

    assertThat(outcome.error().orElseThrow().reason()).isEqualTo(Reason.MISSING_DEPENDENCY);
    assertThat(strict.group("Analysts").now().assignedLicenses()).hasSize(2);
  }

  private LicenseAssignmentState path(String sku) {
    return tenant.user(A).now().licenseAssignmentStates().stream()
        .filter(path -> path.skuId().equals(tenant.sku(sku).id()))
        .findFirst()
        .orElseThrow();
  }
}
