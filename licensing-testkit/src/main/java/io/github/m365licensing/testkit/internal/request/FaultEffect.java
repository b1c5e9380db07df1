package io.github.m365licensing.testkit.internal.request;

import io.github.m365licensing.testkit.internal.service.Engine;
import io.github.m365licensing.testkit.internal.service.PortWrites;
import io.github.m365licensing.testkit.internal.service.Refusals;
import io.github.m365licensing.testkit.scenario.ConnectionDroppedException;
import io.github.m365licensing.testkit.scenario.Fault;

/**
 * What a fault does to the request that meets it.
 *
 * @param before what happens instead of the request, by throwing, or just before it
 * @param stale whether a read shows what was before the last write
 * @param applied whether a write takes effect
 * @param replied whether the answer reaches the caller
 */
record FaultEffect(Runnable before, boolean stale, boolean applied, boolean replied) {

  static final FaultEffect NONE = before(() -> {});

  private static FaultEffect before(Runnable action) {
    return new FaultEffect(action, false, true, true);
  }

  /** The effect of each kind of fault on a tenant. */
  record Effects(Engine engine, VirtualTime time) implements Fault.Cases<FaultEffect> {

    @Override
    public FaultEffect throttle(Fault.Throttle fault) {
      return before(
          () -> {
            throw engine.throttled(fault.retryAfter());
          });
    }

    @Override
    public FaultEffect serverError(Fault.ServerError fault) {
      return before(
          () -> {
            throw Refusals.serverError(fault.status());
          });
    }

    @Override
    public FaultEffect dropConnection(Fault.DropConnection fault) {
      return before(
          () -> {
            throw new ConnectionDroppedException();
          });
    }

    @Override
    public FaultEffect conflict(Fault.Conflict fault) {
      return before(
          () -> {
            throw engine.conflict();
          });
    }

    @Override
    public FaultEffect delay(Fault.Delay fault) {
      return before(() -> time.advance(fault.duration()));
    }

    @Override
    public FaultEffect drift(Fault.Drift fault) {
      return before(() -> engine.runUnderLock(PortWrites.of(fault.write())));
    }

    @Override
    public FaultEffect replyLost(Fault.ReplyLost fault) {
      return new FaultEffect(NONE.before(), false, true, false);
    }

    @Override
    public FaultEffect notApplied(Fault.NotApplied fault) {
      return new FaultEffect(NONE.before(), false, false, true);
    }

    @Override
    public FaultEffect staleRead(Fault.StaleRead fault) {
      return new FaultEffect(NONE.before(), true, true, true);
    }
  }
}
