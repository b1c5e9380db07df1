package io.github.m365licensing.testkit;

import io.github.m365licensing.sku.AppliesTo;
import io.github.m365licensing.sku.CapabilityStatus;
import io.github.m365licensing.sku.PrepaidUnits;
import io.github.m365licensing.sku.ProvisioningStatus;
import io.github.m365licensing.sku.ServicePlan;
import io.github.m365licensing.sku.ServicePlanId;
import io.github.m365licensing.sku.SkuId;
import io.github.m365licensing.sku.SubscribedSku;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A SKU as the test arranges and inspects one: seats bought or lost, plans added. Thread-safe. */
public final class FakeSku {

  private final TestArrangement arrangement;
  private final SkuId id;

  FakeSku(TestArrangement arrangement, SkuId id) {
    this.arrangement = arrangement;
    this.id = id;
  }

  /** The id of the product. */
  public SkuId id() {
    return id;
  }

  /** The SKU as it is now. */
  public SubscribedSku now() {
    return arrangement.findSku(id).orElseThrow();
  }

  /** Owns these units now. Users keep what they have, also beyond the units. */
  public FakeSku units(PrepaidUnits units) {
    Objects.requireNonNull(units, "units");
    return own(change().prepaidUnits(units));
  }

  /** Has this status now. */
  public FakeSku capabilityStatus(CapabilityStatus status) {
    Objects.requireNonNull(status, "status");
    return own(change().capabilityStatus(status));
  }

  /** Microsoft adds a service for users: it is on wherever the SKU is assigned. */
  public FakeSku planAdded(ServicePlanId plan, String name) {
    Objects.requireNonNull(plan, "plan");
    Objects.requireNonNull(name, "name");
    return own(
        change()
            .addServicePlans(
                new ServicePlan(plan, name, ProvisioningStatus.SUCCESS, AppliesTo.USER)));
  }

  /**
   * Microsoft takes a service out; stored choices keep its id.
   *
   * @throws IllegalArgumentException if the SKU has no such plan
   */
  public FakeSku planRemoved(String name) {
    Objects.requireNonNull(name, "name");
    ServicePlanId gone = SkuNames.plan(now(), name);
    List<ServicePlan> left = new ArrayList<>(now().servicePlans());
    left.removeIf(plan -> plan.servicePlanId().equals(gone));
    return own(change().servicePlans(left));
  }

  private SubscribedSku.Builder change() {
    SubscribedSku.Builder builder = SubscribedSku.builder();
    builder.from(now());
    return builder;
  }

  private FakeSku own(SubscribedSku.Builder sku) {
    arrangement.own(sku.build());
    return this;
  }
}
