package io.github.m365licensing.internal.observe;

import io.github.m365licensing.directory.Subject;
import java.util.function.IntUnaryOperator;

/**
 * Subjects ordered as {@link Subject#ORDER}, each once, with a number that stands for what is said
 * of it. The subjects themselves stay where they were put; the order is a list of their places.
 */
public final class NumberedSubjects {

  private final SubjectStore store;
  private final int[] order;
  private final int[] numbers;

  private NumberedSubjects(SubjectStore store, int[] order, int[] numbers) {
    this.store = store;
    this.order = order;
    this.numbers = numbers;
  }

  /**
   * Subjects, with the numbers that the store has.
   *
   * @param order the places in the store, in the order of their subjects
   */
  public static NumberedSubjects of(SubjectStore store, int[] order) {
    int[] numbers = new int[order.length];
    for (int place = 0; place < order.length; place++) {
      numbers[place] = store.number(order[place]);
    }
    return new NumberedSubjects(store, order, numbers);
  }

  public int size() {
    return order.length;
  }

  public Subject subject(int place) {
    return store.subject(order[place]);
  }

  /** What people call the subject. */
  public String name(int place) {
    return store.name(order[place]);
  }

  public int number(int place) {
    return numbers[place];
  }

  public void number(int place, int number) {
    numbers[place] = number;
  }

  /** The same subjects with other numbers. */
  public NumberedSubjects renumbered(IntUnaryOperator number) {
    int[] renumbered = new int[numbers.length];
    for (int place = 0; place < numbers.length; place++) {
      renumbered[place] = number.applyAsInt(place);
    }
    return new NumberedSubjects(store, order, renumbered);
  }

  /** Where a subject stands; negative if it is not there. */
  public int find(Subject subject) {
    int low = 0;
    int high = order.length - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int compared = subject(middle).compareTo(subject);
      if (compared == 0) {
        return middle;
      }
      if (compared < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -1;
  }
}
