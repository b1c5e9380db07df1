package io.github.m365licensing.rules;

import io.github.m365licensing.assignment.AssignmentSource;
import io.github.m365licensing.internal.DomainStyle;
import io.github.m365licensing.sku.ServicePlanId;
import io.github.m365licensing.sku.SkuId;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * One reason for which the service would refuse a change. Data only: planners make findings of it,
 * a fake tenant makes the service's codes and texts. Immutable.
 */
@Value.Immutable
@DomainStyle
public sealed interface Violation permits ImmutableViolation {

  /** Why the service refuses, in the order in which the service is taken to judge. */
  enum Kind {
    /** The tenant does not own the SKU (observed). */
    SKU_NOT_OWNED,
    /** The user has no usage location (observed). */
    USAGE_LOCATION_MISSING,
    /** The SKU is for the company, not for users (observed). */
    COMPANY_SKU,
    /** The SKU is bought for devices; only where the tenant refuses it (unknown). */
    DEVICE_SKU,
    /** The SKU is a self-service purchase (observed). */
    DEPARTMENT_SKU,
    /** A disabled plan is not part of the SKU in this tenant (observed). */
    FOREIGN_DISABLED_PLAN,
    /** The SKU to take away is not there (observed). */
    NOT_HELD,
    /** The SKU to take away comes through groups only (observed). */
    INHERITED,
    /** No seat is free (observed). */
    NO_SEAT,
    /** Two plans cannot be held together (documented). */
    MUTUALLY_EXCLUSIVE,
    /** A plan needs another that would be off (documented). */
    DEPENDENCY
  }

  /** Why the service refuses. */
  Kind kind();

  /** How sure that is. Default: certain. */
  default Certainty certainty() {
    return Certainty.CERTAIN;
  }

  /** The SKU that the violation is about; for plans, the SKU that brings the plan. */
  SkuId skuId();

  /**
   * The plan: the foreign one, the one of two that the change brings, or the one that needs
   * another.
   */
  Optional<ServicePlanId> servicePlanId();

  /** The other plan of an exclusion, or all plans of which one is needed, in the facts' order. */
  List<ServicePlanId> otherPlans();

  /** Through what the plan would be on, or the SKU is held. */
  List<ServiceSource> sources();

  /** Through what the other plan would be on; empty for a dependency. */
  List<ServiceSource> otherSources();

  /** The groups and the direct path among {@link #sources()}. */
  @Value.NonAttribute
  default List<AssignmentSource> paths() {
    return sources().stream().map(ServiceSource::source).distinct().toList();
  }

  /** A builder. Not thread-safe. {@code build()} names every missing attribute at once. */
  static Builder builder() {
    return new Builder();
  }

  /** A violation by a SKU as such. */
  static Violation of(Kind kind, SkuId skuId) {
    return builder().kind(kind).skuId(skuId).build();
  }

  /** Builds a {@link Violation}. Not thread-safe. */
  class Builder extends ImmutableViolation.Builder {
    Builder() {}
  }

  /** How sure it is that the service refuses something. */
  enum Certainty {
    /** Documented or observed, and never contradicted. */
    CERTAIN,
    /** Documented and contradicted, or known from thin evidence: the service may accept it. */
    POSSIBLE
  }
}
