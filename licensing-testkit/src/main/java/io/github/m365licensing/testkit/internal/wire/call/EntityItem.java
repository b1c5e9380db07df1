package io.github.m365licensing.testkit.internal.wire.call;

import io.github.m365licensing.testkit.internal.wire.odata.Property;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

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
public record EntityItem<T>(
    String odataType,
    List<Property<T>> properties,
    T entity,
    String removed,
    Map<String, List<EntityItem<?>>> nested) {

  public static <T> EntityItem<T> of(List<Property<T>> properties, T entity) {
    return new EntityItem<>("", properties, entity, "", Map.of());
  }

  /** How entities of one kind are printed, without their type. */
  public static <T> Function<T, EntityItem<?>> printing(List<Property<T>> properties) {
    return entity -> of(properties, entity);
  }

  public EntityItem<T> typed(String odataType) {
    return new EntityItem<>(odataType, properties, entity, removed, nested);
  }

  public EntityItem<T> removed(String reason) {
    return new EntityItem<>(odataType, properties, entity, reason, nested);
  }

  public EntityItem<T> with(String name, List<EntityItem<?>> items) {
    return new EntityItem<>(odataType, properties, entity, removed, Map.of(name, items));
  }
}
