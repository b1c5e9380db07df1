package io.github.m365licensing.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.m365licensing.assignment.AssignedLicense;
import io.github.m365licensing.directory.UserId;
import io.github.m365licensing.directory.UserQuery;
import io.github.m365licensing.sku.SkuId;
import io.github.m365licensing.tenant.AccessDeniedException;
import io.github.m365licensing.tenant.ServiceError.Reason;
import io.github.m365licensing.tenant.TenantWrite.AssignUserLicense;
import io.github.m365licensing.tenant.WriteOutcome;
import io.github.m365licensing.tenant.WriteOutcome.Kind;
import io.github.m365licensing.testkit.FakeTenant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a caller may do, with real tokens that carry these permissions and no others. */
class PermissionsTest {

  private static final SkuId EMS = SkuId.parse("efccb6f7-5641-4e0e-bd10-b4976e1bf68e");

  private final FakeTenant fake = FakeTenant.contoso();

  @Test
  void least_permissions_are_enough_to_read_users_and_to_assign() {
    GraphTenant tenant = Doors.graph(fake, "User.Read.All", "LicenseAssignment.ReadWrite.All");

    assertThat(tenant.listUsers(UserQuery.everyone())).hasSize(22);
    assertThat(tenant.listSubscribedSkus()).hasSize(23);
    assertThat(assign(tenant).kind()).isEqualTo(Kind.DONE);
  }

  @Test
  void read_without_permission_is_denied_and_names_what_is_enough() {
    GraphTenant tenant = Doors.graph(fake, "Organization.Read.All");

    assertThatThrownBy(() -> tenant.findUser("adele@contoso.com"))
        .isInstanceOf(AccessDeniedException.class)
        .hasMessageContaining("User.Read.All");
  }

  @Test
  void write_without_permission_is_that_writes_refusal() {
    GraphTenant tenant = Doors.graph(fake, "User.Read.All");

    WriteOutcome outcome = assign(tenant);

    assertThat(outcome.kind()).isEqualTo(Kind.REFUSED);
    assertThat(outcome.error().orElseThrow().reason()).isEqualTo(Reason.FORBIDDEN);
  }

  private WriteOutcome assign(GraphTenant tenant) {
    UserId lynne = fake.findUser("lynne@contoso.com").orElseThrow().id();
    List<WriteOutcome> outcomes = new ArrayList<>();
    tenant.submit(
        List.of(new AssignUserLicense(lynne, List.of(AssignedLicense.of(EMS)), Set.of())),
        outcomes::add);
    return outcomes.get(0);
  }
}
