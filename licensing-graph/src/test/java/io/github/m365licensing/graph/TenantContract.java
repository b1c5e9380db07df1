package io.github.m365licensing.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.m365licensing.assignment.AssignedLicense;
import io.github.m365licensing.assignment.GroupId;
import io.github.m365licensing.directory.LicensedGroup;
import io.github.m365licensing.directory.LicensedUser;
import io.github.m365licensing.directory.UsageLocation;
import io.github.m365licensing.directory.UserId;
import io.github.m365licensing.directory.UserQuery;
import io.github.m365licensing.sku.ProvisioningStatus;
import io.github.m365licensing.sku.ServicePlan;
import io.github.m365licensing.sku.ServicePlanId;
import io.github.m365licensing.sku.SkuId;
import io.github.m365licensing.sku.SubscribedSku;
import io.github.m365licensing.tenant.InitialPassword;
import io.github.m365licensing.tenant.ServiceError.Reason;
import io.github.m365licensing.tenant.Tenant;
import io.github.m365licensing.tenant.TenantWrite;
import io.github.m365licensing.tenant.TenantWrite.AddMembers;
import io.github.m365licensing.tenant.TenantWrite.AssignGroupLicense;
import io.github.m365licensing.tenant.TenantWrite.AssignUserLicense;
import io.github.m365licensing.tenant.TenantWrite.CreateUser;
import io.github.m365licensing.tenant.TenantWrite.RemoveMember;
import io.github.m365licensing.tenant.TenantWrite.ReprocessLicenses;
import io.github.m365licensing.tenant.TenantWrite.SetUsageLocation;
import io.github.m365licensing.tenant.UserProfile;
import io.github.m365licensing.tenant.WriteOutcome;
import io.github.m365licensing.tenant.WriteOutcome.Kind;
import io.github.m365licensing.testkit.FakeTenant;
import io.github.m365licensing.testkit.RequestMatcher;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What contoso shows and does, whatever the door to it. */
interface TenantContract {

  /** The tenant behind the door, to arrange; contoso, fresh for each test. */
  FakeTenant fake();

  /** The door. */
  Tenant tenant();

  @Test
  default void organization_is_contoso() {
    assertThat(tenant().organization().displayName()).isEqualTo("Contoso");
    assertThat(tenant().organization().countryLetterCode()).contains(UsageLocation.of("US"));
  }

  @ParameterizedTest
  @CsvSource({
    "EMS,114",
    "INTUNE_A,23",
    "SPE_E5,1",
    "VISIOCLIENT,0",
    "POWER_BI_PRO,-1",
    "PROJECTPROFESSIONAL,2"
  })
  default void sku_has_its_free_seats(String skuPartNumber, int free) {
    assertThat(sku(skuPartNumber).freeSeats()).isEqualTo(free);
  }

  @Test
  default void skus_are_ordered_by_part_number() {
    assertThat(tenant().listSubscribedSkus())
        .hasSize(23)
        .extracting(SubscribedSku::skuPartNumber)
        .isSorted();
  }

  @Test
  default void subscriptions_of_a_sku_sum_up_to_it() {
    assertThat(tenant().listSubscriptions())
        .filteredOn(subscription -> subscription.skuPartNumber().equals("EMS"))
        .extracting(subscription -> subscription.totalLicenses())
        .containsExactlyInAnyOrder(100, 20);
  }

  @ParameterizedTest
  @CsvSource({"adele@contoso.com", "ADELE@contoso.com"})
  default void user_is_found_by_name_without_case(String name) {
    LicensedUser adele = tenant().findUser(name).orElseThrow();

    assertThat(adele.userPrincipalName()).isEqualToIgnoringCase("adele@contoso.com");
    assertThat(adele.directAssignment(sku("EMS").skuId()).orElseThrow().disabledPlans())
        .containsExactly(plan("EMS", "ADALLOM_S_DISCOVERY"));
    assertThat(tenant().findUser(adele.id().toString())).contains(adele);
  }

  @ParameterizedTest
  @CsvSource({"nobody@contoso.com", "bianca@contoso.com", "99999999-9999-4999-8999-999999999999"})
  default void absent_or_deleted_user_is_not_found(String name) {
    assertThat(tenant().findUser(name)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  default void users_that_match_are_listed(Query query) {
    UserQuery condition = query.condition(this);

    assertThat(tenant().listUsers(condition))
        .extracting(LicensedUser::userPrincipalName)
        .containsExactlyInAnyOrderElementsOf(
            fake()
                .listUsers(UserQuery.everyone())
                .filter(condition::matches)
                .map(LicensedUser::userPrincipalName)
                .toList())
        .hasSizeBetween(1, 22);
  }

  /** One condition of each kind, and some joined; each selects somebody of contoso. */
  enum Query {
    EVERYONE,
    DEPARTMENT,
    NOT_DEPARTMENT,
    DOMAIN,
    USAGE_LOCATION,
    NO_USAGE_LOCATION,
    SYNCED,
    NOT_SYNCED,
    DISABLED,
    GUEST,
    NO_GUEST,
    HAS_SKU,
    LACKS_SKU,
    HAS_DIRECT_SKU,
    LACKS_DIRECT_SKU,
    HAS_PLAN_ON,
    LACKS_PLAN,
    RETAIL_WITHOUT_SKU,
    SYNCED_OR_DISABLED;

    UserQuery condition(TenantContract contract) {
      SkuId ems = contract.sku("EMS").skuId();
      return switch (this) {
        case EVERYONE -> UserQuery.everyone();
        case DEPARTMENT -> new UserQuery.Department("sales");
        case NOT_DEPARTMENT -> new UserQuery.Department("Sales").negate();
        case DOMAIN -> new UserQuery.Domain("contoso.com");
        case USAGE_LOCATION -> new UserQuery.InUsageLocation(UsageLocation.of("NL"));
        case NO_USAGE_LOCATION -> UserQuery.NoUsageLocation.INSTANCE;
        case SYNCED -> new UserQuery.Synced(true);
        case NOT_SYNCED -> new UserQuery.Synced(false);
        case DISABLED -> new UserQuery.Enabled(false);
        case GUEST -> new UserQuery.Guest(true);
        case NO_GUEST -> new UserQuery.Guest(false);
        case HAS_SKU -> new UserQuery.HasSku(ems);
        case LACKS_SKU -> new UserQuery.HasSku(ems).negate();
        case HAS_DIRECT_SKU -> new UserQuery.HasDirectSku(ems);
        case LACKS_DIRECT_SKU -> new UserQuery.HasDirectSku(ems).negate();
        case HAS_PLAN_ON -> intune(contract);
        case LACKS_PLAN -> intune(contract).negate();
        case RETAIL_WITHOUT_SKU ->
            new UserQuery.Department("Retail").and(new UserQuery.HasSku(ems).negate());
        case SYNCED_OR_DISABLED -> new UserQuery.Synced(true).or(new UserQuery.Enabled(false));
      };
    }

    private static UserQuery intune(TenantContract contract) {
      return new UserQuery.HasPlanOn(
          contract.plan("EMS", "INTUNE_A"),
          List.of(contract.sku("EMS").skuId(), contract.sku("SPE_E3").skuId()));
    }
  }

  @Test
  default void users_by_id_come_in_the_order_asked_for_without_the_absent() {
    List<UserId> ids =
        Stream.of("megan", "adele", "patti")
            .map(name -> fake().findUser(upn(name)).orElseThrow().id())
            .toList();
    UserId absent = UserId.of(new UUID(1, 1));

    assertThat(tenant().listUsersById(List.of(ids.get(0), absent, ids.get(1), ids.get(2))))
        .extracting(LicensedUser::id)
        .containsExactlyElementsOf(ids);
  }

  @Test
  default void no_ids_are_no_users() {
    assertThat(tenant().listUsersById(List.of())).isEmpty();
  }

  @Test
  default void license_details_show_a_plan_that_is_off() {
    UserId adele = id("adele");

    assertThat(tenant().listLicenseDetails(adele))
        .singleElement()
        .satisfies(
            details ->
                assertThat(details.servicePlans())
                    .filteredOn(p -> p.provisioningStatus().equals(ProvisioningStatus.DISABLED))
                    .extracting(ServicePlan::servicePlanName)
                    .containsExactly("ADALLOM_S_DISCOVERY"));
  }

  @Test
  default void license_details_of_nobody_are_empty() {
    assertThat(tenant().listLicenseDetails(UserId.of(new UUID(1, 1)))).isEmpty();
  }

  @Test
  default void group_is_found_by_name_without_case_and_by_id() {
    LicensedGroup group = tenant().listGroupsNamed("ems LICENSED").get(0);

    assertThat(group.displayName()).isEqualTo("EMS licensed");
    assertThat(group.assignedLicenses())
        .containsExactly(
            AssignedLicense.of(sku("EMS").skuId(), plan("EMS", "ADALLOM_S_DISCOVERY")));
    assertThat(tenant().findGroup(group.id())).contains(group);
    assertThat(tenant().findGroup(GroupId.of(new UUID(1, 1)))).isEmpty();
    assertThat(tenant().listGroupsNamed("No such group")).isEmpty();
  }

  @Test
  default void licensed_groups_are_listed() {
    assertThat(tenant().listLicensedGroups())
        .extracting(LicensedGroup::displayName)
        .containsExactlyInAnyOrder(
            "EMS licensed", "M365 E3 licensed", "Office 365 E3 licensed", "Design tools");
  }

  @Test
  default void members_are_users_and_nested_groups_apart() {
    GroupId group = group("M365 E3 licensed");

    assertThat(tenant().listMembers(group))
        .extracting(LicensedUser::userPrincipalName)
        .containsExactlyInAnyOrder(upn("megan"), upn("lidia"));
    assertThat(tenant().listNestedGroups(group))
        .extracting(LicensedGroup::displayName)
        .containsExactly("Sales team");
  }

  @Test
  default void members_with_license_errors_are_listed() {
    assertThat(tenant().listMembersWithLicenseErrors(group("EMS licensed")))
        .extracting(LicensedUser::userPrincipalName)
        .containsExactlyInAnyOrder(upn("johanna"), upn("christie"));
  }

  @Test
  default void license_with_a_plan_off_is_assigned() {
    ServicePlanId intune = plan("EMS", "INTUNE_A");

    WriteOutcome outcome = submit(assign("lynne", AssignedLicense.of(sku("EMS").skuId(), intune)));

    assertThat(outcome.kind()).isEqualTo(Kind.DONE);
    fake().settle();
    assertThat(tenant().findUser(upn("lynne")).orElseThrow().assignedLicenses())
        .containsExactly(AssignedLicense.of(sku("EMS").skuId(), intune));
    assertThat(sku("EMS").freeSeats()).isEqualTo(113);
    assertThat(fake().brokenInvariants()).isEmpty();
  }

  @Test
  default void swap_takes_and_gives_in_one_write() {
    SkuId ems = sku("EMS").skuId();
    SkuId e5 = sku("EMSPREMIUM").skuId();

    WriteOutcome outcome =
        submit(new AssignUserLicense(id("adele"), List.of(AssignedLicense.of(e5)), Set.of(ems)));

    assertThat(outcome.kind()).isEqualTo(Kind.DONE);
    assertThat(tenant().findUser(upn("adele")).orElseThrow().assignedLicenses())
        .containsExactly(AssignedLicense.of(e5));
  }

  @ParameterizedTest
  @CsvSource({
    "diego,EMS,INVALID_USAGE_LOCATION",
    "lynne,VISIOCLIENT,NO_SEATS",
    "lynne,POWER_BI_PRO,NO_SEATS",
    "johanna,INTUNE_A,MUTUALLY_EXCLUSIVE",
    "lynne,WORKPLACE_ANALYTICS,MISSING_DEPENDENCY",
    "lynne,Microsoft365_Lighthouse,NOT_FOR_USERS"
  })
  default void assignment_that_the_service_refuses_says_why(
      String user, String skuPartNumber, Reason reason) {
    WriteOutcome outcome = submit(assign(user, AssignedLicense.of(sku(skuPartNumber).skuId())));

    assertThat(outcome.kind()).isEqualTo(Kind.REFUSED);
    assertThat(outcome.error().orElseThrow().reason()).isEqualTo(reason);
    assertThat(outcome.error().orElseThrow().status()).isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource({"lynne,EMS,NOT_HELD", "grady,EMS,INHERITED"})
  default void removal_that_the_service_refuses_says_why(
      String user, String skuPartNumber, Reason reason) {
    WriteOutcome outcome =
        submit(new AssignUserLicense(id(user), List.of(), Set.of(sku(skuPartNumber).skuId())));

    assertThat(outcome.kind()).isEqualTo(Kind.REFUSED);
    assertThat(outcome.error().orElseThrow().reason()).isEqualTo(reason);
  }

  @Test
  default void sku_that_the_tenant_does_not_own_is_refused() {
    SkuId foreign = SkuId.parse("11111111-1111-4111-8111-111111111111");

    WriteOutcome outcome = submit(assign("lynne", AssignedLicense.of(foreign)));

    assertThat(outcome.error().orElseThrow().reason()).isEqualTo(Reason.SKU_NOT_OWNED);
    assertThat(outcome.error().orElseThrow().skuIds()).containsExactly(foreign);
  }

  @Test
  default void plan_of_another_sku_is_refused() {
    WriteOutcome outcome =
        submit(
            assign(
                "lynne",
                AssignedLicense.of(sku("INTUNE_A").skuId(), plan("EMS", "ADALLOM_S_DISCOVERY"))));

    assertThat(outcome.kind()).isEqualTo(Kind.REFUSED);
    assertThat(outcome.error().orElseThrow().reason()).isEqualTo(Reason.PLAN_NOT_IN_SKU);
  }

  @Test
  default void write_for_nobody_is_refused_as_not_found() {
    WriteOutcome outcome =
        submit(new SetUsageLocation(UserId.of(new UUID(1, 1)), UsageLocation.of("NL")));

    assertThat(outcome.kind()).isEqualTo(Kind.REFUSED);
    assertThat(outcome.error().orElseThrow().reason()).isEqualTo(Reason.NOT_FOUND);
  }

  @Test
  default void usage_location_is_set() {
    assertThat(submit(new SetUsageLocation(id("diego"), UsageLocation.of("NL"))).kind())
        .isEqualTo(Kind.DONE);
    assertThat(tenant().findUser(upn("diego")).orElseThrow().usageLocation())
        .contains(UsageLocation.of("NL"));
  }

  @Test
  default void user_is_created_with_everything_asked_for() {
    WriteOutcome outcome = submit(create("ada@contoso.com"));

    assertThat(outcome.kind()).isEqualTo(Kind.DONE);
    LicensedUser ada =
        tenant().findUser(outcome.createdUser().orElseThrow().toString()).orElseThrow();
    assertThat(ada.userPrincipalName()).isEqualTo("ada@contoso.com");
    assertThat(ada.displayName()).contains("Ada");
    assertThat(ada.department()).contains("R&D");
    assertThat(ada.usageLocation()).contains(UsageLocation.of("NL"));
    assertThat(ada.accountEnabled()).isTrue();
  }

  @Test
  default void user_whose_name_is_taken_is_refused() {
    WriteOutcome outcome = submit(create("adele@contoso.com"));

    assertThat(outcome.kind()).isEqualTo(Kind.REFUSED);
    assertThat(outcome.error().orElseThrow().reason()).isEqualTo(Reason.NAME_TAKEN);
  }

  @Test
  default void group_takes_licences_and_works_them_off_later() {
    SkuId ems = sku("EMS").skuId();

    WriteOutcome outcome =
        submit(
            new AssignGroupLicense(
                group("Sales team"), List.of(AssignedLicense.of(ems)), Set.of()));
    fake().settle();

    assertThat(outcome.kind()).isEqualTo(Kind.ACCEPTED);
    assertThat(tenant().findUser(upn("lynne")).orElseThrow().holds(ems)).isTrue();
    assertThat(fake().brokenInvariants()).isEmpty();
  }

  @Test
  default void members_are_added_and_taken_out() {
    GroupId sales = group("Sales team");

    assertThat(submit(new AddMembers(sales, Set.of(id("diego"), id("alex")))).kind())
        .isEqualTo(Kind.DONE);
    assertThat(submit(new RemoveMember(sales, id("adele"))).kind()).isEqualTo(Kind.DONE);

    assertThat(tenant().listMembers(sales))
        .extracting(LicensedUser::userPrincipalName)
        .contains(upn("diego"), upn("alex"))
        .doesNotContain(upn("adele"));
    assertThat(tenant().findUser(upn("adele"))).isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "Sales team,adele,ALREADY_MEMBER",
    "Retail,adele,GROUP_NOT_WRITABLE",
    "Helpdesk mail,adele,GROUP_NOT_WRITABLE"
  })
  default void member_that_the_service_refuses_says_why(String group, String user, Reason reason) {
    WriteOutcome outcome = submit(new AddMembers(group(group), Set.of(id(user))));

    assertThat(outcome.kind()).isEqualTo(Kind.REFUSED);
    assertThat(outcome.error().orElseThrow().reason()).isEqualTo(reason);
  }

  @Test
  default void user_is_reprocessed() {
    assertThat(submit(new ReprocessLicenses(id("adele"))).kind()).isEqualTo(Kind.DONE);
  }

  @Test
  default void list_of_writes_ends_each_in_its_own_way() {
    AssignedLicense ems = AssignedLicense.of(sku("EMS").skuId());

    List<WriteOutcome> outcomes =
        submitAll(assign("lynne", ems), assign("diego", ems), assign("emily", ems));

    assertThat(outcomes)
        .extracting(outcome -> outcome.write().subject().key() + " " + outcome.kind())
        .containsExactlyInAnyOrder(
            id("lynne") + " DONE", id("diego") + " REFUSED", id("emily") + " DONE");
  }

  @Test
  default void two_writes_for_one_subject_in_one_list_are_refused() {
    AssignedLicense ems = AssignedLicense.of(sku("EMS").skuId());

    assertThatIllegalArgumentException()
        .isThrownBy(() -> submitAll(assign("lynne", ems), new ReprocessLicenses(id("lynne"))));
    assertThat(fake().requests().writes()).isEmpty();
  }

  @Test
  default void throttled_write_gets_through_in_the_end() {
    fake().faults().throttle(Duration.ofSeconds(20)).on(RequestMatcher.assignLicense()).times(2);

    WriteOutcome outcome = submit(assign("lynne", AssignedLicense.of(sku("EMS").skuId())));

    assertThat(outcome.kind()).isEqualTo(Kind.DONE);
    fake().faults().assertAllFired();
  }

  @Test
  default void conflicting_write_gets_through_in_the_end() {
    fake().faults().conflict().on(RequestMatcher.assignLicense()).once();

    WriteOutcome outcome = submit(assign("lynne", AssignedLicense.of(sku("EMS").skuId())));

    assertThat(outcome.kind()).isEqualTo(Kind.DONE);
    fake().faults().assertAllFired();
  }

  @Test
  default void lost_reply_leaves_the_write_unknown_and_is_not_sent_again() {
    fake().faults().appliedButReplyLost().on(RequestMatcher.assignLicense()).once();

    WriteOutcome outcome = submit(assign("lynne", AssignedLicense.of(sku("EMS").skuId())));

    assertThat(outcome.kind()).isEqualTo(Kind.UNKNOWN);
    assertThat(fake().requests().writes()).hasSize(1);
    assertThat(fake().findUser(upn("lynne")).orElseThrow().holds(sku("EMS").skuId())).isTrue();
  }

  @Test
  default void throttled_and_failing_reads_get_through_in_the_end() {
    fake().faults().throttle().on(RequestMatcher.anyRead()).once();
    fake().faults().serverError().on(RequestMatcher.anyRead()).once();

    assertThat(tenant().listUsers(UserQuery.everyone())).hasSize(22);
    fake().faults().assertAllFired();
  }

  default WriteOutcome submit(TenantWrite write) {
    List<WriteOutcome> outcomes = submitAll(write);
    assertThat(outcomes).hasSize(1);
    return outcomes.get(0);
  }

  default List<WriteOutcome> submitAll(TenantWrite... writes) {
    List<WriteOutcome> outcomes = new ArrayList<>();
    tenant().submit(List.of(writes), outcomes::add);
    return outcomes;
  }

  default TenantWrite assign(String user, AssignedLicense license) {
    return new AssignUserLicense(id(user), List.of(license), Set.of());
  }

  default TenantWrite create(String upn) {
    return new CreateUser(
        UserProfile.builder()
            .userPrincipalName(upn)
            .displayName("Ada")
            .department("R&D")
            .usageLocation(UsageLocation.of("NL"))
            .build(),
        new InitialPassword("Secret-123!"));
  }

  default SubscribedSku sku(String skuPartNumber) {
    return tenant().listSubscribedSkus().stream()
        .filter(sku -> sku.skuPartNumber().equals(skuPartNumber))
        .findFirst()
        .orElseThrow();
  }

  default ServicePlanId plan(String skuPartNumber, String name) {
    return sku(skuPartNumber).servicePlans().stream()
        .filter(plan -> plan.servicePlanName().equals(name))
        .findFirst()
        .orElseThrow()
        .servicePlanId();
  }

  default UserId id(String user) {
    return fake().findUser(upn(user)).orElseThrow().id();
  }

  default GroupId group(String displayName) {
    return fake().listGroupsNamed(displayName).get(0).id();
  }

  default String upn(String user) {
    return user + "@contoso.com";
  }
}
