package io.github.m365licensing.testkit.internal.wire.odata;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A parsed {@code $filter}. Immutable. Long chains of and/or are flat, so depth is nesting only.
 */
public sealed interface Expression {

  /** The operators between two operands, with their names in Graph's error texts. */
  enum Operator {
    /** Equal. */
    EQ("Equal", "EqualsMatch"),
    /** Not equal. */
    NE("NotEqual", "NotEqualsMatch"),
    /** Greater than. */
    GT("GreaterThan", "GreaterThanMatch"),
    /** Greater than or equal. */
    GE("GreaterThanOrEqual", "GreaterThanOrEqualsMatch"),
    /** Less than. */
    LT("LessThan", "LessThanMatch"),
    /** Less than or equal. */
    LE("LessThanOrEqual", "LessThanOrEqualsMatch");

    private final String kind;
    private final String match;

    Operator(String kind, String match) {
      this.kind = kind;
      this.match = match;
    }

    String kind() {
      return kind;
    }

    String match() {
      return match;
    }

    /** The operator when the operands change places. */
    Operator mirrored() {
      return switch (this) {
        case EQ, NE -> this;
        case GT -> LT;
        case GE -> LE;
        case LT -> GT;
        case LE -> GE;
      };
    }
  }

  /**
   * Two or more operands joined by and, or by or.
   *
   * @param and whether all must hold; otherwise one must
   * @param operands at least two
   */
  record Logical(boolean and, List<Expression> operands) implements Expression {}

  /**
   * Negation.
   *
   * @param operand what is negated
   */
  record Not(Expression operand) implements Expression {}

  /**
   * A comparison.
   *
   * @param operator how
   * @param left the left side
   * @param right the right side
   */
  record Comparison(Operator operator, Expression left, Expression right) implements Expression {}

  /**
   * Membership in a list.
   *
   * @param left the value
   * @param values the list
   */
  record In(Expression left, List<Literal> values) implements Expression {}

  /**
   * A function call.
   *
   * @param function the name in lower case
   * @param arguments the arguments
   */
  record Call(String function, List<Expression> arguments) implements Expression {}

  /**
   * A property path; the last segment may be {@code $count}.
   *
   * @param segments the names as written
   */
  record Path(List<String> segments) implements Expression {}

  /**
   * {@code any} or {@code all} over a collection.
   *
   * @param collection the collection
   * @param all whether all elements must match; otherwise one must
   * @param variable the range variable, empty for {@code any()}
   * @param body the condition; null for {@code any()}
   */
  record Lambda(Path collection, boolean all, String variable, @Nullable Expression body)
      implements Expression {}

  /**
   * A constant.
   *
   * @param type its type
   * @param value the value; null for the literal {@code null}
   */
  record Literal(EdmType type, @Nullable Object value) implements Expression {}
}
