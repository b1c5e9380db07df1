package io.github.m365licensing.internal.running;

import io.github.m365licensing.apply.ChangeOutcome;
import io.github.m365licensing.directory.LicenseState;
import io.github.m365licensing.directory.UserId;
import io.github.m365licensing.journal.JournalEntry;
import io.github.m365licensing.plan.Stage;
import io.github.m365licensing.tenant.WriteOutcome;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** How the writes of earlier runs ended, as a journal tells. */
final class EarlierWrites {

  /** For a run that is the first one. */
  static final EarlierWrites NONE = EarlierWrites.of(List.of());

  private static final String PASSWORD_OF_EARLIER_RUN =
      "Created in an earlier run. If its first password was not handed over then, reset it.";

  private final Map<Key, JournalEntry.Ended> last = new TreeMap<>();

  private EarlierWrites() {}

  /** A subject's place in the plan and a stage. */
  private record Key(int place, Stage.Kind stage) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      return Comparator.comparingInt(Key::place).thenComparing(Key::stage).compare(this, other);
    }
  }

  /** The last word on each write; one that was announced and has no end counts as UNKNOWN. */
  static EarlierWrites of(List<JournalEntry> entries) {
    EarlierWrites writes = new EarlierWrites();
    for (JournalEntry entry : entries) {
      if (entry instanceof JournalEntry.Intended intended) {
        writes.last.put(
            new Key(intended.place(), intended.stage()),
            JournalEntry.Ended.builder()
                .at(intended.at())
                .place(intended.place())
                .stage(intended.stage())
                .kind(WriteOutcome.Kind.UNKNOWN)
                .build());
      } else if (entry instanceof JournalEntry.Ended ended) {
        writes.last.put(new Key(ended.place(), ended.stage()), ended);
      }
    }
    return writes;
  }

  /** The user that was created for a subject, if one was. */
  Optional<UserId> createdUser(int place) {
    return Optional.ofNullable(last.get(new Key(place, Stage.Kind.CREATE_USERS)))
        .flatMap(JournalEntry.Ended::createdUser);
  }

  /** How the write of a subject in a stage ended, if there was one. */
  Optional<WriteOutcome.Kind> end(int place, Stage.Kind stage) {
    return Optional.ofNullable(last.get(new Key(place, stage))).map(JournalEntry.Ended::kind);
  }

  /**
   * Takes over what was written down. A write without an end is settled by reading: within the
   * rounds it shows up, or it is taken as not applied and goes its way again.
   */
  void settle(
      List<SubjectRun> subjects, SubjectReader reader, StateCheck check, RunClock.Rounds rounds) {
    Map<SubjectRun, Stage.Kind> unsettled = new LinkedHashMap<>();
    last.forEach(
        (key, ended) -> {
          SubjectRun subject = subjects.get(key.place());
          subject.reachedEarlier(key.stage());
          switch (ended.kind()) {
            case DONE, ACCEPTED -> {
              ended
                  .createdUser()
                  .ifPresent(
                      user -> {
                        subject.created(user);
                        subject.note(PASSWORD_OF_EARLIER_RUN);
                      });
              subject.done(key.stage());
              joined(subject, key.stage());
            }
            case REFUSED -> {
              if (key.stage() == Stage.Kind.REPROCESS_LICENSES) {
                subject.done(key.stage()); // Reading back tells what is still in error.
              } else {
                subject.ends(ChangeOutcome.Kind.REFUSED, Refusals.earlier(ended));
              }
            }
            case UNKNOWN -> {
              if (key.stage().changesMembers()) {
                subject.begunEarlier(key.stage()); // Settled by reading members, not licences.
              } else {
                unsettled.putIfAbsent(subject, key.stage());
              }
            }
            case FAILED, NOT_STARTED -> {}
          }
        });
    while (!unsettled.isEmpty()) {
      IdentityHashMap<SubjectRun, LicenseState> states = reader.read(unsettled.keySet());
      states.forEach(
          (subject, state) -> {
            Stage.Kind stage = unsettled.get(subject);
            if (stage != null && isThere(subject, stage, state, check)) {
              if (stage == Stage.Kind.CREATE_USERS) {
                subject.note(PASSWORD_OF_EARLIER_RUN);
              }
              subject.done(stage);
              unsettled.remove(subject);
            }
          });
      if (unsettled.isEmpty() || !rounds.next()) {
        return;
      }
    }
  }

  private static void joined(SubjectRun subject, Stage.Kind stage) {
    subject.step(stage).orElseThrow().write().groupJoined().ifPresent(subject::joined);
  }

  private static boolean isThere(
      SubjectRun subject, Stage.Kind stage, LicenseState state, StateCheck check) {
    return stage == Stage.Kind.CREATE_USERS
        || check.missing(subject.step(stage).orElseThrow(), state).isEmpty();
  }
}
