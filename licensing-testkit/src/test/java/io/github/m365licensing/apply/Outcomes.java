package io.github.m365licensing.apply;

import static org.assertj.core.api.Assertions.assertThat;

/** What tests take out of a report. */
final class Outcomes {

  private Outcomes() {}

  /** How the one change ended. */
  static ChangeOutcome only(ApplyReport report) {
    assertThat(report.outcomes()).hasSize(1);
    return report.outcomes().get(0);
  }
}
