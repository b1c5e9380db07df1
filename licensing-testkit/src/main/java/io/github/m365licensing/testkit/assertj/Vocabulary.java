package io.github.m365licensing.testkit.assertj;

import io.github.m365licensing.assignment.AssignmentSource;
import io.github.m365licensing.catalog.Names;
import io.github.m365licensing.catalog.SkuCatalog;
import io.github.m365licensing.directory.LicensedUser;
import io.github.m365licensing.sku.ServicePlan;
import io.github.m365licensing.sku.ServicePlanId;
import io.github.m365licensing.sku.SkuId;
import io.github.m365licensing.sku.SubscribedSku;
import io.github.m365licensing.sku.TenantSkus;
import io.github.m365licensing.testkit.FakeTenant;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What names in assertions mean, how ids are spelt in failures, and the evidence beside them. */
final class Vocabulary {

  private final Names names = Names.of(SkuCatalog.bundled(), TenantSkus.none());
  private final Function<String, Optional<SubscribedSku>> owned;
  private final Function<AssignmentSource, String> sources;
  private final String afterwards;

  private Vocabulary(
      Function<String, Optional<SubscribedSku>> owned,
      Function<AssignmentSource, String> sources,
      String afterwards) {
    this.owned = owned;
    this.sources = sources;
    this.afterwards = afterwards;
  }

  /** The names of the catalogue. */
  static Vocabulary published() {
    return new Vocabulary(name -> Optional.empty(), AssignmentSource::toString, "");
  }

  /** The names of the tenant before those of the catalogue, and its last requests as evidence. */
  static Vocabulary of(FakeTenant tenant) {
    return new Vocabulary(
        name -> owned(tenant, name),
        source -> source(tenant, source),
        Texts.lastRequests(tenant.requests().all()));
  }

  private static Optional<SubscribedSku> owned(FakeTenant tenant, String name) {
    try {
      return Optional.of(tenant.sku(name).now());
    } catch (IllegalArgumentException e) {
      // The tenant does not own it; the catalogue may know it.
      return Optional.empty();
    }
  }

  private static String source(FakeTenant tenant, AssignmentSource source) {
    return source instanceof AssignmentSource.InheritedFromGroup inherited
        ? "through group '%s'"
            .formatted(tenant.group(inherited.group().toString()).now().displayName())
        : source.toString();
  }

  /**
   * The SKU that a test names.
   *
   * @throws IllegalArgumentException if the name means none or several
   */
  SkuId sku(String name) {
    return owned
        .apply(name)
        .map(SubscribedSku::skuId)
        .orElseGet(() -> unique(names.sku(name), name));
  }

  /**
   * The plan of a SKU that a test names.
   *
   * @throws IllegalArgumentException if the name means none or several
   */
  ServicePlanId plan(SkuId sku, String name) {
    return owned.apply(sku.toString()).stream()
        .flatMap(held -> held.servicePlans().stream())
        .filter(plan -> plan.servicePlanName().equalsIgnoreCase(name))
        .map(ServicePlan::servicePlanId)
        .findFirst()
        .orElseGet(() -> unique(names.planIn(sku, name), name));
  }

  private static <T> T unique(Names.Resolution<T> resolution, String name) {
    if (!resolution.isUnique()) {
      throw new IllegalArgumentException(
          "'%s' in this assertion means no one thing: %s %s. Nothing was asserted."
              .formatted(name, resolution.kind(), resolution.candidates()));
    }
    return resolution.idOrThrow();
  }

  String spell(SkuId sku) {
    return owned
        .apply(sku.toString())
        .map(SubscribedSku::skuPartNumber)
        .orElseGet(() -> names.skuPartNumber(sku));
  }

  String spell(Collection<ServicePlanId> plans) {
    return plans.stream()
        .map(names::servicePlanName)
        .sorted()
        .collect(Collectors.joining(", ", "[", "]"));
  }

  /** The licences of a user, path by path, and what the tenant received last. */
  String evidence(LicensedUser user) {
    String paths =
        user.licenseAssignmentStates().stream()
            .map(
                path ->
                    "  %s %s %s%s, off %s"
                        .formatted(
                            spell(path.skuId()),
                            sources.apply(path.source()),
                            path.state(),
                            path.error().map(error -> " (" + error + ")").orElse(""),
                            spell(path.disabledPlans())))
            .collect(Collectors.joining("\n"));
    return "Licences of user "
        + user.id()
        + ":\n"
        + (paths.isEmpty() ? "  none" : paths)
        + afterwards;
  }
}
