package io.github.m365licensing.internal.running;

import io.github.m365licensing.apply.LicenseError;
import io.github.m365licensing.apply.Verification;
import io.github.m365licensing.assignment.AssignmentSource;
import io.github.m365licensing.assignment.LicenseAssignmentState;
import io.github.m365licensing.directory.LicenseState;
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
  private final StateWords words;
  private final Explanations explanations;
  private final RunClock clock;
  private final Duration budget;

  Verifier(
      SubjectReader reader,
      StateCheck check,
      StateWords words,
      Explanations explanations,
      RunClock clock,
      Duration budget) {
    this.explanations = explanations;
    this.reader = reader;
    this.check = check;
    this.words = words;
    this.clock = clock;
    this.budget = budget;
  }

  /**
   * Verifies.
   *
   * @param progress told after each round how many are confirmed
   */
  void verify(List<SubjectRun> subjects, LongConsumer progress) {
    List<SubjectRun> open = subjects;
    IdentityHashMap<SubjectRun, LicenseState> states;
    RunClock.Rounds rounds = clock.within(budget);
    do {
      states = reader.read(open);
      List<SubjectRun> again = new ArrayList<>();
      for (SubjectRun subject : open) {
        LicenseState state = states.get(subject);
        if (state != null && check.missing(subject, state).isEmpty()) {
          confirm(subject, state);
        } else {
          again.add(subject);
        }
      }
      open = again;
      progress.accept(subjects.size() - open.size());
    } while (!open.isEmpty() && rounds.next());
    for (SubjectRun subject : open) {
      giveUp(subject, states.get(subject));
    }
  }

  private void confirm(SubjectRun subject, LicenseState state) {
    subject.applied();
    subject.verified(Verification.CONFIRMED);
    check
        .additions(subject, state)
        .forEach((sku, plans) -> subject.note(words.storedMore(sku, plans)));
  }

  private void giveUp(SubjectRun subject, @Nullable LicenseState state) {
    boolean unchanged =
        state == null || check.differences(subject, subject.shape().before(), state).isEmpty();
    if (state != null && subject.isReprocessed()) {
      subject.inError(errors(subject, state));
      unchanged = false;
    }
    subject.verified(unchanged ? Verification.NOT_YET_VISIBLE : Verification.DIVERGED);
    if (state == null) {
      subject.note("The user could not be read back.");
      Passwords.lost(subject).ifPresent(subject::note);
    } else if (!unchanged) {
      subject.note(words.readBack(check.missing(subject, state)));
    }
  }

  /** What is still in error, each with its cause. */
  private List<LicenseError> errors(SubjectRun subject, LicenseState state) {
    List<LicenseError> errors = new ArrayList<>();
    for (LicenseAssignmentState path : state.licenses().inError()) {
      if (path.source() instanceof AssignmentSource.InheritedFromGroup inherited) {
        errors.add(
            new LicenseError(
                subject.id().orElseThrow(),
                path.skuId(),
                inherited.group(),
                path.error().get(),
                explanations.of(state, path)));
      }
    }
    return errors;
  }
}
