package io.github.m365licensing.plan;

import io.github.m365licensing.sku.ServicePlanId;
import java.util.List;
import java.util.Objects;

/**
 * What a change does to one service of a subject, over all paths together.
 *
 * @param kind lost, kept or gained
 * @param servicePlanId the service
 * @param servicePlanName its code name in the tenant
 * @param through the paths that have it on, in words: before the change for a service that is lost,
 *     after it for the others; unmodifiable
 * @param members how many members of the group fare so; 0 where the subject is a user
 */
public record ServiceEffect(
    Kind kind,
    ServicePlanId servicePlanId,
    String servicePlanName,
    List<String> through,
    long members) {

  /** What becomes of a service of one user. */
  public ServiceEffect(
      Kind kind, ServicePlanId servicePlanId, String servicePlanName, List<String> through) {
    this(kind, servicePlanId, servicePlanName, through, 0);
  }

  /** The ways a service can fare. */
  public enum Kind {
    /** On before, off after. */
    LOST,
    /** On before and after, though a path that had it on has it no more. */
    KEPT,
    /** Off before, on after. */
    GAINED
  }

  public ServiceEffect {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(servicePlanId, "servicePlanId");
    Objects.requireNonNull(servicePlanName, "servicePlanName");
    through = List.copyOf(through);
  }
}
