package io.github.m365licensing.graph;

import static io.github.m365licensing.graph.CannedGraph.page;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.m365licensing.assignment.AssignedLicense;
import io.github.m365licensing.assignment.AssignmentError;
import io.github.m365licensing.assignment.AssignmentSource;
import io.github.m365licensing.assignment.AssignmentState;
import io.github.m365licensing.assignment.GroupId;
import io.github.m365licensing.assignment.LicenseAssignmentState;
import io.github.m365licensing.directory.LicensedGroup;
import io.github.m365licensing.directory.LicensedUser;
import io.github.m365licensing.directory.ManagedDevice;
import io.github.m365licensing.directory.Organization;
import io.github.m365licensing.directory.ProcessingState;
import io.github.m365licensing.directory.Subscription;
import io.github.m365licensing.directory.UsageLocation;
import io.github.m365licensing.directory.UserId;
import io.github.m365licensing.directory.UserQuery;
import io.github.m365licensing.directory.UserType;
import io.github.m365licensing.graph.CannedGraph.Reply;
import io.github.m365licensing.sku.AppliesTo;
import io.github.m365licensing.sku.CapabilityStatus;
import io.github.m365licensing.sku.PrepaidUnits;
import io.github.m365licensing.sku.ServicePlanId;
import io.github.m365licensing.sku.SkuId;
import io.github.m365licensing.sku.SubscribedSku;
import io.github.m365licensing.tenant.UnexpectedResponseException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Graph's JSON as values of the library: absent things, odd things, repeated things. */
class MappingTest {

  private static final String ID = "87d349ed-44d7-43e1-9a83-5f2406dee5bd";
  private static final String EMS = "efccb6f7-5641-4e0e-bd10-b4976e1bf68e";
  private static final String E3 = "05e9a617-0261-4cee-bb44-138d3ef5d965";
  private static final String INTUNE = "c1ec4a95-1f05-45b3-a911-aa3fa01094f5";
  private static final String GROUP = "0a53f6d5-9f2b-4d3a-8e62-4f0c9f1f6a11";

  @Test
  void user_with_everything_is_read_whole() {
    LicensedUser user =
        user(
            """
            "displayName":"Adele","department":"Sales","usageLocation":"NL","accountEnabled":false,
            "userType":"Guest","onPremisesSyncEnabled":true,"unknown":{"a":[1,2]},
            "assignedLicenses":[{"disabledPlans":[],"skuId":"%s"},
                                {"skuId":"%s","disabledPlans":["%s"]}],
            "licenseAssignmentStates":[
              {"skuId":"%s","disabledPlans":["%s"],"assignedByGroup":null,"state":"Active",
               "error":"None","lastUpdatedDateTime":"2026-01-15T09:00:00Z"},
              {"skuId":"%s","disabledPlans":[],"assignedByGroup":"%s","state":"Error",
               "error":"CountViolation"}]
            """
                .formatted(EMS, E3, INTUNE, EMS, INTUNE, E3, GROUP));

    assertThat(user)
        .isEqualTo(
            LicensedUser.builder()
                .id(UserId.parse(ID))
                .userPrincipalName("adele@contoso.com")
                .displayName("Adele")
                .department("Sales")
                .usageLocation(UsageLocation.of("NL"))
                .accountEnabled(false)
                .userType(UserType.GUEST)
                .onPremisesSyncEnabled(true)
                .assignedLicenses(
                    List.of(
                        AssignedLicense.of(SkuId.parse(E3), ServicePlanId.parse(INTUNE)),
                        AssignedLicense.of(SkuId.parse(EMS))))
                .licenseAssignmentStates(
                    List.of(
                        LicenseAssignmentState.builder()
                            .skuId(SkuId.parse(EMS))
                            .disabledPlans(List.of(ServicePlanId.parse(INTUNE)))
                            .lastUpdatedDateTime(Instant.parse("2026-01-15T09:00:00Z"))
                            .build(),
                        LicenseAssignmentState.builder()
                            .skuId(SkuId.parse(E3))
                            .source(AssignmentSource.inheritedFrom(GroupId.parse(GROUP)))
                            .state(AssignmentState.ERROR)
                            .error(AssignmentError.COUNT_VIOLATION)
                            .build()))
                .build());
  }

  @Test
  void user_with_nothing_is_a_plain_member() {
    LicensedUser user =
        user(
            """
            "displayName":null,"department":null,"usageLocation":null,"accountEnabled":null,
            "userType":null,"onPremisesSyncEnabled":null,"assignedLicenses":null,
            "licenseAssignmentStates":null
            """);

    assertThat(user)
        .isEqualTo(
            LicensedUser.builder()
                .id(UserId.parse(ID))
                .userPrincipalName("adele@contoso.com")
                .build());
  }

  @ParameterizedTest
  @CsvSource({"null", "\"None\"", "\"none\"", "\"\""})
  void path_without_error_may_say_so_in_several_ways(String error) {
    LicensedUser user =
        user(
            "\"licenseAssignmentStates\":[{\"skuId\":\"%s\",\"disabledPlans\":null,\"error\":%s}]"
                .formatted(EMS, error));

    assertThat(user.licenseAssignmentStates().get(0).error()).isEmpty();
  }

  @Test
  void word_that_graph_has_not_documented_is_kept() {
    LicensedUser user =
        user(
            "\"licenseAssignmentStates\":[{\"skuId\":\"%s\",\"state\":\"Paused\",\"error\":\"Others\"}]"
                .formatted(EMS));

    LicenseAssignmentState path = user.licenseAssignmentStates().get(0);
    assertThat(path.state()).hasToString("Paused").matches(state -> !state.isKnown());
    assertThat(path.error()).contains(AssignmentError.of("Others"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"USA", "1A", "", "n l"})
  void usage_location_that_is_no_country_counts_as_none(String location) {
    assertThat(user("\"usageLocation\":\"" + location + "\"").usageLocation()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-15T09:00:00Z,2026-01-15T09:00:00Z",
    "2026-01-15T09:00:00.1234567Z,2026-01-15T09:00:00.123456700Z",
    "2026-01-15T10:00:00+01:00,2026-01-15T09:00:00Z",
    "2026-01-15T09:00:00,2026-01-15T09:00:00Z"
  })
  void moment_is_read_with_and_without_a_zone(String text, Instant expected) {
    LicensedUser user =
        user(
            "\"licenseAssignmentStates\":[{\"skuId\":\"%s\",\"lastUpdatedDateTime\":\"%s\"}]"
                .formatted(EMS, text));

    assertThat(user.licenseAssignmentStates().get(0).lastUpdatedDateTime()).contains(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"assignedLicenses\":[{\"skuId\":\"EMS\"}]",
        "\"assignedLicenses\":[{\"skuId\":\"1-1-1-1-1\"}]",
        "\"assignedLicenses\":[{\"disabledPlans\":[]}]",
        "\"assignedLicenses\":[null]",
        "\"assignedLicenses\":{}",
        "\"assignedLicenses\":[{\"skuId\":7}]",
        "\"accountEnabled\":\"yes\"",
        "\"licenseAssignmentStates\":[{\"skuId\":\"efccb6f7-5641-4e0e-bd10-b4976e1bf68e\",\"lastUpdatedDateTime\":\"2026-01-15\"}]"
      })
  void value_that_cannot_be_understood_is_no_answer_and_is_not_guessed(String property) {
    assertThatThrownBy(() -> user(property)).isInstanceOf(UnexpectedResponseException.class);
  }

  @Test
  void equal_values_of_one_list_are_one_object() {
    String one =
        "{\"id\":\"%s\",\"userPrincipalName\":\"u@x\",\"department\":\"Sales\",\"assignedLicenses\":[{\"skuId\":\"%s\",\"disabledPlans\":[\"%s\"]}]}"
            .formatted(ID, EMS, INTUNE);
    List<LicensedUser> users =
        CannedGraph.always(page(one + "," + one)).tenant().listUsers(UserQuery.everyone()).toList();

    assertThat(users.get(0).assignedLicenses().get(0))
        .isSameAs(users.get(1).assignedLicenses().get(0));
    assertThat(users.get(0).department().orElseThrow())
        .isSameAs(users.get(1).department().orElseThrow());
  }

  @Test
  void members_of_other_kinds_are_left_out() {
    CannedGraph graph =
        CannedGraph.always(
            page(
                """
                {"@odata.type":"#microsoft.graph.group","id":"%s","displayName":"Nested"},
                {"@odata.type":"#microsoft.graph.device","id":"%s"},
                {"@odata.type":"#microsoft.graph.user","id":"%s","userPrincipalName":"a@x"}
                """
                    .formatted(GROUP, E3, ID)));

    assertThat(graph.tenant().listMembers(GroupId.parse(GROUP)))
        .extracting(LicensedUser::id)
        .containsExactly(UserId.parse(ID));
    assertThat(graph.tenant().listNestedGroups(GroupId.parse(GROUP)))
        .extracting(LicensedGroup::displayName)
        .containsExactly("Nested");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"state\":\"ProcessingComplete\"}", "\"ProcessingComplete\""})
  void group_is_read_with_its_processing_state_in_either_form(String state) {
    CannedGraph graph =
        CannedGraph.always(
            Reply.json(
                200,
                """
                {"id":"%s","displayName":"Sales","groupTypes":["DynamicMembership"],
                 "securityEnabled":true,"mailEnabled":false,"membershipRule":"rule",
                 "assignedLicenses":[{"skuId":"%s","disabledPlans":["%s"]}],
                 "licenseProcessingState":%s}
                """
                    .formatted(GROUP, EMS, INTUNE, state)));

    LicensedGroup group = graph.tenant().findGroup(GroupId.parse(GROUP)).orElseThrow();

    assertThat(group)
        .isEqualTo(
            LicensedGroup.builder()
                .id(GroupId.parse(GROUP))
                .displayName("Sales")
                .addGroupTypes("DynamicMembership")
                .membershipRule("rule")
                .addAssignedLicenses(
                    AssignedLicense.of(SkuId.parse(EMS), ServicePlanId.parse(INTUNE)))
                .licenseProcessingState(ProcessingState.COMPLETE)
                .build());
  }

  @Test
  void groups_of_a_name_are_compared_without_case_and_ordered_by_id() {
    CannedGraph graph =
        CannedGraph.always(
            page(
                "{\"id\":\"%s\",\"displayName\":\"SALES\"},{\"id\":\"%s\",\"displayName\":\"Sales\"},{\"id\":\"%s\",\"displayName\":\"Sales 2\"}"
                    .formatted(GROUP, E3, EMS)));

    assertThat(graph.tenant().listGroupsNamed("sales"))
        .extracting(LicensedGroup::displayName)
        .containsExactly("Sales", "SALES");
    assertThat(graph.seen().get(0).query()).contains("displayName eq 'sales'");
  }

  @Test
  void skus_are_read_and_ordered_by_part_number() {
    CannedGraph graph =
        CannedGraph.always(
            page(
                """
                {"skuId":"%s","skuPartNumber":"SPE_E3","consumedUnits":1,"servicePlans":[]},
                {"skuId":"%s","skuPartNumber":"EMS","appliesTo":"User","capabilityStatus":"Suspended",
                 "consumedUnits":14,"subscriptionIds":["s1","s2"],
                 "prepaidUnits":{"enabled":0,"suspended":25,"warning":3,"lockedOut":null},
                 "servicePlans":[{"servicePlanId":"%s","servicePlanName":"INTUNE_A",
                                  "provisioningStatus":"Success","appliesTo":"User"}]}
                """
                    .formatted(E3, EMS, INTUNE)));

    List<SubscribedSku> skus = graph.tenant().listSubscribedSkus();

    assertThat(skus).extracting(SubscribedSku::skuPartNumber).containsExactly("EMS", "SPE_E3");
    SubscribedSku ems = skus.get(0);
    assertThat(ems.prepaidUnits()).isEqualTo(new PrepaidUnits(0, 3, 25, 0));
    assertThat(ems.freeSeats()).isEqualTo(-11);
    assertThat(ems.capabilityStatus()).isEqualTo(CapabilityStatus.SUSPENDED);
    assertThat(ems.subscriptionIds()).containsExactly("s1", "s2");
    assertThat(ems.servicePlans().get(0).appliesTo()).isEqualTo(AppliesTo.USER);
  }

  @Test
  void subscription_organization_and_device_are_read() {
    CannedGraph graph =
        new CannedGraph(
            (n, request) ->
                switch (request.path()) {
                  case "/v1.0/organization" ->
                      page(
                          "{\"id\":\"%s\",\"displayName\":\"Contoso\",\"countryLetterCode\":\"US\",\"defaultUsageLocation\":null}"
                              .formatted(GROUP));
                  case "/v1.0/directory/subscriptions" ->
                      page(
                          "{\"id\":\"s1\",\"skuId\":\"%s\",\"skuPartNumber\":\"EMS\",\"status\":\"Warning\",\"totalLicenses\":20,\"isTrial\":true,\"ownerTenantId\":\"%s\",\"nextLifecycleDateTime\":\"2026-02-01T00:00:00Z\"}"
                              .formatted(EMS, GROUP));
                  default ->
                      page(
                          "{\"id\":\"d1\",\"userId\":\"%s\",\"managementAgent\":\"mdm\",\"deviceEnrollmentType\":\"userEnrollment\"},{\"id\":\"d2\",\"userId\":\"\",\"managementAgent\":\"mdm\",\"deviceEnrollmentType\":\"windowsBulkUserless\"},{\"id\":\"d3\",\"userId\":\"00000000-0000-0000-0000-000000000000\"}"
                              .formatted(ID));
                });
    GraphTenant tenant = graph.tenant();

    Organization organization = tenant.organization();
    Subscription subscription = tenant.listSubscriptions().get(0);
    List<ManagedDevice> devices = tenant.listManagedDevices().toList();

    assertThat(organization.displayName()).isEqualTo("Contoso");
    assertThat(organization.countryLetterCode()).contains(UsageLocation.of("US"));
    assertThat(organization.defaultUsageLocation()).isEmpty();
    assertThat(subscription.status()).isEqualTo(CapabilityStatus.WARNING);
    assertThat(subscription.isTrial()).isTrue();
    assertThat(subscription.ownerTenantId()).map(Object::toString).contains(GROUP);
    assertThat(devices)
        .extracting(device -> device.userId().map(Object::toString).orElse("-"))
        .containsExactly(ID, "-", "-");
  }

  @Test
  void more_or_less_than_one_organization_is_no_answer() {
    assertThatThrownBy(() -> CannedGraph.always(page("")).tenant().organization())
        .isInstanceOf(UnexpectedResponseException.class)
        .hasMessageContaining("0 organizations");
  }

  private static LicensedUser user(String properties) {
    return CannedGraph.always(
            Reply.json(
                200,
                "{\"id\":\"%s\",\"userPrincipalName\":\"adele@contoso.com\",%s}"
                    .formatted(ID, properties)))
        .tenant()
        .findUser("adele@contoso.com")
        .orElseThrow();
  }
}
