package io.github.m365licensing.directory;

import io.github.m365licensing.internal.DomainStyle;
import io.github.m365licensing.internal.Ordered;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import org.immutables.value.Value;

/** A device that Intune manages ({@code managedDevice}). Immutable. */
@Value.Immutable
@DomainStyle
public sealed interface ManagedDevice permits ImmutableManagedDevice {

  /** The object id. */
  String id();

  /** The name of the device. */
  @Value.Redacted
  Optional<String> deviceName();

  /** The user it belongs to; absent for a device without user affinity. */
  Optional<UserId> userId();

  /**
   * The users who signed in to it, in the order of their ids: how a shared device shows who works
   * with it. Empty where the service does not tell: Graph shows {@code usersLoggedOn} in beta only,
   * so a tenant read through v1.0 never does.
   */
  Set<UserId> usersLoggedOn();

  /** The operating system as the service spells it. */
  Optional<String> operatingSystem();

  /** What manages it, for example {@code mdm}, or {@code intuneClient} for the PC agent. */
  String managementAgent();

  /** How it was enrolled, for example {@code deviceEnrollmentManager}. */
  String deviceEnrollmentType();

  /** When it was enrolled. */
  Optional<Instant> enrolledDateTime();

  /** When it was last in contact. */
  Optional<Instant> lastSyncDateTime();

  /** A builder. Not thread-safe. {@code build()} names every missing attribute at once. */
  static Builder builder() {
    return new Builder();
  }

  /** Builds a {@link ManagedDevice}. Not thread-safe. */
  class Builder extends ImmutableManagedDevice.Builder {
    Builder() {}

    /** Sets the users who signed in, in any order. */
    public Builder usersLoggedOn(Collection<UserId> users) {
      super.usersLoggedOn(Ordered.set(users, "usersLoggedOn"));
      return this;
    }
  }
}
