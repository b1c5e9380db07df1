package io.github.m365licensing.plan;

import static io.github.m365licensing.intent.Selections.group;
import static io.github.m365licensing.intent.Selections.user;
import static io.github.m365licensing.intent.Verbs.assign;
import static io.github.m365licensing.intent.Verbs.change;
import static io.github.m365licensing.intent.Verbs.remove;
import static io.github.m365licensing.testkit.FakeTenant.seats;
import static io.github.m365licensing.testkit.assertj.LicensingAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.m365licensing.Licensing;
import io.github.m365licensing.directory.ManagedDevice;
import io.github.m365licensing.intent.FindingCode;
import io.github.m365licensing.intent.LicenseIntent;
import io.github.m365licensing.tenant.GraphOperation;
import io.github.m365licensing.testkit.FakeTenant;
import io.github.m365licensing.testkit.ForwardingTenant;
import io.github.m365licensing.testkit.scenario.Caller;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Members of a group who lose their last Intune plan: devices are read as for users. */
class IntuneDevicesOfGroupsTest {

  private static final String WITH = "with@contoso.com";
  private static final String WITHOUT = "without@contoso.com";
  private static final String BESIDES = "besides@contoso.com";

  private final FakeTenant tenant =
      FakeTenant.builder()
          .organization("Contoso", "US")
          .sku("EMS", seats(9))
          .user(WITH, u -> u.usageLocation("NL"))
          .user(WITHOUT, u -> u.usageLocation("NL"))
          .user(BESIDES, u -> u.usageLocation("NL").licensedWith("EMS"))
          .group("Sales team", g -> g.members(WITH, WITHOUT, BESIDES).licensedWith("EMS"))
          .group("Lonely", g -> g.member(WITHOUT))
          .build();

  private final Licensing licensing =
      Licensing.of(
          new ForwardingTenant(tenant) {
            @Override
            public Stream<ManagedDevice> listManagedDevices() {
              super.listManagedDevices().close();
              return Stream.of(device(WITH), device(BESIDES));
            }
          });

  IntuneDevicesOfGroupsTest() {
    tenant.settle();
  }

  private ManagedDevice device(String owner) {
    ManagedDevice.Builder device = ManagedDevice.builder();
    device.id("device of " + owner).managementAgent("mdm").deviceEnrollmentType("userEnrollment");
    return device.userId(tenant.user(owner).id()).build();
  }

  private static List<Finding> intune(LicensePlan plan) {
    return plan.findings().filter(f -> f.code() == FindingCode.LAST_INTUNE_PLAN).toList();
  }

  @Test
  void members_with_devices_are_counted() {
    LicensePlan plan = licensing.plan(group("Sales team"), change("EMS").disable("INTUNE_A"));

    assertThat(intune(plan))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.members()).isEqualTo(1);
              assertThat(finding.message()).startsWith("1 of 3 members: ");
            });
  }

  @Test
  void group_whose_members_have_no_devices_has_no_finding() {
    tenant.group("Sales team").withoutMember(WITH);
    tenant.settle();

    assertThat(intune(licensing.plan(group("Sales team"), remove("EMS")))).isEmpty();
  }

  @Test
  void member_who_keeps_intune_only_through_what_the_plan_takes_too_is_counted() {
    LicensePlan plan =
        licensing.plan(
            LicenseIntent.of(group("Sales team"), remove("EMS")).and(user(BESIDES), remove("EMS")));

    assertThat(intune(plan))
        .singleElement()
        .satisfies(finding -> assertThat(finding.members()).isEqualTo(2));
  }

  @Test
  void devices_are_read_once_and_only_if_the_last_intune_plan_goes() {
    licensing.plan(group("Sales team"), change("EMS").disable("MFA_PREMIUM"));
    assertThat(tenant).received().exactly(0, GraphOperation.LIST_MANAGED_DEVICES);

    licensing.plan(
        LicenseIntent.of(group("Sales team"), change("EMS").disable("INTUNE_A"))
            .and(group("Lonely"), assign("EMS").disable("INTUNE_A"))
            .and(user(BESIDES), change("EMS").disable("INTUNE_A")));
    assertThat(tenant).received().exactly(1, GraphOperation.LIST_MANAGED_DEVICES);
  }

  @Test
  void devices_that_may_not_be_read_are_said_and_the_finding_stays() {
    tenant.caller(Caller.application("Organization.Read.All", "User.Read.All", "Group.Read.All"));

    LicensePlan plan = licensing.plan(group("Sales team"), change("EMS").disable("INTUNE_A"));

    assertThat(plan.findings())
        .extracting(Finding::code)
        .contains(FindingCode.DEVICES_UNREADABLE, FindingCode.LAST_INTUNE_PLAN);
    assertThat(intune(plan).get(0).members()).isEqualTo(2);
    assertThat(plan.isApplyable()).isTrue();
  }
}
