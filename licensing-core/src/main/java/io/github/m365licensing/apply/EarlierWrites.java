package io.github.m365licensing.apply;

import io.github.m365licensing.plan.Stage;
import io.github.m365licensing.tenant.WriteOutcome;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How the writes of earlier runs ended, as a journal tells. */
final class EarlierWrites {

  private EarlierWrites() {}

  /** A subject's place in the plan and a stage. */
  record Key(int place, Stage.Kind stage) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      return Comparator.comparingInt(Key::place).thenComparing(Key::stage).compare(this, other);
    }
  }

  /** The last word on each write; one that was announced and has no end counts as UNKNOWN. */
  static Map<Key, JournalEntry.Ended> of(List<JournalEntry> entries) {
    Map<Key, JournalEntry.Ended> last = new TreeMap<>();
    for (JournalEntry entry : entries) {
      if (entry instanceof JournalEntry.Intended intended) {
        last.put(
            new Key(intended.place(), intended.stage()),
            JournalEntry.Ended.builder()
                .at(intended.at())
                .place(intended.place())
                .stage(intended.stage())
                .kind(WriteOutcome.Kind.UNKNOWN)
                .build());
      } else if (entry instanceof JournalEntry.Ended ended) {
        last.put(new Key(ended.place(), ended.stage()), ended);
      }
    }
    return last;
  }
}
