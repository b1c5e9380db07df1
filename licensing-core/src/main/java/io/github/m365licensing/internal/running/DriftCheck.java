package io.github.m365licensing.internal.running;

import io.github.m365licensing.apply.ChangeOutcome;
import io.github.m365licensing.directory.LicenseState;
import io.github.m365licensing.plan.PlannedStep;
import io.github.m365licensing.plan.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks at each subject just before it is written. One that is as planned goes on; one that is at
 * the target already is left alone; one that differs is refused once two reads in a row agree on
 * it, since a single read may come from a replica that lags.
 */
final class DriftCheck {

  private static final Duration BETWEEN_READS = Duration.ofSeconds(5);
  private static final int MOST_READS = 6;

  private final SubjectReader reader;
  private final StateCheck check;
  private final Refusals refusals;
  private final Waiting waiting;

  DriftCheck(SubjectReader reader, StateCheck check, Refusals refusals, Waiting waiting) {
    this.refusals = refusals;
    this.reader = reader;
    this.check = check;
    this.waiting = waiting;
  }

  /** Those that may be written; the others are settled. */
  List<Track> ready(List<Track> tracks, Stage.Kind stage) {
    List<Track> ready = new ArrayList<>();
    List<Track> open = tracks;
    IdentityHashMap<Track, LicenseState> before = new IdentityHashMap<>();
    boolean first = true;
    for (int reads = 1; !open.isEmpty(); reads++) {
      IdentityHashMap<Track, LicenseState> now = reader.read(open);
      List<Track> again = new ArrayList<>();
      for (Track track : open) {
        LicenseState state = now.get(track);
        PlannedStep step = track.step(stage).orElseThrow();
        if (state != null
            && check.differences(track, track.expectedBefore(step), state).isEmpty()) {
          ready.add(track);
        } else if (state != null
            && check.differences(track, track.expectedAfter(step), state).isEmpty()) {
          track.inPlace();
        } else if (state != null
            && track.isBehind(step, was -> check.differences(track, was, state).isEmpty())) {
          behind(track, again, reads);
        } else if ((!first && agree(track, before.get(track), state)) || reads == MOST_READS) {
          refuse(track, step, state);
        } else {
          again.add(track);
        }
      }
      open = again;
      before = now;
      first = false;
      if (!open.isEmpty()) {
        waiting.pause(BETWEEN_READS);
        if (waiting.isOver()) {
          open.forEach(t -> t.ends(ChangeOutcome.Kind.NOT_STARTED, waiting.refusal()));
          open = List.of();
        }
      }
    }
    return ready;
  }

  /** Our own write before is not visible yet; that is no drift. */
  private static void behind(Track track, List<Track> again, int reads) {
    if (reads == MOST_READS) {
      track.ends(ChangeOutcome.Kind.NOT_STARTED, Refusals.notVisible());
    } else {
      again.add(track);
    }
  }

  private boolean agree(Track track, @Nullable LicenseState first, @Nullable LicenseState second) {
    return first == null
        ? second == null
        : second != null && check.differences(track, first, second).isEmpty();
  }

  private void refuse(Track track, PlannedStep step, @Nullable LicenseState state) {
    track.ends(
        ChangeOutcome.Kind.REFUSED,
        state == null
            ? Refusals.gone()
            : refusals.drift(check.differences(track, track.expectedBefore(step), state)));
  }
}
