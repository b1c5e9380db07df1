package io.github.m365licensing.internal.observe;

import io.github.m365licensing.directory.Subject;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Sorts subjects as {@link Subject#ORDER} and makes one of those that are there more than once. A
 * million users are sorted by the first bits of their ids as plain numbers: a map of them would
 * take most of the planner's time.
 */
public final class SubjectSort {

  /** Makes one number of two for a subject that is there twice. */
  @FunctionalInterface
  public interface Join {
    /**
     * The number.
     *
     * @param first the number with which the subject came first
     */
    int join(Subject subject, int first, int again);
  }

  /** Bits of a key that hold the place; the others hold the first bits of the id. */
  private static final int PLACE_BITS = 26;

  private static final long PLACE = (1L << PLACE_BITS) - 1;

  private final SubjectStore given;
  private final Join join;
  private final int[] order;
  private int size;

  private SubjectSort(SubjectStore given, Join join) {
    this.given = given;
    this.join = join;
    this.order = new int[given.size()];
  }

  /** Each subject once, in order, with the name under which it came first. */
  public static NumberedSubjects sorted(SubjectStore given, Join join) {
    SubjectSort sort = new SubjectSort(given, join);
    sort.addAll(sort.places(Subject.Kind.GROUP));
    sort.addUsers();
    sort.addAll(sort.places(Subject.Kind.NEW_USER));
    return NumberedSubjects.of(given, Arrays.copyOf(sort.order, sort.size));
  }

  private int[] places(Subject.Kind kind) {
    return IntStream.range(0, given.size()).filter(place -> given.kind(place) == kind).toArray();
  }

  private void addUsers() {
    if (given.size() > PLACE) {
      addAll(places(Subject.Kind.USER));
      return;
    }
    long[] keys = new long[given.size()];
    int users = 0;
    for (int place = 0; place < keys.length; place++) {
      if (given.kind(place) == Subject.Kind.USER) {
        // With the sign bit flipped, signed order is the order of the id's text.
        keys[users] = ((given.firstBits(place) ^ Long.MIN_VALUE) & ~PLACE) | place;
        users++;
      }
    }
    Arrays.parallelSort(keys, 0, users);
    int from = 0;
    for (int i = 1; i <= users; i++) {
      if (i == users || (keys[i] & ~PLACE) != (keys[from] & ~PLACE)) {
        if (i - from == 1) {
          order[size] = place(keys[from]);
          size++;
        } else {
          // Ids that share their first bits are few, unless somebody made them so.
          addAll(Arrays.stream(keys, from, i).mapToInt(SubjectSort::place).toArray());
        }
        from = i;
      }
    }
  }

  private static int place(long key) {
    return (int) (key & PLACE);
  }

  /** Adds the subjects at these ascending places, which come after all that were added. */
  private void addAll(int[] places) {
    Integer[] sorted = Arrays.stream(places).boxed().toArray(Integer[]::new);
    Arrays.sort(sorted, Comparator.comparing(given::subject, Subject.ORDER));
    int start = size;
    for (int place : sorted) {
      Subject subject = given.subject(place);
      if (size > start && given.subject(order[size - 1]).equals(subject)) {
        int first = order[size - 1];
        given.number(first, join.join(subject, given.number(first), given.number(place)));
      } else {
        order[size] = place;
        size++;
      }
    }
  }
}
