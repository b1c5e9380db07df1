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
 * Reads groups back until the service has worked off their members, or the budget ends.
 *
 * <p>The first reads after a change may show the old licences, and the end of the operation before
 * (observed). So the group's own licences must be at the target in two reads in a row before its
 * members are looked at, and what counts are the members: each has the path in effect and without
 * error, or no path after a removal. Errors count once two readings of all members agree.
 */
final class GroupVerifier {

  private final Tenant tenant;
  private final StateCheck check;
  private final StateWords words;
  private final MemberReader members;
  private final Waiting waiting;
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
      Waiting waiting,
      ApplyOptions options) {
    this.tenant = tenant;
    this.check = check;
    this.words = words;
    this.members = members;
    this.waiting = waiting;
    this.ownBudget = options.verificationBudget();
    this.memberBudget = options.groupBudget();
  }

  /** A group that is waited for. */
  private static final class Watch {
    private final Track track;
    private int atTarget;
    private @Nullable LicenseState seen;
    private @Nullable MemberReading reading;

    Watch(Track track) {
      this.track = track;
    }
  }

  /**
   * Verifies; groups that were settled by an earlier call are left alone.
   *
   * @param progress told after each round how many are settled
   */
  void verify(List<Track> tracks, LongConsumer progress) {
    List<Watch> open = new ArrayList<>();
    for (Track track : tracks) {
      if (track.verification() != Verification.CONFIRMED
          && track.verification() != Verification.DIVERGED) {
        open.add(new Watch(track));
      }
    }
    if (open.isEmpty()) {
      return;
    }
    Instant ownDeadline = tenant.time().now().plus(ownBudget);
    Waiting.Rounds rounds = waiting.within(memberBudget);
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
      progress.accept(tracks.size() - open.size());
    } while (!open.isEmpty() && rounds.next());
    open.forEach(this::giveUp);
  }

  private boolean isSettled(Watch watch) {
    Track track = watch.track;
    Optional<LicensedGroup> group = tenant.findGroup(track.group().orElseThrow());
    watch.seen = group.map(LicenseState::of).orElse(null);
    if (watch.seen == null || !check.missing(track, watch.seen).isEmpty()) {
      watch.atTarget = 0;
      return false;
    }
    watch.atTarget++;
    if (watch.atTarget < 2 || isInProgress(group.orElseThrow())) {
      return false;
    }
    MemberReading reading = members.read(track);
    boolean again = watch.reading != null && watch.reading.isSame(reading);
    watch.reading = reading;
    if (reading.pending() > 0 || (!reading.errors().isEmpty() && !again)) {
      return false;
    }
    settle(track, watch.seen, reading);
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

  private void settle(Track track, LicenseState seen, MemberReading reading) {
    track.applied();
    track.readBack(reading.counts());
    track.inError(reading.errors());
    track.verified(
        reading.errors().isEmpty()
            ? reading.pending() == 0 ? Verification.CONFIRMED : Verification.NOT_YET_VISIBLE
            : Verification.DIVERGED);
    check.additions(track, seen).forEach((sku, plans) -> track.note(words.storedMore(sku, plans)));
  }

  private void giveUp(Watch watch) {
    Track track = watch.track;
    LicenseState seen = watch.seen;
    if (seen != null && watch.atTarget > 0) {
      settle(track, seen, members.read(track));
      return;
    }
    boolean unchanged =
        seen == null || check.differences(track, track.shape().before(), seen).isEmpty();
    track.verified(unchanged ? Verification.NOT_YET_VISIBLE : Verification.DIVERGED);
    if (seen == null) {
      track.note("The group could not be read back.");
    } else if (!unchanged) {
      track.note(words.readBack(check.missing(track, seen)));
    }
  }
}
