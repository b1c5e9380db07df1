package io.github.m365licensing.testkit.internal.request;

import io.github.m365licensing.tenant.GraphOperation;
import io.github.m365licensing.testkit.internal.service.AcceptedWrite;
import io.github.m365licensing.testkit.internal.service.Engine;
import io.github.m365licensing.testkit.internal.service.GraphFailure;
import io.github.m365licensing.testkit.internal.service.Operation;
import io.github.m365licensing.testkit.internal.service.Read;
import io.github.m365licensing.testkit.internal.service.Refusals;
import io.github.m365licensing.testkit.internal.service.Write;
import io.github.m365licensing.testkit.internal.store.StoredGroup;
import io.github.m365licensing.testkit.internal.store.StoredObject;
import io.github.m365licensing.testkit.internal.store.StoredUser;
import io.github.m365licensing.testkit.scenario.Caller;
import io.github.m365licensing.testkit.scenario.ConnectionDroppedException;
import io.github.m365licensing.testkit.scenario.FakeSemantics.LicenseDetailsAppOnly;
import io.github.m365licensing.testkit.scenario.Fault;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The way that every request takes, direct or over the wire: authorise, fault, engine, log, answer.
 * Thread-safe. Two writes for one object at a time are a conflict, as in the service; of two that
 * license one group, one may be lost.
 */
public final class Pipeline {

  private final Engine engine;
  private final FaultEffect.Effects effects;
  private final ArmedFaults faults = new ArmedFaults();
  private final Recorder recorder = new Recorder();
  private final Map<String, GraphOperation> inFlight = new ConcurrentHashMap<>();
  private final Quota quota;
  private final AtomicLong requests = new AtomicLong();

  /** The way into this engine, whose clock this is. */
  public Pipeline(Engine engine, VirtualTime time) {
    this.engine = engine;
    this.effects = new FaultEffect.Effects(engine, time);
    time.afterEachMove(engine::tick);
    this.quota = new Quota(engine);
  }

  /** The service's quota; off until somebody enforces it. */
  public Quota quota() {
    return quota;
  }

  /** The engine behind. */
  public Engine engine() {
    return engine;
  }

  /** The faults that are armed. */
  public ArmedFaults faults() {
    return faults;
  }

  /** What was received. */
  public Recorder recorder() {
    return recorder;
  }

  /**
   * Does what the caller asks.
   *
   * @throws GraphFailure if the service refuses or fails; nothing was done
   * @throws ConnectionDroppedException if no answer comes; it may or may not have been done
   */
  public <A> Answer<A> perform(Caller caller, Operation<A> operation) {
    return perform(Request.of(caller, operation));
  }

  /**
   * Does what is asked.
   *
   * @throws GraphFailure if the service refuses or fails; nothing was done
   * @throws ConnectionDroppedException if no answer comes; it may or may not have been done
   */
  public <A> Answer<A> perform(Request<A> request) {
    return perform(request, null);
  }

  /**
   * Reads what belongs to the answer of a request that was done. No request of its own: neither
   * logged nor metered.
   *
   * @throws GraphFailure if the caller may not read it, or there is no such object
   */
  public <A> A readAlong(Caller caller, Read<A> read) {
    authorise(Request.of(caller, read));
    return read.answer(engine.reads());
  }

  /** A batch: its items count as sent together, so a second write for one object is a conflict. */
  public Batch openBatch() {
    return new Batch();
  }

  /** Items that were sent together. Not thread-safe. */
  public final class Batch {
    private final Map<String, GraphOperation> written = new HashMap<>();

    private Batch() {}

    /**
     * Does what one item asks.
     *
     * @throws GraphFailure if the service refuses or fails; nothing was done
     * @throws ConnectionDroppedException if no answer comes; it may or may not have been done
     */
    public <A> Answer<A> perform(Request<A> request) {
      return Pipeline.this.perform(request, written);
    }
  }

  private <A> Answer<A> perform(
      Request<A> request, @Nullable Map<String, GraphOperation> sameBatch) {
    UUID id = new UUID(0x6661_6b65_0000_4000L, Long.MIN_VALUE | requests.incrementAndGet());
    Operation<A> operation = request.operation();
    String given = operation.subject();
    @Nullable StoredObject object = given.isEmpty() ? null : engine.findCurrent(given).orElse(null);
    String subject = object == null ? given.toLowerCase(Locale.ROOT) : object.objectId().toString();
    @Nullable Fault fault = null;
    FaultEffect effect = FaultEffect.NONE;
    int status = 0;
    String code = "";
    try {
      authorise(request);
      quota.check(request);
      fault =
          faults.isEmpty()
              ? null
              : faults.next(operation.operation(), names(given, object), request.item());
      effect = fault == null ? FaultEffect.NONE : fault.accept(effects);
      A value = answer(operation, subject, effect, sameBatch);
      quota.charge(request);
      if (!effect.replied()) {
        throw new ConnectionDroppedException();
      }
      status = operation.status();
      return new Answer<>(id, engine.time().now(), value);
    } catch (GraphFailure failure) {
      if (!effect.replied()) {
        throw new ConnectionDroppedException();
      }
      status = failure.status();
      code = failure.code();
      throw failure.answering(id);
    } finally {
      recorder.add(
          request,
          engine.time().now(),
          id,
          subject,
          status,
          code,
          fault == null ? "" : fault.toString());
    }
  }

  private void authorise(Request<?> request) {
    GraphOperation operation = request.operation().operation();
    boolean appOnly =
        operation == GraphOperation.LIST_LICENSE_DETAILS
            && request.caller().kind() == Caller.Kind.APPLICATION
            && engine.semantics().licenseDetailsAppOnly() == LicenseDetailsAppOnly.FORBIDDEN;
    if (appOnly || !request.caller().isAllowed(operation)) {
      throw Refusals.denied();
    }
  }

  private <A> A answer(
      Operation<A> operation,
      String subject,
      FaultEffect effect,
      @Nullable Map<String, GraphOperation> sameBatch) {
    effect.before().run();
    if (operation instanceof Read<A> read) {
      return read.answer(effect.stale() ? engine.staleReads() : engine.reads());
    }
    GraphOperation kind = operation.operation();
    @Nullable GraphOperation other =
        sameBatch == null ? null : sameBatch.putIfAbsent(subject, kind);
    boolean isFirst = other == null;
    if (isFirst) {
      other = inFlight.putIfAbsent(subject, kind);
      isFirst = other == null;
    }
    boolean lost = other != null && engine.losesOneOf(other, kind);
    if (other != null && !lost) {
      throw engine.conflict();
    }
    engine.lock().lock();
    try {
      AcceptedWrite<A> checked = ((Write<A>) operation).check(engine);
      return lost || !effect.applied() ? checked.acceptance() : checked.done();
    } finally {
      if (isFirst) {
        inFlight.remove(subject);
      }
      engine.lock().unlock();
    }
  }

  /** Every name under which a fault may mean this object. */
  private static List<String> names(String given, @Nullable StoredObject object) {
    if (object == null) {
      return List.of(given);
    }
    String name =
        object instanceof StoredUser user
            ? user.userPrincipalName()
            : ((StoredGroup) object).displayName();
    return List.of(given, object.objectId().toString(), name);
  }
}
