package io.github.m365licensing.testkit.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.m365licensing.testkit.FakeTenant;
import io.github.m365licensing.testkit.internal.wire.WireClient.Reply;
import io.github.m365licensing.testkit.internal.wire.sku.LicenseSchema;
import io.github.m365licensing.testkit.scenario.WireOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SurfaceTest {

  private static final String EMS = "efccb6f7-5641-4e0e-bd10-b4976e1bf68e";

  private final FakeTenant tenant = FakeTenant.contoso();
  private final List<String> told = new ArrayList<>();
  private final WireClient graph =
      new WireClient(tenant.wire(WireOptions.defaults().log(told::add)));

  private String id(String alias) {
    return tenant.user(alias + "@contoso.com").id().toString();
  }

  private String group(String name) {
    return tenant.group(name).id().toString();
  }

  @Test
  void every_operation_answers_as_the_schema_says() {
    String adele = "/users/" + id("adele");
    String sales = "/groups/" + group("Sales team");
    WireClient eventual = graph.eventual();
    String sku = graph.get("/subscribedSkus").succeeds(200).json().at("/value/0/id").asText();
    graph.get("/subscribedSkus/" + sku).succeeds(200);
    String subscription =
        graph.get("/directory/subscriptions").succeeds(200).json().at("/value/0/id").asText();
    graph.get("/directory/subscriptions/" + subscription).succeeds(200);
    graph.get("/organization").succeeds(200);
    graph
        .get("/organization/" + graph.get("/organization").json().at("/value/0/id").asText())
        .succeeds(200);
    graph.get("/users").succeeds(200);
    eventual.get("/users/$count").succeeds(200);
    graph.get(adele).succeeds(200);
    String details =
        graph.get(adele + "/licenseDetails").succeeds(200).json().at("/value/0/id").asText();
    graph.get(adele + "/licenseDetails/" + details).succeeds(200);
    graph.get(adele + "/memberOf").succeeds(200);
    graph.get(adele + "/transitiveMemberOf").succeeds(200);
    eventual.get(adele + "/memberOf/$count").succeeds(200);
    eventual.get(adele + "/transitiveMemberOf/$count").succeeds(200);
    eventual.get(adele + "/memberOf/microsoft.graph.group?$count=true").succeeds(200);
    eventual.get(adele + "/transitiveMemberOf/microsoft.graph.group?$count=true").succeeds(200);
    eventual.get(adele + "/memberOf/microsoft.graph.group/$count").succeeds(200);
    eventual.get(adele + "/transitiveMemberOf/microsoft.graph.group/$count").succeeds(200);
    graph.get(adele + "/managedDevices").succeeds(200);
    graph.get("/users/delta").succeeds(200);
    graph.get("/groups/delta").succeeds(200);
    graph.get("/groups").succeeds(200);
    eventual.get("/groups/$count").succeeds(200);
    graph.get(sales).succeeds(200);
    for (String relation : List.of("/members", "/transitiveMembers")) {
      graph.get(sales + relation).succeeds(200);
      eventual.get(sales + relation + "/$count").succeeds(200);
      for (String cast : List.of("user", "group")) {
        eventual.get(sales + relation + "/microsoft.graph." + cast + "?$count=true").succeeds(200);
        eventual.get(sales + relation + "/microsoft.graph." + cast + "/$count").succeeds(200);
      }
    }
    String errors = "/groups/" + group("Design tools") + "/membersWithLicenseErrors";
    graph.get(errors).succeeds(200);
    eventual.get(errors + "/$count").succeeds(200);
    graph.get(sales + "/owners").succeeds(200);
    eventual.get(sales + "/owners/$count").succeeds(200);
    graph.get("/directoryObjects/" + id("adele")).succeeds(200);
    graph.get("/deviceManagement/managedDevices").succeeds(200);
    graph.get("/education/users").succeeds(200);
    graph.get("/directory/deletedItems").fails(400, "Request_BadRequest");
    graph.get("/directory/deletedItems/microsoft.graph.group").succeeds(200);
    eventual.get("/directory/deletedItems/microsoft.graph.group/$count").succeeds(200);
    eventual.get("/directory/deletedItems/microsoft.graph.user/$count").succeeds(200);
    String bianca =
        graph
            .get("/directory/deletedItems/microsoft.graph.user")
            .succeeds(200)
            .json()
            .at("/value/0/id")
            .asText();
    graph.get("/directory/deletedItems/" + bianca).succeeds(200);
    graph.post("/directory/deletedItems/" + bianca + "/restore", "").succeeds(200);
    graph.delete("/users/" + bianca).succeeds(204);
    graph.delete("/directory/deletedItems/" + bianca).succeeds(204);
    String created = "/users/" + created(graph.post("/users", newUser("new.user")));
    graph.patch(created, "{\"usageLocation\":\"NL\"}").succeeds(204);
    graph
        .post(
            created + "/assignLicense",
            "{\"addLicenses\":[{\"skuId\":\"" + EMS + "\"}],\"removeLicenses\":[]}")
        .succeeds(200);
    graph.post(created + "/reprocessLicenseAssignment", "").succeeds(200);
    String newGroup = created(graph.post("/groups", newGroup("New")));
    graph
        .post(
            "/groups/" + newGroup + "/assignLicense",
            "{\"addLicenses\":[{\"skuId\":\""
                + EMS
                + "\",\"disabledPlans\":[]}],\"removeLicenses\":[]}")
        .succeeds(202);
    graph.patch("/groups/" + newGroup, "{\"description\":\"x\"}").succeeds(204);
    graph
        .post(
            "/groups/" + newGroup + "/members/$ref",
            "{\"@odata.id\":\"https://graph.microsoft.com/v1.0/directoryObjects/"
                + id("adele")
                + "\"}")
        .succeeds(204);
    graph.delete("/groups/" + newGroup + "/members/" + id("adele") + "/$ref").succeeds(204);
    graph.delete("/groups/" + created(graph.post("/groups", newGroup("Gone")))).succeeds(204);
    String gone = created(graph.post("/users", newUser("gone.user")));
    graph.delete(sales + "/members/" + gone).succeeds(204);

    List<String> answered =
        told.stream()
            .map(line -> line.substring(0, line.indexOf(' ', line.indexOf(' ') + 1)))
            .toList();
    assertThat(answered).containsAll(graph.wire().operations());
    assertThat(tenant.brokenInvariants()).isEmpty();
  }

  private static String created(Reply reply) {
    return reply.succeeds(201).json().path("id").asText();
  }

  private static String newUser(String alias) {
    return """
        {"@odata.type":"#microsoft.graph.user","accountEnabled":true,"displayName":"N",
         "mailNickname":"%s","userPrincipalName":"%s@contoso.com",
         "passwordProfile":{"forceChangePasswordNextSignIn":true,"password":"n0t-a-Secret"}}"""
        .formatted(alias, alias);
  }

  private static String newGroup(String name) {
    return """
        {"displayName":"%s","mailEnabled":false,"mailNickname":"n","securityEnabled":true,"groupTypes":[]}"""
        .formatted(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/users/adele@contoso.com",
        "/users/adele%40contoso.com",
        "/users('adele@contoso.com')",
        "/users('adele%40contoso.com')",
        "/users(adele@contoso.com)",
        "/USERS/ADELE@CONTOSO.COM",
        "/users/adele@contoso.com/",
        "https://graph.microsoft.com/beta/users/adele@contoso.com",
        "https://graph.microsoft.com/V1.0/users/adele@contoso.com",
        "http://127.0.0.1:9/v1.0/users/adele@contoso.com",
      })
  void path_names_a_user_in_every_spelling_that_graph_takes(String path) {
    assertThat(graph.get(path).succeeds(200).json().path("userPrincipalName").asText())
        .isEqualTo("adele@contoso.com");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/users/delta",
        "/users/delta()",
        "/users/microsoft.graph.delta()",
        "/Users/Delta"
      })
  void delta_comes_with_or_without_parentheses_and_namespace(String path) {
    assertThat(graph.get(path).succeeds(200).json().has("@odata.deltaLink")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"microsoft.graph.user", "graph.user", "Microsoft.Graph.User"})
  void cast_comes_with_the_long_and_the_short_namespace(String cast) {
    Reply members =
        graph
            .eventual()
            .get("/groups/" + group("M365 E3 licensed") + "/members/" + cast + "?$count=true")
            .succeeds(200);

    assertThat(members.json().path("@odata.count").asInt()).isEqualTo(2);
  }

  @Test
  void guest_is_found_by_its_escaped_name() {
    String name =
        graph
            .get("/users?$filter=userType eq 'Guest'".replace(" ", "%20"))
            .succeeds(200)
            .json()
            .at("/value/0/userPrincipalName")
            .asText();

    assertThat(name).contains("#EXT#");
    assertThat(
            graph
                .get("/users/" + name.replace("#", "%23"))
                .succeeds(200)
                .json()
                .path("id")
                .asText())
        .isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "https://graph.microsoft.com/v1.0, https://graph.microsoft.com/v1.0/$metadata#users",
    "https://graph.microsoft.com/beta, https://graph.microsoft.com/beta/$metadata#users",
    "http://127.0.0.1:8080/v1.0, http://127.0.0.1:8080/v1.0/$metadata#users",
  })
  void context_and_nextLink_stay_on_the_clients_own_origin(String base, String context) {
    Reply page = graph.get(base + "/users?$top=1").succeeds(200);

    assertThat(page.json().path("@odata.context").asText()).isEqualTo(context);
    assertThat(page.json().path("@odata.nextLink").asText())
        .startsWith(base + "/users?$top=1&$skiptoken=");
  }

  @Test
  void metadata_none_leaves_context_and_types_out() {
    Reply members =
        graph
            .with("Accept", "application/json;odata.metadata=none")
            .get("/groups/" + group("Sales team") + "/members")
            .succeeds(200);

    assertThat(members.json().has("@odata.context")).isFalse();
    assertThat(members.json().at("/value/0").has("@odata.type")).isFalse();
    assertThat(members.response().header("Content-Type")).contains("odata.metadata=none");
  }

  @ParameterizedTest
  @CsvSource({
    "c7df2760-2c81-4ef7-b578-5b5392b571df, 3RnS3Gi8m0u_C0ozp5a-NWAn38eBLPdOtXhbU5K1cd8",
    "725422ed-e205-400e-ab0a-3899d8a398ca, 3RnS3Gi8m0u_C0ozp5a-Ne0iVHIF4g5Aqwo4mdijmMo",
  })
  void licenseDetails_id_is_that_of_the_documentations_samples(UUID skuId, String id) {
    UUID tenantId = UUID.fromString("dcd219dd-bc68-4b9b-bf0b-4a33a796be35");

    assertThat(LicenseSchema.licenseDetailsId(tenantId, skuId)).isEqualTo(id);
  }
}
