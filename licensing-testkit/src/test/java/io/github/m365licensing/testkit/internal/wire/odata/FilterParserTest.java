package io.github.m365licensing.testkit.internal.wire.odata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.m365licensing.testkit.internal.service.GraphFailure;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterParserTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "name eq 'a'                          | (name EQ 'a')",
        "NAME EQ 'a'                          | (NAME EQ 'a')",
        "'a' eq name                          | ('a' EQ name)",
        "name eq 'O''Brien'                   | (name EQ 'O'Brien')",
        "name eq ''                           | (name EQ '')",
        "a eq 1 or b eq 2 and c eq 3          | ((a EQ 1) or ((b EQ 2) and (c EQ 3)))",
        "(a eq 1 or b eq 2) and c eq 3        | (((a EQ 1) or (b EQ 2)) and (c EQ 3))",
        "a eq 1 and b eq 2 and c eq 3         | ((a EQ 1) and (b EQ 2) and (c EQ 3))",
        "a eq 1 AND b ne 2 OR c ge 3          | (((a EQ 1) and (b NE 2)) or (c GE 3))",
        "not startswith(a,'x')                | not startswith(a, 'x')",
        "not(startswith(a,'x'))               | not startswith(a, 'x')",
        "NOT (a eq 1)                         | not (a EQ 1)",
        "not a and b                          | (not a and b)",
        "not not a                            | not not a",
        "startsWith( a , 'x' )                | startswith(a, 'x')",
        "a in ('x','y')                       | (a in ['x', 'y'])",
        "a IN('x')                            | (a in ['x'])",
        "a in (1, 2) and b                    | ((a in [1, 2]) and b)",
        "l/any(x:x/sku eq 1)                  | l.any(x: (x/sku EQ 1))",
        "l/any (x : x/sku eq 1 or x/b)        | l.any(x: ((x/sku EQ 1) or x/b))",
        "l/ALL(x:x eq 'a')                    | l.all(x: (x EQ 'a'))",
        "l/any()                              | l.any()",
        "l/$count eq 0                        | (l/$count EQ 0)",
        "l/$count+ne+0                        | ERROR",
        "a/b/c eq null                        | (a/b/c EQ null)",
        "a eq true                            | (a EQ true)",
        "a eq -1                              | (a EQ -1)",
        "a eq 1.5                             | (a EQ 1.5)",
        "a eq EFCCB6F7-5641-4E0E-BD10-B4976E1BF68E | (a EQ efccb6f7-5641-4e0e-bd10-b4976e1bf68e)",
        "a ge 2021-11-01                      | (a GE 2021-11-01T00:00:00Z)",
        "a le 2021-11-01T10:00:00Z            | (a LE 2021-11-01T10:00:00Z)",
        "a lt 2021-11-01T10:00:00.5+02:00     | (a LT 2021-11-01T08:00:00.500Z)",
        "a eq 1 eq true                       | ((a EQ 1) EQ true)",
        "a lt 1 eq b                          | ((a LT 1) EQ b)",
      })
  void parse_of_a_wellformed_filter_follows_precedence(String text, String expected) {
    String parsed = expected.equals("ERROR") ? failure(text) : print(FilterParser.parse(text));

    assertThat(parsed).isEqualTo(expected.equals("ERROR") ? failure(text) : expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "name eq           | Expression expected at position 7 in 'name eq'.",
        "name eq 'a' and   | Expression expected at position 15 in 'name eq 'a' and'.",
        "(name eq 'a'      | ')' or operator expected at position 12 in '(name eq 'a''.",
        "name eq 'a')      | Syntax error at position 12 in 'name eq 'a')'.",
        "name = 'a'        | Syntax error at position 6 in 'name = 'a''.",
        "name eq 'a        | There is an unterminated string literal at position 10 in 'name eq 'a'.",
        "a in 'x'          | '(' expected at position 5 in 'a in 'x''.",
        "a in (            | Expression expected at position 6 in 'a in ('.",
        "f(a,              | Expression expected at position 4 in 'f(a,'.",
        "f(a               | ')' or ',' expected at position 3 in 'f(a'.",
        "a ge 2021-13-01   | The DateTimeOffset text '2021-13-01' should be in format 'yyyy-mm-ddThh:mm:ss('.'s+)?(zzzzzz)?' and each field value is within valid range.",
        "a ge 2021-11-01T10:00:00 | The DateTimeOffset text '2021-11-01T10:00:00' should be in format 'yyyy-mm-ddThh:mm:ss('.'s+)?(zzzzzz)?' and each field value is within valid range.",
      })
  void parse_of_a_malformed_filter_fails_with_graphs_text(String text, String detail) {
    assertThatThrownBy(() -> FilterParser.parse(text))
        .isInstanceOfSatisfying(
            GraphFailure.class, failure -> assertThat(failure.code()).isEqualTo("BadRequest"))
        .hasMessage("Invalid filter clause: " + detail);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "a b",
        "l/any(x)",
        "l/any(:x)",
        "/a",
        "a/",
        "a/'x'",
        "#",
        "-",
        "1-",
        "a eq b c",
        "a,b",
        "a:b",
        "l/all()"
      })
  void parse_of_nonsense_fails_as_a_bad_request(String text) {
    assertThatThrownBy(() -> FilterParser.parse(text))
        .isInstanceOfSatisfying(
            GraphFailure.class, failure -> assertThat(failure.status()).isEqualTo(400));
  }

  @Test
  void parse_of_bottomless_nesting_is_refused_without_exhausting_the_stack() {
    assertThatThrownBy(() -> FilterParser.parse("(".repeat(100_000)))
        .hasMessage("Invalid filter clause: Recursion depth exceeded allowed limit.");
    assertThatThrownBy(() -> FilterParser.parse("not ".repeat(100_000) + "a"))
        .hasMessage("Invalid filter clause: Recursion depth exceeded allowed limit.");
  }

  @Test
  void parse_of_a_long_chain_keeps_it_flat() {
    String chain = "a eq 1" + " or a eq 1".repeat(50_000);

    Expression parsed = FilterParser.parse(chain);

    assertThat(parsed)
        .isInstanceOfSatisfying(
            Expression.Logical.class, or -> assertThat(or.operands()).hasSize(50_001));
  }

  private static String failure(String text) {
    try {
      FilterParser.parse(text);
      return "parsed";
    } catch (GraphFailure failure) {
      return failure.message();
    }
  }

  static String print(Expression expression) {
    if (expression instanceof Expression.Logical logical) {
      return logical.operands().stream()
          .map(FilterParserTest::print)
          .collect(Collectors.joining(logical.and() ? " and " : " or ", "(", ")"));
    }
    if (expression instanceof Expression.Not not) {
      return "not " + print(not.operand());
    }
    if (expression instanceof Expression.Comparison comparison) {
      return "(%s %s %s)"
          .formatted(print(comparison.left()), comparison.operator(), print(comparison.right()));
    }
    if (expression instanceof Expression.In in) {
      return "(%s in %s)"
          .formatted(print(in.left()), in.values().stream().map(FilterParserTest::print).toList());
    }
    if (expression instanceof Expression.Call call) {
      return call.arguments().stream()
          .map(FilterParserTest::print)
          .collect(Collectors.joining(", ", call.function() + "(", ")"));
    }
    if (expression instanceof Expression.Lambda lambda) {
      String body = lambda.body() == null ? "" : lambda.variable() + ": " + print(lambda.body());
      return "%s.%s(%s)".formatted(print(lambda.collection()), lambda.all() ? "all" : "any", body);
    }
    if (expression instanceof Expression.Path path) {
      return String.join("/", path.segments());
    }
    Expression.Literal literal = (Expression.Literal) expression;
    return literal.type() == EdmType.STRING
        ? "'" + literal.value() + "'"
        : String.valueOf(literal.value());
  }
}
