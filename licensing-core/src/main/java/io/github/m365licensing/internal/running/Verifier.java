package io.github.m365licensing.internal.running;

import io.github.m365licensing.apply.LicenseError;
import io.github.m365licensing.apply.Verification;
import io.github.m365licensing.assignment.AssignmentSource;
import io.github.m365licensing.assignment.LicenseAssignmentState;
import io.github.m365licensing.directory.LicenseState;
import io.github.m365licensing.plan.PlannedStep;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Reads back until everything is as planned or the budget ends. */
final class Verifier {

  private final SubjectReader reader;
  private final StateCheck check;
  private final Explanations explanations;
  private final Waiting waiting;
  private final Duration budget;

  Verifier(
      SubjectReader reader,
      StateCheck check,
      Explanations explanations,
      Waiting waiting,
      Duration budget) {
    this.explanations = explanations;
    this.reader = reader;
    this.check = check;
    this.waiting = waiting;
    this.budget = budget;
  }

  /**
   * Verifies.
   *
   * @param progress told after each round how many are confirmed
   */
  void verify(List<Track> tracks, LongConsumer progress) {
    List<Track> open = tracks;
    IdentityHashMap<Track, LicenseState> states;
    Waiting.Rounds rounds = waiting.within(budget);
    do {
      states = reader.read(open);
      List<Track> again = new ArrayList<>();
      for (Track track : open) {
        LicenseState state = states.get(track);
        if (state != null && missing(track, state).isEmpty()) {
          confirm(track, state);
        } else {
          again.add(track);
        }
      }
      open = again;
      progress.accept(tracks.size() - open.size());
    } while (!open.isEmpty() && rounds.next());
    for (Track track : open) {
      giveUp(track, states.get(track));
    }
  }

  private List<String> missing(Track track, LicenseState state) {
    List<String> missing = new ArrayList<>();
    for (PlannedStep step : track.shape().steps()) {
      missing.addAll(check.missing(step, state));
    }
    return missing;
  }

  private void confirm(Track track, LicenseState state) {
    track.applied();
    track.verified(Verification.CONFIRMED);
    for (PlannedStep step : track.shape().steps()) {
      check.additions(step, state).forEach(track::note);
    }
  }

  private void giveUp(Track track, @Nullable LicenseState state) {
    boolean unchanged =
        state == null || check.differences(track, track.shape().before(), state).isEmpty();
    if (state != null && track.isReprocessed()) {
      track.inError(errors(track, state));
      unchanged = false;
    }
    track.verified(unchanged ? Verification.NOT_YET_VISIBLE : Verification.DIVERGED);
    if (state == null) {
      track.note("The user could not be read back.");
      Passwords.lost(track).ifPresent(track::note);
    } else if (!unchanged) {
      track.note("Read back: " + String.join("; ", missing(track, state)) + ".");
    }
  }

  /** What is still in error, each with its cause. */
  private List<LicenseError> errors(Track track, LicenseState state) {
    List<LicenseError> errors = new ArrayList<>();
    for (LicenseAssignmentState path : state.licenses().inError()) {
      if (path.source() instanceof AssignmentSource.InheritedFromGroup inherited) {
        errors.add(
            new LicenseError(
                track.id().orElseThrow(),
                path.skuId(),
                inherited.group(),
                path.error().get(),
                explanations.of(state, path)));
      }
    }
    return errors;
  }
}
