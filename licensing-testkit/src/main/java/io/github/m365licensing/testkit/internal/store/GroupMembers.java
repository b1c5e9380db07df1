package io.github.m365licensing.testkit.internal.store;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** The members of one group in the order of joining. Writers must hold the engine's lock. */
public final class GroupMembers {

  /** A member's id at its position. */
  public record Joined(long position, UUID id) {}

  private final Sequence<Joined> order = new Sequence<>();
  private final Map<UUID, Joined> byId = new HashMap<>();

  boolean contains(UUID id) {
    return byId.containsKey(id);
  }

  boolean add(UUID id) {
    if (contains(id)) {
      return false;
    }
    Joined joined = new Joined(order.next(), id);
    order.add(joined);
    byId.put(id, joined);
    return true;
  }

  boolean remove(UUID id) {
    Joined joined = byId.remove(id);
    if (joined == null) {
      return false;
    }
    order.remove(joined.position());
    return true;
  }

  Stream<Joined> after(long position) {
    return order.after(position);
  }

  int size() {
    return order.size();
  }
}
