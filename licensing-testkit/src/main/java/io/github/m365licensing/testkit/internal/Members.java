package io.github.m365licensing.testkit.internal;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The members of one group in the order of joining. Writers must hold the engine's lock. */
final class Members {

  /** A member's id at its position. */
  record Joined(long position, UUID id) {}

  private final Sequence<Joined> order = new Sequence<>();
  private final Map<UUID, Long> positions = new LinkedHashMap<>();

  boolean contains(UUID id) {
    return positions.containsKey(id);
  }

  boolean add(UUID id) {
    if (contains(id)) {
      return false;
    }
    positions.put(id, order.add(new Joined(order.next(), id)));
    return true;
  }

  boolean remove(UUID id) {
    @Nullable Long position = positions.remove(id);
    if (position == null) {
      return false;
    }
    order.remove(position);
    return true;
  }

  Stream<Joined> after(long position) {
    return order.after(position);
  }

  int size() {
    return order.size();
  }
}
