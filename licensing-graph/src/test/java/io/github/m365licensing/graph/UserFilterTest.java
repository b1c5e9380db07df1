package io.github.m365licensing.graph;

import static io.github.m365licensing.directory.UserQuery.everyone;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.m365licensing.directory.UsageLocation;
import io.github.m365licensing.directory.UserQuery;
import io.github.m365licensing.directory.UserQuery.Department;
import io.github.m365licensing.directory.UserQuery.Domain;
import io.github.m365licensing.directory.UserQuery.EducationRole;
import io.github.m365licensing.directory.UserQuery.Enabled;
import io.github.m365licensing.directory.UserQuery.Guest;
import io.github.m365licensing.directory.UserQuery.HasDirectSku;
import io.github.m365licensing.directory.UserQuery.HasPlanOn;
import io.github.m365licensing.directory.UserQuery.HasSku;
import io.github.m365licensing.directory.UserQuery.InUsageLocation;
import io.github.m365licensing.directory.UserQuery.NoUsageLocation;
import io.github.m365licensing.directory.UserQuery.Synced;
import io.github.m365licensing.sku.ServicePlanId;
import io.github.m365licensing.sku.SkuId;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What of a condition Graph is asked to do: never less than the condition selects. */
class UserFilterTest {

  private static final SkuId EMS = SkuId.parse("efccb6f7-5641-4e0e-bd10-b4976e1bf68e");
  private static final SkuId E3 = SkuId.parse("05e9a617-0261-4cee-bb44-138d3ef5d965");
  private static final ServicePlanId INTUNE =
      ServicePlanId.parse("c1ec4a95-1f05-45b3-a911-aa3fa01094f5");
  private static final String EMS_ANY = "assignedLicenses/any(x:x/skuId eq " + EMS + ")";

  @ParameterizedTest
  @MethodSource
  void condition_is_said_in_graphs_words(UserQuery query, String filter, boolean advanced) {
    CannedGraph graph = CannedGraph.always(CannedGraph.page(""));

    graph.tenant().listUsers(query).toList();

    assertThat(graph.seen().get(0).request().url().queryParameter("$filter")).isEqualTo(filter);
    assertThat(graph.seen().get(0).header("ConsistencyLevel"))
        .isEqualTo(advanced ? "eventual" : "");
    assertThat(graph.seen().get(0).request().url().queryParameter("$count"))
        .isEqualTo(advanced ? "true" : null);
  }

  static Stream<Arguments> condition_is_said_in_graphs_words() {
    return Stream.of(
        Arguments.of(everyone(), null, false),
        Arguments.of(new Department("O'Neil & sons"), "department eq 'O''Neil & sons'", false),
        Arguments.of(new Domain("contoso.com"), "endsWith(userPrincipalName,'@contoso.com')", true),
        Arguments.of(new InUsageLocation(UsageLocation.of("NL")), "usageLocation eq 'NL'", false),
        Arguments.of(NoUsageLocation.INSTANCE, "usageLocation eq null", true),
        Arguments.of(new Synced(true), "onPremisesSyncEnabled eq true", false),
        Arguments.of(new Synced(false), "not(onPremisesSyncEnabled eq true)", true),
        Arguments.of(new Enabled(true), "accountEnabled eq true", false),
        Arguments.of(new Enabled(false), "accountEnabled eq false", false),
        Arguments.of(new Guest(true), "userType eq 'Guest'", false),
        Arguments.of(new Guest(false), "not(userType eq 'Guest')", true),
        Arguments.of(new HasSku(EMS), EMS_ANY, false),
        Arguments.of(new HasSku(EMS).negate(), "not(" + EMS_ANY + ")", true),
        Arguments.of(new HasDirectSku(EMS), EMS_ANY, false),
        Arguments.of(new HasDirectSku(EMS).negate(), null, false),
        Arguments.of(
            new HasPlanOn(INTUNE, List.of(EMS, E3)),
            "assignedLicenses/any(x:x/skuId eq " + EMS + " or x/skuId eq " + E3 + ")",
            false),
        Arguments.of(new HasPlanOn(INTUNE, List.of(EMS)).negate(), null, false),
        Arguments.of(new HasPlanOn(INTUNE, Collections.nCopies(16, EMS)), null, false),
        Arguments.of(new HasPlanOn(INTUNE, List.of()), null, false),
        Arguments.of(
            new Department("Sales").and(new HasSku(EMS)),
            "(department eq 'Sales' and " + EMS_ANY + ")",
            false),
        Arguments.of(
            new Department("Sales").and(new HasSku(EMS).negate()),
            "(department eq 'Sales' and not(" + EMS_ANY + "))",
            true),
        Arguments.of(
            new Department("Sales").or(new Enabled(false)),
            "(department eq 'Sales' or accountEnabled eq false)",
            false),
        Arguments.of(
            new Department("Sales").and(new HasDirectSku(EMS).negate()),
            "(department eq 'Sales')",
            false),
        Arguments.of(new Department("Sales").or(new HasDirectSku(EMS).negate()), null, false),
        Arguments.of(
            new Department("Sales").and(new HasDirectSku(EMS).negate()).negate(), null, false),
        Arguments.of(
            new Department("Sales").negate().negate(), "not(not(department eq 'Sales'))", true));
  }

  @ParameterizedTest
  @MethodSource
  void condition_has_the_last_word(UserQuery query, List<String> expected) {
    CannedGraph graph =
        new CannedGraph(
            (n, request) ->
                request.path().contains("education")
                    ? CannedGraph.page(
                        "{\"id\":\"00000000-0000-0000-0000-000000000001\",\"primaryRole\":\"student\"},"
                            + "{\"id\":\"00000000-0000-0000-0000-000000000002\",\"primaryRole\":\"teacher\"}")
                    : CannedGraph.page(
                        user(1, "\"department\":\"Sales\"")
                            + ","
                            + user(2, "\"department\":\"HR\"")
                            + ","
                            + user(3, "\"department\":null")));

    assertThat(graph.tenant().listUsers(query))
        .extracting(user -> user.userPrincipalName())
        .containsExactlyElementsOf(expected);
  }

  static Stream<Arguments> condition_has_the_last_word() {
    return Stream.of(
        Arguments.of(new Department("sales"), List.of("u1@contoso.com")),
        Arguments.of(new Department("Sales").negate(), List.of("u2@contoso.com")),
        Arguments.of(new EducationRole("Student"), List.of("u1@contoso.com")),
        Arguments.of(new EducationRole("student").negate(), List.of("u2@contoso.com")),
        Arguments.of(
            new EducationRole("teacher").or(new Department("Sales")),
            List.of("u1@contoso.com", "u2@contoso.com")));
  }

  private static String user(int n, String more) {
    return "{\"id\":\"00000000-0000-0000-0000-00000000000%d\",\"userPrincipalName\":\"u%d@contoso.com\",%s}"
        .formatted(n, n, more);
  }
}
