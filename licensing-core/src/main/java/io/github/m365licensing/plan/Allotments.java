package io.github.m365licensing.plan;

import java.util.List;

/**
 * Holds back the calls that take a licence in a tenant that keeps its assignments in allotments:
 * there a removal takes every assignment of the SKU, and what is read cannot tell a direct path
 * from an inherited one (observed). It is judged by the call, so it holds for {@code remove},
 * {@code swap}, {@code replaceAllWith}, a move to a group and an undo alike; and a verb that finds
 * nothing to take is not held back.
 */
final class Allotments {

  private Allotments() {}

  /**
   * Replaces the shapes of those from whom a licence would be taken, in place.
   *
   * @param accepted whether they are sent all the same
   */
  static void block(PlannedChanges changes, boolean accepted) {
    changes.reshape(
        shape -> takes(shape) ? Blocking.add(shape, List.of(finding()), accepted) : shape);
  }

  private static boolean takes(ChangeShape shape) {
    return shape.steps().stream()
        .anyMatch(
            step ->
                step.write() instanceof PlannedWrite.AssignLicenses assign
                    && !assign.removeLicenses().isEmpty());
  }

  private static Finding finding() {
    return FindingTexts.plain(FindingCode.ALLOTMENTS, Severity.BLOCKING)
        .message(
            "The tenant keeps its assignments in allotments: removing a licence takes every"
                + " assignment of it, also what comes through groups, and which of them is direct"
                + " cannot be read.")
        .cure(
            "Take it in the admin centre, or say accepting(ALLOTMENTS, n) if every assignment of it"
                + " may go.")
        .build();
  }
}
