package io.github.m365licensing.plan;

import io.github.m365licensing.directory.Subject;
import io.github.m365licensing.plan.Observation.ObservedSubject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/**
 * Sorts subjects as {@link Subject#ORDER}. A million of them are sorted by the first bits of their
 * ids as plain numbers, since following three references per comparison takes most of the planner's
 * time.
 */
final class SubjectSort {

  private static final Comparator<ObservedSubject> ORDER =
      Comparator.comparing(ObservedSubject::subject, Subject.ORDER);

  /** Bits of a key that hold the place in the list; the others hold the first bits of the id. */
  private static final int PLACE_BITS = 26;

  private static final long PLACE = (1L << PLACE_BITS) - 1;

  private SubjectSort() {}

  static List<ObservedSubject> sorted(List<ObservedSubject> subjects) {
    boolean allUsers = subjects.stream().allMatch(s -> s.subject() instanceof Subject.OfUser);
    if (!allUsers || subjects.size() > PLACE) {
      List<ObservedSubject> sorted = new ArrayList<>(subjects);
      sorted.sort(ORDER);
      return sorted;
    }
    long[] keys = new long[subjects.size()];
    for (int i = 0; i < keys.length; i++) {
      // With the sign bit flipped, signed order is the order of the id's text.
      keys[i] = ((firstBits(subjects.get(i)) ^ Long.MIN_VALUE) & ~PLACE) | i;
    }
    Arrays.sort(keys);
    List<ObservedSubject> sorted = new ArrayList<>(keys.length);
    for (long key : keys) {
      sorted.add(subjects.get((int) (key & PLACE)));
    }
    settleTies(sorted, keys);
    return sorted;
  }

  private static long firstBits(ObservedSubject subject) {
    UUID id = ((Subject.OfUser) subject.subject()).id().value();
    return id.getMostSignificantBits();
  }

  /** Ids that share their first bits are few, unless somebody made them so. */
  private static void settleTies(List<ObservedSubject> sorted, long[] keys) {
    int from = 0;
    for (int i = 1; i <= keys.length; i++) {
      if (i == keys.length || (keys[i] & ~PLACE) != (keys[from] & ~PLACE)) {
        if (i - from > 1) {
          Collections.sort(sorted.subList(from, i), ORDER);
        }
        from = i;
      }
    }
  }
}
