package io.github.m365licensing.graph.read;

import io.github.m365licensing.graph.http.Call;
import io.github.m365licensing.graph.http.Page;
import java.util.Collections;
import java.util.Iterator;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Walks a list page by page; reads a page only when its first item is asked for. */
final class Pages<T> extends Spliterators.AbstractSpliterator<T> {

  private final Function<Call, Page<T>> reader;
  private final Function<String, Call> next;
  private @Nullable Call unread;
  private Iterator<T> items;

  Pages(Call first, Function<Call, Page<T>> reader, Function<String, Call> next) {
    super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL);
    this.reader = reader;
    this.next = next;
    this.unread = first;
    this.items = Collections.emptyIterator();
  }

  @Override
  public boolean tryAdvance(Consumer<? super T> action) {
    // A page may be empty and yet not be the last.
    while (!items.hasNext() && unread != null) {
      Page<T> page = reader.apply(unread);
      items = page.items().iterator();
      unread = page.nextLink() == null ? null : next.apply(page.nextLink());
    }
    if (!items.hasNext()) {
      return false;
    }
    action.accept(items.next());
    return true;
  }
}
