package io.github.m365licensing.testkit.internal.service;

import io.github.m365licensing.assignment.GroupId;
import io.github.m365licensing.testkit.scenario.Lag;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * The members of one group that wait for processing. Nothing happens in the first third of the
 * time; then members are done one after another.
 */
final class PendingMembers {

  private final GroupId group;
  private final UnaryOperator<List<UUID>> order;
  private final Set<UUID> waiting = new LinkedHashSet<>();
  private Instant since;
  private int reads;
  private int done;
  private boolean groupChange;
  private boolean due;

  PendingMembers(GroupId group, Instant since, UnaryOperator<List<UUID>> order) {
    this.group = group;
    this.since = since;
    this.order = order;
  }

  GroupId group() {
    return group;
  }

  /** The group's licences changed, so its processing state shows how far this is. */
  void restart(Instant now) {
    since = now;
    reads = 0;
    done = 0;
    groupChange = true;
  }

  boolean isGroupChange() {
    return groupChange;
  }

  void add(UUID member) {
    waiting.add(member);
  }

  void countRead() {
    reads++;
  }

  void makeDue() {
    due = true;
  }

  /** Which part is due, from 0 to 1. */
  double dueBy(Instant now, Lag pace) {
    if (due || pace.isNone()) {
      return 1;
    }
    if (pace.reads() > 0) {
      return reads >= pace.reads() ? 1 : afterQueue((double) reads / pace.reads());
    }
    double passed = Duration.between(since, now).toMillis();
    return Math.min(1, afterQueue(passed / Math.max(1, pace.duration().toMillis())));
  }

  private static double afterQueue(double passed) {
    return Math.max(0, (passed - 1.0 / 3) * 1.5);
  }

  /** The members whose turn has come, in order; they no longer wait. */
  List<UUID> takeUpTo(double part) {
    int total = done + waiting.size();
    int turn = Math.min(waiting.size(), (int) Math.ceil(total * part) - done);
    if (turn <= 0) {
      return List.of();
    }
    List<UUID> next = new ArrayList<>(order.apply(List.copyOf(waiting)).subList(0, turn));
    next.forEach(waiting::remove);
    done += turn;
    return next;
  }
}
