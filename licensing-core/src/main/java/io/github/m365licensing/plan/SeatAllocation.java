package io.github.m365licensing.plan;

import io.github.m365licensing.directory.Subject;
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

  private record Moves(Map<SkuId, Integer> takes, Map<SkuId, Integer> frees) {}

  private final RuleBook rules;
  private final FindingTexts texts;
  private final boolean accepted;
  private final SeatLedger.Counting counting;
  private final Map<SkuId, Integer> taken = new TreeMap<>();
  private final Map<SkuId, Integer> freedByUsers = new TreeMap<>();
  private final IdentityHashMap<ChangeShape, Moves> moves = new IdentityHashMap<>();
  private final IdentityHashMap<ChangeShape, Map<Set<SkuId>, ChangeShape>> refusals =
      new IdentityHashMap<>();

  /**
   * An allocation.
   *
   * @param accepted whether subjects for whom no seat is left are sent all the same
   */
  SeatAllocation(RuleBook rules, FindingTexts texts, boolean accepted) {
    this.rules = rules;
    this.texts = texts;
    this.accepted = accepted;
    this.counting = SeatLedger.counting(rules.tenantSkus(), rules.facts());
  }

  /** Replaces the shapes of those who get no seat, in place. */
  void allocate(PlannedChanges changes, Set<Subject> firstServed) {
    List<Moves> swaps = new ArrayList<>();
    List<Integer> first = new ArrayList<>();
    List<Integer> then = new ArrayList<>();
    for (int i = 0; i < changes.size(); i++) {
      ChangeShape shape = changes.shape(i);
      Moves ofShape = moves(shape);
      if (!ofShape.takes().isEmpty()) {
        boolean isFirst = !firstServed.isEmpty() && firstServed.contains(changes.get(i).subject());
        (isFirst ? first : then).add(i);
      } else if (!ofShape.frees().isEmpty()) {
        if (leavesGroup(shape)) {
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
    List<Integer> unserved = new ArrayList<>();
    for (int i : first) {
      PlannedChange change = changes.get(i);
      Moves ofShape = moves(change.shape());
      if (!counting.change(change.subject(), ofShape.takes())) {
        unserved.add(i);
      } else {
        ofShape.takes().forEach((sku, seats) -> taken.merge(sku, seats, Integer::sum));
        swaps.add(ofShape);
      }
    }
    swaps.forEach(swap -> counting.free(swap.frees()));
    refuse(changes, unserved);
  }

  /** Whether seats are freed only after everything else. */
  private static boolean leavesGroup(ChangeShape shape) {
    return shape.steps().stream().anyMatch(step -> step.stage() == Stage.Kind.LEAVE_GROUPS);
  }

  private void refuse(PlannedChanges changes, List<Integer> unserved) {
    Map<Subject, Set<SkuId>> missing = new HashMap<>();
    for (SeatLedger.Line line : counting.ledger().lines()) {
      for (Subject subject : line.unserved()) {
        missing.computeIfAbsent(subject, any -> new TreeSet<>()).add(line.skuId());
      }
    }
    for (int i : unserved) {
      PlannedChange change = changes.get(i);
      Set<SkuId> skus = missing.getOrDefault(change.subject(), Set.of());
      changes.shape(
          i,
          change.shape().reach().isEmpty()
              ? refused(change.shape(), skus)
              : refusedGroup(change.shape(), skus));
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

  private Moves moves(ChangeShape shape) {
    return moves.computeIfAbsent(
        shape,
        s -> {
          if (s.reach().isPresent()) {
            return new Moves(s.reach().get().seatsTaken(), s.reach().get().seatsFreed());
          }
          Set<SkuId> before = held(s.before());
          Set<SkuId> after = held(s.after());
          Set<SkuId> takes = new TreeSet<>(after);
          takes.removeAll(before);
          before.removeAll(after);
          return new Moves(ones(takes), ones(before));
        });
  }

  private static Map<SkuId, Integer> ones(Set<SkuId> skus) {
    Map<SkuId, Integer> ones = new TreeMap<>();
    skus.forEach(sku -> ones.put(sku, 1));
    return ones;
  }

  private static Set<SkuId> held(LicenseState state) {
    Set<SkuId> held = new TreeSet<>();
    state.assignedLicenses().forEach(license -> held.add(license.skuId()));
    return held;
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
