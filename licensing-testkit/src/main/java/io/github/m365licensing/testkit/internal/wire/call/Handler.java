package io.github.m365licensing.testkit.internal.wire.call;

import io.github.m365licensing.testkit.scenario.WireAnswer;

/** Answers the requests of one operation. */
@FunctionalInterface
public interface Handler {
  WireAnswer.Builder answer(Call call);
}
