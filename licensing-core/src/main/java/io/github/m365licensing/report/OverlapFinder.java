package io.github.m365licensing.report;

import io.github.m365licensing.assignment.LicenseAssignmentState;
import io.github.m365licensing.assignment.LicensePaths;
import io.github.m365licensing.directory.LicensedUser;
import io.github.m365licensing.rules.EffectiveService;
import io.github.m365licensing.rules.EffectiveServices;
import io.github.m365licensing.rules.ServiceSource;
import io.github.m365licensing.sku.CapabilityStatus;
import io.github.m365licensing.sku.ServicePlan;
import io.github.m365licensing.sku.SkuId;
import io.github.m365licensing.sku.SubscribedSku;
import io.github.m365licensing.sku.TenantSkus;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds what a user gets more than once. */
final class OverlapFinder {

  static final Layout<Overlap> TEXT =
      Layout.of(
          List.of("user", "what", "through", "plans", "only direct"),
          row ->
              List.of(
                  row.user().userPrincipalName(),
                  row.kind().words(),
                  SourceNames.text(row.sources(), ", "),
                  names(row.plans(), ", "),
                  names(row.onlyDirect(), ", ")));

  static final Layout<Overlap> CSV =
      Layout.of(
          List.of("userId", "userPrincipalName", "kind", "through", "servicePlans", "onlyDirect"),
          row ->
              List.of(
                  row.user().id().toString(),
                  row.user().userPrincipalName(),
                  row.kind().name(),
                  SourceNames.text(row.sources(), "; "),
                  names(row.plans(), "; "),
                  names(row.onlyDirect(), "; ")));

  private final TenantSkus skus;
  private final SourceNames sourceNames;

  OverlapFinder(TenantSkus skus, SourceNames sourceNames) {
    this.skus = skus;
    this.sourceNames = sourceNames;
  }

  private static String names(List<ServicePlan> plans, String separator) {
    return plans.stream().map(ServicePlan::servicePlanName).collect(Collectors.joining(separator));
  }

  List<Overlap> of(LicensedUser user) {
    List<LicenseAssignmentState> paths =
        user.licenses().all().stream().filter(this::gives).toList();
    if (paths.size() < 2) {
      return List.of();
    }
    ReportedUser who = ReportedUser.of(user);
    List<EffectiveService> on = EffectiveServices.of(LicensePaths.of(paths), skus).servicesOn();
    List<Overlap> found = new ArrayList<>(samePlans(who, on));
    for (LicenseAssignmentState path : paths) {
      if (path.source().isDirect()) {
        Set<ServiceSource> groups = groupsWith(path.skuId(), paths);
        boolean besideGroup = !groups.isEmpty();
        List<ServicePlan> twice = new ArrayList<>();
        List<ServicePlan> onlyDirect = new ArrayList<>();
        ServiceSource direct = source(path);
        for (EffectiveService service : on) {
          if (service.sources().contains(direct)) {
            List<ServiceSource> inherited =
                service.sources().stream().filter(other -> !other.source().isDirect()).toList();
            groups.addAll(inherited);
            (inherited.isEmpty() ? onlyDirect : twice).add(plan(service));
          }
        }
        if (!groups.isEmpty() && onlyDirect.isEmpty()) {
          found.add(direct(who, Overlap.Kind.REDUNDANT_DIRECT, direct, groups, twice, onlyDirect));
        } else if (besideGroup) {
          found.add(
              direct(who, Overlap.Kind.DIRECT_BESIDE_GROUP, direct, groups, twice, onlyDirect));
        }
      }
    }
    return found;
  }

  /** A cancelled SKU gives nothing, though its holders keep the entry. */
  private boolean gives(LicenseAssignmentState path) {
    return path.isInEffect()
        && skus.find(path.skuId())
            .map(SubscribedSku::capabilityStatus)
            .filter(s -> s.equals(CapabilityStatus.ENABLED) || s.equals(CapabilityStatus.WARNING))
            .isPresent();
  }

  private List<Overlap> samePlans(ReportedUser who, List<EffectiveService> on) {
    Map<List<ServiceSource>, List<ServicePlan>> bySources = new LinkedHashMap<>();
    for (EffectiveService service : on) {
      if (service.sources().stream().map(ServiceSource::skuId).distinct().count() > 1) {
        bySources.computeIfAbsent(service.sources(), s -> new ArrayList<>()).add(plan(service));
      }
    }
    List<Overlap> found = new ArrayList<>();
    bySources.forEach(
        (sources, plans) ->
            found.add(
                new Overlap(
                    who, Overlap.Kind.SAME_PLAN, sourceNames.named(sources), plans, List.of())));
    return found;
  }

  private static Set<ServiceSource> groupsWith(SkuId skuId, List<LicenseAssignmentState> paths) {
    Set<ServiceSource> groups = new LinkedHashSet<>();
    for (LicenseAssignmentState path : paths) {
      if (path.skuId().equals(skuId) && !path.source().isDirect()) {
        groups.add(source(path));
      }
    }
    return groups;
  }

  private Overlap direct(
      ReportedUser who,
      Overlap.Kind kind,
      ServiceSource direct,
      Set<ServiceSource> groups,
      List<ServicePlan> twice,
      List<ServicePlan> onlyDirect) {
    List<ServiceSource> sources = new ArrayList<>(groups);
    sources.add(direct);
    return new Overlap(who, kind, sourceNames.named(sources), twice, onlyDirect);
  }

  private static ServiceSource source(LicenseAssignmentState path) {
    return new ServiceSource(path.skuId(), path.source());
  }

  private ServicePlan plan(EffectiveService service) {
    return skus.find(service.sources().get(0).skuId())
        .flatMap(sku -> sku.findPlan(service.servicePlanId()))
        .orElseThrow();
  }
}
