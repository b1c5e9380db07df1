package io.github.m365licensing.apply;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/**
 * Told how far a run is: after every list of writes and every round of reading back. Users
 * implement it.
 */
@FunctionalInterface
public interface Progress {

  /** Takes a report. Called by one thread at a time; what it throws ends the run. */
  void update(Update update);

  /** Tells nobody. */
  static Progress none() {
    return update -> {};
  }

  /** A line on the standard error stream that is written over. */
  static Progress console() {
    return to(System.err);
  }

  /** A line on this stream that is written over. */
  static Progress to(PrintStream stream) {
    return new ProgressLine(Objects.requireNonNull(stream, "stream"));
  }

  /**
   * How far a run is.
   *
   * @param activity what is being done: a stage by its name, or {@code verify}
   * @param done how many subjects are through with it
   * @param total how many there are
   * @param elapsed time since the run began
   * @param counts how many subjects ended how so far; kinds that did not occur are left out
   */
  record Update(
      String activity,
      long done,
      long total,
      Duration elapsed,
      Map<ChangeOutcome.Kind, Long> counts) {
    public Update {
      Objects.requireNonNull(activity, "activity");
      Objects.requireNonNull(elapsed, "elapsed");
      Objects.requireNonNull(counts, "counts");
    }
  }
}
