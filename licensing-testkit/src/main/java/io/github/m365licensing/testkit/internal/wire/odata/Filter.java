package io.github.m365licensing.testkit.internal.wire.odata;

import io.github.m365licensing.tenant.ServiceLimits;
import io.github.m365licensing.testkit.internal.service.GraphFailure;
import io.github.m365licensing.testkit.internal.wire.odata.Expression.Operator;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Binds a parsed filter to a type: checks names, types and what Graph's directory answers for each
 * property, and gives the condition.
 *
 * <p>A condition on a property that is not set is false, {@code ne} and {@code not} turn that round
 * (assumed). Text is compared without case.
 *
 * @param <T> what is filtered
 */
public final class Filter<T> {

  private final StructuredType<T> type;
  private final String variable;
  private final boolean advanced;
  private final String resource;
  private final String pathPrefix;

  private Filter(
      StructuredType<T> type,
      String variable,
      boolean advanced,
      String resource,
      String pathPrefix) {
    this.type = type;
    this.variable = variable;
    this.advanced = advanced;
    this.resource = resource;
    this.pathPrefix = pathPrefix;
  }

  /**
   * The condition that a {@code $filter} says.
   *
   * @param expression the parsed filter
   * @param type what is filtered
   * @param advanced whether the request is an advanced query
   * @throws GraphFailure with Graph's code and text if Graph would refuse it
   */
  public static <T> Predicate<T> of(
      Expression expression, StructuredType<T> type, boolean advanced) {
    return new Filter<>(type, "", advanced, type.resourceName(), "").bind(expression);
  }

  private Predicate<T> bind(Expression expression) {
    if (expression instanceof Expression.Logical logical) {
      return logical(logical);
    }
    if (expression instanceof Expression.Not not) {
      return not(not);
    }
    if (expression instanceof Expression.Comparison comparison) {
      return comparison(comparison);
    }
    if (expression instanceof Expression.In in) {
      return in(in);
    }
    if (expression instanceof Expression.Call call) {
      return call(call);
    }
    if (expression instanceof Expression.Lambda lambda) {
      return lambda(lambda);
    }
    if (expression instanceof Expression.Path path) {
      return flag(path);
    }
    return constant((Expression.Literal) expression);
  }

  private Predicate<T> logical(Expression.Logical logical) {
    if (!logical.and()) {
      checkAlternatives(logical.operands().size());
    }
    List<Predicate<T>> conditions = new ArrayList<>();
    for (Expression operand : logical.operands()) {
      conditions.add(bind(operand));
    }
    return logical.and()
        ? owner -> conditions.stream().allMatch(condition -> condition.test(owner))
        : owner -> conditions.stream().anyMatch(condition -> condition.test(owner));
  }

  private static void checkAlternatives(int count) {
    if (count > ServiceLimits.IDS_PER_FILTER) {
      throw QueryFailures.unsupported(
          "Too many child clauses specified in search filter expression containing 'OR' operators:"
              + " %d. Max allowed: %d.".formatted(count, ServiceLimits.IDS_PER_FILTER));
    }
  }

  private Predicate<T> not(Expression.Not not) {
    if (not.operand() instanceof Expression.Literal literal && literal.type() != EdmType.BOOLEAN) {
      throw QueryFailures.filter(
          "A unary operator with an incompatible type was detected. Found operand type '%s' for"
                  .formatted(literal.type().qualifiedName())
              + " operator kind 'Not'.");
    }
    Predicate<T> operand = bind(not.operand());
    if (!advanced) {
      throw QueryFailures.needsAdvanced("not");
    }
    return operand.negate();
  }

  private Predicate<T> comparison(Expression.Comparison comparison) {
    if (comparison.right() instanceof Expression.Literal literal) {
      return comparison(comparison.operator(), comparison.left(), literal);
    }
    if (comparison.left() instanceof Expression.Literal literal) {
      return comparison(comparison.operator().mirrored(), comparison.right(), literal);
    }
    throw QueryFailures.unsupported("Unsupported Query.");
  }

  private Predicate<T> comparison(Operator operator, Expression left, Expression.Literal literal) {
    if (left instanceof Expression.Path path) {
      if (path.segments().get(path.segments().size() - 1).equals("$count")) {
        return count(path, operator, literal);
      }
      Property<T> property = single(path);
      return compare(property, operator, literal);
    }
    boolean condition = left instanceof Expression.Call || left instanceof Expression.Lambda;
    if (condition && operator == Operator.EQ && Boolean.TRUE.equals(literal.value())) {
      return bind(left);
    }
    throw QueryFailures.unsupported("Unsupported Query.");
  }

  private Predicate<T> compare(
      Property<T> property, Operator operator, Expression.Literal literal) {
    checkTypes(property, literal, operator.kind());
    FilterRule rule = property.filter();
    boolean negated = operator == Operator.NE;
    if (negated && !advanced && rule.eq() != Support.NONE && !rule.equals(FilterRule.ALL)) {
      throw QueryFailures.unsupported(
          "Filter operator '" + operator.match() + "' is not supported.");
    }
    Support support =
        switch (operator) {
          case EQ, NE -> literal.type() == EdmType.NULL ? rule.eqNull() : rule.eq();
          case GE, LE -> rule.range();
          case GT, LT -> rule.strictRange();
        };
    if (support == Support.NONE && operator != Operator.EQ && rule.eq() != Support.NONE) {
      throw QueryFailures.unsupported(
          "Filter operator '" + operator.match() + "' is not supported.");
    }
    check(support, property);
    Object expected = literal.value();
    if (expected == null) {
      return negated
          ? owner -> property.value(owner) != null
          : owner -> property.value(owner) == null;
    }
    Predicate<T> matches =
        owner -> {
          Object actual = property.value(owner);
          return actual != null && holds(operator, Values.compare(actual, expected));
        };
    return negated ? matches.negate() : matches;
  }

  private static boolean holds(Operator operator, int order) {
    return switch (operator) {
      case EQ, NE -> order == 0;
      case GT -> order > 0;
      case GE -> order >= 0;
      case LT -> order < 0;
      case LE -> order <= 0;
    };
  }

  private Predicate<T> in(Expression.In in) {
    if (!(in.left() instanceof Expression.Path path)) {
      throw QueryFailures.unsupported("Unsupported Query.");
    }
    Property<T> property = single(path);
    checkAlternatives(in.values().size());
    for (Expression.Literal value : in.values()) {
      checkTypes(property, value, Operator.EQ.kind());
      check(
          value.type() == EdmType.NULL ? property.filter().eqNull() : property.filter().eq(),
          property);
    }
    return owner -> {
      Object actual = property.value(owner);
      for (Expression.Literal value : in.values()) {
        Object expected = value.value();
        if (actual == null ? expected == null : equal(actual, expected)) {
          return true;
        }
      }
      return false;
    };
  }

  private static boolean equal(Object actual, @Nullable Object expected) {
    return expected != null && Values.compare(actual, expected) == 0;
  }

  private Predicate<T> call(Expression.Call call) {
    TextCall function = TextCall.of(call);
    String text = function.text();
    Property<T> property = single(function.path());
    if (property.type() != EdmType.STRING) {
      throw clause(property);
    }
    return switch (function.name()) {
      case "startswith" -> {
        check(property.filter().startsWith(), property);
        yield text(property, value -> Values.startsWith(value, text));
      }
      case "endswith" -> {
        if (property.filter().endsWith() != Support.NONE && !advanced) {
          throw QueryFailures.needsAdvanced("endsWith");
        }
        check(property.filter().endsWith(), property);
        yield text(property, value -> Values.endsWith(value, text));
      }
      default -> {
        if (property.filter().contains() == Support.NONE) {
          throw QueryFailures.unsupported("Unsupported Query.");
        }
        yield text(property, value -> Values.contains(value, text));
      }
    };
  }

  private Predicate<T> text(Property<T> property, Predicate<String> condition) {
    return owner -> property.value(owner) instanceof String value && condition.test(value);
  }

  private Predicate<T> lambda(Expression.Lambda lambda) {
    Property<T> property = property(lambda.collection());
    if (!property.isCollection()) {
      throw QueryFailures.filter("Any/All may only be used following a collection.");
    }
    Expression body = lambda.body();
    if (body == null) {
      check(property.filter().emptyCount(), property);
      return owner -> !elements(property, owner).isEmpty();
    }
    StructuredType<?> structure = property.structure();
    Predicate<Object> condition =
        structure == null
            ? element(property, lambda).bind(body)
            : bindElements(structure, property, lambda, body);
    return lambda.all()
        ? owner -> elements(property, owner).stream().allMatch(condition)
        : owner -> elements(property, owner).stream().anyMatch(condition);
  }

  /** A collection of plain values is filtered as if each were an object with one property. */
  private Filter<Object> element(Property<T> collection, Expression.Lambda lambda) {
    Property<Object> self =
        Property.of(lambda.variable(), collection.type(), value -> value)
            .filter(collection.filter());
    return new Filter<>(
        new StructuredType<>(type.qualifiedName(), self),
        "",
        advanced,
        resource,
        pathPrefix + collection.name() + "/");
  }

  @SuppressWarnings("unchecked") // the elements of the property are of its structure
  private <E> Predicate<Object> bindElements(
      StructuredType<E> structure,
      Property<T> property,
      Expression.Lambda lambda,
      Expression body) {
    Filter<E> inner =
        new Filter<>(
            structure, lambda.variable(), advanced, resource, pathPrefix + property.name() + "/");
    return (Predicate<Object>) inner.bind(body);
  }

  private static <T> Collection<?> elements(Property<T> property, T owner) {
    return (Collection<?>) Objects.requireNonNull(property.value(owner), property.name());
  }

  private Predicate<T> count(Expression.Path path, Operator operator, Expression.Literal literal) {
    List<String> segments = path.segments();
    Property<T> property = property(new Expression.Path(segments.subList(0, segments.size() - 1)));
    boolean zero = literal.value() instanceof Long number && number == 0;
    boolean equality = operator == Operator.EQ || operator == Operator.NE;
    if (!property.isCollection() || !zero || !equality) {
      throw clause(property);
    }
    check(property.filter().emptyCount(), property);
    return operator == Operator.EQ
        ? owner -> elements(property, owner).isEmpty()
        : owner -> !elements(property, owner).isEmpty();
  }

  /** A Boolean property standing alone. */
  private Predicate<T> flag(Expression.Path path) {
    Property<T> property = single(path);
    if (property.type() != EdmType.BOOLEAN) {
      throw QueryFailures.filter("The $filter expression must evaluate to a single boolean value.");
    }
    check(property.filter().eq(), property);
    return owner -> Boolean.TRUE.equals(property.value(owner));
  }

  private Predicate<T> constant(Expression.Literal literal) {
    if (literal.type() != EdmType.BOOLEAN) {
      throw QueryFailures.filter("The $filter expression must evaluate to a single boolean value.");
    }
    throw QueryFailures.unsupported("Unsupported Query.");
  }

  private Property<T> single(Expression.Path path) {
    Property<T> property = property(path);
    if (property.isCollection() || property.structure() != null) {
      throw clause(property);
    }
    return property;
  }

  private Property<T> property(Expression.Path path) {
    List<String> segments = path.segments();
    if (!variable.isEmpty()) {
      if (!segments.get(0).equals(variable) || segments.size() < 2) {
        throw QueryFailures.unsupported("Unsupported Query.");
      }
      segments = segments.subList(1, segments.size());
    }
    return PropertyPath.resolve(type, segments, segment -> clause(segment));
  }

  private static void checkTypes(Property<?> property, Expression.Literal literal, String kind) {
    EdmType type = literal.type();
    boolean number = type == EdmType.INT32 || type == EdmType.DOUBLE;
    boolean fits =
        type == EdmType.NULL
            || type == property.type()
            || (number && property.type() == EdmType.INT32);
    if (!fits) {
      throw QueryFailures.filter(
          "A binary operator with incompatible types was detected. Found operand types '%s' and"
                  .formatted(property.type().qualifiedName())
              + " '%s' for operator kind '%s'.".formatted(type.qualifiedName(), kind));
    }
  }

  private void check(Support support, Property<?> property) {
    if (!support.allows(advanced)) {
      throw clause(property);
    }
  }

  private GraphFailure clause(Property<?> property) {
    return clause(property.name());
  }

  private GraphFailure clause(String property) {
    return QueryFailures.clause(pathPrefix + property, resource);
  }
}
