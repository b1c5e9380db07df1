package io.github.m365licensing.testkit.contract;

import static io.github.m365licensing.testkit.contract.ContosoJson.BAD_REQUEST;
import static io.github.m365licensing.testkit.contract.ContosoJson.license;
import static io.github.m365licensing.testkit.contract.ContosoJson.quoted;
import static io.github.m365licensing.testkit.contract.ContosoJson.skuIds;
import static io.github.m365licensing.testkit.contract.Mark.CONTESTED;
import static io.github.m365licensing.testkit.contract.Mark.DOCUMENTED;
import static io.github.m365licensing.testkit.contract.Mark.OBSERVED;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.m365licensing.catalog.WellKnownPlans;
import io.github.m365licensing.catalog.WellKnownSkus;
import io.github.m365licensing.rules.LicensingSemantics.OmittedDisabledPlans;
import io.github.m365licensing.testkit.scenario.FakeSemantics.ConcurrencyStatus;
import io.github.m365licensing.testkit.scenario.FakeSemantics.ConcurrentGroupWrites;
import io.github.m365licensing.testkit.scenario.FakeSemantics.GroupPrerequisiteRemoval;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Rules about groups as Graph's wire takes and shows them. */
interface WireGroupContract extends WireUnderTest {

  @Rule(
      operation = "POST /groups/{id}/assignLicense",
      mark = DOCUMENTED,
      source = Sources.GROUP_ASSIGN)
  default void required_W28_licensing_a_group_is_accepted_with_the_group_in_the_answer() {
    ContosoJson contoso = ContosoJson.of(this);
    String group = contoso.groupId("Sales team");

    JsonNode accepted =
        contoso.assign("/groups/" + group, license(WellKnownSkus.FLOW_FREE), "").succeeds(202);

    assertThat(accepted.path("id").asText()).isEqualTo(group);
  }

  @Rule(
      operation = "POST /groups/{id}/assignLicense",
      mark = CONTESTED,
      source = "Entra: Microsoft Graph PowerShell group licensing examples (every plan is on)",
      against = "a comment in a Terraform provider (plans that were off stay off)",
      fact = "omittedDisabledPlans")
  default void required_W29_disabledPlans_omitted_for_a_group_are_none_or_kept_as_declared() {
    ContosoJson contoso = ContosoJson.of(this);
    String group = contoso.group("EMS licensed");

    contoso.assign(group, WireLicenseContract.EMS_WITHOUT_PLANS, "").succeeds(202);

    JsonNode off = licenses(contoso, group).path(0).path("disabledPlans");
    if (switches().licensing().omittedDisabledPlans() == OmittedDisabledPlans.NONE_DISABLED) {
      assertThat(off).isEmpty();
    } else {
      assertThat(off)
          .extracting(JsonNode::asText)
          .containsExactly(WellKnownPlans.ADALLOM_S_DISCOVERY.toString());
    }
  }

  @Rule(
      operation = "POST /$batch",
      mark = OBSERVED,
      source = Sources.CLIENT_LOGS + " (lost without a word)",
      fact = "concurrentGroupWrites")
  default void required_W30_one_of_two_calls_that_license_a_group_in_a_batch_is_lost_as_declared() {
    ContosoJson contoso = ContosoJson.of(this);
    String group = contoso.group("Sales team");
    String call = "{\"addLicenses\":[%s],\"removeLicenses\":[]}";

    List<Integer> statuses =
        contoso.together(
            group + "/assignLicense",
            call.formatted(license(WellKnownSkus.EMS)),
            call.formatted(license(WellKnownSkus.FLOW_FREE)));

    boolean lost = switches().concurrentGroupWrites() == ConcurrentGroupWrites.SILENTLY_LOST;
    int conflict = switches().concurrencyStatus() == ConcurrencyStatus.CONFLICT_409 ? 409 : 503;
    assertThat(statuses).containsExactlyInAnyOrder(202, lost ? 202 : conflict);
    assertThat(licenses(contoso, group)).hasSize(1);
  }

  @Rule(operation = "GET /groups/{id}", mark = OBSERVED, source = Sources.STATES_SCRIPT)
  default void required_W31_licenseProcessingState_is_an_object_with_a_state() {
    ContosoJson contoso = ContosoJson.of(this);

    JsonNode group =
        contoso
            .get(contoso.group("EMS licensed") + "?$select=licenseProcessingState")
            .succeeds(200);

    assertThat(group.at("/licenseProcessingState/state").asText()).isEqualTo("ProcessingComplete");
  }

  @Rule(operation = "GET /groups", mark = DOCUMENTED, source = Sources.GROUP)
  default void required_W32_hasMembersWithLicenseErrors_filters_and_is_never_shown() {
    ContosoJson contoso = ContosoJson.of(this);

    List<String> inError =
        contoso
            .get("/groups?$filter=hasMembersWithLicenseErrors%20eq%20true")
            .values("displayName");
    JsonNode shown =
        contoso
            .get(contoso.group("EMS licensed") + "?$select=id,hasMembersWithLicenseErrors")
            .json();

    assertThat(inError).containsExactlyInAnyOrder("EMS licensed", "Design tools");
    assertThat(shown.has("hasMembersWithLicenseErrors")).isFalse();
  }

  @Rule(operation = "DELETE /groups/{id}", mark = OBSERVED, source = Sources.CLIENT_LOGS)
  default void required_W33_a_licensed_group_cannot_be_deleted() {
    ContosoJson contoso = ContosoJson.of(this);
    String group = contoso.group("EMS licensed");

    assertThat(contoso.delete(group).fails(400, BAD_REQUEST))
        .isEqualTo("A group with active licenses assigned cannot be deleted.");
    assertThat(skuIds(licenses(contoso, group))).containsExactly(WellKnownSkus.EMS.toString());
  }

  @Rule(operation = "DELETE /groups/{id}", mark = DOCUMENTED, source = Sources.GROUP_DELETE)
  default void required_W34_a_security_group_is_deleted_for_good_and_a_microsoft365_group_is_not() {
    ContosoJson contoso = ContosoJson.of(this);
    String security = contoso.groupId("Sales team");
    String microsoft365 = contoso.groupId("Marketing");

    contoso.delete("/groups/" + security).succeeds(204);
    contoso.delete("/groups/" + microsoft365).succeeds(204);

    assertThat(contoso.get("/directory/deletedItems/microsoft.graph.group").values("id"))
        .containsExactly(microsoft365);
    contoso.get("/groups/" + microsoft365).fails(404, "Request_ResourceNotFound");
  }

  @Rule(operation = "POST /groups/{id}/members/$ref", mark = OBSERVED, source = Sources.CLIENT_LOGS)
  default void required_W35_the_refusal_of_a_member_already_there_says_so() {
    ContosoJson contoso = ContosoJson.of(this);
    String text =
        "One or more added object references already exist for the following modified properties:"
            + " 'members'.";

    assertThat(
            contoso
                .post(
                    contoso.group("Sales team") + "/members/$ref",
                    "{\"@odata.id\":" + reference(contoso.userId("adele")) + "}")
                .fails(400, BAD_REQUEST))
        .isEqualTo(text);
  }

  @Rule(operation = "PATCH /groups/{id}", mark = DOCUMENTED, source = Sources.GROUP_ADD_MEMBERS)
  default void required_W36_more_than_twenty_members_in_one_request_are_refused() {
    ContosoJson contoso = ContosoJson.of(this);
    String references =
        Stream.generate(() -> reference(new UUID(0x4000, 1).toString()))
            .limit(21)
            .collect(Collectors.joining(","));

    contoso
        .patch(contoso.group("Sales team"), "{\"members@odata.bind\":[" + references + "]}")
        .fails(400, BAD_REQUEST);
  }

  @Rule(
      operation = "DELETE /groups/{id}/members/{id}",
      mark = DOCUMENTED,
      source = Sources.GROUP_REMOVE_MEMBER)
  default void required_W37_deleting_a_member_without_ref_deletes_the_user() {
    ContosoJson contoso = ContosoJson.of(this);
    String lynne = contoso.userId("lynne");

    contoso.delete(contoso.group("Sales team") + "/members/" + lynne).succeeds(204);

    contoso.get("/users/" + lynne).fails(404, "Request_ResourceNotFound");
    assertThat(contoso.get("/directory/deletedItems/microsoft.graph.user").values("id"))
        .contains(lynne);
  }

  @Rule(operation = "PATCH /groups/{id}", mark = DOCUMENTED, source = Sources.GBL_ADVANCED)
  default void required_W38_a_group_that_becomes_dynamic_keeps_only_those_whom_its_rule_takes() {
    ContosoJson contoso = ContosoJson.of(this);
    String group = contoso.group("Sales team");

    contoso
        .patch(
            group,
            "{\"groupTypes\":[\"DynamicMembership\"],\"membershipRuleProcessingState\":\"On\","
                + "\"membershipRule\":\"user.department -eq \\\"Sales\\\"\"}")
        .succeeds(204);

    assertThat(contoso.get(group + "/members").values("userPrincipalName"))
        .contains(contoso.upn("adele"))
        .doesNotContain(contoso.upn("lynne"));
  }

  @Rule(
      operation = "POST /groups/{id}/assignLicense",
      mark = OBSERVED,
      source = Sources.CLIENT_LOGS,
      fact = "groupPrerequisiteRemoval")
  default void required_W52_taking_what_a_group_still_needs_is_accepted_or_refused_as_declared() {
    ContosoJson contoso = ContosoJson.of(this);
    String group = contoso.group("Sales team");
    contoso
        .assign(
            group,
            license(WellKnownSkus.STANDARDPACK) + "," + license(WellKnownSkus.WORKPLACE_ANALYTICS),
            "")
        .succeeds(202);

    ContosoJson.Reply reply =
        contoso.assign(group, "", quoted(WellKnownSkus.STANDARDPACK.toString()));

    if (switches().groupPrerequisiteRemoval() == GroupPrerequisiteRemoval.ACCEPTED) {
      reply.succeeds(202);
    } else {
      assertThat(reply.fails(400, BAD_REQUEST)).contains(" depends on the service plan(s) ");
    }
  }

  private static String reference(String id) {
    return quoted("https://graph.microsoft.com/v1.0/directoryObjects/" + id);
  }

  private static JsonNode licenses(ContosoJson contoso, String group) {
    return contoso.get(group + "?$select=assignedLicenses").succeeds(200).path("assignedLicenses");
  }
}
