package io.github.m365licensing.assignment;

import java.util.Objects;
import java.util.Set;

/**
 * Why an assignment path is in error ({@code licenseAssignmentState.error}). A path without error
 * has none: Graph answers null or the word {@code None}, and both are read as absent.
 *
 * <p>An open value: the service may send words that are not among the constants; they are kept as
 * they came.
 *
 * @param value the word as Graph spells it
 */
public record AssignmentError(String value) {

  /** No seat was left. */
  public static final AssignmentError COUNT_VIOLATION = new AssignmentError("CountViolation");

  /** A plan in the licence cannot stand beside a plan that the user has. */
  public static final AssignmentError MUTUALLY_EXCLUSIVE_VIOLATION =
      new AssignmentError("MutuallyExclusiveViolation");

  /** A plan needs another plan that the user lacks, or taking a plan would leave a dependant. */
  public static final AssignmentError DEPENDENCY_VIOLATION =
      new AssignmentError("DependencyViolation");

  /** A service is not offered in the user's usage location. */
  public static final AssignmentError PROHIBITED_IN_USAGE_LOCATION_VIOLATION =
      new AssignmentError("ProhibitedInUsageLocationViolation");

  /** The resulting proxy address is taken in the tenant. */
  public static final AssignmentError UNIQUENESS_VIOLATION =
      new AssignmentError("UniquenessViolation");

  /**
   * Usually: another licence of the same group failed for this user. Older pages spell it Others.
   */
  public static final AssignmentError OTHER = new AssignmentError("Other");

  private static final Set<AssignmentError> KNOWN =
      Set.of(
          COUNT_VIOLATION,
          MUTUALLY_EXCLUSIVE_VIOLATION,
          DEPENDENCY_VIOLATION,
          PROHIBITED_IN_USAGE_LOCATION_VIOLATION,
          UNIQUENESS_VIOLATION,
          OTHER);

  public AssignmentError {
    Objects.requireNonNull(value, "value");
  }

  /** The value with this word. */
  public static AssignmentError of(String value) {
    return new AssignmentError(value);
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
