package io.github.m365licensing.plan;

import io.github.m365licensing.assignment.AssignedLicense;
import io.github.m365licensing.rules.RuleBook;
import io.github.m365licensing.sku.SkuId;
import io.github.m365licensing.sku.SubscribedSku;
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
 * Gives out the seats of a plan, subject by subject in their order. Those for whom none is left are
 * blocked. Only calls that free seats and take none count as freeing, since they run first.
 */
final class SeatAllocation {

  private static final class Account {
    private final SubscribedSku sku;
    private int freedFirst;
    private int freedLater;
    private int taken;
    private int refused;

    Account(SubscribedSku sku) {
      this.sku = sku;
    }

    int left() {
      return sku.freeSeats() + freedFirst - taken;
    }
  }

  private record Moves(Set<SkuId> takes, Set<SkuId> frees) {}

  private final RuleBook rules;
  private final FindingTexts texts;
  private final Map<SkuId, Account> accounts = new TreeMap<>();
  private final IdentityHashMap<ChangeShape, Moves> moves = new IdentityHashMap<>();
  private final IdentityHashMap<ChangeShape, Map<Set<SkuId>, ChangeShape>> refusals =
      new IdentityHashMap<>();

  SeatAllocation(RuleBook rules, FindingTexts texts) {
    this.rules = rules;
    this.texts = texts;
  }

  /** Replaces the shapes of those who get no seat, in place. */
  void allocate(List<PlannedChange> changes) {
    for (PlannedChange change : changes) {
      if (isIn(change.shape(), Stage.Kind.FREE_SEATS)) {
        moves(change.shape()).frees().forEach(skuId -> account(skuId).freedFirst++);
      }
    }
    for (int i = 0; i < changes.size(); i++) {
      PlannedChange change = changes.get(i);
      Set<SkuId> takes = moves(change.shape()).takes();
      if (takes.isEmpty()) {
        continue;
      }
      Set<SkuId> missing = new TreeSet<>(takes);
      missing.removeIf(skuId -> account(skuId).left() > 0);
      if (missing.isEmpty()) {
        takes.forEach(skuId -> account(skuId).taken++);
        moves(change.shape()).frees().forEach(skuId -> account(skuId).freedLater++);
      } else {
        missing.forEach(skuId -> account(skuId).refused++);
        changes.set(
            i,
            new PlannedChange(change.subject(), change.name(), refused(change.shape(), missing)));
      }
    }
  }

  /** Whether some seat is taken that is free only after others gave theirs back. */
  boolean needsFreedSeats() {
    return accounts.values().stream().anyMatch(a -> a.taken > Math.max(0, a.sku.freeSeats()));
  }

  List<SeatBalance> balances() {
    List<SeatBalance> balances = new ArrayList<>();
    for (Account a : accounts.values()) {
      balances.add(
          new SeatBalance(
              a.sku.skuId(),
              a.sku.skuPartNumber(),
              a.sku.freeSeats(),
              a.freedFirst + a.freedLater,
              a.taken,
              Math.min(a.sku.freeSeats(), a.left()),
              a.refused));
    }
    balances.sort(
        Comparator.comparing(SeatBalance::skuPartNumber).thenComparing(SeatBalance::skuId));
    return List.copyOf(balances);
  }

  private Account account(SkuId skuId) {
    return accounts.computeIfAbsent(skuId, id -> new Account(texts.names().owned(id)));
  }

  private static boolean isIn(ChangeShape shape, Stage.Kind stage) {
    return shape.steps().stream().anyMatch(step -> step.stage() == stage);
  }

  private Moves moves(ChangeShape shape) {
    return moves.computeIfAbsent(
        shape,
        s -> {
          Set<SkuId> takes = held(s.after());
          takes.removeAll(held(s.before()));
          Set<SkuId> frees = held(s.before());
          frees.removeAll(held(s.after()));
          return new Moves(takes, frees);
        });
  }

  private Set<SkuId> held(LicenseState state) {
    Set<SkuId> held = new TreeSet<>();
    state.assignedLicenses().stream()
        .map(AssignedLicense::skuId)
        .filter(rules.facts()::countsSeats)
        .forEach(held::add);
    return held;
  }

  private ChangeShape refused(ChangeShape shape, Set<SkuId> missing) {
    return refusals
        .computeIfAbsent(shape, s -> new HashMap<>())
        .computeIfAbsent(
            missing,
            skus -> {
              ChangeShape.Builder copy = ChangeShape.builder();
              copy.from(shape);
              skus.forEach(skuId -> copy.addFindings(texts.noFreeSeat(texts.names().owned(skuId))));
              return copy.kind(ChangeKind.BLOCKED).after(shape.before()).steps(List.of()).build();
            });
  }
}
