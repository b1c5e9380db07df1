package io.github.m365licensing.testkit.scenario;

import io.github.m365licensing.tenant.GraphOperation;
import io.github.m365licensing.tenant.TenantWrite;
import java.time.Duration;
import java.util.Objects;

/** Something that goes wrong with a request, as data. The set is closed. */
public sealed interface Fault {

  /** Asks the case of this kind. */
  <R> R accept(Cases<R> cases);

  /** Whether it can happen to such a request. */
  default boolean canMeet(GraphOperation operation) {
    return true;
  }

  /**
   * The service answers 429 and does nothing.
   *
   * @param retryAfter what the Retry-After header says; zero for none
   */
  record Throttle(Duration retryAfter) implements Fault {
    /** Takes any duration. */
    public Throttle {
      Objects.requireNonNull(retryAfter, "retryAfter");
    }

    @Override
    public <R> R accept(Cases<R> cases) {
      return cases.throttle(this);
    }
  }

  /**
   * The service answers with a server error and does nothing.
   *
   * @param status the HTTP status, 500 to 599
   */
  record ServerError(int status) implements Fault {
    /**
     * Takes server errors only.
     *
     * @throws IllegalArgumentException if the status is not a server error
     */
    public ServerError {
      if (status < 500 || status > 599) {
        throw new IllegalArgumentException(
            "A server error has a status from 500 to 599, not " + status + ".");
      }
    }

    @Override
    public <R> R accept(Cases<R> cases) {
      return cases.serverError(this);
    }
  }

  /** The connection ends before the service did anything. */
  record DropConnection() implements Fault {
    @Override
    public <R> R accept(Cases<R> cases) {
      return cases.dropConnection(this);
    }

    @Override
    public String toString() {
      return "DropConnection";
    }
  }

  /** The service does what was asked, but the connection ends before the answer. */
  record ReplyLost() implements Fault {
    @Override
    public <R> R accept(Cases<R> cases) {
      return cases.replyLost(this);
    }

    @Override
    public String toString() {
      return "ReplyLost";
    }
  }

  /** The service answers that it did it, but did not. What it refuses at once, it refuses. */
  record NotApplied() implements Fault {
    @Override
    public <R> R accept(Cases<R> cases) {
      return cases.notApplied(this);
    }

    @Override
    public boolean canMeet(GraphOperation operation) {
      return operation.isWrite();
    }

    @Override
    public String toString() {
      return "NotApplied";
    }
  }

  /** The service answers that another write was in the way and does nothing. */
  record Conflict() implements Fault {
    @Override
    public <R> R accept(Cases<R> cases) {
      return cases.conflict(this);
    }

    @Override
    public boolean canMeet(GraphOperation operation) {
      return operation.isWrite();
    }

    @Override
    public String toString() {
      return "Conflict";
    }
  }

  /** A read shows each object as it was before the last write to it. */
  record StaleRead() implements Fault {
    @Override
    public <R> R accept(Cases<R> cases) {
      return cases.staleRead(this);
    }

    @Override
    public boolean canMeet(GraphOperation operation) {
      return !operation.isWrite();
    }

    @Override
    public String toString() {
      return "StaleRead";
    }
  }

  /**
   * The answer takes this long in virtual time.
   *
   * @param duration how long
   */
  record Delay(Duration duration) implements Fault {
    /** Takes any duration. */
    public Delay {
      Objects.requireNonNull(duration, "duration");
    }

    @Override
    public <R> R accept(Cases<R> cases) {
      return cases.delay(this);
    }
  }

  /**
   * Somebody else writes just before.
   *
   * @param write what the other one does
   */
  record Drift(TenantWrite write) implements Fault {
    /** Takes any write. */
    public Drift {
      Objects.requireNonNull(write, "write");
    }

    @Override
    public <R> R accept(Cases<R> cases) {
      return cases.drift(this);
    }
  }

  /**
   * One method per kind of fault.
   *
   * @param <R> what is said of each
   */
  interface Cases<R> {
    /** The case of {@link Throttle}. */
    R throttle(Throttle fault);

    /** The case of {@link ServerError}. */
    R serverError(ServerError fault);

    /** The case of {@link DropConnection}. */
    R dropConnection(DropConnection fault);

    /** The case of {@link ReplyLost}. */
    R replyLost(ReplyLost fault);

    /** The case of {@link NotApplied}. */
    R notApplied(NotApplied fault);

    /** The case of {@link Conflict}. */
    R conflict(Conflict fault);

    /** The case of {@link StaleRead}. */
    R staleRead(StaleRead fault);

    /** The case of {@link Delay}. */
    R delay(Delay fault);

    /** The case of {@link Drift}. */
    R drift(Drift fault);
  }
}
