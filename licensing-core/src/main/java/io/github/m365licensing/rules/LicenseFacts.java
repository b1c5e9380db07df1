package io.github.m365licensing.rules;

import io.github.m365licensing.internal.Ordered;
import io.github.m365licensing.sku.ServicePlanId;
import io.github.m365licensing.sku.SkuId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What is known about plans and SKUs beyond what a tenant says: which plans exclude or need each
 * other, which products are sold together, which plans give the same service, and which SKUs are
 * peculiar. Each fact says where it is known from; for the traits of SKUs the bundled file does.
 *
 * <p>Microsoft publishes no complete list of any of these. The library brings what is known ({@link
 * #bundled()}); a caller who knows more adds it. Nothing is learnt at run time. Immutable.
 *
 * <pre>{@code
 * LicenseFacts facts = LicenseFacts.bundled()
 *     .with(new PlanDependency(addOn, List.of(base), Strength.PROVEN, "seen", "support case"));
 * }</pre>
 */
public final class LicenseFacts {

  private final List<PlanExclusion> exclusions;
  private final List<PlanDependency> dependencies;
  private final List<SoldTogether> soldTogether;
  private final Set<PlanPair> tolerated;
  private final List<Capability> capabilities;
  private final Map<ServicePlanId, Capability> capabilityOf;
  private final Map<SkuId, Set<SkuTrait>> traits;

  LicenseFacts(
      List<PlanExclusion> exclusions,
      List<PlanDependency> dependencies,
      List<SoldTogether> soldTogether,
      Set<PlanPair> tolerated,
      List<Capability> capabilities,
      Map<SkuId, Set<SkuTrait>> traits) {
    this.exclusions = List.copyOf(exclusions);
    this.dependencies = List.copyOf(dependencies);
    this.soldTogether = List.copyOf(soldTogether);
    this.tolerated = Ordered.set(tolerated, "tolerated");
    this.capabilities = List.copyOf(capabilities);
    this.traits = Collections.unmodifiableMap(new TreeMap<>(traits));
    this.capabilityOf = new HashMap<>();
    for (Capability capability : capabilities) {
      capability
          .levels()
          .forEach(level -> level.forEach(plan -> capabilityOf.put(plan, capability)));
    }
  }

  /**
   * What the library brings along. Read at the first call, then shared.
   *
   * @throws ExceptionInInitializerError if the library's own file is missing or damaged; later
   *     calls throw {@link NoClassDefFoundError}
   */
  public static LicenseFacts bundled() {
    return Bundled.FACTS;
  }

  /** No facts at all: for adding one's own only. */
  public static LicenseFacts none() {
    return new LicenseFacts(List.of(), List.of(), List.of(), Set.of(), List.of(), Map.of());
  }

  /** These facts and one more. */
  public LicenseFacts with(PlanExclusion exclusion) {
    return new LicenseFacts(
        plus(exclusions, exclusion), dependencies, soldTogether, tolerated, capabilities, traits);
  }

  /** These facts and one more. */
  public LicenseFacts with(PlanDependency dependency) {
    return new LicenseFacts(
        exclusions, plus(dependencies, dependency), soldTogether, tolerated, capabilities, traits);
  }

  /** These facts and one more. */
  public LicenseFacts with(SoldTogether products) {
    return new LicenseFacts(
        exclusions, dependencies, plus(soldTogether, products), tolerated, capabilities, traits);
  }

  /** These facts and one more. A plan belongs to one capability; the latest counts. */
  public LicenseFacts with(Capability capability) {
    return new LicenseFacts(
        exclusions, dependencies, soldTogether, tolerated, plus(capabilities, capability), traits);
  }

  /** These facts and one more. */
  public LicenseFacts with(SkuId skuId, SkuTrait trait) {
    Map<SkuId, Set<SkuTrait>> more = new HashMap<>(traits);
    Set<SkuTrait> all = EnumSet.of(trait);
    all.addAll(traits(skuId));
    more.put(skuId, Ordered.set(all, "trait"));
    return new LicenseFacts(exclusions, dependencies, soldTogether, tolerated, capabilities, more);
  }

  /**
   * These facts and pairs of plans that the tenant is seen to hold together: they exclude each
   * other in no user any more. See {@link RuleBook#standingExclusions}.
   */
  public LicenseFacts tolerating(Collection<PlanPair> pairs) {
    Set<PlanPair> all = new TreeSet<>(tolerated);
    all.addAll(pairs);
    return new LicenseFacts(exclusions, dependencies, soldTogether, all, capabilities, traits);
  }

  private static <T> List<T> plus(List<T> list, T element) {
    List<T> more = new ArrayList<>(list);
    more.add(Objects.requireNonNull(element, "fact"));
    return more;
  }

  /** Plans that exclude each other. */
  public List<PlanExclusion> exclusions() {
    return exclusions;
  }

  /** Plans that need another. */
  public List<PlanDependency> dependencies() {
    return dependencies;
  }

  /** Products whose plans do not exclude each other. */
  public List<SoldTogether> soldTogether() {
    return soldTogether;
  }

  /** Pairs of plans that are held together in this tenant, in order. */
  public Set<PlanPair> tolerated() {
    return tolerated;
  }

  /** Plans that give the same service in different measure. */
  public List<Capability> capabilities() {
    return capabilities;
  }

  /** The capability that a plan belongs to. */
  public Optional<Capability> capabilityOf(ServicePlanId plan) {
    return Optional.ofNullable(capabilityOf.get(Objects.requireNonNull(plan, "plan")));
  }

  /** What is peculiar about a SKU, in the order of {@link SkuTrait}; empty for ordinary ones. */
  public Set<SkuTrait> traits(SkuId skuId) {
    return traits.getOrDefault(Objects.requireNonNull(skuId, "skuId"), Set.of());
  }

  /** Whether a SKU has this trait. */
  public boolean is(SkuId skuId, SkuTrait trait) {
    return traits(skuId).contains(Objects.requireNonNull(trait, "trait"));
  }

  /** The SKUs with a trait, ordered by id. */
  public Set<SkuId> skusWith(SkuTrait trait) {
    Set<SkuId> found = new LinkedHashSet<>();
    traits.forEach(
        (sku, all) -> {
          if (all.contains(trait)) {
            found.add(sku);
          }
        });
    return Collections.unmodifiableSet(found);
  }

  /** Whether the units of a SKU are seats worth counting. */
  public boolean countsSeats(SkuId skuId) {
    Set<SkuTrait> all = traits(skuId);
    return !all.contains(SkuTrait.CAPACITY)
        && !all.contains(SkuTrait.COMPANY)
        && !all.contains(SkuTrait.UNCOUNTED);
  }

  boolean areSoldTogether(SkuId one, SkuId other) {
    for (SoldTogether products : soldTogether) {
      if (products.covers(one, other)) {
        return true;
      }
    }
    return false;
  }

  /** Loads on first use. */
  private static final class Bundled {
    static final LicenseFacts FACTS = LicenseFactsJson.readBundled();
  }
}
