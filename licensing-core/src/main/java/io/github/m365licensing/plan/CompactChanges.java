package io.github.m365licensing.plan;

import io.github.m365licensing.assignment.GroupId;
import io.github.m365licensing.directory.Subject;
import io.github.m365licensing.directory.UserId;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;
import java.util.UUID;

/**
 * Changes in the order in which they were added. There may be millions, and an object for each
 * would keep the garbage collector busy, so ids are kept as numbers, in blocks that never move; a
 * change is made an object when it is asked for. What was added never changes.
 */
final class CompactChanges extends AbstractList<PlannedChange> implements RandomAccess {

  private static final int BLOCK_BITS = 10;
  private static final int BLOCK = 1 << BLOCK_BITS;

  private static final class Block {
    private final Subject.Kind[] kinds = new Subject.Kind[BLOCK];
    private final long[] highs = new long[BLOCK];
    private final long[] lows = new long[BLOCK];
    private final String[] names = new String[BLOCK];
    private final int[] shapes = new int[BLOCK];
  }

  private final List<Block> blocks;
  private final List<ChangeShape> shapes;
  private boolean hasNewUsers;
  private int size;

  CompactChanges() {
    this.blocks = new ArrayList<>();
    this.shapes = new ArrayList<>();
  }

  private CompactChanges(CompactChanges other) {
    this.blocks = new ArrayList<>(other.blocks);
    this.shapes = new ArrayList<>(other.shapes);
    this.hasNewUsers = other.hasNewUsers;
    this.size = other.size;
  }

  /** The changes so far; the two share what was added. */
  CompactChanges soFar() {
    return new CompactChanges(this);
  }

  /** Keeps a shape; its number stands for it. */
  int number(ChangeShape shape) {
    shapes.add(shape);
    return shapes.size() - 1;
  }

  /**
   * Adds a change.
   *
   * @param shape the number of its shape
   */
  void append(Subject subject, String name, int shape) {
    int at = size & (BLOCK - 1);
    if (at == 0) {
      blocks.add(new Block());
    }
    Block block = blocks.get(size >> BLOCK_BITS);
    UUID id = new UUID(0, 0);
    if (subject instanceof Subject.OfUser user) {
      id = user.id().value();
    } else if (subject instanceof Subject.OfGroup group) {
      id = group.id().value();
    } else if (subject.equals(Subject.newUser(name))) {
      hasNewUsers = true;
    } else {
      throw new IllegalArgumentException("a new user goes by another name");
    }
    block.kinds[at] = subject.kind();
    block.highs[at] = id.getMostSignificantBits();
    block.lows[at] = id.getLeastSignificantBits();
    block.names[at] = name;
    block.shapes[at] = shape;
    size++;
  }

  @Override
  public PlannedChange get(int index) {
    int at = Objects.checkIndex(index, size) & (BLOCK - 1);
    Block block = blocks.get(index >> BLOCK_BITS);
    Subject subject =
        switch (block.kinds[at]) {
          case USER -> Subject.user(UserId.of(new UUID(block.highs[at], block.lows[at])));
          case GROUP -> Subject.group(GroupId.of(new UUID(block.highs[at], block.lows[at])));
          case NEW_USER -> Subject.newUser(block.names[at]);
        };
    return new PlannedChange(subject, block.names[at], shapes.get(block.shapes[at]));
  }

  /** Whether some of them are about users to be created. */
  boolean hasNewUsers() {
    return hasNewUsers;
  }

  /** A shape and how many subjects have it. */
  record Shared(ChangeShape shape, long subjects) {}

  /** The shapes in use, in the order in which the changes first show them. */
  List<Shared> shared() {
    long[] counts = new long[shapes.size()];
    List<Integer> inOrder = new ArrayList<>();
    for (int index = 0; index < size; index++) {
      int shape = blocks.get(index >> BLOCK_BITS).shapes[index & (BLOCK - 1)];
      if (counts[shape] == 0) {
        inOrder.add(shape);
      }
      counts[shape]++;
    }
    return inOrder.stream().map(shape -> new Shared(shapes.get(shape), counts[shape])).toList();
  }

  @Override
  public int size() {
    return size;
  }
}
