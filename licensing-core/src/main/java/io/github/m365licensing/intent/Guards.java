package io.github.m365licensing.intent;

import io.github.m365licensing.internal.DomainStyle;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.immutables.value.Value;

/** What an intent allows at most, whom it spares and which findings it accepts. Immutable. */
@Value.Immutable
@DomainStyle
public sealed interface Guards permits ImmutableGuards {

  /** The most people that may be changed. */
  OptionalLong maxChanges();

  /** The largest share of the tenant's users that may be changed, in percent. */
  OptionalDouble maxPercent();

  /** Those who must not be changed. */
  List<Selection> protectedUsers();

  /** Those who get seats before the others. */
  List<Selection> firstServed();

  /** How many people are changed and confirmed before the others, if some are. */
  OptionalInt canary();

  /** Whether the plan is refused when seats are short. */
  default boolean isAllOrNothing() {
    return false;
  }

  /** Findings that do not block, with the number of subjects that is expected to have them. */
  Map<FindingCode, Long> accepted();

  /** A builder. Not thread-safe. */
  static Builder builder() {
    return new Builder();
  }

  /** Builds {@link Guards}. Not thread-safe. */
  class Builder extends ImmutableGuards.Builder {
    Builder() {}
  }
}
