package io.github.m365licensing.testkit.internal.wire.organization;

import io.github.m365licensing.directory.UsageLocation;
import io.github.m365licensing.testkit.internal.service.Engine;
import io.github.m365licensing.testkit.internal.store.StoredOrganization;
import io.github.m365licensing.testkit.internal.wire.odata.EdmType;
import io.github.m365licensing.testkit.internal.wire.odata.Property;
import io.github.m365licensing.testkit.internal.wire.odata.StructuredType;
import io.github.m365licensing.testkit.internal.wire.sku.PlanSchema;
import java.util.ArrayList;
import java.util.List;

/** The types of the tenant itself. */
public final class OrganizationSchema {

  private record Domain(String name, boolean isDefault) {}

  private static final StructuredType<Domain> VERIFIED_DOMAIN =
      new StructuredType<>(
          "microsoft.graph.verifiedDomain",
          Property.of(
              "capabilities", EdmType.STRING, domain -> "Email, OfficeCommunicationsOnline"),
          Property.of("isDefault", EdmType.BOOLEAN, Domain::isDefault),
          Property.of(
              "isInitial", EdmType.BOOLEAN, domain -> domain.name().endsWith(".onmicrosoft.com")),
          Property.of("name", EdmType.STRING, Domain::name),
          Property.of("type", EdmType.STRING, domain -> "Managed"));

  private OrganizationSchema() {}

  /** {@code organization}, whose plans are those that the engine's tenant has. */
  public static StructuredType<StoredOrganization> organization(Engine engine) {
    return new StructuredType<>(
        "microsoft.graph.organization",
        Property.<StoredOrganization>of(
                "id", EdmType.STRING, tenant -> tenant.organization().id().toString())
            .byDefault(),
        Property.<StoredOrganization>listOf(
                "assignedPlans", PlanSchema.ASSIGNED_PLAN, tenant -> engine.tenantPlans())
            .byDefault(),
        Property.<StoredOrganization>of(
                "countryLetterCode",
                EdmType.STRING,
                tenant ->
                    tenant
                        .organization()
                        .countryLetterCode()
                        .map(UsageLocation::toString)
                        .orElse(null))
            .byDefault(),
        Property.<StoredOrganization>of(
                "createdDateTime", EdmType.DATE_TIME_OFFSET, StoredOrganization::createdDateTime)
            .byDefault(),
        Property.<StoredOrganization>of(
                "defaultUsageLocation",
                EdmType.STRING,
                tenant ->
                    tenant
                        .organization()
                        .defaultUsageLocation()
                        .map(UsageLocation::toString)
                        .orElse(null))
            .byDefault(),
        Property.<StoredOrganization>of(
                "displayName", EdmType.STRING, tenant -> tenant.organization().displayName())
            .byDefault(),
        Property.<StoredOrganization>of(
                "onPremisesSyncEnabled", EdmType.BOOLEAN, tenant -> engine.isSynced() ? true : null)
            .byDefault(),
        Property.<StoredOrganization>listOf(
                "provisionedPlans", PlanSchema.PROVISIONED_PLAN, tenant -> engine.tenantPlans())
            .byDefault(),
        Property.<StoredOrganization>of("tenantType", EdmType.STRING, tenant -> "AAD").byDefault(),
        Property.<StoredOrganization>listOf(
                "verifiedDomains", VERIFIED_DOMAIN, OrganizationSchema::domains)
            .byDefault());
  }

  private static List<Domain> domains(StoredOrganization tenant) {
    List<Domain> domains = new ArrayList<>();
    for (String name : tenant.verifiedDomains()) {
      domains.add(new Domain(name, domains.isEmpty()));
    }
    return domains;
  }
}
