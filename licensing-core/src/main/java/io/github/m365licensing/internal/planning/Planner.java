package io.github.m365licensing.internal.planning;

import io.github.m365licensing.intent.LicenseIntent;
import io.github.m365licensing.internal.context.LicensingContext;
import io.github.m365licensing.internal.names.TenantNames;
import io.github.m365licensing.internal.observe.Resolver;
import io.github.m365licensing.plan.LicensePlan;
import io.github.m365licensing.tenant.Tenant;
import java.util.Objects;

/**
 * Makes plans for one tenant: reads what an intent is about and works out what would be sent.
 * Writes nothing. Thread-safe.
 */
public final class Planner {

  private final LicensingContext context;

  /** Plans for the tenant of this context. */
  public Planner(LicensingContext context) {
    this.context = Objects.requireNonNull(context, "context");
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
    Tenant tenant = context.tenant();
    TenantNames names = context.readNames();
    ResolvedIntent resolved = new ResolvedIntent(intent.entries(), names, tenant);
    return PlanAssembly.plan(
        new Resolver<>(tenant, names, resolved).observe(intent),
        names,
        context.rules(names),
        new IntuneDevices(tenant));
  }
}
