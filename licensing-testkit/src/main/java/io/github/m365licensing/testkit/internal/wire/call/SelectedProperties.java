package io.github.m365licensing.testkit.internal.wire.call;

import io.github.m365licensing.testkit.internal.service.GraphFailure;
import io.github.m365licensing.testkit.internal.service.NotModelled;
import io.github.m365licensing.testkit.internal.wire.odata.Property;
import io.github.m365licensing.testkit.internal.wire.odata.StructuredType;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What {@code $select} asks for.
 *
 * @param names the names as sent, without blanks; empty when nothing was selected
 */
public record SelectedProperties(List<String> names) {

  /** How Graph's texts about it begin. */
  public static final String CLAUSE = "Parsing OData Select and Expand failed: ";

  public static final SelectedProperties DEFAULT = new SelectedProperties(List.of());

  public static SelectedProperties of(Optional<String> select) {
    if (select.isEmpty() || select.get().isBlank()) {
      return DEFAULT;
    }
    List<String> names = new ArrayList<>();
    for (String name : select.get().split(",", -1)) {
      String stripped = name.strip();
      if (stripped.equals("*")) {
        throw NotModelled.SELECT.refused("$select=*", "Name the properties, or select none.");
      }
      if (stripped.isEmpty() || stripped.indexOf(' ') >= 0) {
        throw failed(
            "Term '" + select.get() + "' is not valid in a $select or $expand expression.");
      }
      names.add(stripped);
    }
    return new SelectedProperties(names);
  }

  /** The same and the id, which delta answers always carry. */
  public SelectedProperties plusId() {
    List<String> all = new ArrayList<>(names);
    all.add("id");
    return new SelectedProperties(all);
  }

  public boolean isDefault() {
    return names.isEmpty();
  }

  /** The properties of this type to print, in the type's order. */
  public <T> List<Property<T>> of(StructuredType<T> type) {
    if (isDefault()) {
      return type.defaults();
    }
    Set<Property<T>> selected = new LinkedHashSet<>();
    for (String name : names) {
      Property<T> property = type.find(name);
      if (property == null) {
        throw type.unknown(name, CLAUSE);
      }
      selected.add(property);
    }
    return inOrder(type, selected);
  }

  /** The properties of this type to print; names that only other types have are left out. */
  public <T> List<Property<T>> known(StructuredType<T> type) {
    if (isDefault()) {
      return of(type);
    }
    Set<Property<T>> selected = new LinkedHashSet<>();
    for (String name : names) {
      Property<T> property = type.find(name);
      if (property != null) {
        selected.add(property);
      }
    }
    return inOrder(type, selected);
  }

  private static <T> List<Property<T>> inOrder(StructuredType<T> type, Set<Property<T>> selected) {
    return type.properties().stream()
        .filter(property -> selected.contains(property) && property.isReturned())
        .toList();
  }

  /** Refuses a name that none of these types has. */
  public void checkKnownTo(List<StructuredType<?>> types, StructuredType<?> common) {
    for (String name : names) {
      if (types.stream().allMatch(type -> type.find(name) == null)) {
        throw types.stream()
            .filter(type -> type.isUnmodelled(name))
            .findFirst()
            .orElse(common)
            .unknown(name, CLAUSE);
      }
    }
  }

  private static GraphFailure failed(String detail) {
    return new GraphFailure(400, "BadRequest", CLAUSE + detail);
  }

  /** As it stands in an {@code @odata.context}: {@code (id,displayName)}, or nothing. */
  public String inContext() {
    return isDefault() ? "" : names.stream().collect(Collectors.joining(",", "(", ")"));
  }

  /** Whether a name was selected; compared without case. */
  public boolean names(String property) {
    return names.stream()
        .anyMatch(name -> name.toLowerCase(Locale.ROOT).equals(property.toLowerCase(Locale.ROOT)));
  }
}
