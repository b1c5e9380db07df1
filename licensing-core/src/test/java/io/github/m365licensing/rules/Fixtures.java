package io.github.m365licensing.rules;

import io.github.m365licensing.assignment.AssignedLicense;
import io.github.m365licensing.assignment.AssignmentSource;
import io.github.m365licensing.assignment.GroupId;
import io.github.m365licensing.assignment.LicenseAssignmentState;
import io.github.m365licensing.assignment.LicensePaths;
import io.github.m365licensing.catalog.Product;
import io.github.m365licensing.catalog.SkuCatalog;
import io.github.m365licensing.directory.LicensedUser;
import io.github.m365licensing.directory.Organization;
import io.github.m365licensing.directory.TenantId;
import io.github.m365licensing.directory.UsageLocation;
import io.github.m365licensing.directory.UserId;
import io.github.m365licensing.sku.PrepaidUnits;
import io.github.m365licensing.sku.ServicePlanId;
import io.github.m365licensing.sku.SkuId;
import io.github.m365licensing.sku.SubscribedSku;
import io.github.m365licensing.sku.TenantSkus;
import java.util.Arrays;
import java.util.List;

/** A tenant that owns every product of the catalogue, and short names for everything in it. */
final class Fixtures {

  static final SkuCatalog CATALOG = SkuCatalog.bundled();
  static final TenantSkus TENANT =
      TenantSkus.of(CATALOG.products().stream().map(Fixtures::owned).toList());
  static final RuleBook RULES = RuleBook.of(TENANT);
  static final GroupId GROUP = GroupId.parse("00000000-0000-0000-0000-000000000001");
  static final GroupId OTHER_GROUP = GroupId.parse("00000000-0000-0000-0000-000000000002");
  static final AssignmentSource IN_GROUP = AssignmentSource.inheritedFrom(GROUP);
  static final AssignmentSource IN_OTHER_GROUP = AssignmentSource.inheritedFrom(OTHER_GROUP);
  static final Organization ORGANIZATION =
      Organization.builder()
          .id(TenantId.parse("84841066-274d-4ec0-a5c1-276be684bdd3"))
          .displayName("Contoso")
          .countryLetterCode(UsageLocation.of("US"))
          .build();

  private Fixtures() {}

  private static SubscribedSku owned(Product product) {
    return SubscribedSku.builder()
        .skuId(product.skuId())
        .skuPartNumber(product.skuPartNumber())
        .servicePlans(CATALOG.servicePlansOf(product.skuId()))
        .appliesTo(product.appliesTo())
        .prepaidUnits(PrepaidUnits.enabled(10))
        .build();
  }

  static RuleBook rules(LicensingSemantics.Builder semantics) {
    return RuleBook.of(semantics.build(), LicenseFacts.bundled(), TENANT);
  }

  static SkuId sku(String partNumber) {
    return CATALOG.findProducts(partNumber).get(0).skuId();
  }

  static ServicePlanId plan(String name) {
    return CATALOG.findServicePlans(name).get(0).servicePlanId();
  }

  static AssignedLicense license(String partNumber, String... plansOff) {
    return AssignedLicense.of(
        sku(partNumber), Arrays.stream(plansOff).map(Fixtures::plan).toList());
  }

  static LicenseAssignmentState direct(String partNumber, String... plansOff) {
    return LicenseAssignmentState.active(license(partNumber, plansOff), AssignmentSource.direct());
  }

  static LicenseAssignmentState through(
      AssignmentSource group, String partNumber, String... plansOff) {
    return LicenseAssignmentState.active(license(partNumber, plansOff), group);
  }

  /** A user in the Netherlands with these paths. */
  static LicensedUser user(LicenseAssignmentState... paths) {
    return nowhere(paths).usageLocation(UsageLocation.of("NL")).build();
  }

  /** A user without location with these paths. */
  static LicensedUser.Builder nowhere(LicenseAssignmentState... paths) {
    return LicensedUser.builder()
        .id(UserId.parse("87d349ed-44d7-43e1-9a83-5f2406dee5bd"))
        .userPrincipalName("adele@contoso.com")
        .addAllAssignedLicenses(LicensePaths.of(List.of(paths)).assignedLicenses())
        .addLicenseAssignmentStates(paths);
  }
}
