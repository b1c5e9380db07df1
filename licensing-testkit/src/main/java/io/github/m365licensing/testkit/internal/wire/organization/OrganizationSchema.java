package io.github.m365licensing.testkit.internal.wire.organization;

import io.github.m365licensing.directory.UsageLocation;
import io.github.m365licensing.testkit.internal.service.Engine;
import io.github.m365licensing.testkit.internal.store.StoredGroup;
import io.github.m365licensing.testkit.internal.store.StoredObject;
import io.github.m365licensing.testkit.internal.store.StoredOrganization;
import io.github.m365licensing.testkit.internal.store.StoredUser;
import io.github.m365licensing.testkit.internal.store.UserAttribute;
import io.github.m365licensing.testkit.internal.wire.odata.EdmType;
import io.github.m365licensing.testkit.internal.wire.odata.FilterRule;
import io.github.m365licensing.testkit.internal.wire.odata.Property;
import io.github.m365licensing.testkit.internal.wire.odata.StructuredType;
import io.github.m365licensing.testkit.internal.wire.odata.Support;
import io.github.m365licensing.testkit.internal.wire.user.UserSchema;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The types of the tenant itself and of what all directory objects share. */
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

  /** {@code directoryObject}: what lists of mixed objects can be filtered and sorted by. */
  public static final StructuredType<StoredObject> DIRECTORY_OBJECT =
      new StructuredType<>(
          "microsoft.graph.directoryObject",
          Property.<StoredObject>of("id", EdmType.STRING, object -> object.objectId().toString())
              .byDefault()
              .filter(FilterRule.EQ_ADVANCED),
          Property.<StoredObject>of("displayName", EdmType.STRING, OrganizationSchema::displayName)
              .filter(FilterRule.TEXT_ADVANCED)
              .orderBy(Support.ADVANCED)
              .search());

  private OrganizationSchema() {}

  /** {@code organization}, whose plans are those that the engine's tenant has. */
  public static StructuredType<StoredOrganization> organization(Engine engine) {
    return new StructuredType<>(
        "microsoft.graph.organization",
        Property.<StoredOrganization>of(
                "id", EdmType.STRING, tenant -> tenant.organization().id().toString())
            .byDefault(),
        Property.<StoredOrganization>listOf(
                "assignedPlans", UserSchema.ASSIGNED_PLAN, tenant -> engine.tenantPlans())
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
                "provisionedPlans", UserSchema.PROVISIONED_PLAN, tenant -> engine.tenantPlans())
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

  private static @Nullable String displayName(StoredObject object) {
    return object instanceof StoredGroup group
        ? group.displayName()
        : ((StoredUser) object).attributes().text(UserAttribute.DISPLAY_NAME).orElse(null);
  }
}
