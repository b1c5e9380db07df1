package io.github.m365licensing.internal.running;

import io.github.m365licensing.apply.ApplyOptions;
import io.github.m365licensing.apply.ChangeOutcome;
import io.github.m365licensing.apply.Refusal;
import io.github.m365licensing.apply.Verification;
import io.github.m365licensing.plan.ChangeKind;
import io.github.m365licensing.plan.Gate;
import io.github.m365licensing.plan.LicensePlan;
import io.github.m365licensing.plan.Stage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * The subjects to be changed, wave by wave. A wave goes through all stages and is read back before
 * the next one is begun. The canary of the plan is the first wave.
 */
final class Waves {

  /** How large waves are if they are there for the first divergence only. */
  private static final int FOR_DIVERGENCE = 500;

  /** How large waves of users are who are moved to groups. */
  private static final int OF_MOVES = 500;

  private final List<List<Track>> waves = new ArrayList<>();
  private final boolean beginsWithCanary;
  private final boolean stopsAtDivergence;

  private Waves(boolean beginsWithCanary, boolean stopsAtDivergence) {
    this.beginsWithCanary = beginsWithCanary;
    this.stopsAtDivergence = stopsAtDivergence;
  }

  static Waves of(List<Track> tracks, LicensePlan plan, ApplyOptions options) {
    List<Track> changing = changing(tracks, plan);
    List<Track> canary = canary(changing, plan.canary().orElse(0));
    Waves waves = new Waves(!canary.isEmpty(), options.stopsAtFirstDivergence());
    if (!canary.isEmpty()) {
      waves.waves.add(canary);
      changing.removeAll(new HashSet<>(canary));
    }
    int size =
        options
            .waveSize()
            .orElse(options.stopsAtFirstDivergence() ? FOR_DIVERGENCE : Integer.MAX_VALUE);
    waves.add(changing.stream().filter(track -> !track.isMove()).toList(), size);
    waves.add(
        changing.stream().filter(Track::isMove).toList(), options.waveSize().orElse(OF_MOVES));
    return waves;
  }

  private void add(List<Track> tracks, int size) {
    for (int from = 0; from < tracks.size(); ) {
      int to = from + Math.min(size, tracks.size() - from);
      waves.add(tracks.subList(from, to));
      from = to;
    }
  }

  /** The first subjects that change no more people together; a group comes as a whole or not. */
  private static List<Track> canary(List<Track> changing, int people) {
    List<Track> first = new ArrayList<>();
    long left = people;
    for (Track track : changing) {
      long more = Math.max(1, track.shape().people());
      if (more <= left) {
        first.add(track);
        left -= more;
      }
      if (left == 0) {
        break;
      }
    }
    return first;
  }

  /**
   * Those with something to be written, in the order of the plan; but where some wait for seats
   * that others free, those others come first, so that no wave waits for a later one.
   */
  private static List<Track> changing(List<Track> tracks, LicensePlan plan) {
    List<Track> first = new ArrayList<>();
    List<Track> then = new ArrayList<>();
    boolean waitsForSeats =
        plan.stages().stream()
            .anyMatch(
                stage -> stage.gate() == Gate.SEATS_FREED || stage.gate() == Gate.GROUP_PROCESSED);
    for (Track track : tracks) {
      if (track.change().kind() == ChangeKind.CHANGE) {
        boolean frees =
            waitsForSeats
                && (track.step(Stage.Kind.FREE_SEATS).isPresent()
                    || track.step(Stage.Kind.FREE_SEATS_OF_GROUPS).isPresent());
        (frees ? first : then).add(track);
      }
    }
    first.addAll(then);
    return first;
  }

  int size() {
    return waves.size();
  }

  List<Track> get(int wave) {
    return waves.get(wave);
  }

  /** Why nothing is begun after a wave, if so. */
  Optional<Refusal> stopAfter(int wave) {
    if (wave == 0 && beginsWithCanary && !get(wave).stream().allMatch(Waves::isAsPlanned)) {
      return Optional.of(Refusals.canary());
    }
    if (moveFailed(get(wave))) {
      return Optional.of(Refusals.waveLost());
    }
    return stopsAtDivergence
            && get(wave).stream().anyMatch(t -> t.verification() == Verification.DIVERGED)
        ? Optional.of(Refusals.divergence())
        : Optional.empty();
  }

  /**
   * Whether somebody who was moved lost something or is not confirmed, or nobody got through. Who
   * only keeps the direct licences for now has lost nothing.
   */
  private static boolean moveFailed(List<Track> wave) {
    List<Track> moves = wave.stream().filter(Track::isMove).toList();
    return moves.stream().anyMatch(t -> t.isLost() || (t.isToBeVerified() && !isAsPlanned(t)))
        || (!moves.isEmpty() && moves.stream().noneMatch(Waves::isAsPlanned));
  }

  private static boolean isAsPlanned(Track track) {
    return track.kind() == ChangeOutcome.Kind.ALREADY_IN_PLACE
        || track.verification() == Verification.CONFIRMED;
  }
}
