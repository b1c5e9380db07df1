package io.github.m365licensing.internal.context;

import io.github.m365licensing.catalog.SkuCatalog;
import io.github.m365licensing.internal.names.TenantNames;
import io.github.m365licensing.rules.LicenseFacts;
import io.github.m365licensing.rules.LicensingSemantics;
import io.github.m365licensing.rules.RuleBook;
import io.github.m365licensing.tenant.Tenant;
import java.util.Objects;

/**
 * A tenant and what is known about licensing. It travels as one value, so that whoever plans, runs,
 * undoes or reports judges by the same facts. Immutable and thread-safe, as far as the tenant is.
 *
 * @param tenant where is read and written
 * @param catalog the names of products
 * @param semantics how the service is taken to behave where sources differ
 * @param facts what is known about plans and SKUs
 */
public record LicensingContext(
    Tenant tenant, SkuCatalog catalog, LicensingSemantics semantics, LicenseFacts facts) {

  /** Nothing may be missing. */
  public LicensingContext {
    Objects.requireNonNull(tenant, "tenant");
    Objects.requireNonNull(catalog, "catalog");
    Objects.requireNonNull(semantics, "semantics");
    Objects.requireNonNull(facts, "facts");
  }

  /** A tenant with the bundled names and facts, and the default reading of the service. */
  public static LicensingContext of(Tenant tenant) {
    return new LicensingContext(
        tenant, SkuCatalog.bundled(), LicensingSemantics.defaults(), LicenseFacts.bundled());
  }

  /** The same with another catalogue. */
  public LicensingContext withCatalog(SkuCatalog other) {
    return new LicensingContext(tenant, other, semantics, facts);
  }

  /** The same with another reading of the service. */
  public LicensingContext withSemantics(LicensingSemantics other) {
    return new LicensingContext(tenant, catalog, other, facts);
  }

  /** The same with other facts. */
  public LicensingContext withFacts(LicenseFacts other) {
    return new LicensingContext(tenant, catalog, semantics, other);
  }

  /** The names in the tenant as it is now. Reads its SKUs. */
  public TenantNames readNames() {
    return TenantNames.of(tenant.listSubscribedSkus(), catalog);
  }

  /** The rules for a tenant that owns the SKUs of these names. */
  public RuleBook rules(TenantNames names) {
    return RuleBook.of(semantics, facts, names.skus());
  }
}
