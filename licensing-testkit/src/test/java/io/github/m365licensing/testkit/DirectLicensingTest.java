package io.github.m365licensing.testkit;

import static io.github.m365licensing.testkit.FakeTenant.seats;
import static io.github.m365licensing.testkit.Writes.assign;
import static io.github.m365licensing.testkit.Writes.license;
import static io.github.m365licensing.testkit.Writes.plan;
import static io.github.m365licensing.testkit.Writes.remove;
import static io.github.m365licensing.testkit.Writes.send;
import static io.github.m365licensing.testkit.Writes.swap;
import static io.github.m365licensing.testkit.Writes.without;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.m365licensing.assignment.AssignedLicense;
import io.github.m365licensing.rules.LicensingSemantics;
import io.github.m365licensing.sku.ServicePlanId;
import io.github.m365licensing.sku.SkuId;
import io.github.m365licensing.tenant.ServiceError;
import io.github.m365licensing.tenant.ServiceError.Reason;
import io.github.m365licensing.tenant.TenantWrite;
import io.github.m365licensing.tenant.WriteOutcome;
import io.github.m365licensing.tenant.WriteOutcome.Kind;
import io.github.m365licensing.testkit.internal.service.GraphFailure;
import io.github.m365licensing.testkit.internal.service.LicenseChange;
import io.github.m365licensing.testkit.internal.service.Write;
import io.github.m365licensing.testkit.scenario.Caller;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Assigning licences to users, by the tables of Graph's behaviour and errors. */
class DirectLicensingTest {

  private static final String MIRIAM = "miriam@contoso.com";
  private static final String LYNNE = "lynne@contoso.com";
  private static final String ADELE = "adele@contoso.com";
  private static final String MEGAN = "megan@contoso.com";
  private static final String ISAIAH = "isaiah@contoso.com";

  private final FakeTenant tenant = FakeTenant.contoso();

  // Behaviour

  @Test
  void assigning_a_held_sku_replaces_its_disabled_plans_and_takes_no_seat() {
    int free = tenant.sku("EMS").now().freeSeats();

    WriteOutcome outcome = send(tenant, assign(tenant, ADELE, "EMS", "INTUNE_A"));

    assertThat(outcome.kind()).isEqualTo(Kind.DONE);
    assertThat(tenant.user(ADELE).now().assignedLicenses())
        .containsExactly(license(tenant, "EMS", "INTUNE_A"));
    assertThat(tenant.sku("EMS").now().freeSeats()).isEqualTo(free);
  }

  @Test
  void assigning_a_new_sku_takes_a_seat() {
    send(tenant, assign(tenant, LYNNE, "EMS"));

    assertThat(tenant.sku("EMS").now().freeSeats()).isEqualTo(113);
    assertThat(tenant.user(LYNNE).now().holds(tenant.sku("EMS").id())).isTrue();
  }

  @Test
  void assigning_what_a_group_gives_adds_a_direct_path_beside_it_without_a_seat() {
    int free = tenant.sku("EMS").now().freeSeats();

    send(tenant, assign(tenant, ISAIAH, "EMS", "INTUNE_A"));

    assertThat(tenant.user(ISAIAH).now().licenseAssignmentStates())
        .filteredOn(path -> path.skuId().equals(tenant.sku("EMS").id()))
        .hasSize(2);
    assertThat(tenant.sku("EMS").now().freeSeats()).isEqualTo(free);
  }

  @Test
  void removing_takes_the_direct_path_only() {
    send(tenant, assign(tenant, ISAIAH, "EMS"));

    send(tenant, remove(tenant, ISAIAH, "EMS"));

    assertThat(tenant.user(ISAIAH).now().directAssignment(tenant.sku("EMS").id())).isEmpty();
    assertThat(tenant.user(ISAIAH).now().holds(tenant.sku("EMS").id())).isTrue();
  }

  @Test
  void swap_in_one_call_is_judged_on_the_end_state() {
    WriteOutcome outcome = send(tenant, swap(tenant, MIRIAM, "DESKLESSPACK", "STANDARDPACK"));

    assertThat(outcome.kind()).isEqualTo(Kind.DONE);
    assertThat(tenant.user(MIRIAM).now().assignedLicenses())
        .containsExactly(license(tenant, "STANDARDPACK"));
  }

  @Test
  void one_invalid_element_leaves_everything_as_it_was() {
    WriteOutcome outcome =
        send(tenant, assign(tenant, LYNNE, license(tenant, "EMS"), license(tenant, "VISIOCLIENT")));

    assertThat(outcome.kind()).isEqualTo(Kind.REFUSED);
    assertThat(tenant.user(LYNNE).now().assignedLicenses()).isEmpty();
    assertThat(tenant.sku("EMS").now().freeSeats()).isEqualTo(114);
  }

  @Test
  void interdependent_skus_satisfy_each_other_in_one_call() {
    WriteOutcome together =
        send(
            tenant,
            assign(
                tenant,
                LYNNE,
                license(tenant, "WORKPLACE_ANALYTICS"),
                license(tenant, "STANDARDPACK")));

    assertThat(together.kind()).isEqualTo(Kind.DONE);
  }

  @Test
  void omitted_disabled_plans_turn_everything_on_by_default() {
    omitDisabledPlans(tenant);

    assertThat(tenant.user(ADELE).now().assignedLicenses()).containsExactly(license(tenant, "EMS"));
  }

  @Test
  void omitted_disabled_plans_are_kept_under_the_other_reading() {
    FakeTenant keeping =
        small(
            LicensingSemantics.builder()
                .omittedDisabledPlans(LicensingSemantics.OmittedDisabledPlans.KEEP));

    omitDisabledPlans(keeping);

    assertThat(keeping.user(ADELE).now().assignedLicenses())
        .containsExactly(license(keeping, "EMS", "INTUNE_A"));
  }

  private static void omitDisabledPlans(FakeTenant tenant) {
    tenant
        .pipeline()
        .perform(
            Caller.unrestricted(),
            Write.assignUserLicense(
                ADELE, List.of(new LicenseChange(tenant.sku("EMS").id(), null)), List.of()));
  }

  @Test
  void service_may_store_more_than_was_sent() {
    FakeTenant adding =
        small(
            LicensingSemantics.builder()
                .storedDisabledPlans(LicensingSemantics.StoredDisabledPlans.SERVICE_ADDS));

    send(adding, assign(adding, "new@contoso.com", "EMS", "INTUNE_A"));

    assertThat(adding.user("new@contoso.com").now().assignedLicenses())
        .singleElement()
        .satisfies(
            stored ->
                assertThat(stored.disabledPlans())
                    .contains(plan(adding, "EMS", "INTUNE_A"))
                    .hasSizeGreaterThan(1));
  }

  @Test
  void warning_units_are_assignable() {
    assertThat(send(tenant, assign(tenant, LYNNE, "PROJECTPROFESSIONAL")).kind())
        .isEqualTo(Kind.DONE);
  }

  @Test
  void disabled_accounts_may_receive_licences() {
    assertThat(send(tenant, assign(tenant, "nestor@contoso.com", "INTUNE_EDU")).kind())
        .isEqualTo(Kind.DONE);
  }

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

  // Errors

  @Test
  void missing_key_is_refused_by_name() {
    GraphFailure failure =
        catchThrowableOfType(
            GraphFailure.class,
            () ->
                tenant
                    .pipeline()
                    .perform(
                        Caller.unrestricted(), Write.assignUserLicense(ADELE, null, List.of())));

    assertThat(failure.status()).isEqualTo(400);
    assertThat(failure.code()).isEqualTo("Request_BadRequest");
    assertThat(failure.message())
        .isEqualTo(
            "One or more parameters of the operation 'assignLicense' are missing from the request payload. The missing parameters are: addLicenses.");
  }

  @Test
  void two_empty_lists_are_refused() {
    GraphFailure failure =
        catchThrowableOfType(
            GraphFailure.class,
            () ->
                tenant
                    .pipeline()
                    .perform(
                        Caller.unrestricted(),
                        Write.assignUserLicense(ADELE, List.of(), List.of())));

    assertThat(failure.message())
        .isEqualTo(
            "No license changes provided. At least one license to add or remove must be specified.");
  }

  @Test
  void sku_not_owned_is_refused() {
    SkuId foreign = SkuId.parse("c7df2760-2c81-4ef7-b578-5b5392b571df");

    ServiceError error = refusal(assign(tenant, LYNNE, AssignedLicense.of(foreign)));

    assertThat(error.reason()).isEqualTo(Reason.SKU_NOT_OWNED);
    assertThat(error.message())
        .isEqualTo("License " + foreign + " does not correspond to a valid company License.");
  }

  @Test
  void missing_usage_location_is_refused() {
    assertThat(refusal(assign(tenant, "diego@contoso.com", "EMS")).message())
        .isEqualTo("License assignment cannot be done for user with invalid usage location.");
  }

  @Test
  void no_seat_is_refused_naming_the_sku() {
    ServiceError error = refusal(assign(tenant, LYNNE, "VISIOCLIENT"));

    assertThat(error.reason()).isEqualTo(Reason.NO_SEATS);
    assertThat(error.skuIds()).containsExactly(tenant.sku("VISIOCLIENT").id());
    assertThat(error.message())
        .contains(
            "Subscription with SKU "
                + tenant.sku("VISIOCLIENT").id()
                + " does not have any available licenses");
  }

  @Test
  void suspended_units_cannot_be_assigned_though_the_sku_is_enabled() {
    assertThat(refusal(assign(tenant, LYNNE, "POWER_BI_PRO")).reason()).isEqualTo(Reason.NO_SEATS);
  }

  @Test
  void removing_what_is_not_held_is_refused() {
    assertThat(refusal(remove(tenant, LYNNE, "EMS")).message())
        .isEqualTo("User does not have a corresponding license.");
  }

  @Test
  void removing_what_is_inherited_only_is_refused() {
    assertThat(refusal(remove(tenant, MEGAN, "SPE_E3")).message())
        .isEqualTo(
            "User license is inherited from a group membership and it cannot be removed directly from the user.");
  }

  @Test
  void plans_that_exclude_each_other_are_refused_naming_both() {
    ServiceError error = refusal(assign(tenant, "johanna@contoso.com", "INTUNE_A"));

    assertThat(error.reason()).isEqualTo(Reason.MUTUALLY_EXCLUSIVE);
    assertThat(error.servicePlanIds())
        .containsExactlyInAnyOrder(
            plan(tenant, "INTUNE_A", "INTUNE_A"), plan(tenant, "INTUNE_A_VL", "INTUNE_A_VL"));
  }

  @Test
  void standardpack_beside_desklesspack_is_refused_by_the_page_of_2025() {
    assertThat(refusal(assign(tenant, MIRIAM, "STANDARDPACK")).reason())
        .isEqualTo(Reason.MUTUALLY_EXCLUSIVE);
  }

  @Test
  void missing_prerequisite_is_refused_naming_it() {
    ServiceError error = refusal(assign(tenant, LYNNE, "WORKPLACE_ANALYTICS"));

    assertThat(error.reason()).isEqualTo(Reason.MISSING_DEPENDENCY);
    assertThat(error.servicePlanIds()).hasSizeGreaterThan(1);
  }

  @Test
  void removing_a_prerequisite_is_refused() {
    assertThat(refusal(remove(tenant, "henrietta@contoso.com", "STANDARDPACK")).reason())
        .isEqualTo(Reason.MISSING_DEPENDENCY);
  }

  @Test
  void disabled_plan_of_another_sku_is_refused() {
    ServicePlanId foreign = plan(tenant, "STANDARDPACK", "EXCHANGE_S_STANDARD");

    ServiceError error =
        refusal(assign(tenant, LYNNE, AssignedLicense.of(tenant.sku("EMS").id(), foreign)));

    assertThat(error.reason()).isEqualTo(Reason.PLAN_NOT_IN_SKU);
  }

  @Test
  void disabled_plan_of_another_sku_is_dropped_under_the_other_reading() {
    FakeTenant dropping =
        small(
            LicensingSemantics.builder()
                .foreignDisabledPlan(LicensingSemantics.ForeignDisabledPlan.IGNORE));
    ServicePlanId foreign = plan(tenant, "STANDARDPACK", "EXCHANGE_S_STANDARD");

    send(
        dropping,
        assign(dropping, "new@contoso.com", AssignedLicense.of(dropping.sku("EMS").id(), foreign)));

    assertThat(dropping.user("new@contoso.com").now().assignedLicenses())
        .containsExactly(license(dropping, "EMS"));
  }

  @Test
  void company_sku_is_refused() {
    assertThat(refusal(assign(tenant, LYNNE, "Microsoft365_Lighthouse")).reason())
        .isEqualTo(Reason.NOT_FOR_USERS);
  }

  @Test
  void department_sku_is_refused() {
    tenant.sku("VISIO_PLAN1_DEPT").units(seats(5));

    assertThat(refusal(assign(tenant, LYNNE, "VISIO_PLAN1_DEPT")).reason())
        .isEqualTo(Reason.NOT_FOR_USERS);
  }

  @Test
  void device_sku_is_accepted_or_refused_by_switch() {
    FakeTenant refusing =
        small(
            LicensingSemantics.builder()
                .deviceSkuOnUser(LicensingSemantics.DeviceSkuOnUser.REFUSED));

    assertThat(send(tenant, assign(tenant, LYNNE, "INTUNE_A_D")).kind()).isEqualTo(Kind.DONE);
    assertThat(send(refusing, assign(refusing, "new@contoso.com", "INTUNE_A_D")).kind())
        .isEqualTo(Kind.REFUSED);
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
  void unknown_user_is_not_found() {
    TenantWrite write =
        new TenantWrite.AssignUserLicense(
            io.github.m365licensing.directory.UserId.parse("00000000-0000-4000-8000-000000000001"),
            List.of(license(tenant, "EMS")),
            Set.of());

    ServiceError error = refusal(write);

    assertThat(error.status()).isEqualTo(404);
    assertThat(error.code()).isEqualTo("Request_ResourceNotFound");
    assertThat(error.message())
        .isEqualTo(
            "Resource '00000000-0000-4000-8000-000000000001' does not exist or one of its queried reference-property objects are not present.");
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

  private static FakeTenant small(LicensingSemantics.Builder semantics) {
    return FakeTenant.builder()
        .semantics(semantics.build())
        .sku("EMS", seats(10))
        .sku("INTUNE_A_D", seats(10))
        .user(ADELE, u -> u.usageLocation("US").licensedWith(without("EMS", "INTUNE_A")))
        .user("new@contoso.com", u -> u.usageLocation("US"))
        .build();
  }
}
