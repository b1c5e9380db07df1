package io.github.m365licensing.testkit.internal.wire.odata;

import io.github.m365licensing.testkit.internal.service.GraphFailure;
import java.util.Set;

/**
 * A call of one of the functions on text that Graph knows, with the arguments it takes.
 *
 * @param name {@code startswith}, {@code endswith} or {@code contains}
 * @param path the property
 * @param text what it is compared with
 */
record TextCall(String name, Expression.Path path, String text) {

  private static final Set<String> SUPPORTED = Set.of("startswith", "endswith", "contains");

  /** Functions of the language that the directory does not answer. */
  private static final Set<String> UNSUPPORTED =
      Set.of(
          "tolower",
          "toupper",
          "trim",
          "length",
          "substring",
          "concat",
          "indexof",
          "year",
          "month",
          "day",
          "hour",
          "minute",
          "second",
          "now",
          "round",
          "floor",
          "ceiling");

  /**
   * Reads a call.
   *
   * @throws GraphFailure with Graph's text if there is no such function with such arguments
   */
  static TextCall of(Expression.Call call) {
    String name = call.function();
    if (UNSUPPORTED.contains(name)) {
      throw QueryFailures.unsupported("Unsupported Query.");
    }
    if (!SUPPORTED.contains(name)) {
      throw QueryFailures.filter(
          "An unknown function with name '%s' was found. This may also be a function import or"
                  .formatted(name)
              + " a key lookup on a navigation property, which is not allowed.");
    }
    if (call.arguments().size() == 2
        && call.arguments().get(0) instanceof Expression.Path path
        && call.arguments().get(1) instanceof Expression.Literal literal
        && literal.value() instanceof String text) {
      return new TextCall(name, path, text);
    }
    throw QueryFailures.filter(
        "No function signature for the function with name '%s' matches the specified arguments."
                .formatted(name)
            + " The function signatures considered are: %s(Edm.String Nullable=true, Edm.String"
                .formatted(name)
            + " Nullable=true).");
  }
}
