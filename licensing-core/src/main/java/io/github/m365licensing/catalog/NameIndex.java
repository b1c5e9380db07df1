package io.github.m365licensing.catalog;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Finds values by a code name and a display name. A search has three readings, strictest first:
 * code name, display name, code name in which blanks and underscores do not count.
 */
final class NameIndex<V> {

  private final Map<String, List<V>> byCode = new HashMap<>();
  private final Map<String, List<V>> byDisplayName = new HashMap<>();
  private final Map<String, List<V>> byLooseCode = new HashMap<>();

  private NameIndex() {}

  static <V> NameIndex<V> of(
      Collection<V> values, Function<V, String> code, Function<V, String> displayName) {
    NameIndex<V> index = new NameIndex<>();
    for (V value : values) {
      add(index.byCode, NameKeys.exact(code.apply(value)), value);
      add(index.byDisplayName, NameKeys.exact(displayName.apply(value)), value);
      add(index.byLooseCode, NameKeys.loose(code.apply(value)), value);
    }
    return index;
  }

  private static <V> void add(Map<String, List<V>> index, String key, V value) {
    List<V> found = index.getOrDefault(key, List.of());
    if (found.isEmpty()) {
      index.put(key, List.of(value));
    } else {
      List<V> more = new ArrayList<>(found);
      more.add(value);
      index.put(key, List.copyOf(more));
    }
  }

  /** What each reading of the name finds, strictest first; in the order of the values. */
  List<List<V>> read(String name) {
    String exact = NameKeys.exact(name);
    return List.of(
        byCode.getOrDefault(exact, List.of()),
        byDisplayName.getOrDefault(exact, List.of()),
        byLooseCode.getOrDefault(NameKeys.loose(name), List.of()));
  }
}
