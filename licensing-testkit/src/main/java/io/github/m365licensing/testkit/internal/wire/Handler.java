package io.github.m365licensing.testkit.internal.wire;

/** Answers the requests of one operation. */
@FunctionalInterface
interface Handler {
  GraphResponse answer(Call call);
}
