package io.github.m365licensing.rules;

import io.github.m365licensing.internal.Ordered;
import io.github.m365licensing.sku.ServicePlan;
import io.github.m365licensing.sku.ServicePlanId;
import io.github.m365licensing.sku.SkuId;
import io.github.m365licensing.sku.SubscribedSku;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * How the choices made in one SKU carry over to another: plan by plan where both hold the same
 * plan, else to the plans of the same {@link Capability}, for example from {@code
 * EXCHANGE_S_STANDARD} to {@code EXCHANGE_S_ENTERPRISE}. Immutable.
 */
public final class SwapMapping {

  /** What becomes of plans of the new SKU to which no choice carries. */
  public enum NewPlans {
    /** They are on, as the service does by itself. */
    ON,
    /** They are off. */
    OFF
  }

  private final SubscribedSku from;
  private final SubscribedSku to;
  private final Map<ServicePlanId, Set<ServicePlanId>> counterparts;

  private SwapMapping(
      SubscribedSku from, SubscribedSku to, Map<ServicePlanId, Set<ServicePlanId>> counterparts) {
    this.from = from;
    this.to = to;
    this.counterparts = counterparts;
  }

  /**
   * The mapping between two SKUs of a tenant.
   *
   * @param from the SKU that goes
   * @param to the SKU that comes
   * @param facts which plans give the same service
   * @throws NullPointerException if an argument is null
   */
  public static SwapMapping of(SubscribedSku from, SubscribedSku to, LicenseFacts facts) {
    Map<ServicePlanId, Set<ServicePlanId>> counterparts = new LinkedHashMap<>();
    for (ServicePlan plan : only(from, to)) {
      Optional<Capability> capability = facts.capabilityOf(plan.servicePlanId());
      Set<ServicePlanId> matching = new LinkedHashSet<>();
      for (ServicePlan candidate : only(to, from)) {
        if (capability.isPresent()
            && plan.isForUsers()
            && candidate.isForUsers()
            && capability.equals(facts.capabilityOf(candidate.servicePlanId()))) {
          matching.add(candidate.servicePlanId());
        }
      }
      if (!matching.isEmpty()) {
        counterparts.put(plan.servicePlanId(), Collections.unmodifiableSet(matching));
      }
    }
    return new SwapMapping(from, to, Collections.unmodifiableMap(counterparts));
  }

  private static List<ServicePlan> only(SubscribedSku here, SubscribedSku there) {
    return here.servicePlans().stream()
        .filter(plan -> there.findPlan(plan.servicePlanId()).isEmpty())
        .toList();
  }

  /** The SKU that goes. */
  public SkuId from() {
    return from.skuId();
  }

  /** The SKU that comes. */
  public SkuId to() {
    return to.skuId();
  }

  /** The plans that only the old SKU holds, ordered by name, company plans included. */
  public List<ServicePlan> dropped() {
    return only(from, to);
  }

  /** The plans that only the new SKU holds, ordered by name, company plans included. */
  public List<ServicePlan> gained() {
    return only(to, from);
  }

  /**
   * For each dropped plan that has them, the gained plans that give the same service. Ordered by
   * plan name; unmodifiable.
   */
  public Map<ServicePlanId, Set<ServicePlanId>> counterparts() {
    return counterparts;
  }

  /** The gained plans for users to which no choice carries, ordered by name. */
  public List<ServicePlan> newPlans() {
    return gained().stream()
        .filter(plan -> plan.isForUsers() && sourcesOf(plan.servicePlanId()).isEmpty())
        .toList();
  }

  /**
   * The choices that cannot be carried: plans that are off in the old SKU and have no counterpart
   * in the new one. Ordered by name.
   *
   * @param disabledPlans the plans that are off in the old SKU
   */
  public List<ServicePlan> notCarried(Collection<ServicePlanId> disabledPlans) {
    return dropped().stream()
        .filter(
            plan ->
                disabledPlans.contains(plan.servicePlanId())
                    && !counterparts.containsKey(plan.servicePlanId()))
        .toList();
  }

  /**
   * The plans to leave off in the new SKU. A plan with several counterparts in the old one is off
   * only if all of them were: a swap never takes a service that was on.
   *
   * @param disabledPlans the plans that are off in the old SKU
   * @param newPlans what becomes of plans to which no choice carries
   * @return ordered by id; unmodifiable
   * @throws NullPointerException if an argument is null
   */
  public Set<ServicePlanId> carry(Collection<ServicePlanId> disabledPlans, NewPlans newPlans) {
    Objects.requireNonNull(disabledPlans, "disabledPlans");
    Objects.requireNonNull(newPlans, "newPlans");
    Set<ServicePlanId> off = new LinkedHashSet<>();
    for (ServicePlan plan : to.servicePlans()) {
      if (plan.isForUsers()) {
        ServicePlanId id = plan.servicePlanId();
        Set<ServicePlanId> sources = from.findPlan(id).isPresent() ? Set.of(id) : sourcesOf(id);
        boolean isOff =
            sources.isEmpty() ? newPlans == NewPlans.OFF : disabledPlans.containsAll(sources);
        if (isOff) {
          off.add(id);
        }
      }
    }
    return Ordered.set(off, "off");
  }

  private Set<ServicePlanId> sourcesOf(ServicePlanId plan) {
    Set<ServicePlanId> sources = new LinkedHashSet<>();
    counterparts.forEach(
        (source, targets) -> {
          if (targets.contains(plan)) {
            sources.add(source);
          }
        });
    return sources;
  }
}
