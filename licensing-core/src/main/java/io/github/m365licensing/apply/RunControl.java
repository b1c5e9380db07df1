package io.github.m365licensing.apply;

import java.util.ArrayList;
import java.util.List;

/**
 * A hand on a run from outside: from another thread, or from within {@link Progress}. Given in
 * {@link ApplyOptions#control()}, to one run or to several. Thread-safe.
 *
 * <pre>{@code
 * RunControl control = RunControl.create();
 * Future<ApplyReport> report =
 *     executor.submit(() -> licensing.apply(plan, options -> options.control(control)));
 * control.pause();
 * control.resume();
 * control.cancel();
 * }</pre>
 *
 * <p>Nothing that was sent is cut off. A run that was cancelled ends with a report as any other
 * does, and with a journal it can be resumed later, under another control.
 */
public final class RunControl {

  /** What a run under this control does. */
  public enum State {
    /** It goes on. */
    RUNNING,
    /** It begins no further list of writes. Reading back goes on. */
    PAUSED,
    /** It comes to its end; what was not sent is NOT_STARTED. It stays so. */
    CANCELLED
  }

  private final List<Runnable> whenCancelled = new ArrayList<>();
  private State state = State.RUNNING;

  private RunControl() {}

  /** A control under which runs go on. */
  public static RunControl create() {
    return new RunControl();
  }

  /**
   * Lets runs begin no further list of writes until {@link #resume}. Lists in flight are finished,
   * and so is one that is being handed over at this moment. Does nothing once cancelled.
   */
  public synchronized void pause() {
    if (state == State.RUNNING) {
      state = State.PAUSED;
    }
  }

  /**
   * Lets paused runs go on; what they had checked before the pause they check again. Does nothing
   * once cancelled.
   */
  public synchronized void resume() {
    if (state == State.PAUSED) {
      state = State.RUNNING;
      notifyAll();
    }
  }

  /**
   * Ends runs, paused ones too: writes in flight are finished, the rest is NOT_STARTED, what was
   * sent is read back once. Returns at once, without waiting for the runs.
   */
  public void cancel() {
    List<Runnable> told;
    synchronized (this) {
      state = State.CANCELLED;
      notifyAll();
      told = List.copyOf(whenCancelled);
    }
    told.forEach(Runnable::run);
  }

  /** What runs under this control do. */
  public synchronized State state() {
    return state;
  }

  /** Waits while paused, unless the thread is interrupted; the flag stays set then. */
  public synchronized void awaitResumed() {
    try {
      while (state == State.PAUSED) {
        wait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Has this run, on the cancelling thread, when the control is cancelled from now on. */
  public synchronized void whenCancelled(Runnable action) {
    whenCancelled.add(action);
  }

  /** For the rooms of this module only. */
  public synchronized void forget(Runnable action) {
    whenCancelled.remove(action);
  }
}
