package io.github.m365licensing.testkit.internal.wire.odata;

import io.github.m365licensing.testkit.internal.service.GraphFailure;
import java.util.Comparator;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/** {@code $orderby}: names with {@code asc} or {@code desc}; values not set come first. */
public final class OrderBy {

  private static final Set<String> DIRECTIONS = Set.of("asc", "desc");

  private OrderBy() {}

  /**
   * The order that the text says.
   *
   * @param advanced whether the request is an advanced query
   * @throws GraphFailure with Graph's code and text if Graph would refuse it
   */
  public static <T> Comparator<T> of(String text, StructuredType<T> type, boolean advanced) {
    Comparator<T> order = null;
    for (String clause : text.split(",", -1)) {
      String[] words = clause.strip().split("\\s+", -1);
      String direction = words.length == 2 ? words[1].toLowerCase(Locale.ROOT) : "asc";
      if (words[0].isEmpty() || words.length > 2 || !DIRECTIONS.contains(direction)) {
        throw QueryFailures.malformed(
            "Invalid $orderby clause: Syntax error at position %d in '%s'."
                .formatted(text.length(), text));
      }
      Property<T> property = type.find(words[0]);
      if (property == null) {
        throw type.unknown(words[0], "Invalid $orderby clause: ");
      }
      if (!property.orderBy().allows(advanced)) {
        throw QueryFailures.unsupported("Sorting not supported for current query.");
      }
      Comparator<T> step = direction.equals("desc") ? by(property).reversed() : by(property);
      order = order == null ? step : order.thenComparing(step);
    }
    return Objects.requireNonNull(order, "order");
  }

  private static <T> Comparator<T> by(Property<T> property) {
    return (left, right) -> {
      Object a = property.value(left);
      Object b = property.value(right);
      if (a == null || b == null) {
        return a == b ? 0 : a == null ? -1 : 1;
      }
      return Values.compare(a, b);
    };
  }
}
