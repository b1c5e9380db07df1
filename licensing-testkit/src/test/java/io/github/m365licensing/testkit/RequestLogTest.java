package io.github.m365licensing.testkit;

import static io.github.m365licensing.testkit.FakeTenant.seats;
import static io.github.m365licensing.testkit.Writes.assign;
import static io.github.m365licensing.testkit.Writes.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.m365licensing.directory.UserQuery;
import io.github.m365licensing.tenant.AccessDeniedException;
import io.github.m365licensing.tenant.GraphOperation;
import io.github.m365licensing.tenant.InitialPassword;
import io.github.m365licensing.tenant.ServiceError.Reason;
import io.github.m365licensing.tenant.TenantWrite;
import io.github.m365licensing.tenant.UserProfile;
import io.github.m365licensing.tenant.WriteOutcome.Kind;
import io.github.m365licensing.testkit.scenario.Caller;
import io.github.m365licensing.testkit.scenario.FakeSemantics;
import io.github.m365licensing.testkit.scenario.LoggedRequest;
import io.github.m365licensing.testkit.scenario.WireRequest;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the log keeps, and what callers may do. */
class RequestLogTest {

  private static final String A = "a@contoso.com";

  private final FakeTenant tenant =
      FakeTenant.builder()
          .sku("EMS", seats(5))
          .user(A, u -> u.usageLocation("US"))
          .group("staff", g -> g.member(A))
          .build();

  @Test
  void requests_are_kept_in_order_with_their_answers() {
    tenant.findUser(A);
    send(tenant, assign(tenant, A, "EMS"));
    tenant.findUser("nobody@contoso.com");

    assertThat(tenant.requests().all())
        .extracting(LoggedRequest::operation)
        .containsExactly(
            GraphOperation.GET_USER, GraphOperation.ASSIGN_USER_LICENSE, GraphOperation.GET_USER);
    assertThat(tenant.requests().all())
        .extracting(LoggedRequest::status)
        .containsExactly(200, 200, 404);
    assertThat(tenant.requests().all())
        .extracting(LoggedRequest::sequence)
        .containsExactly(1L, 2L, 3L);
    assertThat(tenant.requests().onlyReads()).isFalse();
  }

  @Test
  void direct_write_renders_the_request_it_stands_for() {
    send(tenant, assign(tenant, A, "EMS", "INTUNE_A"));

    WireRequest request = tenant.requests().writes().get(0).wire();

    assertThat(request.method()).isEqualTo("POST");
    assertThat(request.url())
        .isEqualTo(
            "https://graph.microsoft.com/v1.0/users/" + tenant.user(A).id() + "/assignLicense");
    assertThat(request.text())
        .isEqualTo(
            "{\"addLicenses\":[{\"disabledPlans\":[\"c1ec4a95-1f05-45b3-a911-aa3fa01094f5\"],"
                + "\"skuId\":\"efccb6f7-5641-4e0e-bd10-b4976e1bf68e\"}],\"removeLicenses\":[]}");
  }

  @Test
  void every_direct_request_has_a_path() {
    tenant.organization();
    tenant.listSubscribedSkus();
    tenant.listSubscriptions();
    tenant.listUsers(UserQuery.everyone()).toList();
    tenant.listLicenseDetails(tenant.user(A).id());
    tenant.listGroupsNamed("staff");
    tenant.listMembers(tenant.group("staff").id()).toList();
    tenant.listMembersWithLicenseErrors(tenant.group("staff").id()).toList();
    tenant.listManagedDevices().toList();
    send(tenant, new TenantWrite.RemoveMember(tenant.group("staff").id(), tenant.user(A).id()));

    assertThat(tenant.requests().all())
        .hasSize(10)
        .allSatisfy(request -> assertThat(request.wire().resource()).startsWith("/"));
    assertThat(tenant.requests().writes().get(0).wire().resource())
        .isEqualTo(
            "/groups/" + tenant.group("staff").id() + "/members/" + tenant.user(A).id() + "/$ref");
  }

  @Test
  void passwords_and_names_stay_out_of_the_log_line() {
    UserProfile.Builder profile = UserProfile.builder();
    profile.userPrincipalName("new@contoso.com").displayName("New");
    send(tenant, new TenantWrite.CreateUser(profile.build(), new InitialPassword("S3cret!")));

    LoggedRequest request = tenant.requests().writes().get(0);

    assertThat(request.status()).isEqualTo(201);
    assertThat(request.wire().text()).doesNotContain("S3cret!");
    assertThat(request).asString().doesNotContain("new@contoso.com").contains("201");
  }

  @Test
  void last_ten_thousand_are_kept_and_all_are_counted() {
    for (int i = 0; i < 10_050; i++) {
      tenant.organization();
    }

    assertThat(tenant.requests().all()).hasSize(10_000);
    assertThat(tenant.requests().all().get(0).sequence()).isEqualTo(51);
    assertThat(tenant.requests().count(GraphOperation.READ_ORGANIZATION)).isEqualTo(10_050);
  }

  @Test
  void least_permissions_of_what_was_done_can_be_told() {
    tenant.findUser(A);
    send(tenant, assign(tenant, A, "EMS"));

    assertThat(tenant.requests().requiredPermissions())
        .containsExactly("LicenseAssignment.ReadWrite.All", "User.Read.All");
  }

  @Test
  void caller_without_the_permission_is_denied_and_that_is_logged() {
    tenant.caller(Caller.application("User.Read.All"));

    assertThat(tenant.findUser(A)).isPresent();
    assertThat(send(tenant, assign(tenant, A, "EMS")).error().orElseThrow().reason())
        .isEqualTo(Reason.FORBIDDEN);
    assertThatThrownBy(tenant::listSubscribedSkus)
        .isInstanceOf(AccessDeniedException.class)
        .hasMessageContaining("LicenseAssignment.Read.All");
    assertThat(tenant.requests().all())
        .extracting(LoggedRequest::status)
        .containsExactly(200, 403, 403);
    assertThat(tenant.user(A).now().assignedLicenses()).isEmpty();
  }

  @Test
  void delegated_caller_needs_a_role_besides() {
    Set<String> permissions = Set.of("LicenseAssignment.ReadWrite.All");

    tenant.caller(Caller.delegated(permissions, Set.of()));
    assertThat(send(tenant, assign(tenant, A, "EMS")).kind()).isEqualTo(Kind.REFUSED);

    tenant.caller(Caller.delegated(permissions, Set.of("License Administrator")));
    assertThat(send(tenant, assign(tenant, A, "EMS")).kind()).isEqualTo(Kind.DONE);
  }

  @Test
  void license_details_may_be_closed_to_applications_by_switch() {
    FakeTenant closed =
        FakeTenant.builder()
            .semantics(FakeSemantics.defaults().with(FakeSemantics.LicenseDetailsAppOnly.FORBIDDEN))
            .user(A)
            .build();
    closed.caller(Caller.application("Directory.Read.All"));

    assertThatThrownBy(() -> closed.listLicenseDetails(closed.user(A).id()))
        .isInstanceOf(AccessDeniedException.class);
  }

  @Test
  void arranging_and_inspecting_is_not_logged() {
    tenant.user(A).licensedWith("EMS").department("Sales").now();
    tenant.group("staff").licensedWith("EMS");
    tenant.settle();

    assertThat(tenant.requests().all()).isEmpty();
  }
}
