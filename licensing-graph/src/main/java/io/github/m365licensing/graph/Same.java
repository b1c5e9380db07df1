package io.github.m365licensing.graph;

import java.util.HashMap;
import java.util.Map;

/**
 * Makes equal values the same object while a list is read: thousands of users share a few dozen
 * SKUs, plans, departments and disabled sets. Stops growing where values turn out not to repeat.
 * For one thread.
 */
final class Same {

  private static final int MOST = 20_000;

  private final Map<Object, Object> values = new HashMap<>();

  /** The first value that was equal to this one. */
  @SuppressWarnings("unchecked") // equal values of these types have the same class
  <T> T of(T value) {
    Object known = values.get(value);
    if (known != null) {
      return (T) known;
    }
    if (values.size() < MOST) {
      values.put(value, value);
    }
    return value;
  }
}
