package io.github.m365licensing.testkit;

import io.github.m365licensing.assignment.AssignedLicense;
import io.github.m365licensing.assignment.LicenseOptions;
import io.github.m365licensing.sku.ServicePlan;
import io.github.m365licensing.sku.ServicePlanId;
import io.github.m365licensing.sku.SkuId;
import io.github.m365licensing.sku.SubscribedSku;
import io.github.m365licensing.tenant.TenantWrite;
import io.github.m365licensing.tenant.WriteOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes at the direct door, by the names that a test uses. */
final class Writes {

  private Writes() {}

  static WriteOutcome send(FakeTenant tenant, TenantWrite write) {
    return sendAll(tenant, List.of(write)).get(0);
  }

  static List<WriteOutcome> sendAll(FakeTenant tenant, List<TenantWrite> writes) {
    List<WriteOutcome> outcomes = new ArrayList<>();
    tenant.submit(writes, outcomes::add);
    return outcomes;
  }

  static AssignedLicense license(FakeTenant tenant, String sku, String... off) {
    SubscribedSku owned = tenant.sku(sku).now();
    return AssignedLicense.of(
        owned.skuId(), Stream.of(off).map(name -> plan(owned, name)).collect(Collectors.toSet()));
  }

  static ServicePlanId plan(FakeTenant tenant, String sku, String name) {
    return plan(tenant.sku(sku).now(), name);
  }

  private static ServicePlanId plan(SubscribedSku sku, String name) {
    return sku.servicePlans().stream()
        .filter(plan -> plan.servicePlanName().equals(name))
        .map(ServicePlan::servicePlanId)
        .findFirst()
        .orElseThrow();
  }

  static TenantWrite assign(FakeTenant tenant, String user, AssignedLicense... add) {
    return new TenantWrite.AssignUserLicense(tenant.user(user).id(), List.of(add), Set.of());
  }

  static TenantWrite assign(FakeTenant tenant, String user, String sku, String... off) {
    return assign(tenant, user, license(tenant, sku, off));
  }

  static TenantWrite remove(FakeTenant tenant, String user, String... skus) {
    return new TenantWrite.AssignUserLicense(tenant.user(user).id(), List.of(), ids(tenant, skus));
  }

  static TenantWrite assignGroup(FakeTenant tenant, String group, String sku, String... off) {
    return new TenantWrite.AssignGroupLicense(
        tenant.group(group).id(), List.of(license(tenant, sku, off)), Set.of());
  }

  static TenantWrite removeFromGroup(FakeTenant tenant, String group, String... skus) {
    return new TenantWrite.AssignGroupLicense(
        tenant.group(group).id(), List.of(), ids(tenant, skus));
  }

  static LicenseOptions without(String sku, String... plans) {
    return LicenseOptions.of(sku).disable(plans);
  }

  private static Set<SkuId> ids(FakeTenant tenant, String... skus) {
    return Stream.of(skus).map(sku -> tenant.sku(sku).id()).collect(Collectors.toSet());
  }
}
