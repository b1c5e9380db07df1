package io.github.m365licensing.catalog;

import io.github.m365licensing.catalog.Names.Resolution.Candidate;
import io.github.m365licensing.catalog.Names.Resolution.Kind;
import io.github.m365licensing.internal.Guids;
import io.github.m365licensing.sku.ServicePlan;
import io.github.m365licensing.sku.ServicePlanId;
import io.github.m365licensing.sku.SkuId;
import io.github.m365licensing.sku.SubscribedSku;
import io.github.m365licensing.sku.TenantSkus;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Names in one tenant: what callers' names mean, and what ids are called.
 *
 * <p>A caller's name is read as a GUID, a code name (part number, plan name), a display name, or a
 * code name in which blanks and underscores do not count, in this order; case and outer blanks
 * never matter. Within a reading the tenant's own SKUs win over the catalogue, so that a name
 * shared by two products means the one that is owned.
 *
 * <p>Immutable and thread-safe.
 */
public final class Names {

  private static final int MOST_CANDIDATES = 5;

  private final SkuCatalog catalog;
  private final TenantSkus tenant;
  private final Map<ServicePlanId, String> planNames = new LinkedHashMap<>();
  private final NameIndex<Candidate<SkuId>> tenantSkus;
  private final NameIndex<Candidate<ServicePlanId>> tenantPlans;

  private Names(SkuCatalog catalog, TenantSkus tenant) {
    this.catalog = Objects.requireNonNull(catalog, "catalog");
    this.tenant = Objects.requireNonNull(tenant, "tenant");
    for (SubscribedSku sku : tenant.all()) {
      sku.servicePlans()
          .forEach(p -> planNames.putIfAbsent(p.servicePlanId(), p.servicePlanName()));
    }
    this.tenantSkus = index(tenant.all().stream().map(sku -> candidate(sku.skuId())).toList());
    this.tenantPlans = index(planNames.keySet().stream().map(this::candidate).toList());
  }

  private static <T> NameIndex<Candidate<T>> index(Collection<Candidate<T>> candidates) {
    return NameIndex.of(candidates, Candidate::name, Candidate::displayName);
  }

  /**
   * Names by what the tenant owns and by a catalogue.
   *
   * @throws NullPointerException if an argument is null
   */
  public static Names of(SkuCatalog catalog, TenantSkus tenant) {
    return new Names(catalog, tenant);
  }

  /**
   * What the name of a SKU means. FOUND if the tenant owns it, NOT_HERE if only the catalogue knows
   * it, or if it is a GUID that nobody knows.
   *
   * @throws NullPointerException if the argument is null
   */
  public Resolution<SkuId> sku(String name) {
    if (Guids.isGuid(Objects.requireNonNull(name, "name"))) {
      SkuId id = SkuId.parse(name);
      return one(tenant.contains(id), candidate(id));
    }
    List<List<Candidate<SkuId>>> published =
        catalog.productReadings(name).stream()
            .map(found -> found.stream().map(product -> candidate(product.skuId())).toList())
            .toList();
    return resolve(
        tenantSkus.read(name),
        published,
        () ->
            near(
                name,
                tenant.all().stream().map(sku -> candidate(sku.skuId())),
                catalog.products().stream().map(product -> candidate(product.skuId()))));
  }

  /**
   * What the name of a service plan means inside a SKU. FOUND if the SKU holds it in this tenant,
   * NOT_HERE if another SKU or the catalogue knows it. For a SKU that the tenant lacks, the
   * catalogue's list of plans takes the place of the tenant's.
   *
   * @throws NullPointerException if an argument is null
   */
  public Resolution<ServicePlanId> planIn(SkuId skuId, String name) {
    Set<ServicePlanId> inside = plansIn(Objects.requireNonNull(skuId, "skuId"));
    if (Guids.isGuid(Objects.requireNonNull(name, "name"))) {
      ServicePlanId id = ServicePlanId.parse(name);
      return one(inside.contains(id), candidate(id));
    }
    List<Candidate<ServicePlanId>> here = inside.stream().map(this::candidate).toList();
    return resolve(
        index(here).read(name), everywhere(name), () -> near(name, here.stream(), Stream.empty()));
  }

  /**
   * What the name of a service plan means in the tenant. FOUND if a SKU of the tenant holds it,
   * NOT_HERE if only the catalogue knows it, or if it is a GUID that nobody knows.
   *
   * @throws NullPointerException if the argument is null
   */
  public Resolution<ServicePlanId> plan(String name) {
    if (Guids.isGuid(Objects.requireNonNull(name, "name"))) {
      ServicePlanId id = ServicePlanId.parse(name);
      return one(planNames.containsKey(id), candidate(id));
    }
    return resolve(
        tenantPlans.read(name),
        published(name),
        () ->
            near(
                name,
                planNames.keySet().stream().map(this::candidate),
                catalog.servicePlans().stream().map(plan -> candidate(plan.servicePlanId()))));
  }

  private Set<ServicePlanId> plansIn(SkuId skuId) {
    Stream<ServicePlanId> plans =
        tenant
            .find(skuId)
            .map(sku -> sku.servicePlans().stream().map(ServicePlan::servicePlanId))
            .orElseGet(
                () ->
                    catalog.findProduct(skuId).stream()
                        .flatMap(product -> product.servicePlanIds().stream()));
    Set<ServicePlanId> inside = new LinkedHashSet<>();
    plans.forEach(inside::add);
    return inside;
  }

  private List<List<Candidate<ServicePlanId>>> published(String name) {
    return catalog.planReadings(name).stream()
        .map(found -> found.stream().map(plan -> candidate(plan.servicePlanId())).toList())
        .toList();
  }

  /** The tenant's plans of all SKUs and the catalogue's, reading by reading. */
  private List<List<Candidate<ServicePlanId>>> everywhere(String name) {
    List<List<Candidate<ServicePlanId>>> owned = tenantPlans.read(name);
    List<List<Candidate<ServicePlanId>>> published = published(name);
    List<List<Candidate<ServicePlanId>>> all = new ArrayList<>();
    for (int i = 0; i < owned.size(); i++) {
      all.add(owned.get(i).isEmpty() ? published.get(i) : owned.get(i));
    }
    return all;
  }

  private static <T> Resolution<T> one(boolean here, Candidate<T> candidate) {
    return new Resolution<>(here ? Kind.FOUND : Kind.NOT_HERE, List.of(candidate));
  }

  private static <T> Resolution<T> resolve(
      List<List<Candidate<T>>> here,
      List<List<Candidate<T>>> elsewhere,
      Supplier<List<Candidate<T>>> near) {
    for (int i = 0; i < here.size(); i++) {
      List<Candidate<T>> found = here.get(i).isEmpty() ? elsewhere.get(i) : here.get(i);
      if (found.size() > 1) {
        return new Resolution<>(Kind.AMBIGUOUS, found);
      }
      if (found.size() == 1) {
        return one(!here.get(i).isEmpty(), found.get(0));
      }
    }
    return new Resolution<>(Kind.UNKNOWN, near.get());
  }

  /** What is spelt nearly so: the tenant's own before the catalogue's, the nearest first. */
  private static <T> List<Candidate<T>> near(
      String name, Stream<Candidate<T>> here, Stream<Candidate<T>> elsewhere) {
    String wanted = NameKeys.loose(name);
    int limit = Math.max(1, wanted.length() / 4);
    Function<Candidate<T>, Integer> distance =
        candidate ->
            Math.min(
                NameKeys.distance(wanted, NameKeys.loose(candidate.name()), limit),
                NameKeys.distance(wanted, NameKeys.loose(candidate.displayName()), limit));
    record Near<T>(Candidate<T> candidate, int distance) {}
    return Stream.concat(here, elsewhere)
        .distinct()
        .map(candidate -> new Near<>(candidate, distance.apply(candidate)))
        .filter(near -> near.distance() <= limit)
        .sorted(Comparator.comparingInt(Near::distance))
        .limit(MOST_CANDIDATES)
        .map(Near::candidate)
        .toList();
  }

  private Candidate<SkuId> candidate(SkuId id) {
    return new Candidate<>(id, skuPartNumber(id), productName(id));
  }

  private Candidate<ServicePlanId> candidate(ServicePlanId id) {
    return new Candidate<>(id, servicePlanName(id), friendlyName(id));
  }

  /** The code name of a SKU: the tenant's own, else the catalogue's, else the id. */
  public String skuPartNumber(SkuId skuId) {
    return tenant
        .find(skuId)
        .map(SubscribedSku::skuPartNumber)
        .or(() -> catalog.findProduct(skuId).map(Product::skuPartNumber))
        .orElseGet(skuId::toString);
  }

  /** The name that people see: the catalogue's, else the tenant's code name, else the id. */
  public String productName(SkuId skuId) {
    return catalog
        .findProduct(skuId)
        .map(Product::productName)
        .orElseGet(() -> skuPartNumber(skuId));
  }

  /** The code name of a service plan: the tenant's own, else the catalogue's, else the id. */
  public String servicePlanName(ServicePlanId servicePlanId) {
    Objects.requireNonNull(servicePlanId, "servicePlanId");
    String own = planNames.get(servicePlanId);
    return own != null
        ? own
        : catalog
            .findServicePlan(servicePlanId)
            .map(Product.Plan::servicePlanName)
            .orElseGet(servicePlanId::toString);
  }

  /** The name that people see: the catalogue's, else the tenant's code name, else the id. */
  public String friendlyName(ServicePlanId servicePlanId) {
    return catalog
        .findServicePlan(servicePlanId)
        .map(Product.Plan::friendlyName)
        .orElseGet(() -> servicePlanName(servicePlanId));
  }

  /**
   * What a name given by a caller means.
   *
   * @param <T> the type of id
   * @param kind how the search ended
   * @param candidates FOUND and NOT_HERE: the one meaning. AMBIGUOUS: all meanings. UNKNOWN: what
   *     is spelt nearly so, best first, possibly none. Unmodifiable
   */
  public record Resolution<T>(Kind kind, List<Candidate<T>> candidates) {

    /** How a search ended. */
    public enum Kind {
      /** One meaning, and it is here: the tenant owns the SKU, or the SKU holds the plan. */
      FOUND,
      /** One meaning, but not here: only the catalogue, another SKU, or a bare GUID knows it. */
      NOT_HERE,
      /** Several meanings. */
      AMBIGUOUS,
      /** No meaning. */
      UNKNOWN
    }

    /**
     * One possible meaning.
     *
     * @param <T> the type of id
     * @param id the identity
     * @param name the code name; the GUID where no name is known
     * @param displayName the name people see; the code name where there is none
     */
    public record Candidate<T>(T id, String name, String displayName) {

      public Candidate {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(displayName, "displayName");
      }

      /** Code name, display name and id, fit for a message. */
      @Override
      public String toString() {
        return name.equals(displayName)
            ? name + " (" + id + ")"
            : name + " (" + displayName + ", " + id + ")";
      }
    }

    /**
     * Checks the arguments and copies the list.
     *
     * @throws IllegalArgumentException if kind and number of candidates do not go together
     */
    public Resolution {
      Objects.requireNonNull(kind, "kind");
      candidates = List.copyOf(candidates);
      boolean fits =
          switch (kind) {
            case FOUND, NOT_HERE -> candidates.size() == 1;
            case AMBIGUOUS -> candidates.size() > 1;
            case UNKNOWN -> true;
          };
      if (!fits) {
        throw new IllegalArgumentException(kind + " with " + candidates.size() + " candidates");
      }
    }

    /** Whether the name means one thing, here or elsewhere. */
    public boolean isUnique() {
      return kind == Kind.FOUND || kind == Kind.NOT_HERE;
    }

    /**
     * The id that the name means.
     *
     * @throws IllegalStateException if the name has no or several meanings
     */
    public T idOrThrow() {
      if (!isUnique()) {
        throw new IllegalStateException("The name is " + kind + "; candidates: " + candidates);
      }
      return candidates.get(0).id();
    }
  }
}
