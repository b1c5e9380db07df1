package io.github.m365licensing.intent;

import io.github.m365licensing.directory.UserQuery;
import java.util.Objects;

/** The conditions as values, names as callers gave them. */
final class UserConditionForms {

  private UserConditionForms() {}

  record Query(UserQuery query, String text) implements UserCondition {
    @Override
    public <R> R accept(Cases<R> cases) {
      return cases.query(query);
    }

    @Override
    public String toString() {
      return text;
    }
  }

  record HasSku(String sku) implements UserCondition {
    HasSku {
      Objects.requireNonNull(sku, "sku");
    }

    @Override
    public <R> R accept(Cases<R> cases) {
      return cases.hasSku(sku);
    }

    @Override
    public String toString() {
      return "has SKU " + sku;
    }
  }

  record HasDirectSku(String sku) implements UserCondition {
    HasDirectSku {
      Objects.requireNonNull(sku, "sku");
    }

    @Override
    public <R> R accept(Cases<R> cases) {
      return cases.hasDirectSku(sku);
    }

    @Override
    public String toString() {
      return "has SKU " + sku + " directly";
    }
  }

  record HasPlanOn(String plan) implements UserCondition {
    HasPlanOn {
      Objects.requireNonNull(plan, "plan");
    }

    @Override
    public <R> R accept(Cases<R> cases) {
      return cases.hasPlanOn(plan);
    }

    @Override
    public String toString() {
      return "has plan " + plan + " on";
    }
  }

  record And(UserCondition one, UserCondition other) implements UserCondition {
    And {
      Objects.requireNonNull(other, "other");
    }

    @Override
    public <R> R accept(Cases<R> cases) {
      return cases.and(one, other);
    }

    @Override
    public String toString() {
      return "(" + one + " and " + other + ")";
    }
  }

  record Or(UserCondition one, UserCondition other) implements UserCondition {
    Or {
      Objects.requireNonNull(other, "other");
    }

    @Override
    public <R> R accept(Cases<R> cases) {
      return cases.or(one, other);
    }

    @Override
    public String toString() {
      return "(" + one + " or " + other + ")";
    }
  }

  record Not(UserCondition condition, String text) implements UserCondition {
    @Override
    public <R> R accept(Cases<R> cases) {
      return cases.not(condition);
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
