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
 * Checks each subject just before it is written. One that is as planned goes on; one that is at the
 * target already is left alone; one that differs is refused once two reads in a row agree on it,
 * since a single read may come from a replica that lags.
 */
final class DriftCheck {

  private static final Duration BETWEEN_READS = Duration.ofSeconds(5);
  private static final int MOST_READS = 6;

  private final SubjectReader reader;
  private final StateCheck check;
  private final Refusals refusals;
  private final RunClock clock;

  DriftCheck(SubjectReader reader, StateCheck check, Refusals refusals, RunClock clock) {
    this.refusals = refusals;
    this.reader = reader;
    this.check = check;
    this.clock = clock;
  }

  /** Those that may be written; the others are settled. */
  List<SubjectRun> ready(List<SubjectRun> subjects, Stage.Kind stage) {
    List<SubjectRun> ready = new ArrayList<>();
    List<SubjectRun> open = subjects;
    IdentityHashMap<SubjectRun, LicenseState> before = new IdentityHashMap<>();
    boolean first = true;
    for (int reads = 1; !open.isEmpty(); reads++) {
      IdentityHashMap<SubjectRun, LicenseState> now = reader.read(open);
      List<SubjectRun> again = new ArrayList<>();
      for (SubjectRun subject : open) {
        LicenseState state = now.get(subject);
        PlannedStep step = subject.step(stage).orElseThrow();
        if (state != null
            && check.differences(subject, subject.expectedBefore(step), state).isEmpty()) {
          ready.add(subject);
        } else if (state != null
            && check.differences(subject, subject.expectedAfter(step), state).isEmpty()) {
          subject.inPlace();
        } else if (state != null
            && subject.isBehind(step, was -> check.differences(subject, was, state).isEmpty())) {
          behind(subject, again, reads);
        } else if ((!first && agree(subject, before.get(subject), state)) || reads == MOST_READS) {
          refuse(subject, step, state);
        } else {
          again.add(subject);
        }
      }
      open = again;
      before = now;
      first = false;
      if (!open.isEmpty()) {
        clock.pause(BETWEEN_READS);
        if (clock.isOver()) {
          open.forEach(t -> t.ends(ChangeOutcome.Kind.NOT_STARTED, clock.refusal()));
          open = List.of();
        }
      }
    }
    return ready;
  }

  /** Our own write before is not visible yet; that is no drift. */
  private static void behind(SubjectRun subject, List<SubjectRun> again, int reads) {
    if (reads == MOST_READS) {
      subject.ends(ChangeOutcome.Kind.NOT_STARTED, Refusals.notVisible());
    } else {
      again.add(subject);
    }
  }

  private boolean agree(
      SubjectRun subject, @Nullable LicenseState first, @Nullable LicenseState second) {
    return first == null
        ? second == null
        : second != null && check.differences(subject, first, second).isEmpty();
  }

  private void refuse(SubjectRun subject, PlannedStep step, @Nullable LicenseState state) {
    subject.ends(
        ChangeOutcome.Kind.REFUSED,
        state == null
            ? Refusals.gone()
            : refusals.drift(check.differences(subject, subject.expectedBefore(step), state)));
  }
}
