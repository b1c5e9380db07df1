package io.github.m365licensing.testkit.internal.store;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The plain properties of one object. An absent attribute is one that was never set or was emptied.
 * Compact, since a tenant may hold a million of them. Immutable.
 *
 * @param <A> which attributes there are
 */
public final class Attributes<A extends Attribute> {

  private static final Attributes<?> NONE = new Attributes<>(new Object[0]);

  /** By ordinal; cut after the last attribute present. */
  private final @Nullable Object[] values;

  private Attributes(@Nullable Object[] values) {
    this.values = values;
  }

  /** No attribute at all. */
  @SuppressWarnings("unchecked") // holds no value of any type
  public static <A extends Attribute> Attributes<A> none() {
    return (Attributes<A>) NONE;
  }

  /** These attributes; a null value means absent. */
  public static <A extends Attribute> Attributes<A> of(Map<A, ? extends @Nullable Object> values) {
    return Attributes.<A>none().with(values);
  }

  /**
   * The same with these attributes changed; a null value empties one.
   *
   * @throws IllegalArgumentException if a value has not the attribute's type
   */
  public Attributes<A> with(Map<A, ? extends @Nullable Object> changes) {
    int length = values.length;
    for (A attribute : changes.keySet()) {
      length = Math.max(length, attribute.ordinal() + 1);
    }
    @Nullable Object[] copy = Arrays.copyOf(values, length);
    changes.forEach(
        (attribute, value) ->
            copy[attribute.ordinal()] = checked(attribute, value, copy[attribute.ordinal()]));
    return new Attributes<>(copy);
  }

  private static @Nullable Object checked(
      Attribute attribute, @Nullable Object value, @Nullable Object before) {
    if (value == null) {
      return null;
    }
    if (!attribute.type().accepts(value)) {
      throw new IllegalArgumentException(
          "%s takes %s, not %s."
              .formatted(
                  attribute.graphName(), attribute.type(), value.getClass().getSimpleName()));
    }
    return value instanceof Map<?, ?> members
        ? merged(before instanceof Map<?, ?> old ? old : Map.of(), members)
        : value instanceof List<?> list ? List.copyOf(list) : value;
  }

  private static @Nullable Map<Object, Object> merged(Map<?, ?> before, Map<?, ?> changed) {
    Map<Object, Object> merged = new TreeMap<>(before);
    merged.putAll(changed);
    merged.values().removeIf(Objects::isNull);
    return merged.isEmpty() ? null : Collections.unmodifiableMap(merged);
  }

  /** The value, whatever its type. */
  public Optional<Object> value(A attribute) {
    return Optional.ofNullable(raw(attribute));
  }

  /** The value of a text attribute. */
  public Optional<String> text(A attribute) {
    return Optional.ofNullable((String) raw(attribute));
  }

  /** The value of a flag; absent counts as false. */
  public boolean isTrue(A attribute) {
    return Boolean.TRUE.equals(raw(attribute));
  }

  /** The values of a list attribute; absent counts as empty. Unmodifiable. */
  @SuppressWarnings("unchecked") // with() lets only lists of text in
  public List<String> texts(A attribute) {
    Object value = raw(attribute);
    return value == null ? List.of() : (List<String>) value;
  }

  /** One member of a complex attribute. */
  public Optional<String> member(A attribute, String name) {
    return raw(attribute) instanceof Map<?, ?> members
        ? Optional.ofNullable((String) members.get(name))
        : Optional.empty();
  }

  /** The attributes among these that are present, with their values, in the order of the enum. */
  public Map<A, Object> present(A[] all) {
    Map<A, Object> present = new LinkedHashMap<>();
    for (A attribute : all) {
      Object value = raw(attribute);
      if (value != null) {
        present.put(attribute, value);
      }
    }
    return present;
  }

  private @Nullable Object raw(A attribute) {
    int at = attribute.ordinal();
    return at < values.length ? values[at] : null;
  }
}
