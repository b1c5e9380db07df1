package io.github.m365licensing.testkit.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.m365licensing.testkit.FakeTenant;
import io.github.m365licensing.testkit.internal.wire.WireClient.Reply;
import io.github.m365licensing.testkit.internal.wire.call.PercentText;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryTest {

  private static final String EMS = "efccb6f7-5641-4e0e-bd10-b4976e1bf68e";

  private final FakeTenant tenant = FakeTenant.contoso();
  private final WireClient graph = new WireClient(tenant);

  private static List<String> aliases(Reply reply) {
    return reply.succeeds(200).values("userPrincipalName").stream()
        .map(name -> name.substring(0, name.indexOf('@')))
        .sorted()
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "usageLocation eq 'DE' | henrietta johanna lidia",
        "usagelocation EQ 'de' | henrietta johanna lidia",
        "startsWith(usageLocation,'D') | henrietta johanna lidia",
        "department eq 'Design' and usageLocation eq 'US' | debra raul",
        "userPrincipalName in ('adele@contoso.com','ALEX@contoso.com') | adele alex",
        "onPremisesSyncEnabled eq true | grady isaiah raul",
        "accountEnabled eq false | nestor",
        "assignedLicenses/any(x:x/skuId eq c5928f49-12ba-48f7-ada3-0d743a3601d5) | debra lidia",
        "assignedLicenses/any(x:x/skuId eq 06ebc4ee-1bb5-47dd-8120-11324bc54e06) or department eq 'Plant' | lee patti",
      })
  void filter_by_default_finds_contosos_people(String filter, String expected) {
    Reply reply = graph.get("/users?$filter=" + PercentText.encode(filter));

    assertThat(aliases(reply)).containsExactly(expected.split(" ", -1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "usageLocation eq null and userType ne 'Guest' | diego grady",
        "not(accountEnabled eq true) | nestor",
        "assignedLicenses/$count eq 0 and department eq 'Retail' | lynne",
        "endsWith(userPrincipalName,'E@contoso.com') | adele christie lee lynne",
        "assignedPlans/any(p:p/servicePlanId eq c1ec4a95-1f05-45b3-a911-aa3fa01094f5) and department eq 'IT' | dem pradeep",
      })
  void filter_of_an_advanced_query_needs_header_and_count(String filter, String expected) {
    String path = "/users?$filter=" + PercentText.encode(filter);

    graph.get(path).fails(400, "Request_UnsupportedQuery");
    graph.get(path + "&$count=true").fails(400, "Request_UnsupportedQuery");
    graph.eventual().get(path).fails(400, "Request_UnsupportedQuery");
    Reply reply = graph.eventual().get(path + "&$count=true");

    assertThat(aliases(reply)).containsExactly(expected.split(" ", -1));
    assertThat(reply.json().path("@odata.count").asInt()).isEqualTo(expected.split(" ", -1).length);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/users?$filter=department%20eq%20'Retail'&$select=id,userPrincipalName",
        "/users?%24filter=department%20eq%20%27Retail%27&%24select=id%2CuserPrincipalName",
        "/users?filter=department+eq+'Retail'&select=id,userPrincipalName",
        "/users?$FILTER=department+eq+'Retail'&$Select=ID,%20UserPrincipalName",
        "/users?&$select=userPrincipalName,id&$filter=department%20eq%20%27retail%27&",
      })
  void options_are_taken_in_every_spelling(String path) {
    Reply reply = graph.get(path);

    assertThat(aliases(reply)).containsExactly("lynne", "miriam");
  }

  @Test
  void select_shows_the_selected_properties_and_nothing_else() {
    Reply reply = graph.get("/users/adele@contoso.com?$select=usageLocation,assignedLicenses");

    List<String> names = new ArrayList<>();
    reply.succeeds(200).json().fieldNames().forEachRemaining(names::add);
    assertThat(names)
        .containsExactlyInAnyOrder("@odata.context", "usageLocation", "assignedLicenses");
    assertThat(reply.json().path("@odata.context").asText())
        .endsWith("$metadata#users(usageLocation,assignedLicenses)/$entity");
  }

  @Test
  void select_of_what_does_not_exist_is_refused_by_graph_and_of_what_is_not_modelled_by_the_fake() {
    graph.get("/users?$select=nonsense").fails(400, "BadRequest");
    graph.get("/users/adele@contoso.com?$select=signInActivity").fails(501, "fake.property");
    Reply beyond = graph.get("/users?$select=id,aboutMe").fails(501, "NotImplemented");

    assertThat(beyond.message()).isEqualTo("This operation target is not yet supported.");
    graph.get("/groups?$select=id,hasMembersWithLicenseErrors").succeeds(200);
  }

  @Test
  void pages_walked_by_nextLink_show_everybody_once_and_count_on_the_first_only() {
    WireClient eventual = graph.eventual();
    List<String> seen = new ArrayList<>();
    List<Boolean> counted = new ArrayList<>();
    String next = "/users?$top=5&$count=true&$select=userPrincipalName";
    while (!next.isEmpty()) {
      Reply page = eventual.get(next).succeeds(200);
      seen.addAll(page.values("userPrincipalName"));
      counted.add(page.json().has("@odata.count"));
      next = page.json().path("@odata.nextLink").asText("");
    }

    assertThat(seen).hasSize(22).doesNotHaveDuplicates();
    assertThat(counted).containsExactly(true, false, false, false, false);
  }

  @Test
  void consistencyLevel_is_not_remembered_from_page_to_page() {
    Reply first =
        graph
            .eventual()
            .get("/users?$top=1&$count=true&$filter=accountEnabled%20ne%20false")
            .succeeds(200);

    graph.get(first.json().path("@odata.nextLink").asText()).fails(400, "Request_UnsupportedQuery");
  }

  @ParameterizedTest
  @ValueSource(strings = {"nonsense", "cGFnZTp4", "cGFnZTo"})
  void skiptoken_that_is_not_ours_has_expired(String token) {
    graph.get("/users?$skiptoken=" + token).fails(400, "Directory_ExpiredPageToken");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/users?$top=1000 | Request_UnsupportedQuery | Invalid page size specified: '1000'. Must be between 1 and 999 inclusive.",
        "/users?$top=0 | Request_UnsupportedQuery | Invalid page size specified: '0'. Must be between 1 and 999 inclusive.",
        "/users?$top=many | BadRequest | Invalid value 'many' for $top query option found. The $top query option requires a non-negative integer value.",
        "/users?$skip=1 | Request_BadRequest | '$skip' is not supported by the service.",
        "/users?$top=1&$top=2 | BadRequest | Query option '$top' was specified more than once, but it must be specified at most once.",
        "/users?$count=maybe | BadRequest | Invalid value 'maybe' for $count query option found. Valid values are 'true' and 'false'.",
        "/users/$count | Request_BadRequest | $count is not currently supported.",
        "/users?$search=%22displayName:a%22 | Request_UnsupportedQuery | Request with $search query parameter only works through MSGraph with a special request header: 'ConsistencyLevel: eventual'",
        "/users?$orderby=department | Request_UnsupportedQuery | Sorting not supported for current query.",
        "/users?$orderby=createdDateTime | Request_UnsupportedQuery | Sorting not supported for current query.",
        "/users?$orderby=displayName&$filter=accountEnabled%20eq%20true | Request_UnsupportedQuery | Sorting not supported for current query.",
        "/users?$orderby=nonsense | BadRequest | Invalid $orderby clause: Could not find a property named 'nonsense' on type 'microsoft.graph.user'.",
        "/users?$filter=licenseAssignmentStates/any(l:l/error%20eq%20'x') | Request_UnsupportedQuery | Unsupported or invalid query filter clause specified for property 'licenseAssignmentStates/error' of resource 'User'.",
        "/users?$filter=nonsense%20eq%201 | BadRequest | Invalid filter clause: Could not find a property named 'nonsense' on type 'microsoft.graph.user'.",
        "/users?$filter=displayName%zz | BadRequest | The request address is not correctly percent-encoded.",
      })
  void query_that_graph_refuses_is_refused_in_graphs_words(
      String path, String code, String message) {
    assertThat(graph.get(path).fails(400, code).message()).isEqualTo(message);
  }

  @Test
  void count_parameter_without_the_header_is_ignored_silently() {
    assertThat(graph.get("/users?$count=true").succeeds(200).json().has("@odata.count")).isFalse();
  }

  @Test
  void count_segment_answers_a_bare_number_as_plain_text() {
    Reply all = graph.eventual().get("/users/$count").succeeds(200);
    Reply some =
        graph.eventual().get("/users/%24count?$filter=department+eq+'Retail'").succeeds(200);

    assertThat(all.response().text()).isEqualTo("22");
    assertThat(all.response().header("Content-Type")).isEqualTo("text/plain");
    assertThat(some.response().text()).isEqualTo("2");
  }

  @Test
  void orderby_sorts_in_both_directions_and_pages_on() {
    List<String> ascending = new ArrayList<>();
    String next = "/users?$orderby=displayName&$top=9&$select=displayName";
    while (!next.isEmpty()) {
      Reply page = graph.get(next).succeeds(200);
      ascending.addAll(page.values("displayName"));
      next = page.json().path("@odata.nextLink").asText("");
    }
    List<String> descending =
        graph.get("/users?$orderBy=displayName%20desc&$select=displayName").values("displayName");

    assertThat(ascending).hasSize(22).isSortedAccordingTo(String.CASE_INSENSITIVE_ORDER);
    assertThat(descending).isSortedAccordingTo(String.CASE_INSENSITIVE_ORDER.reversed());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"displayName:adele\" | adele",
        "\"displayName:vance\" | adele",
        "\"displayName:vanc ade\" | adele",
        "\"userPrincipalName:al\" | alex",
        "\"displayName:adele\" OR \"displayName:alex\" | adele alex",
        "\"displayName:adele\" AND \"displayName:alex\" | ",
      })
  void search_matches_the_beginnings_of_words(String search, String expected) {
    Reply reply = graph.eventual().get("/users?$search=" + PercentText.encode(search));

    assertThat(String.join(" ", aliases(reply))).isEqualTo(expected == null ? "" : expected);
  }

  @ParameterizedTest
  @CsvSource({
    "displayName:a, BadRequest",
    "'\"a\"', Request_UnsupportedQuery",
    "'\"jobTitle:a\"', Request_UnsupportedQuery"
  })
  void search_of_another_form_is_refused(String search, String code) {
    graph.eventual().get("/users?$search=" + PercentText.encode(search)).fails(400, code);
  }

  @Test
  void expand_of_memberOf_shows_the_groups_inside() {
    Reply adele = graph.get("/users/adele@contoso.com?$expand=memberOf").succeeds(200);

    assertThat(adele.json().at("/memberOf/0/displayName").asText()).isEqualTo("Sales team");
    graph.get("/users?$expand=manager").fails(501, "fake.expand");
    graph.get("/users?$expand=memberOf($top=5)").fails(501, "fake.expand");
    graph
        .eventual()
        .get("/users?$expand=memberOf&$count=true")
        .fails(400, "Request_UnsupportedQuery");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "displayName eq 'sales team' | Sales team",
        "startsWith(displayName,'Office') | Office 365 E3 licensed",
        "securityEnabled eq true and mailEnabled eq true | Helpdesk mail,Marketing",
        "groupTypes/any(t:t eq 'Unified') | Marketing",
        "assignedLicenses/any(l:l/skuId eq " + EMS + ") | EMS licensed",
        "hasMembersWithLicenseErrors eq true | Design tools,EMS licensed",
      })
  void groups_are_filtered_by_what_the_table_allows(String filter, String expected) {
    List<String> names =
        graph
            .get("/groups?$filter=" + PercentText.encode(filter))
            .succeeds(200)
            .values("displayName");

    assertThat(names).containsExactlyInAnyOrder(expected.split(",", -1));
  }

  @Test
  void licences_of_a_user_stand_in_assignedLicenses_path_by_path_and_in_licenseDetails() {
    JsonNode pradeep =
        graph
            .get(
                "/users/pradeep@contoso.com?$select=assignedLicenses,licenseAssignmentStates,assignedPlans")
            .succeeds(200)
            .json();

    List<JsonNode> ems = new ArrayList<>();
    pradeep
        .path("assignedLicenses")
        .forEach(
            l -> {
              if (l.path("skuId").asText().equals(EMS)) ems.add(l);
            });
    assertThat(ems).hasSize(1);
    assertThat(ems.get(0).path("disabledPlans")).isEmpty();
    List<String> paths = new ArrayList<>();
    pradeep
        .path("licenseAssignmentStates")
        .forEach(
            state -> {
              if (state.path("skuId").asText().equals(EMS)) {
                paths.add(
                    state.path("assignedByGroup").asText("direct")
                        + " "
                        + state.path("error").asText());
              }
            });
    assertThat(paths)
        .containsExactlyInAnyOrder("direct None", tenant.group("EMS licensed").id() + " None");
    assertThat(pradeep.path("assignedPlans")).isNotEmpty();
  }

  @Test
  void expanded_groups_show_what_is_selected_of_them() {
    Reply user =
        graph.get("/users/adele@contoso.com?$select=id&$expand=memberOf($select=id,displayName)");

    user.succeeds(200)
        .json()
        .path("memberOf")
        .forEach(
            group -> {
              Set<String> names = new TreeSet<>();
              group.fieldNames().forEachRemaining(names::add);
              assertThat(names).containsExactly("@odata.type", "displayName", "id");
            });
    assertThat(user.json().path("memberOf")).isNotEmpty();
    graph
        .get("/users/adele@contoso.com?$expand=memberOf($select=nonsense)")
        .fails(400, "BadRequest");
  }
}
