package io.github.m365licensing.internal.planning;

import io.github.m365licensing.intent.FindingCode;
import io.github.m365licensing.plan.Finding;
import io.github.m365licensing.plan.PlannedStep;
import io.github.m365licensing.plan.Severity;
import io.github.m365licensing.tenant.LicensingModel;
import java.util.List;
import java.util.Optional;

/**
 * Holds back the calls that take a licence in a tenant that keeps its assignments in allotments:
 * there a removal takes every assignment of the SKU, and what is read cannot tell a direct path
 * from an inherited one (observed). It is judged by the call, so it holds for {@code remove},
 * {@code swap}, {@code replaceAllWith}, a move to a group and an undo alike; and a verb that finds
 * nothing to take is not held back.
 */
final class Allotments {

  private Allotments() {}

  /** The finding about calls that would take a licence. */
  static Optional<Finding> find(LicensingModel model, List<PlannedStep> steps) {
    return model == LicensingModel.ALLOTMENTS && steps.stream().anyMatch(Allotments::takes)
        ? Optional.of(finding())
        : Optional.empty();
  }

  private static boolean takes(PlannedStep step) {
    return !step.write().removeLicenses().isEmpty();
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
