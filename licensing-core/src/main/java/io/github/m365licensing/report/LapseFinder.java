package io.github.m365licensing.report;

import io.github.m365licensing.directory.Subscription;
import io.github.m365licensing.internal.TextTable;
import io.github.m365licensing.rules.LicenseFacts;
import io.github.m365licensing.sku.CapabilityStatus;
import io.github.m365licensing.sku.PrepaidUnits;
import io.github.m365licensing.sku.SkuId;
import io.github.m365licensing.sku.SubscribedSku;
import io.github.m365licensing.sku.TenantSkus;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Finds units that end soon or have ended. */
final class LapseFinder {

  /** The next to change first; those without a date last. */
  private static final Comparator<Lapse> ORDER =
      Comparator.<Lapse, Instant>comparing(
              lapse -> lapse.nextLifecycleDateTime().orElse(Instant.MAX))
          .thenComparing(Lapse::skuPartNumber)
          .thenComparing(Lapse::skuId)
          .thenComparing(lapse -> lapse.subscriptionId().orElse(""))
          .thenComparing(lapse -> lapse.status().value());

  private final TenantSkus skus;
  private final LicenseFacts facts;
  private final Instant soon;
  private final Function<SkuId, List<ReportedUser>> holders;
  private final Map<SkuId, List<ReportedUser>> holdersRead = new HashMap<>();

  LapseFinder(
      TenantSkus skus,
      LicenseFacts facts,
      Instant soon,
      Function<SkuId, List<ReportedUser>> holders) {
    this.skus = skus;
    this.facts = facts;
    this.soon = soon;
    this.holders = holders;
  }

  List<Lapse> of(List<Subscription> subscriptions) {
    List<Lapse> found = new ArrayList<>();
    subscriptions.stream().filter(this::lapses).forEach(s -> found.add(of(s)));
    Set<SkuId> skusFound = new HashSet<>();
    found.forEach(lapse -> skusFound.add(lapse.skuId()));
    for (SubscribedSku sku : skus.all()) {
      List<Subscription> purchases =
          subscriptions.stream().filter(s -> s.skuId().equals(sku.skuId())).toList();
      List<Lapse> unexplained = unexplained(sku, purchases);
      found.addAll(unexplained);
      if (unexplained.isEmpty()
          && !skusFound.contains(sku.skuId())
          && !sku.capabilityStatus().equals(CapabilityStatus.ENABLED)) {
        found.add(lapse(sku.skuId(), sku.skuPartNumber(), sku.capabilityStatus(), 0).build());
      }
    }
    found.sort(ORDER);
    return found;
  }

  private boolean lapses(Subscription subscription) {
    return !subscription.status().equals(CapabilityStatus.ENABLED)
        || subscription.nextLifecycleDateTime().filter(next -> !next.isAfter(soon)).isPresent();
  }

  private Lapse of(Subscription subscription) {
    Lapse.Builder lapse =
        lapse(
            subscription.skuId(),
            subscription.skuPartNumber(),
            subscription.status(),
            subscription.totalLicenses());
    return lapse
        .subscriptionId(subscription.id())
        .isTrial(subscription.isTrial())
        .nextLifecycleDateTime(subscription.nextLifecycleDateTime())
        .build();
  }

  /** The units of a SKU past their end that no purchase in the same state accounts for. */
  private List<Lapse> unexplained(SubscribedSku sku, List<Subscription> purchases) {
    PrepaidUnits units = sku.prepaidUnits();
    List<Lapse> found = new ArrayList<>();
    addRest(found, sku, purchases, CapabilityStatus.WARNING, units.warning());
    addRest(found, sku, purchases, CapabilityStatus.SUSPENDED, units.suspended());
    addRest(found, sku, purchases, CapabilityStatus.LOCKED_OUT, units.lockedOut());
    return found;
  }

  private void addRest(
      List<Lapse> found,
      SubscribedSku sku,
      List<Subscription> purchases,
      CapabilityStatus status,
      int units) {
    long bought =
        purchases.stream()
            .filter(purchase -> purchase.status().equals(status))
            .mapToLong(Subscription::totalLicenses)
            .sum();
    if (units > bought) {
      int rest = (int) (units - bought);
      found.add(lapse(sku.skuId(), sku.skuPartNumber(), status, rest).build());
    }
  }

  private Lapse.Builder lapse(
      SkuId skuId, String skuPartNumber, CapabilityStatus status, int units) {
    Lapse.Builder lapse = Lapse.builder();
    lapse
        .skuId(skuId)
        .skuPartNumber(skuPartNumber)
        .status(status)
        .units(units)
        .seatsShort(seatsShort(skuId, status, units))
        .users(holdersRead.computeIfAbsent(skuId, holders));
    return lapse;
  }

  private int seatsShort(SkuId skuId, CapabilityStatus status, int units) {
    if (!facts.countsSeats(skuId)) {
      return 0;
    }
    boolean held =
        status.equals(CapabilityStatus.ENABLED) || status.equals(CapabilityStatus.WARNING);
    long left = skus.freeSeats(skuId) - (held ? (long) units : 0);
    return (int) Math.min(Integer.MAX_VALUE, Math.max(0, -left));
  }

  static Layout<Lapse> text(Instant now) {
    return Layout.of(
        List.of("SKU", "status", "units", "next change", "seats short", "users", ""),
        row ->
            List.of(
                row.skuPartNumber() + (row.isTrial() ? " (trial)" : ""),
                row.status().toString(),
                TextTable.number(row.units()),
                row.nextLifecycleDateTime().map(next -> when(now, next)).orElse("not known"),
                TextTable.number(row.seatsShort()),
                TextTable.number(row.users().size()),
                ReportedUser.some(row.users())));
  }

  private static String when(Instant now, Instant next) {
    long days = days(now, next);
    return LocalDate.ofInstant(next, ZoneOffset.UTC)
        + (days < 0 ? ", passed" : days == 1 ? ", in 1 day" : ", in " + days + " days");
  }

  /** Whole days, rounded down. */
  private static long days(Instant now, Instant next) {
    return Math.floorDiv(Duration.between(now, next).toSeconds(), 86_400);
  }

  static final Layout<Lapse> CSV =
      Layout.of(
          List.of(
              "skuId",
              "skuPartNumber",
              "subscriptionId",
              "status",
              "units",
              "isTrial",
              "nextLifecycleDateTime",
              "seatsShort",
              "users"),
          row ->
              List.of(
                  row.skuId().toString(),
                  row.skuPartNumber(),
                  row.subscriptionId().orElse(""),
                  row.status().toString(),
                  Integer.toString(row.units()),
                  Boolean.toString(row.isTrial()),
                  row.nextLifecycleDateTime().map(Instant::toString).orElse(""),
                  Integer.toString(row.seatsShort()),
                  Integer.toString(row.users().size())));
}
