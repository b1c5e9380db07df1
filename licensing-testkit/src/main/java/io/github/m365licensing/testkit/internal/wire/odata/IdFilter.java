package io.github.m365licensing.testkit.internal.wire.odata;

import io.github.m365licensing.testkit.internal.wire.odata.Expression.Operator;
import java.util.List;
import java.util.Optional;

/** Recognises filters that name objects by their ids, which need no search through all of them. */
public final class IdFilter {

  private IdFilter() {}

  /** The ids that a filter names, if it is {@code id eq} or {@code id in} and nothing else. */
  public static Optional<List<String>> idsOf(Expression expression) {
    if (expression instanceof Expression.In in && isId(in.left())) {
      return Optional.of(in.values().stream().map(value -> String.valueOf(value.value())).toList());
    }
    if (expression instanceof Expression.Comparison comparison
        && comparison.operator() == Operator.EQ
        && isId(comparison.left())
        && comparison.right() instanceof Expression.Literal literal) {
      return Optional.of(List.of(String.valueOf(literal.value())));
    }
    return Optional.empty();
  }

  private static boolean isId(Expression expression) {
    return expression instanceof Expression.Path path
        && path.segments().size() == 1
        && path.segments().get(0).equalsIgnoreCase("id");
  }
}
