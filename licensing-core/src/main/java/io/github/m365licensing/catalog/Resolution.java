package io.github.m365licensing.catalog;

import java.util.List;
import java.util.Objects;

/**
 * What a name given by a caller means.
 *
 * @param <T> the type of id
 * @param kind how the search ended
 * @param candidates FOUND and NOT_HERE: the one meaning. AMBIGUOUS: all meanings. UNKNOWN: what is
 *     spelt nearly so, best first, possibly none. Unmodifiable
 */
public record Resolution<T>(Kind kind, List<Candidate<T>> candidates) {

  /** How a search ended. */
  public enum Kind {
    /** One meaning, and it is here: the tenant owns the SKU, or the SKU holds the plan. */
    FOUND,
    /** One meaning, but not here: only the catalogue, another SKU, or a bare GUID knows it. */
    NOT_HERE,
    /** Several meanings. */
    AMBIGUOUS,
    /** No meaning. */
    UNKNOWN
  }

  /**
   * One possible meaning.
   *
   * @param <T> the type of id
   * @param id the identity
   * @param name the code name; the GUID where no name is known
   * @param displayName the name people see; the code name where there is none
   */
  public record Candidate<T>(T id, String name, String displayName) {

    /** Checks the arguments. */
    public Candidate {
      Objects.requireNonNull(id, "id");
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(displayName, "displayName");
    }

    /** Code name, display name and id, fit for a message. */
    @Override
    public String toString() {
      return name.equals(displayName)
          ? name + " (" + id + ")"
          : name + " (" + displayName + ", " + id + ")";
    }
  }

  /**
   * Checks the arguments and copies the list.
   *
   * @throws IllegalArgumentException if kind and number of candidates do not go together
   */
  public Resolution {
    Objects.requireNonNull(kind, "kind");
    candidates = List.copyOf(candidates);
    boolean fits =
        switch (kind) {
          case FOUND, NOT_HERE -> candidates.size() == 1;
          case AMBIGUOUS -> candidates.size() > 1;
          case UNKNOWN -> true;
        };
    if (!fits) {
      throw new IllegalArgumentException(kind + " with " + candidates.size() + " candidates");
    }
  }

  /** Whether the name means one thing, here or elsewhere. */
  public boolean isUnique() {
    return kind == Kind.FOUND || kind == Kind.NOT_HERE;
  }

  /**
   * The id that the name means.
   *
   * @throws IllegalStateException if the name has no or several meanings
   */
  public T idOrThrow() {
    if (!isUnique()) {
      throw new IllegalStateException("The name is " + kind + "; candidates: " + candidates);
    }
    return candidates.get(0).id();
  }
}
