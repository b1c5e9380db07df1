package io.github.m365licensing.internal.running;

import io.github.m365licensing.apply.ApplyOptions;
import io.github.m365licensing.apply.Refusal;
import io.github.m365licensing.tenant.WriteOutcome;

/** Counts writes that fail, and tells when a run shall begin no more. */
final class Failures {

  /** Below this many writes a rate says nothing. */
  private static final int FEW = 20;

  private final ApplyOptions options;
  private long writes;
  private long failed;
  private long inRow;
  private String broken = "";

  Failures(ApplyOptions options) {
    this.options = options;
  }

  void count(WriteOutcome.Kind kind) {
    boolean ok = kind == WriteOutcome.Kind.DONE || kind == WriteOutcome.Kind.ACCEPTED;
    writes++;
    failed += ok ? 0 : 1;
    inRow = ok ? 0 : inRow + 1;
    options
        .stopAfterConsecutiveFailures()
        .ifPresent(
            most -> {
              if (inRow >= most) {
                broken = most + " failures in a row";
              }
            });
    options
        .stopAboveFailurePercent()
        .ifPresent(
            most -> {
              if (writes >= FEW && failed * 100.0 > most * writes) {
                broken = "more than " + most + " % failures";
              }
            });
  }

  /** Whether a rule is broken; it stays so. */
  boolean isTooMuch() {
    return !broken.isEmpty();
  }

  Refusal refusal() {
    return Refusals.tooManyFailures(broken);
  }
}
