package io.github.m365licensing.testkit.internal.wire.odata;

import io.github.m365licensing.testkit.internal.service.GraphFailure;
import io.github.m365licensing.testkit.internal.wire.odata.Expression.Operator;
import io.github.m365licensing.testkit.internal.wire.odata.Tokens.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Reads a {@code $filter} by operator precedence: or, and, equality, relation, not, primary. Takes
 * time linear in the text; nesting is bounded. Operators are taken in any case, as Graph does.
 */
public final class FilterParser {

  /**
   * How deep parentheses, lambdas and negations may nest. Assumed; Graph's own limit is unknown.
   */
  static final int MAX_DEPTH = 100;

  private static final int OR = 1;
  private static final int AND = 2;
  private static final int EQUALITY = 3;
  private static final int RELATION = 4;

  private static final Map<String, Operator> OPERATORS =
      Map.of(
          "eq", Operator.EQ,
          "ne", Operator.NE,
          "gt", Operator.GT,
          "ge", Operator.GE,
          "lt", Operator.LT,
          "le", Operator.LE);

  private final Tokens tokens;
  private int depth;

  private FilterParser(String text) {
    this.tokens = new Tokens(text);
  }

  /**
   * The filter that the text says.
   *
   * @throws GraphFailure with Graph's text if it is not well formed
   */
  public static Expression parse(String text) {
    FilterParser parser = new FilterParser(text);
    Expression expression = parser.expression(OR);
    if (parser.tokens.kind() != Kind.END) {
      throw parser.tokens.syntaxError();
    }
    return expression;
  }

  private Expression expression(int weakest) {
    if (++depth > MAX_DEPTH) {
      throw QueryFailures.filter("Recursion depth exceeded allowed limit.");
    }
    Expression left = unary();
    while (true) {
      int precedence = precedence();
      if (precedence < weakest) {
        depth--;
        return left;
      }
      left = precedence <= AND ? logical(left, precedence) : comparison(left, precedence);
    }
  }

  /** The precedence of the operator that comes next; zero if none does. */
  private int precedence() {
    if (tokens.kind() != Kind.WORD) {
      return 0;
    }
    return switch (tokens.word().toLowerCase(Locale.ROOT)) {
      case "or" -> OR;
      case "and" -> AND;
      case "eq", "ne" -> EQUALITY;
      case "gt", "ge", "lt", "le", "in" -> RELATION;
      default -> 0;
    };
  }

  private Expression logical(Expression first, int precedence) {
    List<Expression> operands = new ArrayList<>();
    operands.add(first);
    while (precedence() == precedence) {
      tokens.advance();
      operands.add(expression(precedence + 1));
    }
    return new Expression.Logical(precedence == AND, List.copyOf(operands));
  }

  private Expression comparison(Expression left, int precedence) {
    String word = tokens.word().toLowerCase(Locale.ROOT);
    tokens.advance();
    if (word.equals("in")) {
      return new Expression.In(left, list());
    }
    Operator operator = Objects.requireNonNull(OPERATORS.get(word), word);
    return new Expression.Comparison(operator, left, expression(precedence + 1));
  }

  private List<Expression.Literal> list() {
    if (tokens.kind() != Kind.OPEN) {
      throw expected("'('");
    }
    List<Expression.Literal> values = new ArrayList<>();
    do {
      tokens.advance();
      if (tokens.kind() != Kind.LITERAL) {
        throw expected("Expression");
      }
      values.add(tokens.literal());
      tokens.advance();
    } while (tokens.kind() == Kind.COMMA);
    close("')' or ','");
    return List.copyOf(values);
  }

  private Expression unary() {
    if (tokens.isWord("not")) {
      if (++depth > MAX_DEPTH) {
        throw QueryFailures.filter("Recursion depth exceeded allowed limit.");
      }
      tokens.advance();
      Expression operand = unary();
      depth--;
      return new Expression.Not(operand);
    }
    return primary();
  }

  private Expression primary() {
    return switch (tokens.kind()) {
      case OPEN -> {
        tokens.advance();
        Expression inner = expression(OR);
        close("')' or operator");
        yield inner;
      }
      case LITERAL -> {
        Expression.Literal literal = tokens.literal();
        tokens.advance();
        yield literal;
      }
      case WORD -> word();
      default -> throw expected("Expression");
    };
  }

  private Expression word() {
    String first = tokens.word();
    tokens.advance();
    if (tokens.kind() == Kind.OPEN) {
      return call(first);
    }
    List<String> segments = new ArrayList<>(List.of(first));
    while (tokens.kind() == Kind.SLASH) {
      tokens.advance();
      if (tokens.kind() != Kind.WORD) {
        throw tokens.syntaxError();
      }
      String segment = tokens.word();
      tokens.advance();
      boolean any = segment.equalsIgnoreCase("any");
      if (tokens.kind() == Kind.OPEN && (any || segment.equalsIgnoreCase("all"))) {
        return lambda(new Expression.Path(List.copyOf(segments)), !any);
      }
      segments.add(segment);
    }
    return new Expression.Path(List.copyOf(segments));
  }

  private Expression call(String name) {
    List<Expression> arguments = new ArrayList<>();
    tokens.advance();
    if (tokens.kind() != Kind.CLOSE) {
      arguments.add(expression(OR));
      while (tokens.kind() == Kind.COMMA) {
        tokens.advance();
        arguments.add(expression(OR));
      }
    }
    close("')' or ','");
    return new Expression.Call(name.toLowerCase(Locale.ROOT), List.copyOf(arguments));
  }

  private Expression lambda(Expression.Path collection, boolean all) {
    tokens.advance();
    if (tokens.kind() == Kind.CLOSE && !all) {
      tokens.advance();
      return new Expression.Lambda(collection, false, "", null);
    }
    if (tokens.kind() != Kind.WORD) {
      throw tokens.syntaxError();
    }
    String variable = tokens.word();
    tokens.advance();
    if (tokens.kind() != Kind.COLON) {
      throw tokens.syntaxError();
    }
    tokens.advance();
    Expression body = expression(OR);
    close("')' or operator");
    return new Expression.Lambda(collection, all, variable, body);
  }

  private void close(String expected) {
    if (tokens.kind() != Kind.CLOSE) {
      throw expected(expected);
    }
    tokens.advance();
  }

  private GraphFailure expected(String what) {
    return tokens.error("%s expected at position %d".formatted(what, tokens.position()));
  }
}
