package io.github.m365licensing.internal.running;

import io.github.m365licensing.apply.ChangeOutcome;
import io.github.m365licensing.apply.Progress;
import io.github.m365licensing.tenant.TenantTime;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/** How many subjects ended how so far, and telling it. Used by the thread of the run only. */
final class OutcomeCounts {

  private final Progress progress;
  private final TenantTime time;
  private final Instant begin;
  private final Map<ChangeOutcome.Kind, Long> counts = new EnumMap<>(ChangeOutcome.Kind.class);

  OutcomeCounts(Progress progress, TenantTime time) {
    this.progress = progress;
    this.time = time;
    this.begin = time.now();
  }

  /** A subject ends so now and no more as before; NOT_STARTED is what everyone begins with. */
  void move(ChangeOutcome.Kind from, ChangeOutcome.Kind to) {
    if (from != ChangeOutcome.Kind.NOT_STARTED) {
      counts.computeIfPresent(from, (kind, count) -> count == 1 ? null : count - 1);
    }
    if (to != ChangeOutcome.Kind.NOT_STARTED) {
      counts.merge(to, 1L, Long::sum);
    }
  }

  void report(String activity, long done, long total) {
    Map<ChangeOutcome.Kind, Long> now = new EnumMap<>(ChangeOutcome.Kind.class);
    now.putAll(counts);
    progress.update(
        new Progress.Update(activity, done, total, Duration.between(begin, time.now()), now));
  }
}
