package io.github.m365licensing.testkit;

import static io.github.m365licensing.testkit.FakeTenant.seats;
import static io.github.m365licensing.testkit.Writes.assign;
import static io.github.m365licensing.testkit.Writes.license;
import static io.github.m365licensing.testkit.Writes.remove;
import static io.github.m365licensing.testkit.Writes.send;
import static io.github.m365licensing.testkit.Writes.without;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.m365licensing.tenant.ServiceError;
import io.github.m365licensing.tenant.ServiceError.Reason;
import io.github.m365licensing.tenant.TenantWrite;
import io.github.m365licensing.tenant.WriteOutcome;
import io.github.m365licensing.tenant.WriteOutcome.Kind;
import org.junit.jupiter.api.Test;

/** What the contract leaves open about assigning licences to users. */
class DirectLicensingTest {

  private static final String LYNNE = "lynne@contoso.com";

  private final FakeTenant tenant = FakeTenant.contoso();

  @Test
  void licence_without_a_path_is_never_removed() {
    FakeTenant odd =
        FakeTenant.builder()
            .sku("EMS", seats(1))
            .user(
                "a@contoso.com",
                u -> u.usageLocation("US").licensedWithoutSource(without("EMS", "INTUNE_A")))
            .build();

    send(odd, remove(odd, "a@contoso.com", "EMS"));

    assertThat(odd.user("a@contoso.com").now().assignedLicenses())
        .containsExactly(license(odd, "EMS", "INTUNE_A"));
    assertThat(odd.sku("EMS").now().consumedUnits()).isEqualTo(1);
  }

  @Test
  void taken_proxy_address_is_refused() {
    FakeTenant taken =
        FakeTenant.builder()
            .sku("STANDARDPACK", seats(1))
            .user("a@contoso.com", u -> u.usageLocation("US"))
            .user("b@contoso.com", u -> u.proxyAddress("a@contoso.com"))
            .build();

    assertThat(send(taken, assign(taken, "a@contoso.com", "STANDARDPACK")).error())
        .get()
        .extracting(ServiceError::reason)
        .isEqualTo(Reason.PROXY_ADDRESS_TAKEN);
  }

  @Test
  void restricted_administrative_unit_refuses_direct_but_not_group_licensing() {
    tenant.user(LYNNE).managementRestricted();

    assertThat(refusal(assign(tenant, LYNNE, "EMS")).reason()).isEqualTo(Reason.FORBIDDEN);

    tenant.group("Sales team").licensedWith("EMS");
    tenant.settle();
    assertThat(tenant.user(LYNNE).now().holds(tenant.sku("EMS").id())).isTrue();
  }

  private ServiceError refusal(TenantWrite write) {
    WriteOutcome outcome = send(tenant, write);
    assertThat(outcome.kind()).isEqualTo(Kind.REFUSED);
    assertThat(tenant.brokenInvariants()).isEmpty();
    return outcome.error().orElseThrow();
  }
}
