package io.github.m365licensing.internal.lines;

import io.github.m365licensing.assignment.AssignedLicense;
import io.github.m365licensing.assignment.AssignmentError;
import io.github.m365licensing.assignment.AssignmentSource;
import io.github.m365licensing.assignment.AssignmentState;
import io.github.m365licensing.assignment.GroupId;
import io.github.m365licensing.assignment.LicenseAssignmentState;
import io.github.m365licensing.assignment.LicensePaths;
import io.github.m365licensing.directory.LicenseState;
import io.github.m365licensing.directory.UsageLocation;
import io.github.m365licensing.sku.AppliesTo;
import io.github.m365licensing.sku.CapabilityStatus;
import io.github.m365licensing.sku.PrepaidUnits;
import io.github.m365licensing.sku.ProvisioningStatus;
import io.github.m365licensing.sku.ServicePlan;
import io.github.m365licensing.sku.ServicePlanId;
import io.github.m365licensing.sku.SkuId;
import io.github.m365licensing.sku.SubscribedSku;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Licences, their paths and products in JSON, with Graph's names: one form for all files. */
public final class LicensesJson {

  private LicensesJson() {}

  /** Writes licences. */
  public static void write(LineJson json, String name, Collection<AssignedLicense> licenses) {
    json.objects(name, licenses, LicensesJson::write);
  }

  private static void write(LineJson json, AssignedLicense license) {
    json.text("skuId", license.skuId()).texts("disabledPlans", license.disabledPlans());
  }

  /** Reads licences. */
  public static List<AssignedLicense> read(FieldsJson json, String name) {
    return json.objects(name).stream()
        .map(
            license ->
                AssignedLicense.of(
                    license.value("skuId", SkuId::parse),
                    license.values("disabledPlans", ServicePlanId::parse)))
        .toList();
  }

  /** Writes licences by path. */
  public static void write(LineJson json, LicensePaths licenses) {
    write(json, "assignedLicenses", licenses.assignedLicenses());
    json.objects("licenseAssignmentStates", licenses.all(), LicensesJson::write);
  }

  private static void write(LineJson json, LicenseAssignmentState path) {
    write(json, path.license());
    if (path.source() instanceof AssignmentSource.InheritedFromGroup inherited) {
      json.text("assignedByGroup", inherited.group());
    }
    json.text("state", path.state())
        .text("error", path.error())
        .text("lastUpdatedDateTime", path.lastUpdatedDateTime());
  }

  /** Reads licences by path. */
  public static LicensePaths readPaths(FieldsJson json) {
    return LicensePaths.of(
        json.objects("licenseAssignmentStates").stream().map(LicensesJson::readPath).toList(),
        read(json, "assignedLicenses"));
  }

  private static LicenseAssignmentState readPath(FieldsJson json) {
    LicenseAssignmentState.Builder path =
        LicenseAssignmentState.builder()
            .skuId(json.value("skuId", SkuId::parse))
            .disabledPlans(json.values("disabledPlans", ServicePlanId::parse));
    json.optionalValue("assignedByGroup", GroupId::parse)
        .map(AssignmentSource::inheritedFrom)
        .ifPresent(path::source);
    json.optionalValue("state", AssignmentState::of).ifPresent(path::state);
    json.optionalValue("error", AssignmentError::of).ifPresent(path::error);
    json.optionalInstant("lastUpdatedDateTime").ifPresent(path::lastUpdatedDateTime);
    return path.build();
  }

  /** Writes what of a user or group matters to licensing. */
  public static void write(LineJson json, LicenseState state) {
    json.text("usageLocation", state.usageLocation())
        .flag("onPremisesSyncEnabled", state.onPremisesSyncEnabled());
    write(json, state.licenses());
  }

  /** Reads what of a user or group matters to licensing. */
  public static LicenseState readState(FieldsJson json) {
    LicenseState.Builder state = LicenseState.builder();
    json.optionalValue("usageLocation", UsageLocation::of).ifPresent(state::usageLocation);
    state.onPremisesSyncEnabled(json.flag("onPremisesSyncEnabled", false));
    return state.licenses(readPaths(json)).build();
  }

  /** Writes a product that a tenant owns. */
  public static void write(LineJson json, SubscribedSku sku) {
    json.text("skuId", sku.skuId())
        .text("skuPartNumber", sku.skuPartNumber())
        .text("capabilityStatus", sku.capabilityStatus())
        .text("appliesTo", sku.appliesTo())
        .number("consumedUnits", sku.consumedUnits())
        .object(
            "prepaidUnits",
            units ->
                units
                    .number("enabled", sku.prepaidUnits().enabled())
                    .number("warning", sku.prepaidUnits().warning())
                    .number("suspended", sku.prepaidUnits().suspended())
                    .number("lockedOut", sku.prepaidUnits().lockedOut()))
        .texts("subscriptionIds", sku.subscriptionIds())
        .objects(
            "servicePlans",
            sku.servicePlans(),
            (each, plan) ->
                each.text("servicePlanId", plan.servicePlanId())
                    .text("servicePlanName", plan.servicePlanName())
                    .text("provisioningStatus", plan.provisioningStatus())
                    .text("appliesTo", plan.appliesTo()));
  }

  /** Reads a product that a tenant owns. */
  public static SubscribedSku readSku(FieldsJson json) {
    FieldsJson units = json.object("prepaidUnits");
    List<ServicePlan> plans = new ArrayList<>();
    for (FieldsJson plan : json.objects("servicePlans")) {
      plans.add(
          new ServicePlan(
              plan.value("servicePlanId", ServicePlanId::parse),
              plan.text("servicePlanName"),
              plan.value("provisioningStatus", ProvisioningStatus::of),
              plan.value("appliesTo", AppliesTo::of)));
    }
    return SubscribedSku.builder()
        .skuId(json.value("skuId", SkuId::parse))
        .skuPartNumber(json.text("skuPartNumber"))
        .capabilityStatus(json.value("capabilityStatus", CapabilityStatus::of))
        .appliesTo(json.value("appliesTo", AppliesTo::of))
        .consumedUnits(json.count("consumedUnits"))
        .prepaidUnits(
            new PrepaidUnits(
                units.count("enabled"),
                units.count("warning"),
                units.count("suspended"),
                units.count("lockedOut")))
        .subscriptionIds(json.texts("subscriptionIds"))
        .servicePlans(plans)
        .build();
  }
}
