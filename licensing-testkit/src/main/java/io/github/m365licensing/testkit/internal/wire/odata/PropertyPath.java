package io.github.m365licensing.testkit.internal.wire.odata;

import io.github.m365licensing.testkit.internal.service.GraphFailure;
import java.util.List;
import java.util.function.Function;

/** Follows a path of names through structured properties. */
final class PropertyPath {

  private PropertyPath() {}

  /**
   * The property that a path reaches, read from the start of the path.
   *
   * @param type where the path starts
   * @param segments the names; compared without case
   * @param impassable what to throw when a path goes on behind a plain value or a collection
   * @throws GraphFailure if there is no such property
   */
  static <T> Property<T> resolve(
      StructuredType<T> type, List<String> segments, Function<String, GraphFailure> impassable) {
    return resolve(type, segments, impassable, owner -> owner);
  }

  private static <T, E> Property<T> resolve(
      StructuredType<E> in,
      List<String> segments,
      Function<String, GraphFailure> impassable,
      Property.Reader<T> base) {
    Property<E> property = in.find(segments.get(0));
    if (property == null) {
      throw in.unknown(segments.get(0), "Invalid filter clause: ");
    }
    Property<T> reached = reached(property, base);
    if (segments.size() == 1) {
      return reached;
    }
    StructuredType<?> structure = property.structure();
    if (structure == null || property.isCollection()) {
      throw impassable.apply(property.name());
    }
    return resolve(structure, segments.subList(1, segments.size()), impassable, reached::value);
  }

  @SuppressWarnings("unchecked") // base reads an owner of the property's type
  private static <T, E> Property<T> reached(Property<E> property, Property.Reader<T> base) {
    Property.Reader<T> reader =
        owner -> {
          Object at = base.of(owner);
          return at == null ? null : property.value((E) at);
        };
    StructuredType<?> structure = property.structure();
    Property<T> reached;
    if (structure != null) {
      reached =
          property.isCollection()
              ? Property.listOf(property.name(), structure, reader)
              : Property.of(property.name(), structure, reader);
    } else {
      reached =
          property.isCollection()
              ? Property.listOf(property.name(), property.type(), reader)
              : Property.of(property.name(), property.type(), reader);
    }
    return reached.filter(property.filter());
  }
}
