package io.github.m365licensing.testkit.scenario;

import io.github.m365licensing.tenant.TenantWrite;
import java.time.Duration;
import java.util.Objects;

/** Something that goes wrong with a request, as data. The set is closed. */
public sealed interface Fault {

  /**
   * The service answers 429 and does nothing.
   *
   * @param retryAfter what the Retry-After header says; zero for none
   */
  record Throttle(Duration retryAfter) implements Fault {
    /** Checks the argument. */
    public Throttle {
      Objects.requireNonNull(retryAfter, "retryAfter");
    }
  }

  /**
   * The service answers with a server error and does nothing.
   *
   * @param status the HTTP status, 500 to 599
   */
  record ServerError(int status) implements Fault {
    /**
     * Checks the argument.
     *
     * @throws IllegalArgumentException if the status is not a server error
     */
    public ServerError {
      if (status < 500 || status > 599) {
        throw new IllegalArgumentException(
            "A server error has a status from 500 to 599, not " + status + ".");
      }
    }
  }

  /** The connection ends before the service did anything. */
  enum DropConnection implements Fault {
    /** The only value. */
    INSTANCE;

    @Override
    public String toString() {
      return "DropConnection";
    }
  }

  /** The service does what was asked, but the connection ends before the answer. */
  enum ReplyLost implements Fault {
    /** The only value. */
    INSTANCE;

    @Override
    public String toString() {
      return "ReplyLost";
    }
  }

  /** The service answers that it did it, but did not. What it refuses at once, it refuses. */
  enum NotApplied implements Fault {
    /** The only value. */
    INSTANCE;

    @Override
    public String toString() {
      return "NotApplied";
    }
  }

  /** The service answers that another write was in the way and does nothing. */
  enum Conflict implements Fault {
    /** The only value. */
    INSTANCE;

    @Override
    public String toString() {
      return "Conflict";
    }
  }

  /** A read shows each object as it was before the last write to it. */
  enum StaleRead implements Fault {
    /** The only value. */
    INSTANCE;

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
    /** Checks the argument. */
    public Delay {
      Objects.requireNonNull(duration, "duration");
    }
  }

  /**
   * Somebody else writes just before.
   *
   * @param write what the other one does
   */
  record Drift(TenantWrite write) implements Fault {
    /** Checks the argument. */
    public Drift {
      Objects.requireNonNull(write, "write");
    }
  }
}
