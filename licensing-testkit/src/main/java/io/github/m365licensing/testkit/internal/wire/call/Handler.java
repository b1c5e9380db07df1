package io.github.m365licensing.testkit.internal.wire.call;

import io.github.m365licensing.testkit.internal.wire.GraphResponse;

/** Answers the requests of one operation. */
@FunctionalInterface
public interface Handler {
  GraphResponse answer(Call call);
}
