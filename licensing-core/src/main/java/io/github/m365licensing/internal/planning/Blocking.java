package io.github.m365licensing.internal.planning;

import io.github.m365licensing.intent.FindingCode;
import io.github.m365licensing.plan.ChangeKind;
import io.github.m365licensing.plan.ChangeShape;
import io.github.m365licensing.plan.Finding;
import io.github.m365licensing.plan.PlannedStep;
import io.github.m365licensing.plan.Severity;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Lets blocking findings block, unless they are accepted. */
final class Blocking {

  private Blocking() {}

  /** The finding as it weighs after what the intent accepts. */
  static Finding unlessAccepted(Finding finding, Set<FindingCode> accepted) {
    return finding.severity() == Severity.BLOCKING && accepted.contains(finding.code())
        ? accept(finding)
        : finding;
  }

  private static Finding accept(Finding finding) {
    return Finding.builder().from(finding).severity(Severity.ADVISORY).isAccepted(true).build();
  }

  /**
   * The shape with what was found: nothing is sent if a finding blocks that is not accepted.
   *
   * @param open all but kind, steps and findings
   */
  static ChangeShape judged(
      ChangeShape.Builder open,
      List<PlannedStep> steps,
      List<Finding> findings,
      Set<FindingCode> accepted) {
    List<Finding> judged = findings.stream().map(f -> unlessAccepted(f, accepted)).toList();
    ChangeShape shape =
        open.kind(steps.isEmpty() ? ChangeKind.NO_CHANGE : ChangeKind.CHANGE)
            .steps(steps)
            .findings(judged)
            .build();
    return judged.stream().anyMatch(f -> f.severity() == Severity.BLOCKING)
        ? blocked(shape)
        : shape;
  }

  /** The shape with blocking findings added that were made after it: nothing is sent any more. */
  static ChangeShape add(ChangeShape shape, List<Finding> findings, boolean accepted) {
    ChangeShape.Builder copy = ChangeShape.builder().from(shape);
    if (accepted) {
      findings.forEach(finding -> copy.addFindings(accept(finding)));
      return copy.build();
    }
    return blocked(copy.addAllFindings(findings).build());
  }

  /** The shape with nothing sent any more. */
  static ChangeShape blocked(ChangeShape shape) {
    return ChangeShape.builder()
        .from(shape)
        .kind(ChangeKind.BLOCKED)
        .after(shape.before())
        .reach(Optional.empty())
        .effects(List.of())
        .steps(List.of())
        .build();
  }
}
