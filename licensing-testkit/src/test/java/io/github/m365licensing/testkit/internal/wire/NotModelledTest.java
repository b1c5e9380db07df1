package io.github.m365licensing.testkit.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.m365licensing.testkit.FakeTenant;
import io.github.m365licensing.testkit.TenantInternals;
import io.github.m365licensing.testkit.internal.service.Engine;
import io.github.m365licensing.testkit.internal.service.NotModelled;
import io.github.m365licensing.testkit.internal.store.StoredUser;
import io.github.m365licensing.testkit.internal.wire.WireClient.Reply;
import io.github.m365licensing.testkit.internal.wire.device.DeviceSchema;
import io.github.m365licensing.testkit.internal.wire.education.EducationSchema;
import io.github.m365licensing.testkit.internal.wire.group.GroupSchema;
import io.github.m365licensing.testkit.internal.wire.odata.StructuredType;
import io.github.m365licensing.testkit.internal.wire.odata.UnmodelledProperties;
import io.github.m365licensing.testkit.internal.wire.organization.OrganizationSchema;
import io.github.m365licensing.testkit.internal.wire.user.UserSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the fake refuses by name, and that it refuses nothing else so and ignores nothing. */
class NotModelledTest {

  private final FakeTenant tenant = FakeTenant.contoso();
  private final WireClient graph = new WireClient(tenant);

  private Reply beyond(NotModelled kind) {
    return switch (kind) {
      case OPERATION -> graph.get("/applications");
      case QUERY_OPTION -> graph.get("/users?$apply=x");
      case SELECT -> graph.get("/users?$select=*");
      case EXPAND -> graph.get("/users?$expand=manager");
      case PROPERTY -> graph.get("/users?$select=signInActivity");
      case HEADER ->
          graph.with("Accept", "application/json;odata.metadata=full").get("/organization");
      case MEMBERSHIP_RULE ->
          graph.post(
              "/groups",
              """
              {"displayName":"D","mailEnabled":false,"mailNickname":"d","securityEnabled":true,
               "groupTypes":["DynamicMembership"],"membershipRuleProcessingState":"On",
               "membershipRule":"user.department -match \\"S.*\\""}""");
    };
  }

  @ParameterizedTest
  @EnumSource
  void each_kind_is_refused_with_its_own_code_and_nothing_done(NotModelled kind) {
    Reply reply = beyond(kind);

    assertThat(reply.fails(kind.status(), kind.code()).message()).contains("Nothing was done");
  }

  @ParameterizedTest
  @EnumSource
  void each_kind_says_what_it_is_and_what_comes_nearest(NotModelled kind) {
    assertThat(kind.code()).startsWith("fake.");
    assertThat(kind.things()).isNotBlank();
    assertThat(kind.nearest()).isNotBlank();
  }

  @Test
  void no_other_place_makes_up_a_code_of_the_fakes_own() throws IOException {
    Pattern code = Pattern.compile("\"(fake\\.[a-z]\\w*)\"");
    List<String> elsewhere = new ArrayList<>();
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        if (!file.endsWith("NotModelled.java")) {
          code.matcher(Files.readString(file))
              .results()
              .map(MatchResult::group)
              .forEach(elsewhere::add);
        }
      }
    }

    assertThat(elsewhere).containsExactly("\"fake.internalError\"");
  }

  @Test
  void unmodelled_properties_are_those_that_the_types_lack() {
    Engine engine = TenantInternals.pipeline(tenant).engine();
    StructuredType<StoredUser> user = UserSchema.of(engine);
    Map<String, StructuredType<?>> byName =
        Map.of(
            "microsoft.graph.user", user,
            "microsoft.graph.group", GroupSchema.of(engine),
            "microsoft.graph.organization", OrganizationSchema.organization(engine),
            "microsoft.graph.managedDevice", DeviceSchema.MANAGED_DEVICE,
            "microsoft.graph.educationUser", EducationSchema.of(user));
    Map<String, SortedSet<String>> unmodelled = UnmodelledProperties.all();

    assertThat(unmodelled.keySet()).isEqualTo(new java.util.TreeSet<>(byName.keySet()));
    unmodelled.forEach(
        (name, properties) ->
            assertThat(properties)
                .allSatisfy(
                    property -> {
                      assertThat(byName.get(name).find(property)).as(property).isNull();
                      assertThat(byName.get(name).isUnmodelled(property)).isTrue();
                    }));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/users?$filter=employeeHireDate+eq+null",
        "/users?$filter=manager/id+eq+'x'",
        "/users?$filter=onPremisesDistinguishedName+eq+'x'",
        "/users?$filter=memberOf/any(g:g/id+eq+'x')",
        "/users?$orderby=signInActivity",
        "/users/adele@contoso.com?$select=id,identities",
        "/users/delta?$select=identities",
        "/groups?$select=members",
        "/organization?$select=city",
        "/deviceManagement/managedDevices?$select=serialNumber",
        "/education/users?$select=student",
      })
  void property_that_only_graph_has_is_told_apart_from_one_that_nobody_has(String path) {
    assertThat(graph.get(path).fails(501, "fake.property").message())
        .contains("does not model the property");
  }

  @ParameterizedTest
  @CsvSource({
    "/organization/$count",
    "/subscribedSkus/$count",
    "/users/adele@contoso.com/licenseDetails/$count",
    "/directoryObjects/$count",
    "/users/$ref",
  })
  void segment_with_a_dollar_is_no_key(String path) {
    graph.get(path).fails(501, "fake.operation");
  }

  @Test
  void every_operation_refuses_an_option_that_it_does_not_take() {
    String id = tenant.user("adele@contoso.com").id().toString();
    String group = tenant.group("Sales team").id().toString();
    List<String> ignored = new ArrayList<>();
    for (String operation : graph.wire().operations()) {
      String method = operation.substring(0, operation.indexOf(' '));
      String path = operation.substring(operation.indexOf(' ') + 1);
      if (path.endsWith("/delta") || path.equals("/directory/deletedItems")) {
        continue;
      }
      String keyed =
          path.replaceFirst("\\{id}", path.startsWith("/groups/") ? group : id)
              .replaceAll("\\{\\w+}", id);
      Reply reply = graph.eventual().send(method, keyed + "?$deltatoken=x", "");
      if (!reply.error().equals("fake.queryOption")) {
        ignored.add(operation + " answers " + reply.status());
      }
    }

    assertThat(ignored).isEmpty();
    assertThat(tenant.requests().all()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /me, GET /users/{id}",
    "GET, /me/licenseDetails, GET /users/{id}/licenseDetails",
    "POST, /Me/reprocessLicenseAssignment, POST /users/{id}/reprocessLicenseAssignment",
    "GET, /me/messages, GET /users/{id}/messages",
  })
  void me_is_refused_for_an_application_as_graph_does_and_by_name_for_a_user(
      String method, String path, String nearest) {
    String claims =
        java.util.Base64.getUrlEncoder()
            .encodeToString(
                "{\"scp\":\"User.Read\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    WireClient user = graph.with("Authorization", "Bearer e30." + claims + ".x");

    graph.send(method, path, "").fails(400, "BadRequest");
    assertThat(user.send(method, path, "").fails(501, "fake.operation").message())
        .endsWith("The nearest supported operation is " + nearest + ".");
  }
}
