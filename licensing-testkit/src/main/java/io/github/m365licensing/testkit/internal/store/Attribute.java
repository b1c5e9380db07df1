package io.github.m365licensing.testkit.internal.store;

/** A plain property of a user or group, under Graph's name. */
public interface Attribute {

  /** The name in Graph's JSON. */
  String graphName();

  /** The type of its value. */
  Type type();

  /** Who may write it. */
  Writing writing();

  /** The position in the store. */
  int ordinal();

  /** The types of value. */
  enum Type {
    /** A {@link String}. */
    TEXT(String.class),
    /** A {@link Boolean}. */
    FLAG(Boolean.class),
    /** A {@code List<String>}, never holding null. */
    TEXTS(java.util.List.class),
    /**
     * A {@code Map<String, String>}, members of a complex property by name. A change names the
     * members that change; null empties one (assumed: the others stay).
     */
    MEMBERS(java.util.Map.class);

    private final Class<?> holds;

    Type(Class<?> holds) {
      this.holds = holds;
    }

    /** Whether the value has this type. */
    public boolean accepts(Object value) {
      return holds.isInstance(value);
    }
  }

  /** Who may write an attribute through Graph. */
  enum Writing {
    /** Callers, always. */
    CLOUD,
    /** Callers, unless the object is mastered on premises. */
    MASTERED,
    /** The service only. */
    SERVICE
  }
}
