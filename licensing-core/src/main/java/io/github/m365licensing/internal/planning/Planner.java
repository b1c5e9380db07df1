package io.github.m365licensing.internal.planning;

import io.github.m365licensing.catalog.SkuCatalog;
import io.github.m365licensing.intent.LicenseIntent;
import io.github.m365licensing.internal.names.TenantNames;
import io.github.m365licensing.internal.observe.Resolver;
import io.github.m365licensing.plan.LicensePlan;
import io.github.m365licensing.rules.LicenseFacts;
import io.github.m365licensing.rules.LicensingSemantics;
import io.github.m365licensing.rules.RuleBook;
import io.github.m365licensing.tenant.Tenant;
import java.util.Objects;

/**
 * Makes plans for one tenant: reads what an intent is about and works out what would be sent.
 * Writes nothing. Thread-safe.
 */
public final class Planner {

  private final Tenant tenant;
  private final SkuCatalog catalog;
  private final LicensingSemantics semantics;
  private final LicenseFacts facts;

  private Planner(
      Tenant tenant, SkuCatalog catalog, LicensingSemantics semantics, LicenseFacts facts) {
    this.tenant = Objects.requireNonNull(tenant, "tenant");
    this.catalog = Objects.requireNonNull(catalog, "catalog");
    this.semantics = Objects.requireNonNull(semantics, "semantics");
    this.facts = Objects.requireNonNull(facts, "facts");
  }

  /**
   * A planner.
   *
   * @param tenant the tenant
   * @param catalog the names of products
   * @param semantics how the service is taken to behave where sources differ
   * @param facts what is known about plans and SKUs
   */
  public static Planner of(
      Tenant tenant, SkuCatalog catalog, LicensingSemantics semantics, LicenseFacts facts) {
    return new Planner(tenant, catalog, semantics, facts);
  }

  /**
   * Makes a plan.
   *
   * @throws io.github.m365licensing.tenant.UnknownNameException if a SKU, a plan, a group or a user
   *     is named that does not exist here, or a name means several; nothing was sent
   * @throws IllegalArgumentException if a verb contradicts itself or another one for the same
   *     selection; no user was read
   * @throws io.github.m365licensing.tenant.AccessDeniedException if the caller may not read the
   *     tenant
   * @throws io.github.m365licensing.tenant.ThrottledException if the retry budget ended in
   *     throttling
   * @throws io.github.m365licensing.tenant.UnexpectedResponseException if the tenant cannot be read
   */
  public LicensePlan plan(LicenseIntent intent) {
    Objects.requireNonNull(intent, "intent");
    TenantNames names = TenantNames.of(tenant.listSubscribedSkus(), catalog);
    RuleBook rules = RuleBook.of(semantics, facts, names.skus());
    ResolvedIntent resolved = new ResolvedIntent(intent.entries(), names, tenant);
    return PlanAssembly.plan(
        new Resolver<>(tenant, names, resolved).observe(intent),
        names,
        rules,
        new IntuneDevices(tenant));
  }
}
