package io.github.m365licensing.internal.running;

import io.github.m365licensing.apply.ApplyOptions;
import io.github.m365licensing.apply.Verification;
import io.github.m365licensing.directory.LicenseState;
import io.github.m365licensing.directory.LicensedGroup;
import io.github.m365licensing.directory.ProcessingState;
import io.github.m365licensing.tenant.Tenant;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads groups back until the service has processed their members, or the budget ends.
 *
 * <p>The first reads after a change may show the old licences, and the end of the operation before
 * (observed). So the group's own licences must be at the target in two reads in a row before its
 * members are read, and what counts are the members: each has the path in effect and without error,
 * or no path after a removal. Errors count once two readings of all members agree.
 */
final class GroupVerifier {

  private final Tenant tenant;
  private final StateCheck check;
  private final StateWords words;
  private final MemberReader members;
  private final RunClock clock;
  private final Duration ownBudget;
  private final Duration memberBudget;

  /**
   * A verifier.
   *
   * @param options how long to wait for a group's own licences, and how long for its members
   */
  GroupVerifier(
      Tenant tenant,
      StateCheck check,
      StateWords words,
      MemberReader members,
      RunClock clock,
      ApplyOptions options) {
    this.tenant = tenant;
    this.check = check;
    this.words = words;
    this.members = members;
    this.clock = clock;
    this.ownBudget = options.verificationBudget();
    this.memberBudget = options.groupBudget();
  }

  /** A group that is waited for. */
  private static final class Watch {
    private final SubjectRun subject;
    private int atTarget;
    private @Nullable LicenseState seen;
    private @Nullable MemberReading reading;

    Watch(SubjectRun subject) {
      this.subject = subject;
    }
  }

  /**
   * Verifies; groups that were settled by an earlier call are left alone.
   *
   * @param progress told after each round how many are settled
   */
  void verify(List<SubjectRun> subjects, LongConsumer progress) {
    List<Watch> open = new ArrayList<>();
    for (SubjectRun subject : subjects) {
      if (subject.verification() != Verification.CONFIRMED
          && subject.verification() != Verification.DIVERGED) {
        open.add(new Watch(subject));
      }
    }
    if (open.isEmpty()) {
      return;
    }
    Instant ownDeadline = tenant.time().now().plus(ownBudget);
    RunClock.Rounds rounds = clock.within(memberBudget);
    do {
      boolean isLate = !tenant.time().now().isBefore(ownDeadline);
      List<Watch> again = new ArrayList<>();
      for (Watch watch : open) {
        if (isSettled(watch)) {
          continue;
        }
        if (watch.atTarget == 0 && isLate) {
          giveUp(watch);
        } else {
          again.add(watch);
        }
      }
      open = again;
      progress.accept(subjects.size() - open.size());
    } while (!open.isEmpty() && rounds.next());
    open.forEach(this::giveUp);
  }

  private boolean isSettled(Watch watch) {
    SubjectRun subject = watch.subject;
    Optional<LicensedGroup> group = tenant.findGroup(subject.group().orElseThrow());
    watch.seen = group.map(LicenseState::of).orElse(null);
    if (watch.seen == null || !check.missing(subject, watch.seen).isEmpty()) {
      watch.atTarget = 0;
      return false;
    }
    watch.atTarget++;
    if (watch.atTarget < 2 || isInProgress(group.orElseThrow())) {
      return false;
    }
    MemberReading reading = members.read(subject);
    boolean again = watch.reading != null && watch.reading.isSame(reading);
    watch.reading = reading;
    if (reading.pending() > 0 || (!reading.errors().isEmpty() && !again)) {
      return false;
    }
    settle(subject, watch.seen, reading);
    return true;
  }

  /** Complete alone proves nothing, but as long as the service says that it works, it does. */
  private static boolean isInProgress(LicensedGroup group) {
    return group
        .licenseProcessingState()
        .filter(
            state ->
                state.equals(ProcessingState.QUEUED) || state.equals(ProcessingState.IN_PROGRESS))
        .isPresent();
  }

  private void settle(SubjectRun subject, LicenseState seen, MemberReading reading) {
    subject.applied();
    subject.readBack(reading.counts());
    subject.inError(reading.errors());
    subject.verified(
        reading.errors().isEmpty()
            ? reading.pending() == 0 ? Verification.CONFIRMED : Verification.NOT_YET_VISIBLE
            : Verification.DIVERGED);
    check
        .additions(subject, seen)
        .forEach((sku, plans) -> subject.note(words.storedMore(sku, plans)));
  }

  private void giveUp(Watch watch) {
    SubjectRun subject = watch.subject;
    LicenseState seen = watch.seen;
    if (seen != null && watch.atTarget > 0) {
      settle(subject, seen, members.read(subject));
      return;
    }
    boolean unchanged =
        seen == null || check.differences(subject, subject.shape().before(), seen).isEmpty();
    subject.verified(unchanged ? Verification.NOT_YET_VISIBLE : Verification.DIVERGED);
    if (seen == null) {
      subject.note("The group could not be read back.");
    } else if (!unchanged) {
      subject.note(words.readBack(check.missing(subject, seen)));
    }
  }
}
