package io.github.m365licensing.testkit;

import static io.github.m365licensing.testkit.FakeTenant.seats;
import static io.github.m365licensing.testkit.Writes.assignGroup;
import static io.github.m365licensing.testkit.Writes.removeFromGroup;
import static io.github.m365licensing.testkit.Writes.send;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.m365licensing.assignment.AssignmentError;
import io.github.m365licensing.assignment.AssignmentState;
import io.github.m365licensing.assignment.LicenseAssignmentState;
import io.github.m365licensing.directory.LicensedUser;
import io.github.m365licensing.directory.ProcessingState;
import io.github.m365licensing.rules.LicensingSemantics;
import io.github.m365licensing.rules.LicensingSemantics.GroupRemovalDependants;
import io.github.m365licensing.rules.LicensingSemantics.SeatPickOrder;
import io.github.m365licensing.tenant.ServiceError.Reason;
import io.github.m365licensing.tenant.TenantWrite;
import io.github.m365licensing.tenant.WriteOutcome;
import io.github.m365licensing.tenant.WriteOutcome.Kind;
import io.github.m365licensing.testkit.scenario.Lag;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a group's licences make of its members, and when. */
class GroupLicensingTest {

  private static final String A = "a@contoso.com";
  private static final String B = "b@contoso.com";
  private static final String C = "c@contoso.com";

  private FakeTenant tenant =
      people(LicensingSemantics.builder())
          .sku("EMS", seats(5))
          .sku("INTUNE_A_VL", seats(5))
          .sku("ENTERPRISEPACK", seats(5))
          .sku("WORKPLACE_ANALYTICS", seats(5))
          .sku("VISIOCLIENT", seats(1))
          .group("staff", g -> g.members(A, B, C))
          .build();

  @AfterEach
  void nothing_is_broken() {
    assertThat(tenant.brokenInvariants()).isEmpty();
  }

  private static FakeTenantBuilder people(LicensingSemantics.Builder semantics) {
    return FakeTenant.builder()
        .semantics(semantics.build())
        .user(A, u -> u.usageLocation("US"))
        .user(B, u -> u.usageLocation("US"))
        .user(C, u -> u.usageLocation("US"));
  }

  // Acceptance and processing

  @Test
  void change_is_accepted_and_worked_off_as_time_goes_by() {
    WriteOutcome outcome = send(tenant, assignGroup(tenant, "staff", "EMS"));

    assertThat(outcome.kind()).isEqualTo(Kind.ACCEPTED);
    assertThat(state()).hasValue(ProcessingState.QUEUED);
    assertThat(holders()).isZero();

    tenant.advance(Duration.ofSeconds(80));
    assertThat(state()).hasValue(ProcessingState.IN_PROGRESS);
    assertThat(holders()).isBetween(1, 2);

    tenant.advance(Duration.ofSeconds(40));
    assertThat(state()).hasValue(ProcessingState.COMPLETE);
    assertThat(holders()).isEqualTo(3);
  }

  @Test
  void pace_can_be_counted_in_reads_of_the_group() {
    tenant.groupsProcessedAfter(Lag.reads(2));
    send(tenant, assignGroup(tenant, "staff", "EMS"));

    assertThat(List.of(read().orElseThrow(), read().orElseThrow(), read().orElseThrow()))
        .containsExactly(
            ProcessingState.QUEUED, ProcessingState.IN_PROGRESS, ProcessingState.COMPLETE);
    assertThat(holders()).isEqualTo(3);
  }

  @Test
  void settle_works_everything_off_while_time_stands() {
    send(tenant, assignGroup(tenant, "staff", "EMS"));

    tenant.settle();

    assertThat(state()).hasValue(ProcessingState.COMPLETE);
    assertThat(holders()).isEqualTo(3);
  }

  @Test
  void no_pace_at_all_works_off_at_once() {
    tenant.groupsProcessedAfter(Lag.none());

    send(tenant, assignGroup(tenant, "staff", "EMS"));

    assertThat(state()).hasValue(ProcessingState.COMPLETE);
    assertThat(holders()).isEqualTo(3);
  }

  @Test
  void pending_group_of_a_builder_is_still_queued() {
    tenant =
        people(LicensingSemantics.builder())
            .sku("EMS", seats(5))
            .group("staff", g -> g.members(A).licensedWith("EMS").pending())
            .build();

    assertThat(state()).hasValue(ProcessingState.QUEUED);
    assertThat(holders()).isZero();
  }

  @Test
  void joining_and_leaving_is_worked_off_later_too() {
    tenant.group("staff").withoutMember(C).licensedWith("EMS");
    tenant.settle();

    tenant.group("staff").member(C).withoutMember(A);
    assertThat(holders()).isEqualTo(2);
    tenant.settle();

    assertThat(user(A).assignedLicenses()).isEmpty();
    assertThat(user(C).assignedLicenses()).hasSize(1);
    assertThat(state()).hasValue(ProcessingState.COMPLETE);
  }

  @Test
  void dynamic_group_follows_its_rule() {
    tenant =
        people(LicensingSemantics.builder())
            .sku("EMS", seats(5))
            .group(
                "staff",
                g ->
                    g.membershipRule(
                            "(user.department -in [\"Sales\",\"Retail\"]) -and (user.usageLocation -ne \"DE\")")
                        .licensedWith("EMS"))
            .build();

    tenant.user(A).department("retail");
    tenant.user(B).department("Sales").usageLocation("DE");
    tenant.settle();
    assertThat(holders()).isEqualTo(1);

    tenant.user(A).department("Legal");
    tenant.settle();
    assertThat(holders()).isZero();
  }

  // Synchronous refusals

  @Test
  void distribution_groups_and_plain_microsoft_365_groups_take_no_licence() {
    tenant =
        FakeTenant.builder()
            .sku("EMS", seats(5))
            .group("list", g -> g.distribution())
            .group("team", g -> g.microsoft365().securityDisabled())
            .group("secure team", g -> g.microsoft365())
            .build();

    assertThat(send(tenant, assignGroup(tenant, "list", "EMS")).kind()).isEqualTo(Kind.REFUSED);
    assertThat(send(tenant, assignGroup(tenant, "team", "EMS")).kind()).isEqualTo(Kind.REFUSED);
    assertThat(send(tenant, assignGroup(tenant, "secure team", "EMS")).kind())
        .isEqualTo(Kind.ACCEPTED);
  }

  // Errors of members

  @Test
  void seat_order_can_be_shuffled_and_is_the_same_for_the_same_seed() {
    List<Boolean> first = holdersWhenShuffled(7);

    assertThat(first).containsOnlyOnce(true).isEqualTo(holdersWhenShuffled(7));
    assertThat(List.of(holdersWhenShuffled(1), holdersWhenShuffled(2), holdersWhenShuffled(3)))
        .anyMatch(order -> !order.get(0));
  }

  private static List<Boolean> holdersWhenShuffled(long seed) {
    FakeTenant shuffled =
        people(LicensingSemantics.builder().seatPickOrder(SeatPickOrder.SHUFFLED))
            .seed(seed)
            .sku("VISIOCLIENT", seats(1))
            .group("staff", g -> g.members(A, B, C).licensedWith("VISIOCLIENT"))
            .build();
    return List.of(A, B, C).stream()
        .map(name -> !shuffled.user(name).now().assignedLicenses().isEmpty())
        .toList();
  }

  @Test
  void forbidden_country_and_taken_address_show_on_the_member() {
    tenant =
        FakeTenant.builder()
            .sku("EMS", seats(5))
            .sku("ENTERPRISEPACK", seats(5))
            .notOffered("EMS", "AQ")
            .user(A, u -> u.usageLocation("AQ"))
            .user(B, u -> u.usageLocation("US"))
            .user(C, u -> u.usageLocation("US").proxyAddress(B))
            .group("mobile", g -> g.member(A).licensedWith("EMS"))
            .group("mail", g -> g.member(B).licensedWith("ENTERPRISEPACK"))
            .build();

    assertThat(errors(A)).containsExactly(AssignmentError.PROHIBITED_IN_USAGE_LOCATION_VIOLATION);
    assertThat(errors(B)).containsExactly(AssignmentError.UNIQUENESS_VIOLATION);
  }

  @Test
  void reprocess_tells_the_true_cause() {
    tenant.user(B).licensedWith("INTUNE_A_VL");
    tenant.group("staff").licensedWith("EMS").licensedWith("VISIOCLIENT");
    tenant.settle();

    assertThat(refusal(new TenantWrite.ReprocessLicenses(tenant.user(B).id())))
        .isIn(Reason.MUTUALLY_EXCLUSIVE, Reason.NO_SEATS);
    assertThat(refusal(new TenantWrite.ReprocessLicenses(tenant.user(C).id())))
        .isEqualTo(Reason.NO_SEATS);
    assertThat(send(tenant, new TenantWrite.ReprocessLicenses(tenant.user(A).id())).kind())
        .isEqualTo(Kind.DONE);
  }

  @Test
  void dependant_keeps_the_licence_in_error_or_makes_it_direct_by_switch() {
    assertThat(pathAfterLeaving(GroupRemovalDependants.STAY_IN_ERROR))
        .satisfies(
            path -> {
              assertThat(path.state()).isEqualTo(AssignmentState.ACTIVE_WITH_ERROR);
              assertThat(path.source().isDirect()).isFalse();
            });
    assertThat(pathAfterLeaving(GroupRemovalDependants.CONVERT_TO_DIRECT))
        .satisfies(
            path -> {
              assertThat(path.state()).isEqualTo(AssignmentState.ACTIVE);
              assertThat(path.source().isDirect()).isTrue();
            });
  }

  private LicenseAssignmentState pathAfterLeaving(GroupRemovalDependants dependants) {
    tenant =
        people(LicensingSemantics.builder().groupRemovalDependants(dependants))
            .sku("ENTERPRISEPACK", seats(5))
            .sku("WORKPLACE_ANALYTICS", seats(5))
            .group("staff", g -> g.member(A).licensedWith("ENTERPRISEPACK"))
            .build();
    tenant.user(A).licensedWith("WORKPLACE_ANALYTICS");
    send(tenant, removeFromGroup(tenant, "staff", "ENTERPRISEPACK"));
    tenant.settle();
    return user(A).licenseAssignmentStates().stream()
        .filter(path -> path.skuId().equals(tenant.sku("ENTERPRISEPACK").id()))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void restored_user_is_looked_at_again_for_its_groups() {
    tenant.group("staff").licensedWith("EMS");
    tenant.settle();
    FakeUser a = tenant.user(A);
    a.delete();
    send(tenant, removeFromGroup(tenant, "staff", "EMS"));
    tenant.settle();

    a.restore();
    assertThat(user(A).assignedLicenses()).hasSize(1);
    tenant.settle();

    assertThat(user(A).assignedLicenses()).isEmpty();
  }

  private Reason refusal(TenantWrite write) {
    WriteOutcome outcome = send(tenant, write);
    assertThat(outcome.kind()).isEqualTo(Kind.REFUSED);
    return outcome.error().orElseThrow().reason();
  }

  private Optional<ProcessingState> state() {
    return tenant.group("staff").now().licenseProcessingState();
  }

  private Optional<ProcessingState> read() {
    return tenant.findGroup(tenant.group("staff").id()).orElseThrow().licenseProcessingState();
  }

  private int holders() {
    return tenant.sku("EMS").now().consumedUnits();
  }

  private LicensedUser user(String name) {
    return tenant.user(name).now();
  }

  private List<AssignmentError> errors(String name) {
    return user(name).licenseAssignmentStates().stream()
        .map(LicenseAssignmentState::error)
        .flatMap(Optional::stream)
        .toList();
  }
}
