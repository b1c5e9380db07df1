package io.github.m365licensing.testkit.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.credential.TokenRequestContext;
import com.microsoft.graph.core.authentication.AzureIdentityAuthenticationProvider;
import com.microsoft.graph.core.content.BatchRequestContent;
import com.microsoft.graph.core.content.BatchResponseContent;
import com.microsoft.graph.core.requests.BaseGraphRequestAdapter;
import com.microsoft.graph.core.requests.GraphClientFactory;
import com.microsoft.graph.models.AssignedLicense;
import com.microsoft.graph.models.Group;
import com.microsoft.graph.models.LicenseDetails;
import com.microsoft.graph.models.PasswordProfile;
import com.microsoft.graph.models.ReferenceCreate;
import com.microsoft.graph.models.ServicePlanInfo;
import com.microsoft.graph.models.SubscribedSku;
import com.microsoft.graph.models.User;
import com.microsoft.graph.models.UserCollectionResponse;
import com.microsoft.graph.models.odataerrors.ODataError;
import com.microsoft.graph.serviceclient.GraphServiceClient;
import com.microsoft.graph.users.item.assignlicense.AssignLicensePostRequestBody;
import io.github.m365licensing.testkit.FakeTenant;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;

/** The real Graph SDK and the real Azure Identity, without a socket. */
class FakeGraphTest {

  private static final UUID EMS = UUID.fromString("efccb6f7-5641-4e0e-bd10-b4976e1bf68e");
  private static final UUID INTUNE_A = UUID.fromString("c1ec4a95-1f05-45b3-a911-aa3fa01094f5");

  private final FakeTenant tenant = FakeTenant.contoso();
  private final GraphServiceClient graph = checked(tenant);

  /** As {@link FakeGraph#client} makes one, with every answer checked. */
  private static GraphServiceClient checked(FakeTenant tenant) {
    OkHttpClient http =
        GraphClientFactory.create(GraphServiceClient.getGraphClientOptions())
            .addInterceptor(new CheckedAnswers())
            .addInterceptor(FakeGraph.interceptor(tenant))
            .build();
    return new GraphServiceClient(
        new BaseGraphRequestAdapter(
            new AzureIdentityAuthenticationProvider(
                FakeGraph.credential(tenant),
                new String[] {"graph.microsoft.com"},
                "https://graph.microsoft.com/.default"),
            "https://graph.microsoft.com/v1.0",
            http));
  }

  @Test
  void subscribedSkus_list_what_the_tenant_owns() {
    List<SubscribedSku> skus = graph.subscribedSkus().get().getValue();

    assertThat(skus).extracting(SubscribedSku::getSkuPartNumber).contains("EMS", "POWER_BI_PRO");
    SubscribedSku ems =
        skus.stream().filter(s -> EMS.equals(s.getSkuId())).findFirst().orElseThrow();
    assertThat(ems.getPrepaidUnits().getEnabled()).isEqualTo(120);
    assertThat(ems.getConsumedUnits()).isEqualTo(6);
    assertThat(ems.getId()).endsWith("_" + EMS);
    assertThat(ems.getServicePlans())
        .extracting(ServicePlanInfo::getServicePlanName)
        .contains("INTUNE_A");
  }

  @Test
  void assignLicense_gives_a_new_user_ems_without_intune() {
    User created = graph.users().post(newUser("test.user"));
    User located = new User();
    located.setUsageLocation("US");
    graph.users().byUserId(created.getId()).patch(located);

    User answer = graph.users().byUserId(created.getId()).assignLicense().post(add(EMS, INTUNE_A));

    assertThat(answer.getUserPrincipalName()).isEqualTo("test.user@contoso.com");
    List<LicenseDetails> details =
        graph.users().byUserId("test.user@contoso.com").licenseDetails().get().getValue();
    assertThat(details).extracting(LicenseDetails::getSkuPartNumber).containsExactly("EMS");
    assertThat(details.get(0).getServicePlans())
        .filteredOn(plan -> plan.getServicePlanName().equals("INTUNE_A"))
        .extracting(ServicePlanInfo::getProvisioningStatus)
        .containsExactly("Disabled");
  }

  @Test
  void assignLicense_without_usage_location_is_refused_with_graphs_text() {
    assertThatThrownBy(
            () -> graph.users().byUserId("diego@contoso.com").assignLicense().post(add(EMS)))
        .isInstanceOfSatisfying(
            ODataError.class,
            error -> {
              assertThat(error.getResponseStatusCode()).isEqualTo(400);
              assertThat(error.getError().getCode()).isEqualTo("Request_BadRequest");
              assertThat(error.getError().getInnerError().getRequestId()).isNotEmpty();
            })
        .hasMessage("License assignment cannot be done for user with invalid usage location.");
  }

  @Test
  void users_list_pages_by_nextLink_without_losing_options() {
    UserCollectionResponse first =
        graph
            .users()
            .get(
                request -> {
                  request.queryParameters.select = new String[] {"id", "assignedLicenses"};
                  request.queryParameters.filter =
                      "assignedLicenses/any(l:l/skuId eq " + EMS + ") and accountEnabled eq true";
                  request.queryParameters.top = 2;
                });
    UserCollectionResponse second = graph.users().withUrl(first.getOdataNextLink()).get();

    assertThat(first.getValue()).hasSize(2);
    assertThat(second.getValue()).isNotEmpty();
    assertThat(second.getValue())
        .allSatisfy(
            user -> {
              assertThat(user.getDisplayName()).isNull();
              assertThat(user.getAssignedLicenses())
                  .extracting(AssignedLicense::getSkuId)
                  .contains(EMS);
            });
  }

  @Test
  void groups_take_members_by_reference_to_the_public_address() {
    Group group = new Group();
    group.setDisplayName("New");
    group.setMailEnabled(false);
    group.setMailNickname("new");
    group.setSecurityEnabled(true);
    String groupId = graph.groups().post(group).getId();
    String adele = graph.users().byUserId("adele@contoso.com").get().getId();
    ReferenceCreate reference = new ReferenceCreate();
    reference.setOdataId("https://graph.microsoft.com/v1.0/directoryObjects/" + adele);

    graph.groups().byGroupId(groupId).members().ref().post(reference);

    assertThat(graph.groups().byGroupId(groupId).members().get().getValue())
        .hasOnlyElementsOfType(User.class)
        .extracting(member -> member.getId())
        .containsExactly(adele);
  }

  @Test
  void batch_answers_each_item_with_its_own_status() throws IOException {
    BatchRequestContent batch = new BatchRequestContent(graph);
    String found =
        batch.addBatchRequestStep(
            graph
                .users()
                .toGetRequestInformation(
                    request -> request.queryParameters.filter = "startswith(displayName,'a')"));
    String refused =
        batch.addBatchRequestStep(
            graph
                .users()
                .byUserId("diego@contoso.com")
                .assignLicense()
                .toPostRequestInformation(add(EMS)));

    BatchResponseContent answers = graph.getBatchRequestBuilder().post(batch, null);

    assertThat(answers.getResponsesStatusCode())
        .containsExactlyInAnyOrderEntriesOf(Map.of(found, 200, refused, 400));
  }

  @Test
  void credential_carries_the_permissions_it_was_given() {
    GraphServiceClient reader = FakeGraph.client(tenant, "User.Read.All");

    assertThat(reader.users().byUserId("adele@contoso.com").get().getId()).isNotEmpty();
    assertThatThrownBy(
            () -> reader.users().byUserId("adele@contoso.com").assignLicense().post(add(EMS)))
        .isInstanceOfSatisfying(
            ODataError.class,
            error ->
                assertThat(error.getError().getCode()).isEqualTo("Authorization_RequestDenied"));
  }

  @Test
  void token_is_shaped_as_a_json_web_token_with_roles() {
    String token =
        FakeGraph.credential(tenant, "User.Read.All")
            .getTokenSync(
                new TokenRequestContext().addScopes("https://graph.microsoft.com/.default"))
            .getToken();

    String claims =
        new String(
            java.util.Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]),
            java.nio.charset.StandardCharsets.UTF_8);
    assertThat(claims).contains("\"roles\":[\"User.Read.All\"]");
  }

  private static User newUser(String alias) {
    User user = new User();
    user.setAccountEnabled(true);
    user.setDisplayName("Test User");
    user.setMailNickname(alias);
    user.setUserPrincipalName(alias + "@contoso.com");
    PasswordProfile password = new PasswordProfile();
    password.setPassword("n0t-a-Secret");
    user.setPasswordProfile(password);
    return user;
  }

  private static AssignLicensePostRequestBody add(UUID skuId, UUID... disabledPlans) {
    AssignedLicense license = new AssignedLicense();
    license.setSkuId(skuId);
    license.setDisabledPlans(List.of(disabledPlans));
    AssignLicensePostRequestBody body = new AssignLicensePostRequestBody();
    body.setAddLicenses(List.of(license));
    body.setRemoveLicenses(List.of());
    return body;
  }
}
