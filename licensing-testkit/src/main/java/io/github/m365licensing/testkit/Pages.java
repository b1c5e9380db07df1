package io.github.m365licensing.testkit;

import io.github.m365licensing.tenant.ServiceLimits;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Reads a list page by page, each page a request made when it is needed.
 *
 * @param <S> what the store holds
 * @param <T> what the caller gets
 */
final class Pages<S, T> implements Iterator<T> {

  private final LongFunction<Stream<S>> read;
  private final ToLongFunction<S> position;
  private final Function<S, Optional<T>> wanted;
  private final Deque<T> page = new ArrayDeque<>();
  private long after;
  private boolean more = true;

  private Pages(
      LongFunction<Stream<S>> read, ToLongFunction<S> position, Function<S, Optional<T>> wanted) {
    this.read = read;
    this.position = position;
    this.wanted = wanted;
  }

  /**
   * The elements of all pages.
   *
   * @param read makes one request for what lies after a position
   * @param position the position of an element
   * @param wanted the element as the caller gets it; empty if it does not match
   */
  static <S, T> Stream<T> of(
      LongFunction<Stream<S>> read, ToLongFunction<S> position, Function<S, Optional<T>> wanted) {
    return StreamSupport.stream(
        Spliterators.spliteratorUnknownSize(
            new Pages<>(read, position, wanted), Spliterator.ORDERED | Spliterator.NONNULL),
        false);
  }

  private void fill() {
    Iterator<S> rest = read.apply(after).iterator();
    while (page.size() < ServiceLimits.MAX_PAGE_SIZE && rest.hasNext()) {
      S next = rest.next();
      after = position.applyAsLong(next);
      wanted.apply(next).ifPresent(page::add);
    }
    more = rest.hasNext();
  }

  @Override
  public boolean hasNext() {
    while (page.isEmpty() && more) {
      fill();
    }
    return !page.isEmpty();
  }

  @Override
  public T next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return page.remove();
  }
}
