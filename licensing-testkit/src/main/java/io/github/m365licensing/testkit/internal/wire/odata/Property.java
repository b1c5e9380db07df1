package io.github.m365licensing.testkit.internal.wire.odata;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * A property of a structured type: its name and type, how to read it, and what queries may do with
 * it. Immutable; the {@code with} methods give changed copies.
 *
 * <p>Values are {@link String}, {@link Boolean}, {@link Integer}, {@link java.util.UUID}, {@link
 * java.time.Instant}, the owner of a complex type, or a {@link java.util.Collection} of these.
 *
 * @param <T> what the property belongs to
 */
public final class Property<T> {

  /**
   * Reads a property.
   *
   * @param <T> what the property belongs to
   */
  @FunctionalInterface
  public interface Reader<T> {
    /** The value; null when the property is not set. */
    @Nullable Object of(T owner);
  }

  private final String name;
  private final EdmType type;
  private final @Nullable StructuredType<?> structure;
  private final boolean collection;
  private final Reader<? super T> reader;
  private final boolean selectedByDefault;
  private final FilterRule filter;
  private final Support orderBy;
  private final boolean searchable;
  private final boolean returned;

  private Property(
      String name,
      EdmType type,
      @Nullable StructuredType<?> structure,
      boolean collection,
      Reader<? super T> reader,
      boolean selectedByDefault,
      FilterRule filter,
      Support orderBy,
      boolean searchable,
      boolean returned) {
    this.name = name;
    this.type = type;
    this.structure = structure;
    this.collection = collection;
    this.reader = reader;
    this.selectedByDefault = selectedByDefault;
    this.filter = filter;
    this.orderBy = orderBy;
    this.searchable = searchable;
    this.returned = returned;
  }

  /** A single value. */
  public static <T> Property<T> of(String name, EdmType type, Reader<? super T> reader) {
    return new Property<>(
        name, type, null, false, reader, false, FilterRule.NONE, Support.NONE, false, true);
  }

  /** Several values; never null. */
  public static <T> Property<T> listOf(String name, EdmType type, Reader<? super T> reader) {
    return new Property<>(
        name, type, null, true, reader, false, FilterRule.NONE, Support.NONE, false, true);
  }

  /** A structured value. */
  public static <T> Property<T> of(
      String name, StructuredType<?> structure, Reader<? super T> reader) {
    return new Property<>(
        name,
        EdmType.COMPLEX,
        structure,
        false,
        reader,
        false,
        FilterRule.NONE,
        Support.NONE,
        false,
        true);
  }

  /** Several structured values; never null. */
  public static <T> Property<T> listOf(
      String name, StructuredType<?> structure, Reader<? super T> reader) {
    return new Property<>(
        name,
        EdmType.COMPLEX,
        structure,
        true,
        reader,
        false,
        FilterRule.NONE,
        Support.NONE,
        false,
        true);
  }

  /** Belongs to what Graph answers without {@code $select}. */
  public Property<T> byDefault() {
    return new Property<>(
        name, type, structure, collection, reader, true, filter, orderBy, searchable, returned);
  }

  /** Can be filtered by this rule. */
  public Property<T> filter(FilterRule rule) {
    return new Property<>(
        name,
        type,
        structure,
        collection,
        reader,
        selectedByDefault,
        rule,
        orderBy,
        searchable,
        returned);
  }

  /** Can be sorted by. */
  public Property<T> orderBy(Support support) {
    return new Property<>(
        name,
        type,
        structure,
        collection,
        reader,
        selectedByDefault,
        filter,
        support,
        searchable,
        returned);
  }

  /** Can be searched. */
  public Property<T> search() {
    return new Property<>(
        name,
        type,
        structure,
        collection,
        reader,
        selectedByDefault,
        filter,
        orderBy,
        true,
        returned);
  }

  /** Serves filters only; Graph never prints it. */
  public Property<T> neverReturned() {
    return new Property<>(
        name,
        type,
        structure,
        collection,
        reader,
        selectedByDefault,
        filter,
        orderBy,
        searchable,
        false);
  }

  /** The name in Graph's spelling. */
  public String name() {
    return name;
  }

  /** The type, of each element for a collection. */
  public EdmType type() {
    return type;
  }

  /** The structure of a {@link EdmType#COMPLEX} property; null for others. */
  public @Nullable StructuredType<?> structure() {
    return structure;
  }

  /** Whether there are several values. */
  public boolean isCollection() {
    return collection;
  }

  /** Whether Graph answers it without {@code $select}. */
  public boolean isSelectedByDefault() {
    return selectedByDefault;
  }

  /** What {@code $filter} may do. */
  public FilterRule filter() {
    return filter;
  }

  /** Whether {@code $orderby} may sort by it. */
  public Support orderBy() {
    return orderBy;
  }

  /** Whether {@code $search} searches it. */
  public boolean isSearchable() {
    return searchable;
  }

  /** Whether Graph prints it when asked. */
  public boolean isReturned() {
    return returned;
  }

  /** The value of this owner; null when not set. Times are whole seconds, as the directory's. */
  public @Nullable Object value(T owner) {
    Object value = reader.of(owner);
    return value instanceof Instant time ? time.truncatedTo(ChronoUnit.SECONDS) : value;
  }
}
