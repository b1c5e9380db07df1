package io.github.m365licensing.apply;

import static io.github.m365licensing.intent.Selections.user;
import static io.github.m365licensing.intent.Verbs.remove;
import static io.github.m365licensing.testkit.FakeTenant.seats;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.m365licensing.Licensing;
import io.github.m365licensing.assignment.AssignedLicense;
import io.github.m365licensing.directory.LicensedUser;
import io.github.m365licensing.directory.UserId;
import io.github.m365licensing.plan.LicensePlan;
import io.github.m365licensing.testkit.FakeTenant;
import io.github.m365licensing.testkit.ForwardingTenant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A licence in effect that no path explains, appearing between plan and run. */
class UnexplainedLicenseTest {

  private static final String ADELE = "adele@contoso.com";

  private final FakeTenant tenant =
      FakeTenant.builder()
          .sku("EMS", seats(5))
          .sku("VISIOCLIENT", seats(5))
          .user(ADELE, u -> u.usageLocation("NL").licensedWith("EMS"))
          .build();

  /** Shows everybody with a licence for which there is no path. */
  private LicensedUser withVisio(LicensedUser user) {
    LicensedUser.Builder copy = LicensedUser.builder();
    copy.from(user);
    copy.addAssignedLicenses(AssignedLicense.of(tenant.sku("VISIOCLIENT").now().skuId(), Set.of()));
    return copy.build();
  }

  @Test
  void drift_that_no_path_shows_is_held_back_and_told() {
    LicensePlan plan = Licensing.of(tenant).plan(user(ADELE), remove("EMS"));
    Licensing later =
        Licensing.of(
            new ForwardingTenant(tenant) {
              @Override
              public Stream<LicensedUser> listUsersById(List<UserId> ids) {
                return super.listUsersById(ids).map(UnexplainedLicenseTest.this::withVisio);
              }
            });

    ChangeOutcome outcome = later.apply(plan).outcomes().get(0);

    assertThat(outcome.kind()).isEqualTo(ChangeOutcome.Kind.REFUSED);
    assertThat(outcome.refusal().orElseThrow().message())
        .contains("VISIOCLIENT was not held, is held, from where is not shown");
    assertThat(tenant.user(ADELE).now().holds(tenant.sku("EMS").now().skuId())).isTrue();
  }
}
