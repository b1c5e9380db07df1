package io.github.m365licensing.assignment;

import java.util.Objects;
import java.util.Set;

/**
 * The state of one assignment path ({@code licenseAssignmentState.state}). Documented by Graph.
 *
 * <p>An open value: the service may send words that are not among the constants; they are kept as
 * they came.
 *
 * @param value the word as Graph spells it
 */
public record AssignmentState(String value) {

  /** The licence is in effect. */
  public static final AssignmentState ACTIVE = new AssignmentState("Active");

  /**
   * In effect, though the last change to it failed; seen when a licence could not be taken away.
   */
  public static final AssignmentState ACTIVE_WITH_ERROR = new AssignmentState("ActiveWithError");

  /** Not in effect. */
  public static final AssignmentState DISABLED = new AssignmentState("Disabled");

  /** Could not be given. */
  public static final AssignmentState ERROR = new AssignmentState("Error");

  private static final Set<AssignmentState> KNOWN =
      Set.of(ACTIVE, ACTIVE_WITH_ERROR, DISABLED, ERROR);

  public AssignmentState {
    Objects.requireNonNull(value, "value");
  }

  /** The value with this word. */
  public static AssignmentState of(String value) {
    return new AssignmentState(value);
  }

  /** Whether this is one of the constants of this type. */
  public boolean isKnown() {
    return KNOWN.contains(this);
  }

  /** The word as Graph spells it. */
  @Override
  public String toString() {
    return value;
  }
}
