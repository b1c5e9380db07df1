package io.github.m365licensing.testkit.internal.store;

import io.github.m365licensing.testkit.internal.store.DirectoryChange.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The last changes to the directory, numbered. Older ones are forgotten. Thread-safe. */
public final class ChangeLog {

  private static final int KEPT = 1 << 17;

  private @Nullable DirectoryChange[] ring = new DirectoryChange[64];
  private long last;
  private long forgotten;

  synchronized void add(Kind kind, UUID object, UUID member, @Nullable StoredObject before) {
    long sequence = ++last;
    if (sequence - forgotten > ring.length && ring.length < KEPT) {
      @Nullable DirectoryChange[] larger = new DirectoryChange[ring.length * 2];
      for (DirectoryChange change : ring) {
        if (change != null) {
          larger[slot(change.sequence(), larger)] = change;
        }
      }
      ring = larger;
    }
    ring[slot(sequence, ring)] = new DirectoryChange(sequence, kind, object, member, before);
  }

  private static int slot(long sequence, @Nullable DirectoryChange[] ring) {
    return (int) (sequence & (ring.length - 1));
  }

  /** Forgets the changes so far. */
  synchronized void forget() {
    ring = new DirectoryChange[64];
    forgotten = last;
  }

  /** The number of the last change; 0 before the first. */
  public synchronized long last() {
    return last;
  }

  /** The changes after this one, oldest first; empty if some of them are forgotten. */
  public synchronized Optional<List<DirectoryChange>> after(long sequence) {
    if (sequence < forgotten || last - sequence > ring.length) {
      return Optional.empty();
    }
    List<DirectoryChange> changes = new ArrayList<>();
    for (long s = Math.max(1, sequence + 1); s <= last; s++) {
      DirectoryChange change = ring[slot(s, ring)];
      if (change != null) {
        changes.add(change);
      }
    }
    return Optional.of(changes);
  }
}
