package io.github.m365licensing.testkit.internal.request;

import io.github.m365licensing.testkit.internal.service.Operation;
import io.github.m365licensing.testkit.scenario.Caller;
import io.github.m365licensing.testkit.scenario.WireRequest;
import org.jspecify.annotations.Nullable;

/**
 * An operation on its way through the pipeline.
 *
 * @param caller who asks
 * @param operation what for
 * @param item the place in a list of writes or a batch, from 0; −1 if it came alone
 * @param resourceUnits what it costs under the quota
 * @param received the request as it came over the wire; null for a direct call
 * @param <A> what it answers
 */
public record Request<A>(
    Caller caller,
    Operation<A> operation,
    int item,
    int resourceUnits,
    @Nullable WireRequest received) {

  /** A request that came alone and directly. */
  public static <A> Request<A> of(Caller caller, Operation<A> operation) {
    return new Request<>(caller, operation, -1, operation.operation().resourceUnits(), null);
  }

  /** The same at this place of a list or batch. */
  public Request<A> item(int place) {
    return new Request<>(caller, operation, place, resourceUnits, received);
  }

  /** The same at another price, as query options make it. */
  public Request<A> costing(int units) {
    return new Request<>(caller, operation, item, units, received);
  }

  /** The same as it came over the wire. */
  public Request<A> receivedAs(WireRequest wire) {
    return new Request<>(caller, operation, item, resourceUnits, wire);
  }
}
