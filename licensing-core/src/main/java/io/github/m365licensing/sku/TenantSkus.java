package io.github.m365licensing.sku;

import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The SKUs that a tenant owns ({@code subscribedSkus}), by id. What a SKU contains is what stands
 * here, whatever Microsoft's published list says.
 *
 * <p>Ordered by SKU id. Immutable.
 */
public final class TenantSkus {

  private static final TenantSkus NONE = new TenantSkus(Map.of());

  private final Map<SkuId, SubscribedSku> byId;

  private TenantSkus(Map<SkuId, SubscribedSku> byId) {
    this.byId = byId;
  }

  /** A tenant that owns nothing. */
  public static TenantSkus none() {
    return NONE;
  }

  /**
   * The SKUs of one tenant, given in any order.
   *
   * @throws NullPointerException if the collection or an element is null
   * @throws IllegalArgumentException if two of them have the same id; the service lists each once
   */
  public static TenantSkus of(Collection<SubscribedSku> skus) {
    Objects.requireNonNull(skus, "skus");
    Map<SkuId, SubscribedSku> byId = new LinkedHashMap<>();
    skus.stream()
        .map(sku -> Objects.requireNonNull(sku, "skus"))
        .sorted(Comparator.comparing(SubscribedSku::skuId))
        .forEach(sku -> add(byId, sku));
    return new TenantSkus(Collections.unmodifiableMap(byId));
  }

  private static void add(Map<SkuId, SubscribedSku> byId, SubscribedSku sku) {
    if (byId.putIfAbsent(sku.skuId(), sku) != null) {
      throw new IllegalArgumentException(
          "skuId " + sku.skuId() + " is listed twice; a tenant lists each SKU once.");
    }
  }

  /** The SKU with this id, if the tenant owns it. */
  public Optional<SubscribedSku> find(SkuId skuId) {
    return Optional.ofNullable(byId.get(Objects.requireNonNull(skuId, "skuId")));
  }

  /** Whether the tenant owns the SKU, in whatever state. */
  public boolean contains(SkuId skuId) {
    return byId.containsKey(Objects.requireNonNull(skuId, "skuId"));
  }

  /** All SKUs, ordered by id. */
  public List<SubscribedSku> all() {
    return List.copyOf(byId.values());
  }

  /** The SKUs that hold a plan, ordered by id. */
  public List<SubscribedSku> with(ServicePlanId servicePlanId) {
    Objects.requireNonNull(servicePlanId, "servicePlanId");
    return byId.values().stream().filter(sku -> sku.findPlan(servicePlanId).isPresent()).toList();
  }

  /** The seats left of a SKU, as {@link SubscribedSku#freeSeats()}; 0 if the tenant lacks it. */
  public int freeSeats(SkuId skuId) {
    return find(skuId).map(SubscribedSku::freeSeats).orElse(0);
  }

  /** Whether both hold equal SKUs. */
  @Override
  public boolean equals(Object other) {
    return other instanceof TenantSkus that && byId.equals(that.byId);
  }

  @Override
  public int hashCode() {
    return byId.hashCode();
  }

  /** The part numbers. */
  @Override
  public String toString() {
    return byId.values().stream().map(SubscribedSku::skuPartNumber).toList().toString();
  }
}
