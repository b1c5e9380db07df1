package io.github.m365licensing.tenant;

import io.github.m365licensing.directory.UserId;
import io.github.m365licensing.internal.DomainStyle;
import java.util.Optional;
import org.immutables.value.Value;

/** How one write ended. Immutable. */
@Value.Immutable
@DomainStyle
public sealed interface WriteOutcome permits ImmutableWriteOutcome {

  /** The ways a write can end. */
  enum Kind {
    /** The service applied it. A read may still show the old state for a while. */
    DONE,
    /** The service took it and works it off later; only reads tell how that ended. */
    ACCEPTED,
    /** The service said no and applied nothing. */
    REFUSED,
    /** It did not get through within the retry budget; known not to be applied. */
    FAILED,
    /** It was sent and no answer came: it may or may not be applied. */
    UNKNOWN,
    /** It was not sent. */
    NOT_STARTED
  }

  /** The write. */
  TenantWrite write();

  /** How it ended. */
  Kind kind();

  /** What the service said, for REFUSED and, where it answered at all, for FAILED. */
  Optional<ServiceError> error();

  /** The service's id of the request, for support cases. */
  Optional<String> requestId();

  /** The id of the new user, for a user that was created. */
  Optional<UserId> createdUser();

  /** An outcome without further facts. */
  static WriteOutcome of(TenantWrite write, Kind kind) {
    return builder().write(write).kind(kind).build();
  }

  /** A builder. Not thread-safe. {@code build()} names every missing attribute at once. */
  static Builder builder() {
    return new Builder();
  }

  /** Builds a {@link WriteOutcome}. Not thread-safe. */
  class Builder extends ImmutableWriteOutcome.Builder {
    Builder() {}
  }
}
