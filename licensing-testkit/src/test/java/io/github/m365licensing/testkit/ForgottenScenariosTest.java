package io.github.m365licensing.testkit;

import static io.github.m365licensing.testkit.FakeTenant.seats;
import static io.github.m365licensing.testkit.Writes.assign;
import static io.github.m365licensing.testkit.Writes.assignGroup;
import static io.github.m365licensing.testkit.Writes.license;
import static io.github.m365licensing.testkit.Writes.plan;
import static io.github.m365licensing.testkit.Writes.remove;
import static io.github.m365licensing.testkit.Writes.removeFromGroup;
import static io.github.m365licensing.testkit.Writes.send;
import static io.github.m365licensing.testkit.Writes.without;
import static io.github.m365licensing.testkit.scenario.RequestMatcher.addMembers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.m365licensing.assignment.AssignedLicense;
import io.github.m365licensing.assignment.AssignmentError;
import io.github.m365licensing.assignment.AssignmentState;
import io.github.m365licensing.assignment.LicenseAssignmentState;
import io.github.m365licensing.directory.LicensedGroup;
import io.github.m365licensing.directory.ProcessingState;
import io.github.m365licensing.directory.UsageLocation;
import io.github.m365licensing.directory.UserId;
import io.github.m365licensing.rules.LicensingSemantics;
import io.github.m365licensing.sku.PrepaidUnits;
import io.github.m365licensing.sku.ServicePlanId;
import io.github.m365licensing.tenant.InitialPassword;
import io.github.m365licensing.tenant.ServiceError;
import io.github.m365licensing.tenant.ServiceError.Reason;
import io.github.m365licensing.tenant.TenantWrite;
import io.github.m365licensing.tenant.UserProfile;
import io.github.m365licensing.tenant.WriteOutcome;
import io.github.m365licensing.tenant.WriteOutcome.Kind;
import io.github.m365licensing.testkit.internal.request.Pipeline;
import io.github.m365licensing.testkit.internal.request.Request;
import io.github.m365licensing.testkit.internal.service.GraphFailure;
import io.github.m365licensing.testkit.internal.service.LicenseChange;
import io.github.m365licensing.testkit.internal.service.Read;
import io.github.m365licensing.testkit.internal.service.Write;
import io.github.m365licensing.testkit.internal.store.StoredUser;
import io.github.m365licensing.testkit.scenario.Caller;
import io.github.m365licensing.testkit.scenario.Lag;
import io.github.m365licensing.testkit.scenario.LoggedRequest;
import io.github.m365licensing.testkit.scenario.RequestMatcher;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Scenarios that are easily forgotten, one test each. */
class ForgottenScenariosTest {

  private static final String A = "a@contoso.com";
  private static final String B = "b@contoso.com";
  private static final String C = "c@contoso.com";

  private FakeTenant tenant = FakeTenant.builder().build();

  @AfterEach
  void nothing_is_broken() {
    assertThat(tenant.brokenInvariants()).isEmpty();
    tenant.faults().assertAllFired();
  }

  private FakeTenantBuilder people() {
    return FakeTenant.builder()
        .user(A, u -> u.usageLocation("US"))
        .user(B, u -> u.usageLocation("US"))
        .user(C, u -> u.usageLocation("US"));
  }

  @Test
  void s01_held_sku_can_be_given_again_though_more_is_used_than_owned() {
    tenant = people().sku("EMS", seats(1)).build();
    tenant.user(A).licensedWith("EMS");
    tenant.sku("EMS").units(seats(0));

    WriteOutcome outcome = send(tenant, assign(tenant, A, "EMS", "INTUNE_A"));

    assertThat(outcome.kind()).isEqualTo(Kind.DONE);
    assertThat(tenant.sku("EMS").now().freeSeats()).isEqualTo(-1);
  }

  @Test
  void s02_seat_goes_with_the_last_of_three_paths_and_disabled_plans_are_the_intersection() {
    tenant =
        people()
            .sku("EMS", seats(5))
            .group("one", g -> g.member(A).licensedWith(without("EMS", "INTUNE_A", "MFA_PREMIUM")))
            .group("two", g -> g.member(A).licensedWith(without("EMS", "INTUNE_A", "AAD_PREMIUM")))
            .build();
    tenant.user(A).licensedWith(without("EMS", "INTUNE_A"));
    assertThat(held(A)).containsExactly(license(tenant, "EMS", "INTUNE_A"));

    tenant.group("one").withoutMember(A);
    tenant.settle();
    assertThat(held(A)).containsExactly(license(tenant, "EMS", "INTUNE_A"));

    tenant.user(A).notLicensedWith("EMS");
    assertThat(held(A)).containsExactly(license(tenant, "EMS", "INTUNE_A", "AAD_PREMIUM"));
    assertThat(tenant.sku("EMS").now().consumedUnits()).isEqualTo(1);

    tenant.group("two").withoutMember(A);
    tenant.settle();
    assertThat(held(A)).isEmpty();
    assertThat(tenant.sku("EMS").now().consumedUnits()).isZero();
  }

  @Test
  void s03_stored_plan_that_the_sku_lost_does_not_hinder_another_change() {
    tenant = people().sku("EMS", seats(5)).build();
    tenant.user(A).licensedWith(without("EMS", "INTUNE_A"));
    ServicePlanId lost = plan(tenant, "EMS", "INTUNE_A");
    tenant.sku("EMS").planRemoved("INTUNE_A");
    assertThat(held(A).get(0).disabledPlans()).containsExactly(lost);

    WriteOutcome outcome = send(tenant, assign(tenant, A, "EMS", "MFA_PREMIUM"));

    assertThat(outcome.kind()).isEqualTo(Kind.DONE);
    assertThat(held(A)).containsExactly(license(tenant, "EMS", "MFA_PREMIUM"));
  }

  @Test
  void s04_plan_that_joins_a_sku_is_on_everywhere() {
    tenant = people().sku("EMS", seats(5)).build();
    tenant.user(A).licensedWith(LicenseOptionsOnly.INTUNE_ONLY);
    ServicePlanId added = ServicePlanId.parse("0feaeb32-d00e-4d66-bd5a-43b5b83db82c");

    tenant.sku("EMS").planAdded(added, "MCOSTANDARD");

    assertThat(held(A).get(0).disabledPlans()).doesNotContain(added);
    assertThat(tenant.listLicenseDetails(tenant.user(A).id()).get(0).servicePlans())
        .filteredOn(plan -> plan.servicePlanId().equals(added))
        .singleElement()
        .satisfies(plan -> assertThat(plan.provisioningStatus().value()).isEqualTo("Success"));
  }

  private static final class LicenseOptionsOnly {
    static final io.github.m365licensing.assignment.LicenseOptions INTUNE_ONLY =
        io.github.m365licensing.assignment.LicenseOptions.of("EMS").only("INTUNE_A");
  }

  @Test
  void s05_first_reads_after_acceptance_show_old_licences_as_complete() {
    tenant =
        people()
            .sku("EMS", seats(5))
            .sku("INTUNE_EDU", seats(5))
            .group("staff", g -> g.member(A).licensedWith("EMS"))
            .visibleAfter(Lag.reads(1))
            .build();

    send(tenant, assignGroup(tenant, "staff", "INTUNE_EDU"));
    LicensedGroup first = read("staff");
    LicensedGroup second = read("staff");

    assertThat(first.assignedLicenses()).containsExactly(license(tenant, "EMS"));
    assertThat(first.licenseProcessingState()).hasValue(ProcessingState.COMPLETE);
    assertThat(second.assignedLicenses()).hasSize(2);
    assertThat(second.licenseProcessingState()).hasValue(ProcessingState.QUEUED);
  }

  @Test
  void s06_member_who_leaves_or_is_deleted_while_queued_gets_nothing() {
    tenant = people().sku("EMS", seats(5)).group("staff", g -> g.members(A, B, C)).build();
    send(tenant, assignGroup(tenant, "staff", "EMS"));

    tenant.group("staff").withoutMember(A);
    tenant.user(B).delete();
    tenant.settle();

    assertThat(held(A)).isEmpty();
    assertThat(held(C)).hasSize(1);
    assertThat(tenant.sku("EMS").now().consumedUnits()).isEqualTo(1);
  }

  @Test
  void s07_bought_seats_heal_nothing_before_reprocess_then_both_products() {
    tenant =
        people()
            .sku("EMS", seats(5))
            .sku("VISIOCLIENT", seats(0))
            .group("staff", g -> g.member(A).licensedWith("EMS").licensedWith("VISIOCLIENT"))
            .build();
    assertThat(errors(A))
        .containsExactlyInAnyOrder(AssignmentError.OTHER, AssignmentError.COUNT_VIOLATION);

    tenant.sku("VISIOCLIENT").units(seats(1));
    tenant.advance(Duration.ofDays(2));
    assertThat(errors(A)).hasSize(2);

    assertThat(send(tenant, new TenantWrite.ReprocessLicenses(id(A))).kind()).isEqualTo(Kind.DONE);
    assertThat(errors(A)).isEmpty();
    assertThat(held(A)).hasSize(2);
  }

  @Test
  void s08_dependant_keeps_the_licence_of_a_group_that_was_left_until_reprocess() {
    tenant =
        people()
            .sku("ENTERPRISEPACK", seats(5))
            .sku("WORKPLACE_ANALYTICS", seats(5))
            .group("staff", g -> g.member(A).licensedWith("ENTERPRISEPACK"))
            .build();
    tenant.user(A).licensedWith("WORKPLACE_ANALYTICS");

    tenant.group("staff").withoutMember(A);
    tenant.settle();
    assertThat(paths(A))
        .filteredOn(path -> !path.source().isDirect())
        .singleElement()
        .satisfies(
            path -> {
              assertThat(path.state()).isEqualTo(AssignmentState.ACTIVE_WITH_ERROR);
              assertThat(path.error()).hasValue(AssignmentError.DEPENDENCY_VIOLATION);
            });
    assertThat(tenant.sku("ENTERPRISEPACK").now().consumedUnits()).isEqualTo(1);
    ServiceError stuck =
        send(tenant, new TenantWrite.ReprocessLicenses(id(A))).error().orElseThrow();
    assertThat(stuck.reason()).isEqualTo(Reason.MISSING_DEPENDENCY);

    send(tenant, remove(tenant, A, "WORKPLACE_ANALYTICS"));
    assertThat(send(tenant, new TenantWrite.ReprocessLicenses(id(A))).kind()).isEqualTo(Kind.DONE);

    assertThat(paths(A)).isEmpty();
    assertThat(tenant.sku("ENTERPRISEPACK").now().consumedUnits()).isZero();
  }

  @Test
  void s09_twenty_members_of_whom_one_is_there_already_are_refused_as_a_whole() {
    FakeTenantBuilder builder = people();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      names.add("u%02d@contoso.com".formatted(i));
      builder.user(names.get(i), u -> {});
    }
    tenant = builder.group("staff", g -> g.member(names.get(7))).build();
    Set<UserId> all = new java.util.LinkedHashSet<>();
    names.forEach(name -> all.add(id(name)));
    TenantWrite write = new TenantWrite.AddMembers(tenant.group("staff").id(), all);

    ServiceError refused = send(tenant, write).error().orElseThrow();
    assertThat(refused.reason()).isEqualTo(Reason.ALREADY_MEMBER);
    assertThat(refused.message())
        .isEqualTo(
            "One or more added object references already exist for the following modified properties: 'members'.");
    assertThat(tenant.listMembers(tenant.group("staff").id())).hasSize(1);

    all.remove(id(names.get(7)));
    tenant.faults().appliedButReplyLost().on(addMembers()).once();
    TenantWrite rest = new TenantWrite.AddMembers(tenant.group("staff").id(), all);
    assertThat(send(tenant, rest).kind()).isEqualTo(Kind.UNKNOWN);
    assertThat(send(tenant, rest).error().orElseThrow().reason()).isEqualTo(Reason.ALREADY_MEMBER);
    assertThat(tenant.listMembers(tenant.group("staff").id())).hasSize(20);
  }

  @Test
  void s10_deleting_a_member_without_ref_deletes_the_user_if_the_caller_may() {
    tenant = people().group("staff", g -> g.member(A)).build();
    Write<?> withoutRef = Write.deleteUser(id(A).toString());
    Pipeline pipeline = tenant.pipeline();

    assertThatThrownBy(
            () -> pipeline.perform(Caller.application("GroupMember.ReadWrite.All"), withoutRef))
        .isInstanceOfSatisfying(
            GraphFailure.class, failure -> assertThat(failure.status()).isEqualTo(403));

    pipeline.perform(Caller.application("User.ReadWrite.All"), withoutRef);
    assertThat(pipeline.perform(Caller.unrestricted(), Read.listDeletedUsers()).value())
        .extracting(StoredUser::id)
        .hasSize(1);
  }

  @Test
  void s11_restored_user_comes_back_licensed_though_the_sku_filled_up_meanwhile() {
    tenant = people().sku("EMS", seats(1)).build();
    tenant.user(A).licensedWith("EMS");
    FakeUser deleted = tenant.user(A);
    deleted.delete();
    tenant.user(B).licensedWith("EMS");

    deleted.restore();

    assertThat(held(A)).hasSize(1);
    assertThat(tenant.sku("EMS").now().freeSeats()).isEqualTo(-1);
  }

  @Test
  void s11_deleted_user_holds_the_seat_under_the_other_reading() {
    tenant =
        people()
            .sku("EMS", seats(1))
            .semantics(
                LicensingSemantics.builder()
                    .softDeleteSeat(LicensingSemantics.SoftDeleteSeat.HELD)
                    .build())
            .build();
    tenant.user(A).licensedWith("EMS");
    tenant.user(A).delete();

    assertThat(send(tenant, assign(tenant, B, "EMS")).error().orElseThrow().reason())
        .isEqualTo(Reason.NO_SEATS);
    tenant.advance(Duration.ofDays(30));
    assertThat(send(tenant, assign(tenant, B, "EMS")).kind()).isEqualTo(Kind.DONE);
  }

  @Test
  void s12_suspended_units_do_not_count_though_the_sku_is_enabled() {
    tenant = people().sku("EMS", new PrepaidUnits(2, 0, 0, 0)).build();
    tenant.user(A).licensedWith("EMS");
    tenant.user(B).licensedWith("EMS");
    tenant.sku("EMS").units(new PrepaidUnits(1, 0, 2, 0));

    assertThat(send(tenant, assign(tenant, C, "EMS")).error().orElseThrow().reason())
        .isEqualTo(Reason.NO_SEATS);
  }

  @Test
  void s13_location_written_then_licence_assigned_is_refused_until_it_is_seen() {
    tenant =
        FakeTenant.builder()
            .sku("EMS", seats(5))
            .user(A, u -> {})
            .visibleAfter(Lag.reads(1))
            .build();
    UserId a = id(A);
    send(tenant, new TenantWrite.SetUsageLocation(a, UsageLocation.of("NL")));

    WriteOutcome first = send(tenant, assign(tenant, A, "EMS"));
    WriteOutcome second = send(tenant, assign(tenant, A, "EMS"));

    assertThat(first.error().orElseThrow().reason()).isEqualTo(Reason.INVALID_USAGE_LOCATION);
    assertThat(second.kind()).isEqualTo(Kind.DONE);
  }

  @Test
  void s13_user_created_then_licensed_is_not_found_until_it_is_seen() {
    tenant = people().sku("EMS", seats(5)).visibleAfter(Lag.of(Duration.ofSeconds(30))).build();
    UserProfile.Builder profile = UserProfile.builder();
    profile
        .userPrincipalName("new@contoso.com")
        .displayName("New")
        .usageLocation(UsageLocation.of("US"));
    WriteOutcome created =
        send(tenant, new TenantWrite.CreateUser(profile.build(), new InitialPassword("Initial-1")));
    TenantWrite assign =
        new TenantWrite.AssignUserLicense(
            created.createdUser().orElseThrow(), List.of(license(tenant, "EMS")), Set.of());

    WriteOutcome first = send(tenant, assign);
    tenant.advance(Duration.ofSeconds(30));
    WriteOutcome second = send(tenant, assign);

    assertThat(first.error().orElseThrow().status()).isEqualTo(404);
    assertThat(second.kind()).isEqualTo(Kind.DONE);
  }

  @Test
  void s14_same_user_twice_in_one_batch_is_a_conflict() {
    tenant = people().sku("EMS", seats(5)).build();
    Pipeline.Batch batch = tenant.pipeline().openBatch();
    Request<StoredUser> write =
        Request.of(
            Caller.unrestricted(),
            Write.assignUserLicense(
                A, List.of(LicenseChange.of(license(tenant, "EMS"))), List.of()));

    batch.perform(write.item(0));
    GraphFailure conflict =
        catchThrowableOfType(GraphFailure.class, () -> batch.perform(write.item(1)));

    assertThat(conflict.status()).isEqualTo(409);
    assertThat(conflict.code()).isEqualTo("Directory_ConcurrencyViolation");
  }

  @Test
  void s14_one_item_of_a_list_is_throttled_and_only_that_one_is_sent_again() {
    tenant = people().sku("EMS", seats(5)).build();
    tenant.faults().throttle().on(RequestMatcher.assignLicense().item(1)).once();

    List<WriteOutcome> outcomes =
        Writes.sendAll(
            tenant,
            List.of(assign(tenant, A, "EMS"), assign(tenant, B, "EMS"), assign(tenant, C, "EMS")));

    assertThat(outcomes).extracting(WriteOutcome::kind).containsOnly(Kind.DONE);
    assertThat(tenant.requests().writes())
        .extracting(LoggedRequest::status)
        .containsExactly(200, 429, 200, 200);
  }

  @Test
  void s15_licence_without_a_path_is_shown_but_not_explained() {
    tenant =
        FakeTenant.builder()
            .sku("EMS", seats(5))
            .user(A, u -> u.usageLocation("US").licensedWithoutSource(without("EMS", "INTUNE_A")))
            .build();

    assertThat(held(A)).containsExactly(license(tenant, "EMS", "INTUNE_A"));
    assertThat(paths(A)).isEmpty();
    send(tenant, remove(tenant, A, "EMS"));
    assertThat(held(A)).hasSize(1);
  }

  @Test
  void licensed_group_cannot_be_deleted_before_its_licences_are_gone() {
    tenant =
        people().sku("EMS", seats(5)).group("staff", g -> g.member(A).licensedWith("EMS")).build();
    Write<?> delete = Write.deleteGroup(tenant.group("staff").id());
    Pipeline pipeline = tenant.pipeline();

    GraphFailure licensed =
        catchThrowableOfType(
            GraphFailure.class, () -> pipeline.perform(Caller.unrestricted(), delete));
    send(tenant, removeFromGroup(tenant, "staff", "EMS"));
    GraphFailure pending =
        catchThrowableOfType(
            GraphFailure.class, () -> pipeline.perform(Caller.unrestricted(), delete));
    tenant.settle();
    pipeline.perform(Caller.unrestricted(), delete);

    assertThat(licensed.message())
        .isEqualTo("A group with active licenses assigned cannot be deleted.");
    assertThat(pending.message()).isEqualTo(licensed.message());
    assertThat(held(A)).isEmpty();
    assertThat(tenant.listGroupsNamed("staff")).isEmpty();
  }

  private UserId id(String name) {
    return tenant.user(name).id();
  }

  private LicensedGroup read(String group) {
    return tenant.findGroup(tenant.group(group).id()).orElseThrow();
  }

  private List<AssignedLicense> held(String user) {
    return tenant.user(user).now().assignedLicenses();
  }

  private List<LicenseAssignmentState> paths(String user) {
    return tenant.user(user).now().licenseAssignmentStates();
  }

  private List<AssignmentError> errors(String user) {
    return paths(user).stream()
        .map(LicenseAssignmentState::error)
        .flatMap(Optional::stream)
        .toList();
  }
}
