package io.github.m365licensing.testkit.internal.store;

import io.github.m365licensing.assignment.AssignedLicense;
import io.github.m365licensing.assignment.LicenseAssignmentState;
import io.github.m365licensing.directory.Subscription;
import io.github.m365licensing.sku.ServicePlanId;
import io.github.m365licensing.sku.SkuId;
import io.github.m365licensing.sku.SubscribedSku;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The SKUs that the tenant owns and the seats in use: one per user and SKU, however many paths lead
 * to it. Writers must hold the engine's lock.
 */
public final class Seats {

  /** A SKU with the seats in use. */
  private static final class Owned {
    private volatile SubscribedSku sku;
    private final AtomicInteger consumed = new AtomicInteger();

    Owned(SubscribedSku sku) {
      this.sku = sku;
    }

    SubscribedSku now() {
      SubscribedSku current = sku;
      int used = consumed.get();
      if (current.consumedUnits() != used) {
        current = SubscribedSku.builder().from(current).consumedUnits(used).build();
        sku = current;
      }
      return current;
    }
  }

  private final boolean deletedUsersHoldSeats;
  private volatile Map<SkuId, Owned> owned = Map.of();
  private final Map<SkuId, Integer> elsewhere = new ConcurrentHashMap<>();
  private final Map<SkuId, Set<ServicePlanId>> everInSku = new ConcurrentHashMap<>();
  private final AtomicInteger contents = new AtomicInteger();
  private volatile List<Subscription> subscriptions = List.of();

  public Seats(boolean deletedUsersHoldSeats) {
    this.deletedUsersHoldSeats = deletedUsersHoldSeats;
  }

  /** Owns this SKU, or owns it as it is now; seats in use stay. */
  public void own(SubscribedSku sku) {
    Map<SkuId, Owned> next = new LinkedHashMap<>(owned);
    Owned known = next.get(sku.skuId());
    if (known == null) {
      next.put(sku.skuId(), new Owned(sku));
    } else {
      known.sku = sku;
    }
    owned = next;
    sku.servicePlans().forEach(plan -> everInSku(sku.skuId()).add(plan.servicePlanId()));
    contents.incrementAndGet();
  }

  /** Grows with every change of what is owned. */
  public int contents() {
    return contents.get();
  }

  /** The plans that the SKU holds or once held. */
  public Set<ServicePlanId> everInSku(SkuId sku) {
    return everInSku.computeIfAbsent(sku, any -> ConcurrentHashMap.newKeySet());
  }

  public void subscriptions(List<Subscription> next) {
    subscriptions =
        next.stream()
            .sorted(
                Comparator.comparing(Subscription::skuPartNumber)
                    .thenComparing(Subscription::skuId)
                    .thenComparing(Subscription::id))
            .toList();
  }

  public List<Subscription> subscriptions() {
    return subscriptions;
  }

  public Optional<SubscribedSku> find(SkuId sku) {
    Owned found = owned.get(sku);
    return found == null ? Optional.empty() : Optional.of(found.now());
  }

  /** The seats left of a SKU, possibly negative; 0 if it is not owned. */
  public int free(SkuId sku) {
    Owned found = owned.get(sku);
    return found == null ? 0 : found.sku.prepaidUnits().assignable() - found.consumed.get();
  }

  /** Every SKU owned, ordered by part number, then id. */
  public List<SubscribedSku> all() {
    return owned.values().stream()
        .map(Owned::now)
        .sorted(
            Comparator.comparing(SubscribedSku::skuPartNumber).thenComparing(SubscribedSku::skuId))
        .toList();
  }

  /** Counts the seats that a user takes or gives back by changing from one state to the next. */
  void replaced(@Nullable StoredUser before, @Nullable StoredUser after) {
    if (before != null
        && after != null
        && before.licenseAssignmentStates().equals(after.licenseAssignmentStates())
        && before.unattributed().equals(after.unattributed())
        && before.isDeleted() == after.isDeleted()) {
      return;
    }
    for (SkuId sku : seatsOf(before)) {
      count(sku, -1);
    }
    for (SkuId sku : seatsOf(after)) {
      count(sku, 1);
    }
  }

  /** Seats in use by somebody who is not among the users, for example deleted ones. */
  public void consumedElsewhere(SkuId sku, int seats) {
    elsewhere.merge(sku, seats, Integer::sum);
    count(sku, seats);
  }

  public int consumedElsewhere(SkuId sku) {
    return elsewhere.getOrDefault(sku, 0);
  }

  private void count(SkuId sku, int seats) {
    Owned found = owned.get(sku);
    if (found != null) {
      found.consumed.addAndGet(seats);
    }
  }

  /** The SKUs of which this user takes a seat. */
  public Set<SkuId> seatsOf(@Nullable StoredUser user) {
    if (user == null || (user.isDeleted() && !deletedUsersHoldSeats)) {
      return Set.of();
    }
    Set<SkuId> skus = new LinkedHashSet<>();
    for (LicenseAssignmentState path : user.licenseAssignmentStates()) {
      if (path.isInEffect()) {
        skus.add(path.skuId());
      }
    }
    for (AssignedLicense license : user.unattributed()) {
      skus.add(license.skuId());
    }
    return skus;
  }
}
