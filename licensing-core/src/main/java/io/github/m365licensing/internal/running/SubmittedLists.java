package io.github.m365licensing.internal.running;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The lists in flight, oldest first. Used by the thread of the run; only {@link #interrupt} may
 * come from another. Closing interrupts what is left and waits for it, so that no thread outlives
 * the run.
 */
final class SubmittedLists implements AutoCloseable {

  private interface Wait {
    void await() throws InterruptedException;
  }

  private final Deque<SubmittedList> lists = new ArrayDeque<>();
  private final RunClock clock;
  private final Runnable whenCancelled = this::interrupt;

  SubmittedLists(RunClock clock) {
    this.clock = clock;
    clock.control().whenCancelled(whenCancelled);
  }

  int size() {
    return lists.size();
  }

  /**
   * Sends a list. Returns once its first outcome is there: a tenant that works through one list at
   * a time then takes them in the order of the run, and before anything that the run reads next.
   */
  void start(SubmittedList list) {
    synchronized (this) {
      lists.addLast(list);
      list.start();
    }
    if (clock.isOver()) {
      interrupt();
    }
    uninterruptibly(list::awaitBegun);
  }

  /** Waits for the oldest list and takes it out. */
  SubmittedList takeOldest() {
    SubmittedList oldest = lists.getFirst();
    uninterruptibly(oldest::awaitEnd);
    synchronized (this) {
      return lists.removeFirst();
    }
  }

  /** Has the writes in flight finished and the rest of the lists not sent. */
  synchronized void interrupt() {
    lists.forEach(SubmittedList::interrupt);
  }

  /** Waits to the end. An interrupt goes on to the lists, and stays set. */
  private void uninterruptibly(Wait wait) {
    boolean interrupted = false;
    while (true) {
      try {
        wait.await();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
        interrupt();
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    clock.control().forget(whenCancelled);
    interrupt();
    for (SubmittedList list : List.copyOf(lists)) {
      uninterruptibly(list::awaitEnd);
    }
  }
}
