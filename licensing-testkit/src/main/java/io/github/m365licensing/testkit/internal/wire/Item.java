package io.github.m365licensing.testkit.internal.wire;

import io.github.m365licensing.testkit.internal.wire.odata.Property;
import java.util.List;
import java.util.Map;

/**
 * An entity as one answer shows it.
 *
 * @param odataType the type to print, for example {@code #microsoft.graph.user}; empty for none
 * @param properties what to print, in order
 * @param entity the entity
 * @param removed why it is gone, in a delta answer; empty if it is there
 * @param nested collections inside it, by name: expanded ones, or changes of membership
 * @param <T> what the entity is
 */
record Item<T>(
    String odataType,
    List<Property<T>> properties,
    T entity,
    String removed,
    Map<String, List<Item<?>>> nested) {

  static <T> Item<T> of(List<Property<T>> properties, T entity) {
    return new Item<>("", properties, entity, "", Map.of());
  }

  Item<T> typed(String odataType) {
    return new Item<>(odataType, properties, entity, removed, nested);
  }

  Item<T> removed(String reason) {
    return new Item<>(odataType, properties, entity, reason, nested);
  }

  Item<T> with(String name, List<Item<?>> items) {
    return new Item<>(odataType, properties, entity, removed, Map.of(name, items));
  }
}
