package io.github.m365licensing.internal.observe;

import io.github.m365licensing.assignment.GroupId;
import io.github.m365licensing.directory.Subject;
import io.github.m365licensing.directory.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Subjects in the order in which they were read, each with its name and a number that stands for
 * what is said of it. There may be millions, so ids are kept as numbers, in blocks that never move;
 * a subject is made an object when it is asked for. Not thread-safe while it is filled.
 */
public final class SubjectStore {

  private static final int BLOCK_BITS = 10;
  private static final int BLOCK = 1 << BLOCK_BITS;

  private static final class Block {
    private final Subject.Kind[] kinds = new Subject.Kind[BLOCK];
    private final long[] highs = new long[BLOCK];
    private final long[] lows = new long[BLOCK];
    private final String[] names = new String[BLOCK];
    private final int[] numbers = new int[BLOCK];
  }

  private final List<Block> blocks = new ArrayList<>();
  private int size;

  /** An empty store. */
  public SubjectStore() {}

  /**
   * Adds a subject at the end.
   *
   * @param name what people call it; of a new user the user principal name
   * @throws IllegalArgumentException if that is not the name of the new user
   */
  public void add(Subject subject, String name, int number) {
    if (subject instanceof Subject.OfUser user) {
      add(Subject.Kind.USER, user.id().value(), name, number);
    } else if (subject instanceof Subject.OfGroup group) {
      add(Subject.Kind.GROUP, group.id().value(), name, number);
    } else if (subject.equals(Subject.newUser(name))) {
      add(Subject.Kind.NEW_USER, new UUID(0, 0), name, number);
    } else {
      throw new IllegalArgumentException("a new user goes by another name");
    }
  }

  private void add(Subject.Kind kind, UUID id, String name, int number) {
    int at = size & (BLOCK - 1);
    if (at == 0) {
      blocks.add(new Block());
    }
    Block block = block(size);
    block.kinds[at] = kind;
    block.highs[at] = id.getMostSignificantBits();
    block.lows[at] = id.getLeastSignificantBits();
    block.names[at] = name;
    block.numbers[at] = number;
    size++;
  }

  private Block block(int index) {
    return blocks.get(index >> BLOCK_BITS);
  }

  public int size() {
    return size;
  }

  public Subject.Kind kind(int index) {
    return block(index).kinds[index & (BLOCK - 1)];
  }

  /** The first bits of the id; 0 for a new user. */
  public long firstBits(int index) {
    return block(index).highs[index & (BLOCK - 1)];
  }

  public Subject subject(int index) {
    Block block = block(index);
    int at = index & (BLOCK - 1);
    return switch (block.kinds[at]) {
      case USER -> Subject.user(UserId.of(new UUID(block.highs[at], block.lows[at])));
      case GROUP -> Subject.group(GroupId.of(new UUID(block.highs[at], block.lows[at])));
      case NEW_USER -> Subject.newUser(block.names[at]);
    };
  }

  /** What people call the subject. */
  String name(int index) {
    return block(index).names[index & (BLOCK - 1)];
  }

  public int number(int index) {
    return block(index).numbers[index & (BLOCK - 1)];
  }

  public void number(int index, int number) {
    block(index).numbers[index & (BLOCK - 1)] = number;
  }
}
