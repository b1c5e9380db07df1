package io.github.m365licensing.testkit.internal.wire.odata;

import io.github.m365licensing.testkit.internal.service.GraphFailure;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * {@code $search} on the directory: quoted clauses {@code "property:words"} joined by AND and OR.
 * Names and descriptions match by the beginnings of their words, other properties by their own
 * beginning. Conditions join from left to right, AND before OR.
 */
public final class Search {

  private static final List<String> TOKENIZED = List.of("displayname", "description");

  private final String text;
  private int next;

  private Search(String text) {
    this.text = text;
  }

  /**
   * The condition that the text says.
   *
   * @throws GraphFailure if it is not of that form or names a property that is not searchable
   */
  public static <T> Predicate<T> of(String text, StructuredType<T> type) {
    Search search = new Search(text);
    Predicate<T> condition = search.alternatives(type);
    if (search.next < text.length()) {
      throw search.syntaxError();
    }
    return condition;
  }

  private <T> Predicate<T> alternatives(StructuredType<T> type) {
    Predicate<T> condition = conjunction(type);
    while (takeWord("OR")) {
      condition = condition.or(conjunction(type));
    }
    return condition;
  }

  private <T> Predicate<T> conjunction(StructuredType<T> type) {
    Predicate<T> condition = clause(type);
    while (takeWord("AND")) {
      condition = condition.and(clause(type));
    }
    return condition;
  }

  private <T> Predicate<T> clause(StructuredType<T> type) {
    skipBlanks();
    int end = next < text.length() && text.charAt(next) == '"' ? text.indexOf('"', next + 1) : -1;
    if (end < 0) {
      throw syntaxError();
    }
    String clause = text.substring(next + 1, end);
    int colon = clause.indexOf(':');
    if (colon <= 0) {
      throw QueryFailures.unsupported(
          "Unsupported $search clause: expected the form \"property:value\".");
    }
    next = end + 1;
    String name = clause.substring(0, colon).strip();
    Property<T> property = type.find(name);
    if (property == null || !property.isSearchable()) {
      throw QueryFailures.unsupported(
          "Property '%s' is not searchable on resource '%s'.".formatted(name, type.resourceName()));
    }
    return matching(property, clause.substring(colon + 1).strip());
  }

  private static <T> Predicate<T> matching(Property<T> property, String sought) {
    if (TOKENIZED.contains(property.name().toLowerCase(Locale.ROOT))) {
      List<String> words = List.of(sought.split("\\W+", -1));
      return owner ->
          property.value(owner) instanceof String value
              && words.stream().allMatch(word -> hasWord(value, word));
    }
    return owner -> {
      Object value = property.value(owner);
      if (value instanceof Collection<?> values) {
        return values.stream().anyMatch(v -> Values.startsWith(v.toString(), sought));
      }
      return value instanceof String single && Values.startsWith(single, sought);
    };
  }

  private static boolean hasWord(String value, String word) {
    for (String part : value.split("\\W+", -1)) {
      if (Values.startsWith(part, word)) {
        return true;
      }
    }
    return false;
  }

  private boolean takeWord(String word) {
    skipBlanks();
    if (text.regionMatches(next, word, 0, word.length())) {
      next += word.length();
      return true;
    }
    return false;
  }

  private void skipBlanks() {
    while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
      next++;
    }
  }

  private GraphFailure syntaxError() {
    return QueryFailures.malformed(
        "Syntax error: character '%s' is not valid at position %d in '%s'."
            .formatted(next < text.length() ? text.charAt(next) : "", next, text));
  }
}
