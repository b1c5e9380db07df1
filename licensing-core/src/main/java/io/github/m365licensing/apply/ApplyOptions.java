package io.github.m365licensing.apply;

import io.github.m365licensing.internal.DomainStyle;
import io.github.m365licensing.tenant.InitialPassword;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.BiConsumer;
import org.immutables.value.Value;

/**
 * How a plan is applied. Immutable.
 *
 * <pre>{@code
 * licensing.apply(plan, options -> options
 *     .journal(Path.of("ems-without-intune.journal"))
 *     .progress(Progress.console()));
 * }</pre>
 */
@Value.Immutable
@DomainStyle
public interface ApplyOptions {

  /**
   * The file that is written before and after every write, to be created by this run. Without it a
   * run that is killed cannot be resumed; undoing from the report works all the same.
   */
  Optional<Path> journal();

  /**
   * Takes the first password of each user that was created, once, right after creation. Needed for
   * plans that create users. It is called by one thread at a time. What it throws does not end the
   * run; the outcome says that the password is lost.
   */
  Optional<BiConsumer<CreatedUser, InitialPassword>> initialPasswords();

  /** Makes first passwords. Default: {@link PasswordGenerator#secure()}; replace it in tests. */
  default PasswordGenerator passwordGenerator() {
    return PasswordGenerator.secure();
  }

  /** Told how far the run is. Default: nobody. */
  default Progress progress() {
    return Progress.none();
  }

  /**
   * How long to read back until everything is confirmed. Default: 2 minutes. A longer time makes
   * sense where replicas lag.
   */
  default Duration verificationBudget() {
    return Duration.ofMinutes(2);
  }

  /**
   * How long to wait until the service has worked off the members of a group. Default: 30 minutes.
   * It takes minutes, for large groups hours; what is not through by then is reported as pending,
   * and resuming the journal reads again.
   */
  default Duration groupBudget() {
    return Duration.ofMinutes(30);
  }

  /** How long to wait for a gate. Default: 2 minutes. */
  default Duration gateBudget() {
    return Duration.ofMinutes(2);
  }

  /**
   * How many writes are journalled and handed to the tenant together. Default: 200. Fewer mean less
   * to settle after a crash, more mean fewer writes to the disk.
   */
  default int writesPerList() {
    return 200;
  }

  /** Begins no further list once so many writes in a row were refused or failed. Default: never. */
  OptionalInt stopAfterConsecutiveFailures();

  /**
   * Begins no further list once a larger share of the writes was refused or failed, in percent;
   * looked at from 20 writes on. Default: never.
   */
  OptionalDouble stopAboveFailurePercent();

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if a budget is negative or a list would be empty
   */
  @Value.Check
  default void check() {
    if (writesPerList() < 1) {
      throw new IllegalArgumentException("writesPerList must be at least 1: " + writesPerList());
    }
    if (verificationBudget().isNegative()
        || gateBudget().isNegative()
        || groupBudget().isNegative()) {
      throw new IllegalArgumentException("A budget cannot be negative.");
    }
  }

  /** A builder. Not thread-safe. */
  static Builder builder() {
    return new Builder();
  }

  /** Builds {@link ApplyOptions}. Not thread-safe. */
  class Builder extends ImmutableApplyOptions.Builder {
    Builder() {}
  }
}
