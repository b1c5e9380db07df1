package io.github.m365licensing.internal.observe;

import io.github.m365licensing.directory.UserQuery;
import io.github.m365licensing.intent.UserCondition;
import io.github.m365licensing.internal.names.TenantNames;
import io.github.m365licensing.sku.ServicePlanId;
import io.github.m365licensing.sku.SubscribedSku;

/**
 * The query that a condition is, its names looked up.
 *
 * @param names what names mean in the tenant
 */
record QueryOf(TenantNames names) implements UserCondition.Cases<UserQuery> {

  @Override
  public UserQuery query(UserQuery query) {
    return query;
  }

  @Override
  public UserQuery hasSku(String sku) {
    return new UserQuery.HasSku(names.sku(sku).skuId());
  }

  @Override
  public UserQuery hasDirectSku(String sku) {
    return new UserQuery.HasDirectSku(names.sku(sku).skuId());
  }

  @Override
  public UserQuery hasPlanOn(String plan) {
    ServicePlanId id = names.plan(plan);
    return new UserQuery.HasPlanOn(
        id, names.skus().with(id).stream().map(SubscribedSku::skuId).toList());
  }

  @Override
  public UserQuery and(UserCondition one, UserCondition other) {
    return one.accept(this).and(other.accept(this));
  }

  @Override
  public UserQuery or(UserCondition one, UserCondition other) {
    return one.accept(this).or(other.accept(this));
  }

  @Override
  public UserQuery not(UserCondition condition) {
    return condition.accept(this).negate();
  }
}
