package io.github.m365licensing.plan;

import io.github.m365licensing.assignment.AssignmentSource;
import io.github.m365licensing.directory.Subject;
import io.github.m365licensing.intent.FindingCode;
import io.github.m365licensing.internal.DomainStyle;
import io.github.m365licensing.sku.ServicePlanId;
import io.github.m365licensing.sku.SkuId;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * Something that planning found and a person should know or decide about. Immutable.
 *
 * <p>Texts name SKUs, plans and groups as the tenant does; they never name users.
 */
@Value.Immutable
@DomainStyle
public sealed interface Finding permits ImmutableFinding {

  /** What it is about. */
  FindingCode code();

  /** How much it weighs. */
  Severity severity();

  /**
   * The subject; absent for a finding about the whole plan, and inside a {@link ChangeShape}, which
   * many subjects share.
   */
  Optional<Subject> subject();

  /**
   * What people call the subject: a user principal name, or the display name of a group. It is left
   * out of {@code toString()}, so that it stays out of logs.
   */
  @Value.Redacted
  Optional<String> name();

  /** The SKU. */
  Optional<SkuId> skuId();

  /** The plan. */
  Optional<ServicePlanId> servicePlanId();

  /** The SKU on the other side, for example the one that keeps a plan on. */
  Optional<SkuId> otherSkuId();

  /** The plan on the other side, for example the one that excludes it. */
  Optional<ServicePlanId> otherServicePlanId();

  /** The paths that the other side comes through, direct first, then by group id. */
  List<AssignmentSource> sources();

  /** Whether it would block and the intent accepts it. */
  default boolean isAccepted() {
    return false;
  }

  /**
   * How many members of the group it concerns; 0 if it is about the subject itself or the plan.
   * Acceptance of a finding counts these people.
   */
  default long members() {
    return 0;
  }

  /** What was found and why it matters. One sentence or two. */
  String message();

  /** What to do about it. */
  String cure();

  /** A builder. Not thread-safe. {@code build()} names every missing attribute at once. */
  static Builder builder() {
    return new Builder();
  }

  /** Builds a {@link Finding}. Not thread-safe. */
  class Builder extends ImmutableFinding.Builder {
    Builder() {}
  }
}
