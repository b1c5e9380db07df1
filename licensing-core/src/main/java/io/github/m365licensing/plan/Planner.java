package io.github.m365licensing.plan;

import io.github.m365licensing.catalog.SkuCatalog;
import io.github.m365licensing.tenant.Tenant;
import java.util.Objects;

/**
 * Makes plans for one tenant: reads what an intent is about and works out what would be sent.
 * Writes nothing. Thread-safe.
 */
public final class Planner {

  private final Tenant tenant;
  private final SkuCatalog catalog;

  private Planner(Tenant tenant, SkuCatalog catalog) {
    this.tenant = tenant;
    this.catalog = catalog;
  }

  /** A planner for this tenant that knows products by the names of this catalogue. */
  public static Planner of(Tenant tenant, SkuCatalog catalog) {
    return new Planner(
        Objects.requireNonNull(tenant, "tenant"), Objects.requireNonNull(catalog, "catalog"));
  }

  /**
   * Makes a plan.
   *
   * @throws io.github.m365licensing.tenant.UnknownNameException if a SKU, a plan, a group or a user
   *     is named that does not exist here, or a name means several; nothing was sent
   * @throws IllegalArgumentException if verbs for the same selection contradict each other; no user
   *     was read
   * @throws io.github.m365licensing.tenant.AccessDeniedException if the caller may not read the
   *     tenant
   * @throws io.github.m365licensing.tenant.ThrottledException if the retry budget ended in
   *     throttling
   * @throws io.github.m365licensing.tenant.UnexpectedResponseException if the tenant cannot be read
   */
  public LicensePlan plan(LicenseIntent intent) {
    Objects.requireNonNull(intent, "intent");
    TenantNames names = TenantNames.of(tenant.listSubscribedSkus(), catalog);
    return PlanAssembly.plan(new Resolver(tenant, names).observe(intent), names);
  }
}
