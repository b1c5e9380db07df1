package io.github.m365licensing.rules;

import io.github.m365licensing.assignment.Holding;
import io.github.m365licensing.assignment.LicenseAssignmentState;
import io.github.m365licensing.assignment.LicensePaths;
import io.github.m365licensing.sku.ProvisioningStatus;
import io.github.m365licensing.sku.ServicePlan;
import io.github.m365licensing.sku.ServicePlanId;
import io.github.m365licensing.sku.SubscribedSku;
import io.github.m365licensing.sku.TenantSkus;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The services of one user over all paths: the direct one and every group's (documented: a plan is
 * off only if it is off on every path, and one user uses one seat per SKU).
 *
 * <p>Only paths in effect count, and only plans for users: a company plan is never switched for
 * one. A SKU that the tenant does not own adds no services, nor does a licence that no path
 * explains ({@link Holding#UNKNOWN}). Immutable.
 */
public final class EffectiveServices {

  private static final Comparator<EffectiveService> BY_NAME =
      Comparator.comparing(EffectiveService::servicePlanName)
          .thenComparing(EffectiveService::servicePlanId);

  private final Map<ServicePlanId, EffectiveService> services;

  private EffectiveServices(Map<ServicePlanId, EffectiveService> services) {
    this.services = services;
  }

  /**
   * The services through these paths.
   *
   * @throws NullPointerException if an argument is null
   */
  public static EffectiveServices of(LicensePaths licenses, TenantSkus tenantSkus) {
    Objects.requireNonNull(tenantSkus, "tenantSkus");
    Map<ServicePlanId, Collected> collected = new LinkedHashMap<>();
    for (LicenseAssignmentState path : Objects.requireNonNull(licenses, "licenses").all()) {
      if (path.isInEffect()) {
        tenantSkus.find(path.skuId()).ifPresent(sku -> collect(collected, path, sku));
      }
    }
    Map<ServicePlanId, EffectiveService> services = new LinkedHashMap<>();
    collected.values().stream()
        .map(Collected::service)
        .sorted(BY_NAME)
        .forEach(service -> services.put(service.servicePlanId(), service));
    return new EffectiveServices(Collections.unmodifiableMap(services));
  }

  private static void collect(
      Map<ServicePlanId, Collected> collected, LicenseAssignmentState path, SubscribedSku sku) {
    ServiceSource source = new ServiceSource(path.skuId(), path.source());
    for (ServicePlan plan : sku.servicePlans()) {
      if (plan.isForUsers()) {
        collected
            .computeIfAbsent(plan.servicePlanId(), id -> new Collected(plan))
            .add(plan, source, !path.disabledPlans().contains(plan.servicePlanId()));
      }
    }
  }

  /** Every service that some SKU in effect holds, on or off, ordered by name. */
  public List<EffectiveService> services() {
    return List.copyOf(services.values());
  }

  /** The services that are on, ordered by name. */
  public List<EffectiveService> servicesOn() {
    return services.values().stream().filter(EffectiveService::isOn).toList();
  }

  /** This service, if a SKU in effect holds it. */
  public Optional<EffectiveService> find(ServicePlanId servicePlanId) {
    return Optional.ofNullable(
        services.get(Objects.requireNonNull(servicePlanId, "servicePlanId")));
  }

  /** Whether at least one path has this service on. */
  public boolean isOn(ServicePlanId servicePlanId) {
    return find(servicePlanId).map(EffectiveService::isOn).orElse(false);
  }

  /** What changes on the way from here to there. */
  public Difference differenceTo(EffectiveServices after) {
    Objects.requireNonNull(after, "after");
    List<EffectiveService> kept =
        after.servicesOn().stream()
            .filter(
                service ->
                    find(service.servicePlanId())
                        .map(before -> !service.sources().containsAll(before.sources()))
                        .orElse(false))
            .toList();
    return new Difference(onOnlyHere(after), after.onOnlyHere(this), kept);
  }

  private List<EffectiveService> onOnlyHere(EffectiveServices other) {
    return servicesOn().stream().filter(service -> !other.isOn(service.servicePlanId())).toList();
  }

  /** Whether both show the same services through the same sources. */
  @Override
  public boolean equals(Object other) {
    return other instanceof EffectiveServices that && services.equals(that.services);
  }

  @Override
  public int hashCode() {
    return services.hashCode();
  }

  /** The names of the services that are on. */
  @Override
  public String toString() {
    return servicesOn().stream().map(EffectiveService::servicePlanName).toList().toString();
  }

  /** One service while paths are walked through. */
  private static final class Collected {
    private final ServicePlan plan;
    private final List<ServiceSource> on = new ArrayList<>();
    private final List<ServiceSource> off = new ArrayList<>();
    private ProvisioningStatus status = ProvisioningStatus.DISABLED;

    Collected(ServicePlan plan) {
      this.plan = plan;
    }

    void add(ServicePlan inSku, ServiceSource source, boolean isOn) {
      (isOn ? on : off).add(source);
      if (isOn
          && (on.size() == 1 || inSku.provisioningStatus().equals(ProvisioningStatus.SUCCESS))) {
        status = inSku.provisioningStatus();
      }
    }

    EffectiveService service() {
      return new EffectiveService(plan.servicePlanId(), plan.servicePlanName(), on, off, status);
    }
  }

  /**
   * What a change does to a user's services.
   *
   * @param lost on before, not after; as it was before; ordered by name; unmodifiable
   * @param gained on after, not before; as it is after; ordered by name; unmodifiable
   * @param keptThroughOthers on before and after, though at least one path that had it on has it no
   *     more; as it is after; ordered by name; unmodifiable
   */
  public record Difference(
      List<EffectiveService> lost,
      List<EffectiveService> gained,
      List<EffectiveService> keptThroughOthers) {

    public Difference {
      lost = List.copyOf(lost);
      gained = List.copyOf(gained);
      keptThroughOthers = List.copyOf(keptThroughOthers);
    }

    /** Whether no service goes on or off. */
    public boolean isEmpty() {
      return lost.isEmpty() && gained.isEmpty();
    }
  }
}
