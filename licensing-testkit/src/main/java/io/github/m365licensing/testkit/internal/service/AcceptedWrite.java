package io.github.m365licensing.testkit.internal.service;

import java.util.function.Supplier;

/**
 * A write that the service has checked and not refused.
 *
 * @param <A> what it answers
 */
public final class AcceptedWrite<A> {

  private final A acceptance;
  private final Supplier<A> effect;

  private AcceptedWrite(A acceptance, Supplier<A> effect) {
    this.acceptance = acceptance;
    this.effect = effect;
  }

  /** A write that answers this if it is accepted, and what its effect answers if it is done. */
  static <A> AcceptedWrite<A> of(A acceptance, Supplier<A> effect) {
    return new AcceptedWrite<>(acceptance, effect);
  }

  /** A write that has nothing to tell. */
  static AcceptedWrite<NoContent> of(Runnable effect) {
    return of(
        NoContent.INSTANCE,
        () -> {
          effect.run();
          return NoContent.INSTANCE;
        });
  }

  /** What the caller is told if it is accepted and never done. */
  public A acceptance() {
    return acceptance;
  }

  /**
   * Does it. Runs under the engine's lock.
   *
   * @throws GraphFailure if the service finds out only on the way what is wrong
   */
  public A done() {
    return effect.get();
  }
}
