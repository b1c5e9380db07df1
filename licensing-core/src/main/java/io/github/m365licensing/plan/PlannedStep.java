package io.github.m365licensing.plan;

import java.util.Objects;

/**
 * A write and when it is due.
 *
 * @param stage the stage of the plan
 * @param write the write
 */
public record PlannedStep(Stage.Kind stage, PlannedWrite write) {
  public PlannedStep {
    Objects.requireNonNull(stage, "stage");
    Objects.requireNonNull(write, "write");
  }
}
