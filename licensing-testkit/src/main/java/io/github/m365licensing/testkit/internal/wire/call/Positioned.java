package io.github.m365licensing.testkit.internal.wire.call;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * An object in a list.
 *
 * @param position its place, which grows along the list and never changes
 * @param object the object
 */
public record Positioned<T>(long position, T object) {

  /** A list that has no positions of its own. */
  public static <T> Stream<Positioned<T>> numbered(List<T> objects) {
    List<Positioned<T>> numbered = new ArrayList<>();
    for (T object : objects) {
      numbered.add(new Positioned<>(numbered.size() + 1L, object));
    }
    return numbered.stream();
  }
}
