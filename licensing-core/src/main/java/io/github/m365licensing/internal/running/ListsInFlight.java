package io.github.m365licensing.internal.running;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The lists in flight, oldest first. Used by the thread of the run; only {@link #interrupt} may
 * come from another. Closing interrupts what is left and waits for it, so that no thread outlives
 * the run.
 */
final class ListsInFlight implements AutoCloseable {

  private interface Wait {
    void await() throws InterruptedException;
  }

  private final Deque<ListInFlight> lists = new ArrayDeque<>();
  private final Waiting waiting;
  private final Runnable whenCancelled = this::interrupt;

  ListsInFlight(Waiting waiting) {
    this.waiting = waiting;
    waiting.control().whenCancelled(whenCancelled);
  }

  int size() {
    return lists.size();
  }

  /**
   * Sends a list. Returns once its first outcome is there: a tenant that works off one list at a
   * time then takes them in the order of the run, and before anything that the run reads next.
   */
  void start(ListInFlight list) {
    synchronized (this) {
      lists.addLast(list);
      list.start();
    }
    if (waiting.isOver()) {
      interrupt();
    }
    uninterruptibly(list::awaitBegun);
  }

  /** Waits for the oldest list and takes it out. */
  ListInFlight takeOldest() {
    ListInFlight oldest = lists.getFirst();
    uninterruptibly(oldest::awaitEnd);
    synchronized (this) {
      return lists.removeFirst();
    }
  }

  /** Has the writes in flight finished and the rest of the lists not sent. */
  synchronized void interrupt() {
    lists.forEach(ListInFlight::interrupt);
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
    waiting.control().forget(whenCancelled);
    interrupt();
    for (ListInFlight list : List.copyOf(lists)) {
      uninterruptibly(list::awaitEnd);
    }
  }
}
