package io.github.m365licensing.testkit.internal.store;

import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Things in the order in which they came, each at a position that grows and is never reused.
 * Reading takes no lock and starts anywhere at the cost of a binary search, so that a page of a
 * million users costs a page. Writers must hold the engine's lock.
 */
final class Sequence<T> {

  /** What a reader sees: the arrays up to the size; what is appended later lies beyond. */
  private static final class State {
    private final long[] positions;
    private final @Nullable Object[] items;
    private final int size;
    private final int gaps;

    State(long[] positions, @Nullable Object[] items, int size, int gaps) {
      this.positions = positions;
      this.items = items;
      this.size = size;
      this.gaps = gaps;
    }
  }

  private volatile State state = new State(new long[16], new Object[16], 0, 0);
  private long next = 1;

  /** The position that the next item will get. */
  long next() {
    return next;
  }

  /** Adds at the end; answers the position. */
  long add(T item) {
    State s = state;
    long[] positions = s.positions;
    @Nullable Object[] items = s.items;
    if (s.size == items.length) {
      int larger = s.size + (s.size >> 1);
      positions = Arrays.copyOf(positions, larger);
      items = Arrays.copyOf(items, larger);
    }
    long position = next++;
    positions[s.size] = position;
    items[s.size] = item;
    state = new State(positions, items, s.size + 1, s.gaps);
    return position;
  }

  /** Takes the item at this position away, if it is there. */
  void remove(long position) {
    State s = state;
    int at = Arrays.binarySearch(s.positions, 0, s.size, position);
    if (at < 0 || s.items[at] == null) {
      return;
    }
    s.items[at] = null;
    State holed = new State(s.positions, s.items, s.size, s.gaps + 1);
    state = holed.gaps > 16 && holed.gaps > holed.size / 2 ? closed(holed) : holed;
  }

  private static State closed(State s) {
    int kept = s.size - s.gaps;
    long[] positions = new long[Math.max(16, kept)];
    @Nullable Object[] items = new Object[Math.max(16, kept)];
    int to = 0;
    for (int from = 0; from < s.size; from++) {
      if (s.items[from] != null) {
        positions[to] = s.positions[from];
        items[to++] = s.items[from];
      }
    }
    return new State(positions, items, to, 0);
  }

  /** How many there are. */
  int size() {
    State s = state;
    return s.size - s.gaps;
  }

  /** What lies after this position, in order, as it is at this moment. */
  @SuppressWarnings("unchecked") // add() puts only T in
  Stream<T> after(long position) {
    State s = state;
    int found = Arrays.binarySearch(s.positions, 0, s.size, position);
    int start = found >= 0 ? found + 1 : -found - 1;
    Iterator<T> items =
        new Iterator<>() {
          private int at = start;
          private @Nullable Object upcoming = upcoming();

          private @Nullable Object upcoming() {
            while (at < s.size) {
              Object item = s.items[at++];
              if (item != null) {
                return item;
              }
            }
            return null;
          }

          @Override
          public boolean hasNext() {
            return upcoming != null;
          }

          @Override
          public T next() {
            Object item = upcoming;
            if (item == null) {
              throw new NoSuchElementException();
            }
            upcoming = upcoming();
            return (T) item;
          }
        };
    return StreamSupport.stream(
        Spliterators.spliteratorUnknownSize(items, Spliterator.ORDERED | Spliterator.NONNULL),
        false);
  }
}
