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

  private final List<List<SubjectRun>> waves = new ArrayList<>();
  private final boolean beginsWithCanary;
  private final boolean stopsAtDivergence;

  private Waves(boolean beginsWithCanary, boolean stopsAtDivergence) {
    this.beginsWithCanary = beginsWithCanary;
    this.stopsAtDivergence = stopsAtDivergence;
  }

  static Waves of(List<SubjectRun> subjects, LicensePlan plan, ApplyOptions options) {
    List<SubjectRun> changing = changing(subjects, plan);
    List<SubjectRun> canary = canary(changing, plan.canary().orElse(0));
    Waves waves = new Waves(!canary.isEmpty(), options.stopsAtFirstDivergence());
    if (!canary.isEmpty()) {
      waves.waves.add(canary);
      changing.removeAll(new HashSet<>(canary));
    }
    int size =
        options
            .waveSize()
            .orElse(options.stopsAtFirstDivergence() ? FOR_DIVERGENCE : Integer.MAX_VALUE);
    waves.add(changing.stream().filter(subject -> !subject.isMove()).toList(), size);
    waves.add(
        changing.stream().filter(SubjectRun::isMove).toList(), options.waveSize().orElse(OF_MOVES));
    return waves;
  }

  private void add(List<SubjectRun> subjects, int size) {
    for (int from = 0; from < subjects.size(); ) {
      int to = from + Math.min(size, subjects.size() - from);
      waves.add(subjects.subList(from, to));
      from = to;
    }
  }

  /** The first subjects that change no more people together; a group comes as a whole or not. */
  private static List<SubjectRun> canary(List<SubjectRun> changing, int people) {
    List<SubjectRun> first = new ArrayList<>();
    long left = people;
    for (SubjectRun subject : changing) {
      long more = Math.max(1, subject.shape().people());
      if (more <= left) {
        first.add(subject);
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
  private static List<SubjectRun> changing(List<SubjectRun> subjects, LicensePlan plan) {
    List<SubjectRun> first = new ArrayList<>();
    List<SubjectRun> then = new ArrayList<>();
    boolean waitsForSeats =
        plan.stages().stream()
            .anyMatch(
                stage -> stage.gate() == Gate.SEATS_FREED || stage.gate() == Gate.GROUP_PROCESSED);
    for (SubjectRun subject : subjects) {
      if (subject.change().kind() == ChangeKind.CHANGE) {
        boolean frees =
            waitsForSeats
                && (subject.step(Stage.Kind.FREE_SEATS).isPresent()
                    || subject.step(Stage.Kind.FREE_SEATS_OF_GROUPS).isPresent());
        (frees ? first : then).add(subject);
      }
    }
    first.addAll(then);
    return first;
  }

  int size() {
    return waves.size();
  }

  List<SubjectRun> get(int wave) {
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
  private static boolean moveFailed(List<SubjectRun> wave) {
    List<SubjectRun> moves = wave.stream().filter(SubjectRun::isMove).toList();
    return moves.stream().anyMatch(t -> t.isLost() || (t.isToBeVerified() && !isAsPlanned(t)))
        || (!moves.isEmpty() && moves.stream().noneMatch(Waves::isAsPlanned));
  }

  private static boolean isAsPlanned(SubjectRun subject) {
    return subject.kind() == ChangeOutcome.Kind.ALREADY_IN_PLACE
        || subject.verification() == Verification.CONFIRMED;
  }
}
