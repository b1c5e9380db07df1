package io.github.m365licensing.testkit.contract;

import static io.github.m365licensing.testkit.contract.Mark.DOCUMENTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.m365licensing.catalog.WellKnownSkus;
import io.github.m365licensing.directory.UserQuery;
import io.github.m365licensing.tenant.AccessDeniedException;
import io.github.m365licensing.tenant.ServiceError;
import io.github.m365licensing.tenant.ServiceError.Reason;
import io.github.m365licensing.tenant.Tenant;
import java.util.Optional;
import java.util.Set;

/** Rules about callers who may not do everything. */
interface PermissionContract extends TenantUnderTest {

  private Contoso with(String... permissions) {
    Optional<Tenant> tenant = contosoFor(Set.of(permissions));
    assumeTrue(tenant.isPresent(), "The tenant under test offers no callers with few permissions.");
    return Contoso.of(this, tenant.orElseThrow());
  }

  @Rule(operation = "GET /users", mark = DOCUMENTED, source = Sources.USER_LIST)
  default void optional_L147_a_read_without_permission_is_denied() {
    try (Contoso contoso = with("Organization.Read.All")) {
      assertThat(contoso.tenant().listSubscribedSkus()).isNotEmpty();

      assertThatExceptionOfType(AccessDeniedException.class)
          .isThrownBy(() -> contoso.names(contoso.tenant().listUsers(UserQuery.everyone())));
      assertThatExceptionOfType(AccessDeniedException.class)
          .isThrownBy(() -> contoso.tenant().findUser(contoso.upn("adele")))
          .satisfies(e -> assertThat(e.getMessage()).doesNotContain("adele"));
    }
  }

  @Rule(
      operation = "POST /users/{id}/assignLicense",
      mark = DOCUMENTED,
      source = Sources.USER_ASSIGN)
  default void optional_L148_a_write_without_permission_is_refused_with_403() {
    try (Contoso contoso = with("User.Read.All", "Organization.Read.All")) {
      ServiceError error = contoso.refused(contoso.assign("lynne", WellKnownSkus.EMS), 403);

      assertThat(error.reason()).isEqualTo(Reason.FORBIDDEN);
      assertThat(error.code()).isEqualTo("Authorization_RequestDenied");
    }
  }

  @Rule(
      operation = "POST /users/{id}/assignLicense",
      mark = DOCUMENTED,
      source = Sources.USER_ASSIGN)
  default void optional_L149_the_least_permissions_are_enough() {
    try (Contoso contoso =
        with("User.Read.All", "Organization.Read.All", "LicenseAssignment.ReadWrite.All")) {
      contoso.done(contoso.assign("lynne", WellKnownSkus.EMS));

      assertThat(contoso.user("lynne").holds(WellKnownSkus.EMS)).isTrue();
    }
  }
}
