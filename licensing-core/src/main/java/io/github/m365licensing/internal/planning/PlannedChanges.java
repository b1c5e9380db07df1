package io.github.m365licensing.internal.planning;

import io.github.m365licensing.directory.Subject;
import io.github.m365licensing.internal.observe.NumberedSubjects;
import io.github.m365licensing.plan.ChangeShape;
import io.github.m365licensing.plan.PlannedChange;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.RandomAccess;
import java.util.function.UnaryOperator;

/**
 * The changes of a plan while it is being made, ordered by subject: per subject the number of a
 * shape, and each shape once. A change is made an object when it is asked for. Not thread-safe.
 */
final class PlannedChanges extends AbstractList<PlannedChange> implements RandomAccess {

  private final NumberedSubjects subjects;
  private final List<ChangeShape> shapes;
  private final IdentityHashMap<ChangeShape, Integer> numbers = new IdentityHashMap<>();

  /**
   * Changes.
   *
   * @param subjects in order, with the numbers of their shapes
   * @param shapes by number; each instance once
   */
  PlannedChanges(NumberedSubjects subjects, List<ChangeShape> shapes) {
    this.subjects = subjects;
    this.shapes = new ArrayList<>(shapes);
    for (int i = 0; i < shapes.size(); i++) {
      numbers.put(shapes.get(i), i);
    }
  }

  @Override
  public int size() {
    return subjects.size();
  }

  @Override
  public PlannedChange get(int place) {
    return new PlannedChange(subjects.subject(place), subjects.name(place), shape(place));
  }

  /** The shape alone. */
  ChangeShape shape(int place) {
    return shapes.get(subjects.number(place));
  }

  /** Gives one subject another shape. */
  void shape(int place, ChangeShape shape) {
    subjects.number(place, number(shape));
  }

  private int number(ChangeShape shape) {
    return numbers.computeIfAbsent(
        shape,
        added -> {
          shapes.add(added);
          return shapes.size() - 1;
        });
  }

  /** Gives all subjects with a shape another one; the same where nothing changes for them. */
  void reshape(UnaryOperator<ChangeShape> other) {
    for (int i = 0; i < shapes.size(); i++) {
      ChangeShape shape = other.apply(shapes.get(i));
      if (shape != shapes.get(i)) {
        numbers.remove(shapes.get(i));
        numbers.put(shape, i);
        shapes.set(i, shape);
      }
    }
  }

  /** The same, to be given other shapes. */
  PlannedChanges copy() {
    return new PlannedChanges(subjects.renumbered(subjects::number), shapes);
  }

  /** Where a subject stands; negative if the plan is not about it. */
  int find(Subject subject) {
    return subjects.find(subject);
  }

  /**
   * A shape and how many subjects have it.
   *
   * @param subjects at least one
   */
  record Shared(ChangeShape shape, long subjects) {}

  /** The shapes in use, in the order in which the changes first show them. */
  List<Shared> shapes() {
    long[] counts = new long[shapes.size()];
    List<Integer> inOrder = new ArrayList<>();
    for (int place = 0; place < size(); place++) {
      int number = subjects.number(place);
      if (counts[number] == 0) {
        inOrder.add(number);
      }
      counts[number]++;
    }
    return inOrder.stream().map(number -> new Shared(shapes.get(number), counts[number])).toList();
  }
}
