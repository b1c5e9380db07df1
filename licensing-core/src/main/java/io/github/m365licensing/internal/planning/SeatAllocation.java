package io.github.m365licensing.internal.planning;

import io.github.m365licensing.directory.Subject;
import io.github.m365licensing.plan.ChangeShape;
import io.github.m365licensing.plan.Finding;
import io.github.m365licensing.plan.GroupReach;
import io.github.m365licensing.plan.PlannedChange;
import io.github.m365licensing.plan.Stage;
import io.github.m365licensing.rules.RuleBook;
import io.github.m365licensing.rules.SeatLedger;
import io.github.m365licensing.sku.SkuId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Gives out the seats of a plan: to those who are served first, then in the order of the subjects.
 * Only calls that free seats and take none count as freeing before, since they run in a stage of
 * their own.
 */
final class SeatAllocation {

  /** Who gets no seat, and of which SKUs. */
  private record Unserved(int place, Set<SkuId> missing) {}

  private final RuleBook rules;
  private final FindingTexts texts;
  private final boolean accepted;
  private final SeatLedger.Counting counting;
  private final Map<SkuId, Integer> taken = new TreeMap<>();
  private final Map<SkuId, Integer> freedByUsers = new TreeMap<>();
  private final IdentityHashMap<ChangeShape, SeatMoves> moves = new IdentityHashMap<>();
  private final Map<Integer, SeatMoves> ofShared;
  private final IdentityHashMap<ChangeShape, Map<Set<SkuId>, ChangeShape>> refusals =
      new IdentityHashMap<>();

  /**
   * An allocation.
   *
   * @param accepted whether subjects for whom no seat is left are sent all the same
   * @param ofShared the seats of those who are not to be judged by their shapes, by their places
   */
  SeatAllocation(
      RuleBook rules, FindingTexts texts, boolean accepted, Map<Integer, SeatMoves> ofShared) {
    this.rules = rules;
    this.texts = texts;
    this.accepted = accepted;
    this.ofShared = ofShared;
    this.counting = SeatLedger.counting(rules.tenantSkus(), rules.facts());
  }

  /**
   * Replaces the shapes of those who get no seat, in place.
   *
   * @param without those of whom it is known already that they get none
   */
  void allocate(PlannedChanges changes, Set<Subject> firstServed, Set<Subject> without) {
    List<SeatMoves> swaps = new ArrayList<>();
    List<Integer> first = new ArrayList<>();
    List<Integer> then = new ArrayList<>();
    for (int i = 0; i < changes.size(); i++) {
      ChangeShape shape = changes.shape(i);
      SeatMoves ofShape = moves(i, shape);
      if (!ofShape.takes().isEmpty()) {
        boolean isFirst = !firstServed.isEmpty() && firstServed.contains(changes.get(i).subject());
        (isFirst ? first : then).add(i);
      } else if (!ofShape.frees().isEmpty()) {
        if (isLate(shape)) {
          swaps.add(ofShape);
        } else {
          counting.free(ofShape.frees());
          if (shape.reach().isEmpty()) {
            ofShape.frees().forEach((sku, seats) -> freedByUsers.merge(sku, seats, Integer::sum));
          }
        }
      }
    }
    first.addAll(then);
    List<Unserved> unserved = new ArrayList<>();
    for (int i : first) {
      PlannedChange change = changes.get(i);
      SeatMoves ofShape = moves(i, change.shape());
      if (without.contains(change.subject()) && missing(ofShape.takes()).isEmpty()) {
        unserved.add(new Unserved(i, ofShape.takes().keySet()));
      } else if (!counting.change(change.subject(), ofShape.takes())) {
        unserved.add(new Unserved(i, missing(ofShape.takes())));
      } else {
        ofShape.takes().forEach((sku, seats) -> taken.merge(sku, seats, Integer::sum));
        swaps.add(ofShape);
      }
    }
    swaps.forEach(swap -> counting.free(swap.frees()));
    refuse(changes, unserved);
  }

  /** Whether seats are freed only after others are taken. */
  private static boolean isLate(ChangeShape shape) {
    return shape.steps().stream()
        .noneMatch(
            step ->
                step.stage() == Stage.Kind.FREE_SEATS
                    || step.stage() == Stage.Kind.FREE_SEATS_OF_GROUPS);
  }

  /** Of which SKUs there are not that many seats left. */
  private Set<SkuId> missing(Map<SkuId, Integer> seats) {
    Set<SkuId> missing = new TreeSet<>();
    seats.forEach(
        (sku, wanted) -> {
          if (rules.facts().countsSeats(sku) && counting.free(sku) < wanted) {
            missing.add(sku);
          }
        });
    return missing;
  }

  private void refuse(PlannedChanges changes, List<Unserved> unserved) {
    for (Unserved one : unserved) {
      ChangeShape shape = changes.shape(one.place());
      changes.shape(
          one.place(),
          shape.reach().isEmpty()
              ? refused(shape, one.missing())
              : refusedGroup(shape, one.missing()));
    }
  }

  private ChangeShape refusedGroup(ChangeShape shape, Set<SkuId> missing) {
    GroupReach reach = shape.reach().orElseThrow();
    GroupFindings texts = new GroupFindings(this.texts, reach.members());
    List<Finding> findings = new ArrayList<>();
    for (SkuId skuId : missing) {
      findings.add(
          texts.noFreeSeats(
              this.texts.names().owned(skuId),
              reach.seatsTaken().getOrDefault(skuId, 0),
              counting.free(skuId)));
    }
    return Blocking.add(shape, findings, accepted);
  }

  private int free(SkuId skuId) {
    return rules.tenantSkus().freeSeats(skuId);
  }

  /** Whether some seat is taken that is free only after others gave theirs back. */
  boolean needsFreedSeats() {
    return taken.keySet().stream().anyMatch(sku -> isShort(sku, free(sku)));
  }

  /** Whether some seat is taken that is free only after members of a group gave theirs back. */
  boolean needsSeatsFreedByGroups() {
    return taken.keySet().stream()
        .anyMatch(sku -> isShort(sku, free(sku) + freedByUsers.getOrDefault(sku, 0)));
  }

  private boolean isShort(SkuId sku, int free) {
    return rules.facts().countsSeats(sku) && taken.getOrDefault(sku, 0) > Math.max(0, free);
  }

  /** The ledger by part number, then id; without lines of SKUs whose seats do not move. */
  List<SeatLedger.Line> lines() {
    return counting.ledger().lines().stream()
        .sorted(
            Comparator.comparing(
                    (SeatLedger.Line line) -> texts.names().names().skuPartNumber(line.skuId()))
                .thenComparing(SeatLedger.Line::skuId))
        .toList();
  }

  private SeatMoves moves(int place, ChangeShape shape) {
    SeatMoves own = ofShared.isEmpty() ? null : ofShared.get(place);
    return own != null
        ? own
        : moves.computeIfAbsent(
            shape,
            s ->
                s.reach()
                    .map(SeatMoves::of)
                    .orElseGet(() -> SeatMoves.between(s.before(), s.after())));
  }

  private ChangeShape refused(ChangeShape shape, Set<SkuId> missing) {
    return refusals
        .computeIfAbsent(shape, s -> new HashMap<>())
        .computeIfAbsent(
            missing,
            skus -> {
              List<Finding> findings = new ArrayList<>();
              skus.forEach(skuId -> findings.add(texts.noFreeSeat(texts.names().owned(skuId))));
              return Blocking.add(shape, findings, accepted);
            });
  }
}
