package io.github.m365licensing.rules;

import io.github.m365licensing.directory.Subject;
import io.github.m365licensing.sku.SkuId;
import io.github.m365licensing.sku.TenantSkus;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The seats of a whole change, SKU by SKU: how many are in use at the start, at most and at the
 * end, and who gets none. Decided on units: free = enabled + warning − consumed (inferred), which
 * may be negative. SKUs whose units are not seats worth counting ({@link LicenseFacts#countsSeats})
 * have no line. Immutable.
 *
 * <p>Whether a subject needs a seat is the caller's to say: a SKU that the user already holds on
 * any path needs none (observed).
 *
 * <pre>{@code
 * SeatLedger.Counting counting = SeatLedger.counting(tenantSkus, LicenseFacts.bundled());
 * counting.free(List.of(ems));                                    // somebody leaves
 * boolean served = counting.change(joiner, List.of(ems), List.of());
 * SeatLedger ledger = counting.ledger();
 * }</pre>
 */
public final class SeatLedger {

  private final Map<SkuId, Line> lines;

  private SeatLedger(Map<SkuId, Line> lines) {
    this.lines = lines;
  }

  /**
   * One SKU of the ledger. All numbers are seats.
   *
   * @param skuId the product
   * @param owned what can be held: enabled and warning units
   * @param start in use before
   * @param peak in use at most on the way, if the changes happen in the order given
   * @param end in use after
   * @param unserved who needs a seat and gets none, in the order given; unmodifiable
   */
  public record Line(SkuId skuId, int owned, int start, int peak, int end, List<Subject> unserved) {

    public Line {
      Objects.requireNonNull(skuId, "skuId");
      unserved = List.copyOf(unserved);
    }

    /** The seats left at the end; negative when more are in use than owned. */
    public int freeAtEnd() {
      return owned - end;
    }
  }

  /** Starts to count from what the tenant owns and uses now. */
  public static Counting counting(TenantSkus tenantSkus, LicenseFacts facts) {
    return new Counting(tenantSkus, facts);
  }

  /** The SKUs that a change touches, ordered by id. */
  public List<Line> lines() {
    return List.copyOf(lines.values());
  }

  /** The line of one SKU; empty if no change touches it or its units are not counted. */
  public Optional<Line> find(SkuId skuId) {
    return Optional.ofNullable(lines.get(Objects.requireNonNull(skuId, "skuId")));
  }

  /** Whether somebody needs a seat and gets none. */
  public boolean isShort() {
    return lines.values().stream().anyMatch(line -> !line.unserved().isEmpty());
  }

  /**
   * Counts changes one after the other, in the order in which they shall happen: first what only
   * frees seats, then the rest by who is served first. Not thread-safe.
   */
  public static final class Counting {

    private final TenantSkus tenantSkus;
    private final LicenseFacts facts;
    private final Map<SkuId, Count> counts = new TreeMap<>();

    private Counting(TenantSkus tenantSkus, LicenseFacts facts) {
      this.tenantSkus = Objects.requireNonNull(tenantSkus, "tenantSkus");
      this.facts = Objects.requireNonNull(facts, "facts");
    }

    /** Gives back the seats of a subject that takes none. */
    public void free(Collection<SkuId> frees) {
      for (SkuId sku : frees) {
        if (facts.countsSeats(sku)) {
          count(sku).used--;
        }
      }
    }

    /**
     * Changes a subject in one call. If one of the seats that it takes is not there, nothing
     * changes for it, also no seat is freed, since the service refuses the whole call (observed).
     *
     * @param subject who changes
     * @param takes the SKUs of which a further seat is used; each once
     * @param frees the SKUs of which a seat is used no more; none of those to take
     * @return whether there was a seat for every SKU to take
     */
    public boolean change(Subject subject, Collection<SkuId> takes, Collection<SkuId> frees) {
      Objects.requireNonNull(subject, "subject");
      boolean served = true;
      for (SkuId sku : takes) {
        if (facts.countsSeats(sku) && count(sku).isFull()) {
          count(sku).unserved.add(subject);
          served = false;
        }
      }
      if (served) {
        for (SkuId sku : takes) {
          if (facts.countsSeats(sku)) {
            count(sku).take(1);
          }
        }
        free(frees);
      }
      return served;
    }

    /**
     * Changes the members of a group in one call: a seat of each SKU for so many of them. If they
     * are not all there, nothing changes. The service would serve some members then, in an order
     * that is not documented.
     *
     * @param subject the group
     * @param takes the SKUs with how many further seats of each are used
     * @return whether there was a seat for everybody
     */
    public boolean change(Subject subject, Map<SkuId, Integer> takes) {
      Objects.requireNonNull(subject, "subject");
      boolean served = true;
      for (Map.Entry<SkuId, Integer> take : takes.entrySet()) {
        if (facts.countsSeats(take.getKey()) && free(take.getKey()) < take.getValue()) {
          count(take.getKey()).unserved.add(subject);
          served = false;
        }
      }
      if (served) {
        takes.forEach(
            (sku, seats) -> {
              if (facts.countsSeats(sku)) {
                count(sku).take(seats);
              }
            });
      }
      return served;
    }

    /** Gives back so many seats of each SKU. */
    public void free(Map<SkuId, Integer> frees) {
      frees.forEach(
          (sku, seats) -> {
            if (facts.countsSeats(sku)) {
              count(sku).used -= seats;
            }
          });
    }

    /** The seats left of a SKU as counted so far; negative when more are in use than owned. */
    public int free(SkuId sku) {
      Count count = counts.get(Objects.requireNonNull(sku, "sku"));
      return count == null ? tenantSkus.freeSeats(sku) : count.owned - count.used;
    }

    private Count count(SkuId sku) {
      return counts.computeIfAbsent(
          sku,
          id ->
              tenantSkus
                  .find(id)
                  .map(own -> new Count(own.prepaidUnits().assignable(), own.consumedUnits()))
                  .orElseGet(() -> new Count(0, 0)));
    }

    /** What was counted so far. */
    public SeatLedger ledger() {
      Map<SkuId, Line> lines = new TreeMap<>();
      counts.forEach((sku, count) -> lines.put(sku, count.line(sku)));
      return new SeatLedger(lines);
    }
  }

  private static final class Count {
    private final int owned;
    private final int start;
    private int used;
    private int peak;
    private final List<Subject> unserved = new ArrayList<>();

    Count(int owned, int start) {
      this.owned = owned;
      this.start = start;
      this.used = start;
      this.peak = start;
    }

    boolean isFull() {
      return used >= owned;
    }

    void take(int seats) {
      used += seats;
      peak = Math.max(peak, used);
    }

    Line line(SkuId sku) {
      return new Line(sku, owned, start, peak, used, unserved);
    }
  }
}
