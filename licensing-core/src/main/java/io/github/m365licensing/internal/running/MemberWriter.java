package io.github.m365licensing.internal.running;

import io.github.m365licensing.apply.ApplyOptions;
import io.github.m365licensing.apply.ChangeOutcome;
import io.github.m365licensing.apply.Refusal;
import io.github.m365licensing.assignment.AssignedLicense;
import io.github.m365licensing.assignment.GroupId;
import io.github.m365licensing.directory.LicenseState;
import io.github.m365licensing.directory.LicensedUser;
import io.github.m365licensing.directory.UserId;
import io.github.m365licensing.journal.JournalEntry;
import io.github.m365licensing.plan.PlannedStep;
import io.github.m365licensing.plan.PlannedWrite;
import io.github.m365licensing.plan.Stage;
import io.github.m365licensing.tenant.ServiceError;
import io.github.m365licensing.tenant.ServiceLimits;
import io.github.m365licensing.tenant.Tenant;
import io.github.m365licensing.tenant.TenantWrite;
import io.github.m365licensing.tenant.WriteOutcome;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Writes the members of groups. One request is about one group: it adds up to twenty users, all or
 * none, or takes out one. Rounds follow one another, each with one request per group, so that no
 * group has two in flight. What a request did not do for all of its users is found out by reading
 * the members, and the rest is sent again: to add a member twice does no harm.
 */
final class MemberWriter {

  private static final Duration BETWEEN_READS = Duration.ofSeconds(5);

  private final Tenant tenant;
  private final ApplyOptions options;
  private final JournalWriter journal;
  private final StateCheck check;
  private final DriftCheck drift;
  private final Refusals refusals;
  private final Waiting waiting;
  private final Failures failures;

  MemberWriter(
      Tenant tenant,
      ApplyOptions options,
      JournalWriter journal,
      StateCheck check,
      DriftCheck drift,
      Refusals refusals,
      Waiting waiting,
      Failures failures) {
    this.tenant = tenant;
    this.options = options;
    this.journal = journal;
    this.check = check;
    this.drift = drift;
    this.refusals = refusals;
    this.waiting = waiting;
    this.failures = failures;
  }

  /** Writes the step of a stage for each. */
  void write(Stage stage, List<Track> tracks, StageWriter.Told told) {
    List<Track> open = withGroupsAsPlanned(stage, settleEarlier(stage, tracks));
    long done = (long) tracks.size() - open.size();
    for (int from = 0; from < open.size(); from += options.writesPerList()) {
      List<Track> list = open.subList(from, Math.min(from + options.writesPerList(), open.size()));
      waiting.control().awaitResumed();
      if (isToStop()) {
        list.forEach(track -> track.ends(ChangeOutcome.Kind.NOT_STARTED, stopped()));
      } else {
        new Pass(stage).run(drift.ready(list, stage.kind()));
      }
      done += list.size();
      told.done(done, tracks.size());
    }
  }

  /**
   * Leaves out whom a group would be joined by that does not carry what it carried when the plan
   * was made; a difference counts after two reads that agree.
   */
  private List<Track> withGroupsAsPlanned(Stage stage, List<Track> tracks) {
    Map<GroupId, List<String>> changed = new TreeMap<>();
    Map<GroupId, List<AssignedLicense>> planned = new TreeMap<>();
    for (Track track : tracks) {
      PlannedWrite write = track.step(stage.kind()).orElseThrow().write();
      write.groupJoined().ifPresent(group -> planned.put(group, write.licensesGiven()));
    }
    planned.forEach(
        (group, licenses) -> {
          List<String> first = differences(group, licenses);
          if (!first.isEmpty()) {
            waiting.pause(BETWEEN_READS);
            if (differences(group, licenses).equals(first)) {
              changed.put(group, first);
            }
          }
        });
    for (Track track : tracks) {
      List<String> differences = changed.get(group(stage, track));
      if (differences != null) {
        track.ends(ChangeOutcome.Kind.REFUSED, Refusals.groupChanged(differences));
      }
    }
    return tracks.stream().filter(t -> !changed.containsKey(group(stage, t))).toList();
  }

  private List<String> differences(GroupId id, List<AssignedLicense> licenses) {
    LicenseState planned = LicenseState.ofGroup(licenses);
    return tenant
        .findGroup(id)
        .map(group -> check.differencesOfGroup(planned, LicenseState.of(group)))
        .orElse(List.of("it does not exist any more"));
  }

  private boolean isToStop() {
    return waiting.isOver() || failures.isTooMuch();
  }

  private Refusal stopped() {
    return waiting.isOver() ? waiting.refusal() : failures.refusal();
  }

  /** Takes out those whose write of an earlier run got through, though nobody was told. */
  private List<Track> settleEarlier(Stage stage, List<Track> tracks) {
    Map<GroupId, List<Track>> unsure = new TreeMap<>();
    for (Track track : tracks) {
      if (track.isUnsure(stage.kind())) {
        unsure.computeIfAbsent(group(stage, track), any -> new ArrayList<>()).add(track);
      }
    }
    Set<Track> settled = identitySet();
    unsure.forEach((group, of) -> settled.addAll(new Pass(stage).settleThere(group, of)));
    return tracks.stream().filter(track -> !settled.contains(track)).toList();
  }

  private static GroupId group(Stage stage, Track track) {
    PlannedWrite write = track.step(stage.kind()).orElseThrow().write();
    return write.groupJoined().or(write::groupLeft).orElseThrow();
  }

  private static Set<Track> identitySet() {
    return Collections.newSetFromMap(new IdentityHashMap<>());
  }

  /** One list of subjects in one stage. */
  private final class Pass {

    private final Stage stage;
    private final boolean adds;
    private final Map<GroupId, Deque<Track>> queues = new TreeMap<>();
    private final Set<Track> alone = identitySet();

    Pass(Stage stage) {
      this.stage = stage;
      this.adds = stage.kind() == Stage.Kind.ADD_TO_GROUPS;
    }

    void run(List<Track> ready) {
      for (Track track : ready) {
        queues.computeIfAbsent(group(stage, track), any -> new ArrayDeque<>()).add(track);
      }
      Waiting.Rounds rounds = waiting.within(options.gateBudget());
      while (!queues.isEmpty()) {
        Map<GroupId, Refusal> later = round();
        queues.values().removeIf(Deque::isEmpty);
        if (isToStop()) {
          queues.values().forEach(rest -> endRest(rest, stopped()));
          queues.clear();
        } else if (!later.isEmpty() && !rounds.next()) {
          later.forEach(
              (group, why) -> endRest(queues.getOrDefault(group, new ArrayDeque<>()), why));
          queues.values().removeIf(Deque::isEmpty);
        }
      }
    }

    /** Sends one request per group; the groups whose rest should be sent after a pause, and why. */
    private Map<GroupId, Refusal> round() {
      Map<TenantWrite, List<Track>> requests = new LinkedHashMap<>();
      List<JournalEntry> intended = new ArrayList<>();
      queues.forEach(
          (group, queue) -> {
            List<Track> users = take(queue);
            requests.put(request(group, users), users);
            for (Track track : users) {
              PlannedStep step = track.step(stage.kind()).orElseThrow();
              intended.add(JournalEntries.intended(tenant.time().now(), track, step));
            }
          });
      journal.append(intended);
      List<WriteOutcome> outcomes = Collections.synchronizedList(new ArrayList<>());
      tenant.submit(List.copyOf(requests.keySet()), outcomes::add);
      Map<GroupId, Refusal> later = new TreeMap<>();
      for (WriteOutcome outcome : outcomes) {
        List<Track> users = requests.get(outcome.write());
        if (users == null) {
          throw new IllegalStateException(
              "The tenant reported an outcome for a write that was not given: "
                  + outcome.write().subject());
        }
        outcome.requestId().ifPresent(id -> users.forEach(track -> track.request(id)));
        take(outcome, users, later);
      }
      return later;
    }

    private List<Track> take(Deque<Track> queue) {
      List<Track> users = new ArrayList<>();
      int most = adds ? ServiceLimits.MEMBERS_PER_REQUEST : 1;
      while (!queue.isEmpty() && users.size() < most) {
        boolean single = alone.contains(queue.getFirst());
        if (single && !users.isEmpty()) {
          break;
        }
        users.add(queue.removeFirst());
        if (single) {
          break;
        }
      }
      return users;
    }

    private TenantWrite request(GroupId group, List<Track> users) {
      if (!adds) {
        return new TenantWrite.RemoveMember(group, users.get(0).id().orElseThrow());
      }
      Set<UserId> ids = new TreeSet<>();
      users.forEach(track -> ids.add(track.id().orElseThrow()));
      return new TenantWrite.AddMembers(group, ids);
    }

    private void take(WriteOutcome outcome, List<Track> users, Map<GroupId, Refusal> later) {
      GroupId group = group(stage, users.get(0));
      Deque<Track> queue = queues.getOrDefault(group, new ArrayDeque<>());
      switch (outcome.kind()) {
        case DONE, ACCEPTED -> {
          ended(users, outcome, outcome.kind());
          users.forEach(this::applied);
          users.forEach(track -> failures.count(outcome.kind()));
        }
        case UNKNOWN -> {
          ended(users, outcome, WriteOutcome.Kind.UNKNOWN);
          users.forEach(track -> track.begunEarlier(stage.kind()));
          putBack(queue, without(users, settleThere(group, users)));
          later.put(group, Refusals.noAnswer());
        }
        case REFUSED -> refused(outcome, users, queue, later);
        case FAILED, NOT_STARTED -> {
          ended(users, outcome, outcome.kind());
          users.forEach(track -> failures.count(outcome.kind()));
          Refusal why =
              outcome.kind() == WriteOutcome.Kind.FAILED
                  ? refusals.service(outcome)
                  : waiting.refusal();
          ChangeOutcome.Kind kind =
              outcome.kind() == WriteOutcome.Kind.FAILED
                  ? ChangeOutcome.Kind.FAILED
                  : ChangeOutcome.Kind.NOT_STARTED;
          users.forEach(track -> track.ends(kind, why));
        }
      }
    }

    private void refused(
        WriteOutcome outcome, List<Track> users, Deque<Track> queue, Map<GroupId, Refusal> later) {
      GroupId group = group(stage, users.get(0));
      ServiceError.Reason reason =
          outcome.error().map(ServiceError::reason).orElse(ServiceError.Reason.OTHER);
      if (reason == ServiceError.Reason.CONFLICT) {
        ended(users, outcome, WriteOutcome.Kind.FAILED);
        putBack(queue, users);
        later.put(group, refusals.service(outcome));
      } else if (reason == there() && users.size() == 1) {
        ended(users, outcome, WriteOutcome.Kind.FAILED);
        users.forEach(this::there);
      } else if (reason == there()) {
        ended(users, outcome, WriteOutcome.Kind.FAILED);
        List<Track> found = settleThere(group, users);
        List<Track> rest = without(users, found);
        if (found.isEmpty()) {
          alone.addAll(rest);
        }
        putBack(queue, rest);
      } else if (users.size() > 1 && isAboutOne(reason)) {
        ended(users, outcome, WriteOutcome.Kind.FAILED);
        alone.addAll(users);
        putBack(queue, users);
      } else {
        ended(users, outcome, WriteOutcome.Kind.REFUSED);
        users.forEach(track -> failures.count(WriteOutcome.Kind.REFUSED));
        users.forEach(t -> t.ends(ChangeOutcome.Kind.REFUSED, refusals.service(outcome)));
      }
    }

    /** What the service says where the members are as they should be. */
    private ServiceError.Reason there() {
      return adds ? ServiceError.Reason.ALREADY_MEMBER : ServiceError.Reason.NOT_FOUND;
    }

    /** Whether it may be one of the users that holds the others back. */
    private static boolean isAboutOne(ServiceError.Reason reason) {
      return switch (reason) {
        case FORBIDDEN, UNAUTHENTICATED, GROUP_NOT_WRITABLE, MASTERED_ON_PREMISES -> false;
        default -> true;
      };
    }

    /** Reads the members and settles those who are as they should be; returns them. */
    List<Track> settleThere(GroupId group, List<Track> tracks) {
      Map<UserId, Track> byId = new HashMap<>();
      tracks.forEach(track -> byId.put(track.id().orElseThrow(), track));
      Set<Track> members = identitySet();
      try (Stream<LicensedUser> users = tenant.listMembers(group)) {
        users.forEach(user -> Optional.ofNullable(byId.get(user.id())).ifPresent(members::add));
      }
      List<Track> there = tracks.stream().filter(t -> members.contains(t) == adds).toList();
      there.forEach(this::there);
      return there;
    }

    /** It is a member, or none: by our own doing if a write of ours is open. */
    private void there(Track track) {
      if (track.isUnsure(stage.kind())) {
        journal.append(List.of(JournalEntries.settled(tenant.time().now(), track, stage.kind())));
        applied(track);
      } else {
        track.inPlace();
      }
    }

    private void applied(Track track) {
      track.done(stage.kind());
      if (adds) {
        track.joined(group(stage, track));
      }
    }

    private void ended(List<Track> users, WriteOutcome outcome, WriteOutcome.Kind kind) {
      List<JournalEntry> entries = new ArrayList<>();
      WriteOutcome written = WriteOutcome.builder().from(outcome).kind(kind).build();
      for (Track track : users) {
        entries.add(JournalEntries.ended(tenant.time().now(), track, stage.kind(), written));
      }
      journal.append(entries);
    }

    private static List<Track> without(List<Track> tracks, Collection<Track> some) {
      Set<Track> out = identitySet();
      out.addAll(some);
      return tracks.stream().filter(track -> !out.contains(track)).toList();
    }

    private static void putBack(Deque<Track> queue, List<Track> users) {
      for (int i = users.size() - 1; i >= 0; i--) {
        queue.addFirst(users.get(i));
      }
    }

    /** Nothing more is sent to a group: what was sent stays open, the rest was not begun. */
    private void endRest(Deque<Track> rest, Refusal why) {
      for (Track track : rest) {
        if (track.isUnsure(stage.kind())) {
          track.unsettled(Refusals.noAnswer());
        } else {
          track.ends(ChangeOutcome.Kind.NOT_STARTED, why);
        }
      }
      rest.clear();
    }
  }
}
