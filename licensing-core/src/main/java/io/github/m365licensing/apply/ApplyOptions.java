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
public sealed interface ApplyOptions permits ImmutableApplyOptions {

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
   * How long to wait until the service has processed the members of a group. Default: 30 minutes.
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

  /**
   * How many lists of writes are with the tenant at a time, each on a thread that ends with it.
   * Default: 3, so that the tenant never waits for the next list to be read and journalled. With 1
   * everything happens one after another.
   *
   * <p>Lists are sent in the order of the plan and settled in the order of sending, so two runs
   * that meet the same answers write the same journal. A rule that stops the run looks at a list
   * when it is settled: that many lists may have been sent by then.
   */
  default int listsInFlight() {
    return 3;
  }

  /**
   * How many subjects go through all stages and are read back before the next ones are begun.
   * Default: all in one wave; with {@link #stopsAtFirstDivergence()}, 500. A canary of the plan is
   * a wave of its own before them. Smaller waves tell sooner what is wrong and take longer, since
   * each waits for its own writes to become visible.
   *
   * <p>Users who are moved to groups go in waves of their own after the others, 500 by default.
   * After each the run stops if somebody lost a service or is not confirmed, or if nobody got the
   * group's licences in time; users who keep their direct licences for now do not stop it.
   */
  OptionalInt waveSize();

  /**
   * Whether no further wave is begun once something that was written reads back differently.
   * Default: no; then everything is written, and divergences are outcomes.
   */
  default boolean stopsAtFirstDivergence() {
    return false;
  }

  /** Pauses and cancels the run from outside. Default: nobody does. */
  default RunControl control() {
    return RunControl.create();
  }

  /**
   * Begins no further list once this many writes in a row were refused or failed. Default: never.
   */
  OptionalInt stopAfterConsecutiveFailures();

  /**
   * Begins no further list once a larger share of the writes was refused or failed, in percent;
   * judged from 20 writes on. Default: never.
   */
  OptionalDouble stopAboveFailurePercent();

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if a budget is negative, a list or wave would be empty, or a
   *     rule that stops the run would stop it before the first failure
   */
  @Value.Check
  default void check() {
    if (writesPerList() < 1) {
      throw new IllegalArgumentException("writesPerList must be at least 1: " + writesPerList());
    }
    if (listsInFlight() < 1) {
      throw new IllegalArgumentException("listsInFlight must be at least 1: " + listsInFlight());
    }
    if (waveSize().isPresent() && waveSize().getAsInt() < 1) {
      throw new IllegalArgumentException("waveSize must be at least 1: " + waveSize().getAsInt());
    }
    if (stopAfterConsecutiveFailures().isPresent()
        && stopAfterConsecutiveFailures().getAsInt() < 1) {
      throw new IllegalArgumentException(
          "stopAfterConsecutiveFailures must be at least 1: "
              + stopAfterConsecutiveFailures().getAsInt());
    }
    if (stopAboveFailurePercent().isPresent()
        && !(stopAboveFailurePercent().getAsDouble() >= 0
            && stopAboveFailurePercent().getAsDouble() < 100)) {
      throw new IllegalArgumentException(
          "stopAboveFailurePercent must be at least 0 and below 100: "
              + stopAboveFailurePercent().getAsDouble());
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

    /** Begins no further wave once something that was written reads back differently. */
    public Builder stopAtFirstDivergence() {
      return stopsAtFirstDivergence(true);
    }
  }
}
