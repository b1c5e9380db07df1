package io.github.m365licensing.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Unmodifiable sets in natural order, so that two runs give the same bytes. */
public final class Ordered {

  private Ordered() {}

  /**
   * A copy in natural order.
   *
   * @param name the parameter, named in the error
   * @throws NullPointerException if the collection or an element is null
   */
  public static <T extends Comparable<T>> Set<T> set(Collection<T> elements, String name) {
    Objects.requireNonNull(elements, name);
    if (elements.isEmpty()) {
      return Set.of();
    }
    List<T> sorted = new ArrayList<>(elements);
    sorted.forEach(e -> Objects.requireNonNull(e, name));
    Collections.sort(sorted);
    return Collections.unmodifiableSet(new LinkedHashSet<>(sorted));
  }
}
