package io.github.m365licensing.testkit.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.m365licensing.testkit.FakeTenant;
import io.github.m365licensing.testkit.FakeWire;
import io.github.m365licensing.testkit.internal.wire.WireClient.Reply;
import io.github.m365licensing.testkit.scenario.RequestMatcher;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTest {

  private final FakeTenant tenant = FakeTenant.contoso();
  private final WireClient graph = new WireClient(tenant);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"removeLicenses\":[]} | Request_BadRequest | One or more parameters of the operation 'assignLicense' are missing from the request payload. The missing parameters are: addLicenses.",
        "{\"addLicenses\":[]} | Request_BadRequest | One or more parameters of the operation 'assignLicense' are missing from the request payload. The missing parameters are: removeLicenses.",
        "{} | Request_BadRequest | One or more parameters of the operation 'assignLicense' are missing from the request payload. The missing parameters are: addLicenses, removeLicenses.",
        "{\"addLicenses\":[],\"removeLicenses\":[]} | Request_BadRequest | No license changes provided. At least one license to add or remove must be specified.",
        "{\"addLicenses\":[{\"skuId\":\"EMS\"}],\"removeLicenses\":[]} | Request_BadRequest | Cannot convert a primitive value to the expected type 'Edm.Guid'. See the inner exception for more details",
        "{\"addLicenses\":[],\"removeLicenses\":[\"EMS\"]} | Request_BadRequest | Cannot convert a primitive value to the expected type 'Edm.Guid'. See the inner exception for more details",
        "{\"addLicenses\":[{}],\"removeLicenses\":[]} | Request_BadRequest | License 00000000-0000-0000-0000-000000000000 does not correspond to a valid company License.",
        "{\"addLicenses\":[1],\"removeLicenses\":[]} | Request_BadRequest | Cannot convert a primitive value to the expected type 'microsoft.graph.assignedLicense'. See the inner exception for more details",
        "{\"addLicenses\":\"EMS\",\"removeLicenses\":[]} | BadRequest | An unexpected 'PrimitiveValue' node was found when reading from the JSON reader. A 'StartArray' node was expected.",
        "{\"addLicenses\":[],\"removeLicenses\":[],\"more\":1} | BadRequest | The parameter 'more' in the request payload is not a valid parameter for the operation 'assignLicense'.",
        "{\"addLicenses\":[{\"sku\":1}],\"removeLicenses\":[]} | BadRequest | The property 'sku' does not exist on type 'microsoft.graph.assignedLicense'. Make sure to only use property names that are defined by the type.",
        "{\"addLicenses\":[ | BadRequest | Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.",
        "[] | BadRequest | Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.",
      })
  void assignLicense_of_a_wrong_body_is_refused_in_graphs_words(
      String body, String code, String message) {
    Reply reply = graph.post("/users/adele@contoso.com/assignLicense", body);

    assertThat(reply.fails(400, code).message()).isEqualTo(message);
    assertThat(tenant.brokenInvariants()).isEmpty();
  }

  @Test
  void assignLicense_takes_what_the_sdks_send_around_the_lists() {
    String body =
        "{\"@odata.type\":\"#x\",\"AddLicenses\":[{\"@odata.type\":\"#microsoft.graph.assignedLicense\","
            + "\"skuId\":\"EFCCB6F7-5641-4E0E-BD10-B4976E1BF68E\"}],\"removelicenses\":[]}";

    graph.post("/users/lynne@contoso.com/microsoft.graph.assignLicense", body).succeeds(200);

    assertThat(tenant.user("lynne@contoso.com").now().assignedLicenses()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"usageLocation\":1} | 400 | Request_BadRequest",
        "{\"accountEnabled\":\"yes\"} | 400 | Request_BadRequest",
        "{\"businessPhones\":\"1\"} | 400 | BadRequest",
        "{\"assignedLicenses\":[]} | 400 | Request_BadRequest",
        "{\"nonsense\":1} | 400 | Request_BadRequest",
        "{\"id\":\"another\"} | 400 | Request_BadRequest",
        "{\"signInActivity\":{}} | 501 | fake.property",
        "{\"usageLocation\":\"NL\"} | 204 | ``",
        "{\"UsageLocation\":null,\"@odata.type\":\"#microsoft.graph.user\"} | 204 | ``",
      })
  void patch_of_a_user_takes_what_fits_and_refuses_the_rest(String body, int status, String code) {
    Reply reply = graph.patch("/users/lynne@contoso.com", body);

    assertThat(reply.status()).as(reply.response().text()).isEqualTo(status);
    assertThat(reply.error()).isEqualTo(code);
  }

  @Test
  void patch_that_repeats_the_id_unchanged_is_taken() {
    String id = tenant.user("lynne@contoso.com").id().toString();

    graph.patch("/users/" + id, "{\"id\":\"" + id + "\",\"usageLocation\":\"NL\"}").succeeds(204);
  }

  @Test
  void post_of_a_user_without_what_is_mandatory_names_it() {
    Reply noPassword =
        graph.post(
            "/users",
            "{\"accountEnabled\":true,\"displayName\":\"N\",\"mailNickname\":\"n\",\"userPrincipalName\":\"n@contoso.com\"}");
    Reply noName =
        graph.post(
            "/users",
            "{\"accountEnabled\":true,\"mailNickname\":\"n\",\"userPrincipalName\":\"n@contoso.com\",\"passwordProfile\":{\"password\":\"n0t-a-Secret\"}}");

    assertThat(noPassword.fails(400, "Request_BadRequest").message()).contains("'passwordProfile'");
    assertThat(noName.fails(400, "Request_BadRequest").message())
        .isEqualTo("A value is required for property 'displayName' of resource 'User'.");
  }

  @Test
  void password_of_a_new_user_is_in_no_log() {
    graph
        .post(
            "/users",
            "{\"accountEnabled\":true,\"displayName\":\"N\",\"mailNickname\":\"n\",\"userPrincipalName\":\"n@contoso.com\",\"passwordProfile\":{\"password\":\"n0t-a-Secret\"}}")
        .succeeds(201);

    assertThat(tenant.requests().all())
        .singleElement()
        .satisfies(
            logged ->
                assertThat(logged.wire().text())
                    .contains("\"mailNickname\"")
                    .doesNotContain("n0t-a-Secret"));
  }

  @Test
  void log_keeps_requests_as_they_came() {
    graph.get("/users?$top=3&$select=id").succeeds(200);

    assertThat(tenant.requests().all())
        .singleElement()
        .satisfies(
            logged -> assertThat(logged.wire().resource()).isEqualTo("/users?$top=3&$select=id"));
  }

  @Test
  void members_bind_adds_up_to_twenty_or_none() {
    String group = tenant.group("Sales team").id().toString();
    String dem = tenant.user("dem@contoso.com").id().toString();
    String adele = tenant.user("adele@contoso.com").id().toString();
    String bind =
        "{\"members@odata.bind\":[\"https://graph.microsoft.com/v1.0/directoryObjects/%s\",\"https://graph.microsoft.com/v1.0/directoryObjects('%s')\"]}";

    Reply mixed = graph.patch("/groups/" + group, bind.formatted(dem, adele));
    graph
        .patch(
            "/groups/" + group,
            "{\"members@odata.bind\":[\"https://graph.microsoft.com/v1.0/directoryObjects/"
                + dem
                + "\"],\"@odata.context\":\"x\"}")
        .succeeds(204);

    assertThat(mixed.fails(400, "Request_BadRequest").message())
        .isEqualTo(
            "One or more added object references already exist for the following modified properties: 'members'.");
    graph
        .patch("/groups/" + group, "{\"members@odata.bind\":[\"nonsense\"]}")
        .fails(400, "Request_BadRequest");
    graph
        .patch("/groups/" + group, "{\"description\":\"x\",\"members@odata.bind\":[]}")
        .fails(501, "fake.property");
  }

  @Test
  void errors_carry_graphs_envelope_and_headers() {
    Reply reply =
        graph
            .with("client-request-id", "11111111-2222-3333-4444-555555555555")
            .get("/users/nobody");

    reply.fails(404, "Request_ResourceNotFound");
    assertThat(reply.message())
        .isEqualTo(
            "Resource 'nobody' does not exist or one of its queried reference-property objects are not present.");
    Map<String, String> headers = reply.response().headers();
    assertThat(headers)
        .containsEntry("client-request-id", "11111111-2222-3333-4444-555555555555")
        .containsEntry("Cache-Control", "no-cache")
        .containsEntry("Strict-Transport-Security", "max-age=31536000")
        .containsEntry("x-ms-resource-unit", "0")
        .containsKeys("request-id", "x-ms-ags-diagnostic", "Date");
    assertThat(reply.json().at("/error/innerError/request-id").asText())
        .isEqualTo(headers.get("request-id"));
    assertThat(tenant.requests().all().get(0).requestId()).isEqualTo(headers.get("request-id"));
  }

  @ParameterizedTest
  @CsvSource({
    "/users, 2",
    "/users?$select=id, 1",
    "/users?$top=5&$select=id, 1",
    "/subscribedSkus, 3",
    "/users/adele@contoso.com/licenseDetails, 2",
    "/users/adele@contoso.com?$expand=memberOf, 2",
  })
  void answers_tell_what_they_cost(String path, String units) {
    assertThat(graph.get(path).succeeds(200).response().header("x-ms-resource-unit"))
        .isEqualTo(units);
  }

  @ParameterizedTest
  @CsvSource({
    "PUT, /users, 405, Request_BadRequest",
    "POST, /subscribedSkus, 405, Request_BadRequest",
    "PATCH, /organization/x, 501, fake.operation",
    "GET, /applications, 501, fake.operation",
    "GET, /groups/not-a-guid, 400, Request_BadRequest",
    "GET, /subscribedSkus/efccb6f7-5641-4e0e-bd10-b4976e1bf68e, 400, Request_BadRequest",
    "GET, https://graph.microsoft.com/v2.0/users, 400, BadRequest",
    "GET, https://graph.microsoft.com/, 400, BadRequest",
    "GET, /users/%zz, 400, BadRequest",
  })
  void wrong_verbs_and_paths_are_told_apart_from_what_is_not_modelled(
      String method, String path, int status, String code) {
    graph.send(method, path, "").fails(status, code);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET | /usres/x | GET /users/{id}",
        "GET | /subscribedSkuss | GET /subscribedSkus",
        "POST | /users/x/assignLicence | POST /users/{id}/assignLicense",
        "GET | /groups/x/memberz | GET /groups/{id}/members",
        "GET | /directory/deletedItem | GET /directory/deletedItems",
      })
  void what_is_not_modelled_names_the_nearest_operation(
      String method, String path, String nearest) {
    assertThat(graph.send(method, path, "").fails(501, "fake.operation").message())
        .endsWith("The nearest supported operation is " + nearest + ".");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/users?$apply=x",
        "/users?$compute=x",
        "/users?nonsense=1",
        "/subscribedSkus?$filter=x",
        "/users/delta?$x=1"
      })
  void options_that_are_not_modelled_are_refused_by_name(String path) {
    assertThat(graph.get(path).fails(501, "fake.queryOption").message()).contains("query option");
  }

  @Test
  void bodies_are_bounded_in_size_and_depth_and_must_be_json() {
    String deep = "{\"a\":" + "[".repeat(200) + "]".repeat(200) + "}";
    String large = "{\"a\":\"" + "x".repeat(FakeWire.MAX_BODY) + "\"}";

    graph.post("/users", deep).fails(400, "BadRequest");
    graph.post("/users", large).fails(413, "RequestEntityTooLarge");
    graph.get("/users?$filter=" + "x".repeat(20_000)).fails(414, "UriTooLong");
    graph.with("Content-Type", "text/plain").post("/users", "{}").fails(415, "BadRequest");
    graph.post("/users", "").fails(400, "BadRequest");
  }

  @Test
  void faults_of_the_tenant_come_through_as_graph_would_show_them() {
    tenant.faults().throttle(Duration.ofSeconds(3)).on(RequestMatcher.assignLicense()).once();

    Reply throttled =
        graph.post(
            "/users/lynne@contoso.com/assignLicense", "{\"addLicenses\":[],\"removeLicenses\":[]}");

    throttled.fails(429, "TooManyRequests");
    assertThat(throttled.response().header("Retry-After")).isEqualTo("3");
  }

  @Test
  void quota_throttles_and_says_so_before_it_does() {
    tenant.enforceQuota(true);
    boolean warned = false;
    Reply reply = graph.get("/subscribedSkus");
    for (int i = 0; i < 2_000 && reply.status() == 200; i++) {
      reply = graph.get("/subscribedSkus");
      warned |= !reply.response().header("x-ms-throttle-limit-percentage").isEmpty();
    }

    reply.fails(429, "TooManyRequests");
    assertThat(warned).isTrue();
    assertThat(reply.response().header("x-ms-throttle-information"))
        .isEqualTo("ResourceUnitLimitExceeded");
    long wait = Long.parseLong(reply.response().header("Retry-After"));
    tenant.advance(Duration.ofSeconds(wait));
    graph.get("/subscribedSkus").succeeds(200);
  }

  @Test
  void delegated_token_needs_a_directory_role_besides_the_scope() {
    String claims = "{\"scp\":\"User.Read.All LicenseAssignment.ReadWrite.All\",\"wids\":[%s]}";
    WireClient plain = graph.with("Authorization", "Bearer " + token(claims.formatted("")));
    WireClient admin =
        graph.with(
            "Authorization",
            "Bearer " + token(claims.formatted("\"4d6ac14f-3453-41d0-bef9-a3e0c569773a\"")));
    String body =
        "{\"addLicenses\":[{\"skuId\":\"efccb6f7-5641-4e0e-bd10-b4976e1bf68e\"}],\"removeLicenses\":[]}";

    plain.get("/users/lynne@contoso.com").succeeds(200);
    plain
        .post("/users/lynne@contoso.com/assignLicense", body)
        .fails(403, "Authorization_RequestDenied");
    admin.post("/users/lynne@contoso.com/assignLicense", body).succeeds(200);
    plain.get("/me").fails(501, "fake.operation");
  }

  private static String token(String claims) {
    java.util.Base64.Encoder encoder = java.util.Base64.getUrlEncoder().withoutPadding();
    String head = encoder.encodeToString("{}".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    return head
        + "."
        + encoder.encodeToString(claims.getBytes(java.nio.charset.StandardCharsets.UTF_8))
        + ".sig";
  }
}
