package io.github.m365licensing.plan;

import io.github.m365licensing.directory.LicenseState;
import io.github.m365licensing.internal.DomainStyle;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * What happens to a subject and why, without the subject: a plan keeps each distinct shape once,
 * however many subjects have it. Immutable.
 */
@Value.Immutable
@DomainStyle
public sealed interface ChangeShape permits ImmutableChangeShape {

  /** What the plan does. */
  ChangeKind kind();

  /**
   * What was read. For a user to be created: what the profile says. For a group: its own licences.
   */
  LicenseState before();

  /** What should be read afterwards; the same as before where nothing is sent. */
  LicenseState after();

  /** Whom it reaches through the group; only where the subject is a group. */
  Optional<GroupReach> reach();

  /** How many people it changes: one, or as many members as it reaches. */
  @Value.NonAttribute
  default long people() {
    return reach().map(GroupReach::affected).orElse(1L);
  }

  /** The verbs that led here, in the order of the intent. */
  List<String> reasons();

  /**
   * What the change does to the subject's services over all paths: first what is lost, then what is
   * kept through other paths, then what is gained, each ordered by name. For a group: to those of
   * its members, with how many of them. Empty where nothing is sent.
   */
  List<ServiceEffect> effects();

  /** The writes, by stage; empty unless the kind is CHANGE. */
  List<PlannedStep> steps();

  /** What planning found, without the subject. */
  List<Finding> findings();

  /** A builder. Not thread-safe. {@code build()} names every missing attribute at once. */
  static Builder builder() {
    return new Builder();
  }

  /** Builds a {@link ChangeShape}. Not thread-safe. */
  class Builder extends ImmutableChangeShape.Builder {
    Builder() {}
  }
}
