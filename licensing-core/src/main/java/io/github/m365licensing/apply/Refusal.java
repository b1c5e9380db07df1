package io.github.m365licensing.apply;

import io.github.m365licensing.intent.FindingCode;
import io.github.m365licensing.internal.DomainStyle;
import io.github.m365licensing.tenant.ServiceError;
import java.util.Optional;
import org.immutables.value.Value;

/** Why a subject was not changed, and what to do. Texts never name users. Immutable. */
@Value.Immutable
@DomainStyle
public sealed interface Refusal permits ImmutableRefusal {

  /** Who or what said no. */
  enum Origin {
    /** A blocking finding of the plan. */
    PLAN,
    /** The subject changed since the plan was made. */
    DRIFT,
    /** What the stage waits for was not seen in time. */
    GATE,
    /** The service. */
    SERVICE,
    /** The run ended, by its rules or by the caller, before it was the subject's turn. */
    STOPPED
  }

  /** Who or what said no. */
  Origin origin();

  /** The code of the finding, for {@link Origin#PLAN}. */
  Optional<FindingCode> finding();

  /** What the service answered, for {@link Origin#SERVICE} where it answered. */
  Optional<ServiceError> error();

  /** What stood in the way. */
  String message();

  /** What to do about it. */
  String cure();

  /** A builder. Not thread-safe. {@code build()} names every missing attribute at once. */
  static Builder builder() {
    return new Builder();
  }

  /** Builds a {@link Refusal}. Not thread-safe. */
  class Builder extends ImmutableRefusal.Builder {
    Builder() {}
  }
}
