package io.github.m365licensing.report;

import io.github.m365licensing.internal.Ordered;
import io.github.m365licensing.internal.TextTable;
import io.github.m365licensing.rules.SkuTrait;
import io.github.m365licensing.sku.PrepaidUnits;
import io.github.m365licensing.sku.SubscribedSku;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The seats of one SKU.
 *
 * @param subscribedSku the SKU as the tenant shows it
 * @param productName the name people see; the part number where no name is known
 * @param countsSeats whether its units are seats worth counting: false for what is sold by storage
 *     or requests, what is for the whole tenant, and what comes with so many units that nobody runs
 *     out
 * @param traits what is peculiar about the SKU, in the order of {@link SkuTrait}; unmodifiable
 */
public record SkuSeats(
    SubscribedSku subscribedSku, String productName, boolean countsSeats, Set<SkuTrait> traits) {

  static final Layout<SkuSeats> TEXT =
      Layout.of(
          List.of("SKU", "product", "status", "owned", "in use", "free", "remarks"),
          row ->
              List.of(
                  row.skuPartNumber(),
                  row.productName,
                  row.subscribedSku.capabilityStatus().toString(),
                  TextTable.number(row.owned()),
                  TextTable.number(row.inUse()),
                  row.countsSeats ? TextTable.number(row.free()) : "not counted",
                  row.remarks()));

  static final Layout<SkuSeats> CSV =
      Layout.of(
          List.of(
              "skuId",
              "skuPartNumber",
              "productName",
              "capabilityStatus",
              "enabled",
              "warning",
              "suspended",
              "lockedOut",
              "consumedUnits",
              "freeSeats",
              "countsSeats",
              "traits"),
          SkuSeats::csvLine);

  public SkuSeats {
    Objects.requireNonNull(subscribedSku, "subscribedSku");
    Objects.requireNonNull(productName, "productName");
    traits = Ordered.set(traits, "traits");
  }

  /** The code name, for example {@code EMS}. */
  public String skuPartNumber() {
    return subscribedSku.skuPartNumber();
  }

  /** The units that can be held: enabled and warning; suspended and locked-out ones never count. */
  public int owned() {
    return subscribedSku.prepaidUnits().assignable();
  }

  /** The seats in use. */
  public int inUse() {
    return subscribedSku.consumedUnits();
  }

  /**
   * Seats left: {@link #owned} − {@link #inUse}. Negative when more are held than owned. Says
   * nothing unless {@link #countsSeats}.
   */
  public int free() {
    return subscribedSku.freeSeats();
  }

  private String remarks() {
    PrepaidUnits units = subscribedSku.prepaidUnits();
    List<String> remarks = new ArrayList<>();
    if (countsSeats && free() < 0) {
      remarks.add(TextTable.number(-(long) free()) + " over");
    }
    addUnits(remarks, units.warning(), "in warning");
    addUnits(remarks, units.suspended(), "suspended");
    addUnits(remarks, units.lockedOut(), "locked out");
    traits.forEach(trait -> remarks.add(words(trait)));
    return String.join(", ", remarks);
  }

  private static void addUnits(List<String> remarks, int units, String state) {
    if (units > 0) {
      remarks.add(TextTable.number(units) + " " + state);
    }
  }

  private static String words(SkuTrait trait) {
    return trait.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private List<String> csvLine() {
    PrepaidUnits units = subscribedSku.prepaidUnits();
    return List.of(
        subscribedSku.skuId().toString(),
        skuPartNumber(),
        productName,
        subscribedSku.capabilityStatus().toString(),
        Integer.toString(units.enabled()),
        Integer.toString(units.warning()),
        Integer.toString(units.suspended()),
        Integer.toString(units.lockedOut()),
        Integer.toString(inUse()),
        countsSeats ? Integer.toString(free()) : "",
        Boolean.toString(countsSeats),
        traits.stream().map(SkuTrait::name).collect(Collectors.joining("; ")));
  }
}
