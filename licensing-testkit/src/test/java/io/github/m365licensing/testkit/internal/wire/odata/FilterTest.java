package io.github.m365licensing.testkit.internal.wire.odata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.m365licensing.testkit.internal.service.GraphFailure;
import io.github.m365licensing.testkit.internal.wire.odata.Person.Licence;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilterTest {

  private static final List<Person> PEOPLE =
      List.of(
          new Person(
              "Ann",
              "Bern",
              30,
              true,
              Instant.parse("2020-01-01T00:00:00Z"),
              List.of("ann@x.org", "a@y.org"),
              List.of(new Licence(Person.EMS, "first"))),
          new Person(
              "Bob",
              null,
              40,
              false,
              Instant.parse("2021-06-01T12:00:00Z"),
              List.of("bob@x.org"),
              List.of(new Licence(Person.EMS, null), new Licence(Person.INTUNE, "second"))),
          new Person("Cid", "Basel", null, null, null, List.of(), List.of()));

  private static String matching(String filter, boolean advanced) {
    Expression expression = FilterParser.parse(filter);
    return PEOPLE.stream()
        .filter(Filter.of(expression, Person.TYPE, advanced))
        .map(Person::name)
        .collect(Collectors.joining(" "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      emptyValue = "",
      value = {
        "name eq 'ann' | Ann",
        "'ANN' eq name | Ann",
        "NAME eq 'Ann' | Ann",
        "name in ('ann','CID') | Ann Cid",
        "startsWith(name,'b') | Bob",
        "startswith(name,'B') eq true | Bob",
        "startsWith(name,'') | Ann Bob Cid",
        "name ge 'b' | Bob Cid",
        "name le 'bob' | Ann Bob",
        "enabled eq true | Ann",
        "enabled | Ann",
        "enabled eq false | Bob",
        "age gt 30 | Bob",
        "age ge 30 | Ann Bob",
        "age lt 40 | Ann",
        "30 lt age | Bob",
        "age eq null | Cid",
        "age ne null | Ann Bob",
        "age ne 30 | Bob Cid",
        "age eq 30.0 | Ann",
        "age in (30, null) | Ann Cid",
        "born ge 2021-01-01 | Bob",
        "born ge 2021-06-01T14:00:00+02:00 | Bob",
        "licences/any(l:l/sku eq efccb6f7-5641-4e0e-bd10-b4976e1bf68e) | Ann Bob",
        "licences/any(l:l/sku eq 061f9ace-7d42-4136-88ac-31dc755f143f) and enabled eq false | Bob",
        "licences/any(l:l/sku in (061f9ace-7d42-4136-88ac-31dc755f143f)) | Bob",
        "licences/all(l:l/sku eq efccb6f7-5641-4e0e-bd10-b4976e1bf68e) | Ann Cid",
        "mails/any(m:m eq 'BOB@x.org') | Bob",
        "mails/any(m:startsWith(m,'a@')) | Ann",
        "address/city eq 'bern' | Ann",
        "(name eq 'ann' or name eq 'bob') and enabled eq true | Ann",
      })
  void filter_that_works_by_default_finds_the_right_people(String filter, String expected) {
    assertThat(matching(filter, false)).isEqualTo(expected == null ? "" : expected);
    assertThat(matching(filter, true)).isEqualTo(expected == null ? "" : expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "name ne 'ann' | Bob Cid | Filter operator 'NotEqualsMatch' is not supported.",
        "not startsWith(name,'a') | Bob Cid | Operator 'not' is not supported because the required parameters might be missing.",
        "NOT(name eq 'ann') | Bob Cid | Operator 'not' is not supported because",
        "endsWith(name,'NN') | Ann | Operator 'endsWith' is not supported because the required parameters might be missing.",
        "city eq 'bern' | Ann | Unsupported or invalid query filter clause specified for property 'city' of resource 'Person'.",
        "city eq null | Bob | Unsupported or invalid query filter clause specified for property 'city'",
        "city ne null | Ann Cid | Filter operator 'NotEqualsMatch' is not supported.",
        "city in ('bern','basel') | Ann Cid | Unsupported or invalid query filter clause",
        "startsWith(city,'b') | Ann Cid | Unsupported or invalid query filter clause",
        "born eq null | Cid | Unsupported or invalid query filter clause",
        "licences/$count eq 0 | Cid | Unsupported or invalid query filter clause specified for property 'licences'",
        "licences/$count ne 0 | Ann Bob | Unsupported or invalid query filter clause",
        "licences/any() | Ann Bob | Unsupported or invalid query filter clause",
        "not licences/any(l:l/sku eq efccb6f7-5641-4e0e-bd10-b4976e1bf68e) | Cid | Operator 'not' is not supported",
        "licences/any(l:l/note eq 'SECOND') | Bob | Unsupported or invalid query filter clause specified for property 'licences/note' of resource 'Person'.",
      })
  void filter_of_an_advanced_query_is_refused_without_its_parameters(
      String filter, String expected, String refusal) {
    assertThat(matching(filter, true)).isEqualTo(expected);
    assertThatThrownBy(() -> matching(filter, false))
        .isInstanceOfSatisfying(
            GraphFailure.class,
            failure -> {
              assertThat(failure.status()).isEqualTo(400);
              assertThat(failure.code()).isEqualTo("Request_UnsupportedQuery");
            })
        .hasMessageStartingWith(refusal);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "nosuch eq 1 | BadRequest | Invalid filter clause: Could not find a property named 'nosuch' on type 'test.person'.",
        "licences/any(l:l/nosuch eq 1) | BadRequest | Invalid filter clause: Could not find a property named 'nosuch' on type 'test.licence'.",
        "name eq 1 | BadRequest | Invalid filter clause: A binary operator with incompatible types was detected. Found operand types 'Edm.String' and 'Edm.Int32' for operator kind 'Equal'.",
        "enabled eq 'true' | BadRequest | Invalid filter clause: A binary operator with incompatible types was detected. Found operand types 'Edm.Boolean' and 'Edm.String' for operator kind 'Equal'.",
        "licences/any(l:l/sku eq 'x') | BadRequest | Invalid filter clause: A binary operator with incompatible types was detected. Found operand types 'Edm.Guid' and 'Edm.String' for operator kind 'Equal'.",
        "not 'x' | BadRequest | Invalid filter clause: A unary operator with an incompatible type was detected. Found operand type 'Edm.String' for operator kind 'Not'.",
        "frob(name,'x') | BadRequest | Invalid filter clause: An unknown function with name 'frob' was found. This may also be a function import or a key lookup on a navigation property, which is not allowed.",
        "name/any(n:n eq 'x') | BadRequest | Invalid filter clause: Any/All may only be used following a collection.",
        "name | BadRequest | Invalid filter clause: The $filter expression must evaluate to a single boolean value.",
        "'x' | BadRequest | Invalid filter clause: The $filter expression must evaluate to a single boolean value.",
        "contains(name,'x') | Request_UnsupportedQuery | Unsupported Query.",
        "tolower(name) eq 'x' | Request_UnsupportedQuery | Unsupported Query.",
        "name eq city | Request_UnsupportedQuery | Unsupported Query.",
        "true | Request_UnsupportedQuery | Unsupported Query.",
        "secret eq 'x' | Request_UnsupportedQuery | Unsupported or invalid query filter clause specified for property 'secret' of resource 'Person'.",
        "name gt 'x' | Request_UnsupportedQuery | Filter operator 'GreaterThanMatch' is not supported.",
        "licences eq null | Request_UnsupportedQuery | Unsupported or invalid query filter clause specified for property 'licences' of resource 'Person'.",
        "licences/$count eq 1 | Request_UnsupportedQuery | Unsupported or invalid query filter clause specified for property 'licences' of resource 'Person'.",
        "licences/$count gt 0 | Request_UnsupportedQuery | Unsupported or invalid query filter clause specified for property 'licences' of resource 'Person'.",
        "endsWith(city,'x') | Request_UnsupportedQuery | Unsupported or invalid query filter clause specified for property 'city' of resource 'Person'.",
        "licences/any(l:name eq 'x') | Request_UnsupportedQuery | Unsupported Query.",
      })
  void filter_that_graph_never_answers_is_refused_even_in_an_advanced_query(
      String filter, String code, String message) {
    assertThatThrownBy(() -> matching(filter, true))
        .isInstanceOfSatisfying(
            GraphFailure.class, failure -> assertThat(failure.code()).isEqualTo(code))
        .hasMessage(message);
  }

  @Test
  void filter_with_sixteen_alternatives_is_refused() {
    String fifteen = "name eq 'a'" + " or name eq 'a'".repeat(14);

    assertThat(matching(fifteen, false)).isEmpty();
    assertThatThrownBy(() -> matching(fifteen + " or name eq 'a'", false))
        .hasMessage(
            "Too many child clauses specified in search filter expression containing 'OR' operators:"
                + " 16. Max allowed: 15.");
  }

  @Test
  void ids_of_a_filter_by_id_alone_are_recognised() {
    Stream<String> filters =
        Stream.of(
            "id eq 'a'", "ID in ('a','b')", "id eq 'a' or id eq 'b'", "id eq 'a' and name eq 'b'");

    assertThat(
            filters.map(FilterParser::parse).map(IdFilter::idsOf).map(ids -> ids.orElse(List.of())))
        .containsExactly(List.of("a"), List.of("a", "b"), List.of("a", "b"), List.of());
  }
}
