package io.github.m365licensing.testkit.internal.wire.odata;

import io.github.m365licensing.testkit.internal.wire.odata.Expression.Operator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Recognises filters that name objects by their ids, which need no search through all of them. */
public final class IdFilter {

  private IdFilter() {}

  /**
   * The ids that a filter names, if it is {@code id eq}, {@code id in}, or several of these joined
   * by or.
   */
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
    if (expression instanceof Expression.Logical logical && !logical.and()) {
      return alternatives(logical.operands());
    }
    return Optional.empty();
  }

  private static Optional<List<String>> alternatives(List<Expression> operands) {
    Set<String> ids = new LinkedHashSet<>();
    for (Expression operand : operands) {
      Optional<List<String>> named = idsOf(operand);
      if (named.isEmpty()) {
        return Optional.empty();
      }
      ids.addAll(named.get());
    }
    return Optional.of(List.copyOf(ids));
  }

  private static boolean isId(Expression expression) {
    return expression instanceof Expression.Path path
        && path.segments().size() == 1
        && path.segments().get(0).equalsIgnoreCase("id");
  }
}
