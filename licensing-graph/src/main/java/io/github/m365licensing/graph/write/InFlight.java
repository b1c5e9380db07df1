package io.github.m365licensing.graph.write;

import io.github.m365licensing.directory.Subject;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * The subjects with a write under way, over all callers of a connection. Two writes for one user
 * end in a 409; two for one group may silently lose one of them.
 */
final class InFlight {

  private final Set<Subject> subjects = new HashSet<>();
  private long departures;

  /** Takes the subject, unless a write for it is under way. */
  synchronized boolean enter(Subject subject) {
    return subjects.add(subject);
  }

  /** Gives the subjects back. */
  synchronized void leave(Collection<Subject> left) {
    subjects.removeAll(left);
    departures++;
    notifyAll();
  }

  /** How often subjects were given back. */
  synchronized long departures() {
    return departures;
  }

  /** Waits until subjects were given back more often than that. */
  synchronized void awaitDeparture(long seen) throws InterruptedException {
    while (departures == seen) {
      wait();
    }
  }
}
