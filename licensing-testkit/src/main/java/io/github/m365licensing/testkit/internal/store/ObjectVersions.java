package io.github.m365licensing.testkit.internal.store;

import io.github.m365licensing.testkit.scenario.Lag;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The place of one object in the store: its current state and, under lag, the earlier states that
 * reads still show. Null as a state means that the object is not there.
 */
public final class ObjectVersions<T extends StoredObject> {

  /** What reads show until a later write has become visible. */
  private static final class Earlier<T> {
    private final @Nullable T state;
    private final Instant until;
    private int readsLeft;

    Earlier(@Nullable T state, int reads, Instant until) {
      this.state = state;
      this.readsLeft = reads;
      this.until = until;
    }
  }

  private volatile @Nullable T current;
  private volatile @Nullable Deque<Earlier<T>> earlier;

  /** What the last write left. */
  public @Nullable T current() {
    return current;
  }

  /** Replaces the state; reads keep showing the old one for as long as the lag says. */
  void put(@Nullable T next, Lag lag, Instant now) {
    if (!lag.isNone()) {
      synchronized (this) {
        Deque<Earlier<T>> queue = earlier;
        if (queue == null) {
          queue = new ArrayDeque<>();
        }
        queue.add(new Earlier<>(current, lag.reads(), now.plus(lag.duration())));
        earlier = queue;
      }
    }
    current = next;
  }

  /** What a read shows now. Counts as a read. */
  public @Nullable T read(Instant now) {
    return earlier == null ? current : readUnderLag(now);
  }

  private synchronized @Nullable T readUnderLag(Instant now) {
    Deque<Earlier<T>> queue = earlier;
    if (queue == null) {
      return current;
    }
    while (!queue.isEmpty() && queue.peek().readsLeft <= 0 && !now.isBefore(queue.peek().until)) {
      queue.remove();
    }
    if (queue.isEmpty()) {
      earlier = null;
      return current;
    }
    queue.forEach(state -> state.readsLeft--);
    return queue.peek().state;
  }

  /** Lets every write become visible. */
  synchronized void settle() {
    earlier = null;
  }
}
