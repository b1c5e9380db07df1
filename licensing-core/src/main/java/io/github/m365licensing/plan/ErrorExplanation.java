package io.github.m365licensing.plan;

import io.github.m365licensing.assignment.AssignmentError;
import io.github.m365licensing.internal.DomainStyle;
import io.github.m365licensing.rules.ServiceSource;
import io.github.m365licensing.sku.ServicePlanId;
import io.github.m365licensing.sku.SkuId;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * Why a licence that comes through a group is in error for a user, and what to do about it. Texts
 * name SKUs, plans and groups as the tenant does; they never name users. Immutable.
 */
@Value.Immutable
@DomainStyle
public sealed interface ErrorExplanation permits ImmutableErrorExplanation {

  /**
   * The true cause in the service's word: of {@code Other}, the error of the product of the same
   * group that failed first, where it is known.
   */
  AssignmentError error();

  /** The SKU that failed first; another one than the user's row is about if that says Other. */
  SkuId skuId();

  /** The plan that cannot be on, or that needs another; absent where plans are not the cause. */
  Optional<ServicePlanId> servicePlanId();

  /** The plan that it cannot stand beside, or the plans of which it needs one. */
  List<ServicePlanId> otherServicePlanIds();

  /** Through what the other plan is on; empty for a missing plan. */
  List<ServiceSource> otherSources();

  /** What is wrong. */
  String reason();

  /** What to do about it. */
  String cure();

  /** A builder. Not thread-safe. {@code build()} names every missing attribute at once. */
  static Builder builder() {
    return new Builder();
  }

  /** Builds an {@link ErrorExplanation}. Not thread-safe. */
  class Builder extends ImmutableErrorExplanation.Builder {
    Builder() {}
  }
}
