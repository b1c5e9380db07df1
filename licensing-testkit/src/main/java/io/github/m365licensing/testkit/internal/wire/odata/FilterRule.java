package io.github.m365licensing.testkit.internal.wire.odata;

/**
 * What {@code $filter} may do with a property. The columns are those of Graph's published table for
 * directory objects; {@code ne} and {@code not} need an advanced query wherever {@code eq} works.
 *
 * @param eq equality, and {@code in}
 * @param startsWith the function of that name
 * @param range {@code ge} and {@code le}
 * @param strictRange {@code gt} and {@code lt}, which the directory does not answer
 * @param eqNull comparison with {@code null}
 * @param endsWith the function of that name
 * @param contains the function of that name
 * @param emptyCount {@code /$count eq 0} and {@code ne 0} on a collection
 */
public record FilterRule(
    Support eq,
    Support startsWith,
    Support range,
    Support strictRange,
    Support eqNull,
    Support endsWith,
    Support contains,
    Support emptyCount) {

  /** Not filterable. */
  public static final FilterRule NONE =
      new FilterRule(
          Support.NONE,
          Support.NONE,
          Support.NONE,
          Support.NONE,
          Support.NONE,
          Support.NONE,
          Support.NONE,
          Support.NONE);

  /** Equality by default, nothing else. */
  public static final FilterRule EQ = NONE.withEq(Support.DEFAULT);

  /** Equality in an advanced query, nothing else. */
  public static final FilterRule EQ_ADVANCED = NONE.withEq(Support.ADVANCED);

  /** Text that is compared by default, and with {@code null} in an advanced query. */
  public static final FilterRule TEXT =
      EQ.withStartsWith(Support.DEFAULT).withRange(Support.DEFAULT).withEqNull(Support.ADVANCED);

  /** Text that only an advanced query compares. */
  public static final FilterRule TEXT_ADVANCED =
      EQ_ADVANCED.withStartsWith(Support.ADVANCED).withEqNull(Support.ADVANCED);

  /** Everything by default: services beside the directory, such as Intune. */
  public static final FilterRule ALL =
      new FilterRule(
          Support.DEFAULT,
          Support.DEFAULT,
          Support.DEFAULT,
          Support.DEFAULT,
          Support.DEFAULT,
          Support.DEFAULT,
          Support.DEFAULT,
          Support.NONE);

  /** This rule with another value for equality. */
  public FilterRule withEq(Support support) {
    return new FilterRule(
        support, startsWith, range, strictRange, eqNull, endsWith, contains, emptyCount);
  }

  /** This rule with another value for {@code startsWith}. */
  public FilterRule withStartsWith(Support support) {
    return new FilterRule(eq, support, range, strictRange, eqNull, endsWith, contains, emptyCount);
  }

  /** This rule with another value for {@code ge} and {@code le}. */
  public FilterRule withRange(Support support) {
    return new FilterRule(
        eq, startsWith, support, strictRange, eqNull, endsWith, contains, emptyCount);
  }

  /** This rule with another value for comparison with {@code null}. */
  public FilterRule withEqNull(Support support) {
    return new FilterRule(
        eq, startsWith, range, strictRange, support, endsWith, contains, emptyCount);
  }

  /** This rule with another value for {@code endsWith}. */
  public FilterRule withEndsWith(Support support) {
    return new FilterRule(
        eq, startsWith, range, strictRange, eqNull, support, contains, emptyCount);
  }

  /** This rule with another value for {@code /$count}. */
  public FilterRule withEmptyCount(Support support) {
    return new FilterRule(eq, startsWith, range, strictRange, eqNull, endsWith, contains, support);
  }
}
