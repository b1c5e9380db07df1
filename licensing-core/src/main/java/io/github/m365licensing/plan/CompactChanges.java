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
    private final ChangeShape[] shapes = new ChangeShape[BLOCK];
  }

  private final List<Block> blocks;
  private int size;

  CompactChanges() {
    this.blocks = new ArrayList<>();
  }

  private CompactChanges(CompactChanges other) {
    this.blocks = new ArrayList<>(other.blocks);
    this.size = other.size;
  }

  /** The changes so far; the two share what was added. */
  CompactChanges soFar() {
    return new CompactChanges(this);
  }

  void append(Subject subject, String name, ChangeShape shape) {
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
    } else if (!subject.equals(Subject.newUser(name))) {
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
    return new PlannedChange(subject, block.names[at], block.shapes[at]);
  }

  @Override
  public int size() {
    return size;
  }
}
