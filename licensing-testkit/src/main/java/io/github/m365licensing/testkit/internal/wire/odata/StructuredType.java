package io.github.m365licensing.testkit.internal.wire.odata;

import io.github.m365licensing.testkit.internal.service.GraphFailure;
import io.github.m365licensing.testkit.internal.service.NotModelled;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An entity or complex type with its properties, in the order in which Graph writes them.
 * Immutable.
 *
 * @param <T> the Java value behind the type
 */
public final class StructuredType<T> {

  private final String qualifiedName;
  private final List<Property<T>> properties;
  private final List<Property<T>> defaults;
  private final Map<String, Property<T>> byName = new LinkedHashMap<>();
  private final Set<String> unmodelled;

  /**
   * A type.
   *
   * @param qualifiedName for example {@code microsoft.graph.user}
   */
  @SafeVarargs
  @SuppressWarnings("varargs") // List.of copies the array
  public StructuredType(String qualifiedName, Property<T>... properties) {
    this(qualifiedName, List.of(properties));
  }

  /** A type with properties from a list. */
  public StructuredType(String qualifiedName, List<Property<T>> properties) {
    this.qualifiedName = qualifiedName;
    this.properties = List.copyOf(properties);
    this.unmodelled = UnmodelledProperties.of(qualifiedName);
    this.defaults = this.properties.stream().filter(Property::isSelectedByDefault).toList();
    for (Property<T> property : properties) {
      byName.put(property.name().toLowerCase(Locale.ROOT), property);
    }
  }

  /** The name with its namespace. */
  public String qualifiedName() {
    return qualifiedName;
  }

  /** The name as the directory's error texts print it: {@code User}. */
  public String resourceName() {
    String simple = qualifiedName.substring(qualifiedName.lastIndexOf('.') + 1);
    return simple.substring(0, 1).toUpperCase(Locale.ROOT) + simple.substring(1);
  }

  /** All properties in order. */
  public List<Property<T>> properties() {
    return properties;
  }

  /** What Graph answers without {@code $select}, in order. */
  public List<Property<T>> defaults() {
    return defaults;
  }

  /** The property of this name, compared without case; null if there is none. */
  public @Nullable Property<T> find(String name) {
    return byName.get(name.toLowerCase(Locale.ROOT));
  }

  /** Whether Graph's type has such a property and this one has not. */
  public boolean isUnmodelled(String name) {
    return unmodelled.contains(name.toLowerCase(Locale.ROOT));
  }

  /**
   * The answer to a name that no property has: the fake's own if Graph's type has one, else
   * Graph's.
   *
   * @param clause how Graph's text begins, with a blank at its end
   */
  public GraphFailure unknown(String name, String clause) {
    return isUnmodelled(name)
        ? NotModelled.property(name, qualifiedName)
        : QueryFailures.malformed(
            "%sCould not find a property named '%s' on type '%s'."
                .formatted(clause, name, qualifiedName));
  }
}
