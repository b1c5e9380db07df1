package io.github.m365licensing.testkit.internal.wire.odata;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.m365licensing.testkit.internal.service.GraphFailure;
import io.github.m365licensing.testkit.internal.wire.odata.Person.Licence;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Predicate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Generated filters, each with a condition written by hand, over generated people. */
class FilterPropertiesTest {

  /** A filter as text, and what it means. */
  private record Case(String text, Predicate<Person> meaning) {
    Case spelled(String other) {
      return new Case(other, meaning);
    }
  }

  private static final List<String> NAMES = List.of("Ann", "ann", "Bob", "O'Hara", "", "Zoë & Co");
  private static final List<UUID> SKUS = List.of(Person.EMS, Person.INTUNE);

  @Property(tries = 1_000)
  void filter_means_what_a_naive_reading_says(
      @ForAll("cases") Case filter, @ForAll("people") Person person) {
    Predicate<Person> condition = Filter.of(FilterParser.parse(filter.text()), Person.TYPE, true);

    assertThat(condition.test(person)).as(filter.text()).isEqualTo(filter.meaning().test(person));
  }

  @Property(tries = 1_000)
  void parse_of_any_text_parses_or_fails_as_a_bad_request(@ForAll("scraps") List<String> scraps) {
    String text = String.join("", scraps);

    int status = 200;
    try {
      Filter.of(FilterParser.parse(text), Person.TYPE, false);
    } catch (GraphFailure failure) {
      status = failure.status();
    }

    assertThat(status).isIn(200, 400);
  }

  @Provide
  Arbitrary<List<String>> scraps() {
    return Arbitraries.of(
            "name",
            "licences",
            "/",
            "any",
            "(",
            ")",
            "l",
            ":",
            " ",
            "eq",
            " and ",
            " or ",
            "not ",
            "'",
            "a",
            "1",
            "-",
            "null",
            ",",
            "in",
            "$count",
            "2021-01-01",
            "T",
            "é",
            "%",
            "\u0000")
        .list()
        .ofMaxSize(30);
  }

  @Provide
  Arbitrary<Person> people() {
    return Combinators.combine(
            Arbitraries.of(NAMES),
            Arbitraries.of("Bern", "bern", "Basel").injectNull(0.3),
            Arbitraries.integers().between(-2, 3).injectNull(0.3),
            Arbitraries.of(true, false).injectNull(0.3),
            Arbitraries.integers()
                .between(0, 3)
                .map(day -> Instant.parse("2021-01-01T00:00:00Z").plusSeconds(day * 86_400L))
                .injectNull(0.3),
            Arbitraries.of("a@x.org", "B@y.org").list().ofMaxSize(2),
            Combinators.combine(Arbitraries.of(SKUS), Arbitraries.of("n", "m").injectNull(0.3))
                .as(Licence::new)
                .list()
                .ofMaxSize(3))
        .as(Person::new);
  }

  @Provide
  Arbitrary<Case> cases() {
    return cases(3);
  }

  private Arbitrary<Case> cases(int depth) {
    if (depth == 0) {
      return leaves();
    }
    Arbitrary<Case> inner = cases(depth - 1);
    return Arbitraries.oneOf(
        leaves(),
        inner.map(c -> new Case("not (" + c.text() + ")", c.meaning().negate())),
        inner.map(c -> new Case("NOT(" + c.text() + ")", c.meaning().negate())),
        inner.map(c -> c.spelled("(" + c.text() + ")")),
        Combinators.combine(inner, inner)
            .as(
                (a, b) ->
                    new Case(
                        "(%s) and (%s)".formatted(a.text(), b.text()),
                        a.meaning().and(b.meaning()))),
        Combinators.combine(leaves(), leaves(), leaves())
            .as(
                (a, b, c) ->
                    new Case(
                        "%s or %s AND %s".formatted(a.text(), b.text(), c.text()),
                        a.meaning().or(b.meaning().and(c.meaning())))));
  }

  private Arbitrary<Case> leaves() {
    return Arbitraries.oneOf(names(), cities(), ages(), days(), flags(), lists());
  }

  private Arbitrary<Case> names() {
    return Combinators.combine(
            Arbitraries.of(NAMES), Arbitraries.of("eq", "ne", "startsWith", "endsWith", "ge", "le"))
        .as(
            (name, operator) -> {
              String literal = "'" + name.replace("'", "''") + "'";
              String lower = lower(name);
              return switch (operator) {
                case "startsWith" ->
                    new Case(
                        "startsWith(name," + literal + ")", p -> lower(p.name()).startsWith(lower));
                case "endsWith" ->
                    new Case(
                        "endswith(name, " + literal + ")", p -> lower(p.name()).endsWith(lower));
                case "eq" -> new Case("name eq " + literal, p -> lower(p.name()).equals(lower));
                case "ne" -> new Case("name ne " + literal, p -> !lower(p.name()).equals(lower));
                case "ge" ->
                    new Case("name ge " + literal, p -> lower(p.name()).compareTo(lower) >= 0);
                default ->
                    new Case("name le " + literal, p -> lower(p.name()).compareTo(lower) <= 0);
              };
            });
  }

  private Arbitrary<Case> cities() {
    return Arbitraries.of(
        new Case("city eq null", p -> p.city() == null),
        new Case("city ne null", p -> p.city() != null),
        new Case("city eq 'BERN'", p -> p.city() != null && lower(p.city()).equals("bern")),
        new Case("city ne 'BERN'", p -> p.city() == null || !lower(p.city()).equals("bern")),
        new Case(
            "city in ('bern', 'basel')",
            p -> p.city() != null && List.of("bern", "basel").contains(lower(p.city()))),
        new Case("startsWith(city,'B')", p -> p.city() != null));
  }

  private Arbitrary<Case> ages() {
    return Combinators.combine(
            Arbitraries.integers().between(-2, 3),
            Arbitraries.of("eq", "ne", "gt", "ge", "lt", "le"))
        .as(
            (age, operator) ->
                new Case(
                    "age %s %d".formatted(operator, age),
                    p -> {
                      if (p.age() == null) {
                        return operator.equals("ne");
                      }
                      int order = Integer.compare(p.age(), age);
                      return switch (operator) {
                        case "eq" -> order == 0;
                        case "ne" -> order != 0;
                        case "gt" -> order > 0;
                        case "ge" -> order >= 0;
                        case "lt" -> order < 0;
                        default -> order <= 0;
                      };
                    }));
  }

  private Arbitrary<Case> days() {
    return Arbitraries.integers()
        .between(1, 4)
        .map(
            day -> {
              Instant moment = Instant.parse("2021-01-0" + day + "T00:00:00Z");
              return new Case(
                  "born ge 2021-01-0" + day, p -> p.born() != null && !p.born().isBefore(moment));
            });
  }

  private Arbitrary<Case> flags() {
    return Arbitraries.of(
        new Case("enabled", p -> Boolean.TRUE.equals(p.enabled())),
        new Case("enabled eq true", p -> Boolean.TRUE.equals(p.enabled())),
        new Case("enabled ne true", p -> !Boolean.TRUE.equals(p.enabled())),
        new Case("enabled eq false", p -> Boolean.FALSE.equals(p.enabled())));
  }

  private Arbitrary<Case> lists() {
    return Arbitraries.oneOf(
        Arbitraries.of(
            new Case("licences/$count eq 0", p -> p.licences().isEmpty()),
            new Case("licences/$count ne 0", p -> !p.licences().isEmpty()),
            new Case("licences/any()", p -> !p.licences().isEmpty()),
            new Case(
                "mails/any(m:m eq 'A@x.org')",
                p -> p.mails().stream().anyMatch("a@x.org"::equalsIgnoreCase)),
            new Case(
                "mails/all(m:startsWith(m,'b'))",
                p -> p.mails().stream().allMatch(m -> lower(m).startsWith("b"))),
            new Case(
                "licences/any(l:l/note eq null)",
                p -> p.licences().stream().anyMatch(l -> l.note() == null))),
        Combinators.combine(Arbitraries.of(SKUS), Arbitraries.of("any", "all"))
            .as(
                (sku, quantifier) ->
                    new Case(
                        "licences/%s(x:x/sku eq %s)".formatted(quantifier, sku),
                        p ->
                            quantifier.equals("any")
                                ? p.licences().stream().anyMatch(l -> l.sku().equals(sku))
                                : p.licences().stream().allMatch(l -> l.sku().equals(sku)))));
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
