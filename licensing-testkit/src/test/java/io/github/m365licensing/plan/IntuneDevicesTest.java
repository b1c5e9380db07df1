package io.github.m365licensing.plan;

import static io.github.m365licensing.intent.Selections.everyone;
import static io.github.m365licensing.intent.Selections.user;
import static io.github.m365licensing.intent.Selections.usersWhere;
import static io.github.m365licensing.intent.Verbs.change;
import static io.github.m365licensing.testkit.FakeTenant.seats;
import static io.github.m365licensing.testkit.assertj.LicensingAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.m365licensing.Licensing;
import io.github.m365licensing.directory.ManagedDevice;
import io.github.m365licensing.directory.UserId;
import io.github.m365licensing.intent.FindingCode;
import io.github.m365licensing.tenant.GraphOperation;
import io.github.m365licensing.testkit.FakeTenant;
import io.github.m365licensing.testkit.ForwardingTenant;
import io.github.m365licensing.testkit.scenario.Caller;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whether losing the last Intune plan matters: the devices that are managed for the user. */
class IntuneDevicesTest {

  private final FakeTenant tenant =
      FakeTenant.builder()
          .sku("EMS", seats(9))
          .user("own@contoso.com", u -> u.usageLocation("NL").licensedWith("EMS"))
          .user("shared@contoso.com", u -> u.usageLocation("NL").licensedWith("EMS"))
          .user("none@contoso.com", u -> u.usageLocation("NL").licensedWith("EMS"))
          .build();

  private UserId id(String user) {
    return tenant.user(user).id();
  }

  private static ManagedDevice device(String id, Optional<UserId> owner, UserId... signedIn) {
    ManagedDevice.Builder device = ManagedDevice.builder();
    device.id(id).managementAgent("mdm").deviceEnrollmentType("userEnrollment").userId(owner);
    return device.usersLoggedOn(List.of(signedIn)).build();
  }

  private LicensePlan plan() {
    ForwardingTenant withDevices =
        new ForwardingTenant(tenant) {
          @Override
          public Stream<ManagedDevice> listManagedDevices() {
            return Stream.of(
                device("1", Optional.of(id("own@contoso.com")), id("own@contoso.com")),
                device("2", Optional.of(id("own@contoso.com")), id("shared@contoso.com")),
                device("3", Optional.empty(), id("shared@contoso.com")));
          }
        };
    return Licensing.of(withDevices)
        .plan(usersWhere(everyone()), change("EMS").disable("INTUNE_A"));
  }

  private static List<String> intune(LicensePlan plan, String name) {
    return plan.changes()
        .filter(change -> change.name().equals(name))
        .flatMap(change -> change.shape().findings().stream())
        .filter(finding -> finding.code() == FindingCode.LAST_INTUNE_PLAN)
        .map(Finding::message)
        .toList();
  }

  @Test
  void own_devices_are_counted() {
    assertThat(intune(plan(), "own@contoso.com"))
        .singleElement()
        .asString()
        .endsWith("Managed for the user: 2 devices.");
  }

  @Test
  void devices_that_the_user_signed_in_to_are_counted() {
    assertThat(intune(plan(), "shared@contoso.com"))
        .singleElement()
        .asString()
        .endsWith("Managed for the user: 2 devices that others use too.");
  }

  @Test
  void user_without_devices_has_no_finding() {
    assertThat(intune(plan(), "none@contoso.com")).isEmpty();
  }

  @Test
  void devices_are_read_once_and_only_if_the_last_intune_plan_goes() {
    Licensing licensing = Licensing.of(tenant);

    licensing.plan(usersWhere(everyone()), change("EMS").disable("MFA_PREMIUM"));
    assertThat(tenant).received().exactly(0, GraphOperation.LIST_MANAGED_DEVICES);

    licensing.plan(usersWhere(everyone()), change("EMS").disable("INTUNE_A"));
    assertThat(tenant).received().exactly(1, GraphOperation.LIST_MANAGED_DEVICES);
  }

  @Test
  void devices_that_may_not_be_read_are_said_and_the_finding_stays() {
    tenant.caller(Caller.application("Organization.Read.All", "User.Read.All", "Group.Read.All"));

    LicensePlan plan =
        Licensing.of(tenant).plan(user("none@contoso.com"), change("EMS").disable("INTUNE_A"));

    assertThat(plan.findings())
        .extracting(Finding::code)
        .contains(FindingCode.DEVICES_UNREADABLE, FindingCode.LAST_INTUNE_PLAN);
    assertThat(plan.isApplyable()).isTrue();
  }
}
