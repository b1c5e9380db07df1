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
  private final RunClock clock;
  private final Failures failures;

  MemberWriter(
      Tenant tenant,
      ApplyOptions options,
      JournalWriter journal,
      StateCheck check,
      DriftCheck drift,
      Refusals refusals,
      RunClock clock,
      Failures failures) {
    this.tenant = tenant;
    this.options = options;
    this.journal = journal;
    this.check = check;
    this.drift = drift;
    this.refusals = refusals;
    this.clock = clock;
    this.failures = failures;
  }

  /** Writes the step of a stage for each. */
  void write(Stage stage, List<SubjectRun> subjects, StageWriter.Told told) {
    List<SubjectRun> open = withGroupsAsPlanned(stage, settleEarlier(stage, subjects));
    long done = (long) subjects.size() - open.size();
    for (int from = 0; from < open.size(); from += options.writesPerList()) {
      List<SubjectRun> list =
          open.subList(from, Math.min(from + options.writesPerList(), open.size()));
      clock.control().awaitResumed();
      if (isToStop()) {
        list.forEach(subject -> subject.ends(ChangeOutcome.Kind.NOT_STARTED, stopped()));
      } else {
        new Pass(stage).run(drift.ready(list, stage.kind()));
      }
      done += list.size();
      told.done(done, subjects.size());
    }
  }

  /**
   * Leaves out whom a group would be joined by that does not carry what it carried when the plan
   * was made; a difference counts after two reads that agree.
   */
  private List<SubjectRun> withGroupsAsPlanned(Stage stage, List<SubjectRun> subjects) {
    Map<GroupId, List<Difference>> changed = new TreeMap<>();
    Map<GroupId, List<AssignedLicense>> planned = new TreeMap<>();
    for (SubjectRun subject : subjects) {
      PlannedWrite write = subject.step(stage.kind()).orElseThrow().write();
      write.groupJoined().ifPresent(group -> planned.put(group, write.licensesGiven()));
    }
    planned.forEach(
        (group, licenses) -> {
          List<Difference> first = differences(group, licenses);
          if (!first.isEmpty()) {
            clock.pause(BETWEEN_READS);
            if (differences(group, licenses).equals(first)) {
              changed.put(group, first);
            }
          }
        });
    for (SubjectRun subject : subjects) {
      List<Difference> differences = changed.get(group(stage, subject));
      if (differences != null) {
        subject.ends(ChangeOutcome.Kind.REFUSED, refusals.groupChanged(differences));
      }
    }
    return subjects.stream().filter(t -> !changed.containsKey(group(stage, t))).toList();
  }

  private List<Difference> differences(GroupId id, List<AssignedLicense> licenses) {
    LicenseState planned = LicenseState.ofGroup(licenses);
    return tenant
        .findGroup(id)
        .map(group -> check.differencesOfGroup(planned, LicenseState.of(group)))
        .orElseGet(() -> List.of(new Difference.GroupGone(id)));
  }

  private boolean isToStop() {
    return clock.isOver() || failures.isTooMuch();
  }

  private Refusal stopped() {
    return clock.isOver() ? clock.refusal() : failures.refusal();
  }

  /** Takes out those whose write of an earlier run got through, though nobody was told. */
  private List<SubjectRun> settleEarlier(Stage stage, List<SubjectRun> subjects) {
    Map<GroupId, List<SubjectRun>> unsure = new TreeMap<>();
    for (SubjectRun subject : subjects) {
      if (subject.isUnsure(stage.kind())) {
        unsure.computeIfAbsent(group(stage, subject), any -> new ArrayList<>()).add(subject);
      }
    }
    Set<SubjectRun> settled = identitySet();
    unsure.forEach((group, of) -> settled.addAll(new Pass(stage).settleThere(group, of)));
    return subjects.stream().filter(subject -> !settled.contains(subject)).toList();
  }

  private static GroupId group(Stage stage, SubjectRun subject) {
    PlannedWrite write = subject.step(stage.kind()).orElseThrow().write();
    return write.groupJoined().or(write::groupLeft).orElseThrow();
  }

  private static Set<SubjectRun> identitySet() {
    return Collections.newSetFromMap(new IdentityHashMap<>());
  }

  /** One list of subjects in one stage. */
  private final class Pass {

    private final Stage stage;
    private final boolean adds;
    private final Map<GroupId, Deque<SubjectRun>> queues = new TreeMap<>();
    private final Set<SubjectRun> alone = identitySet();

    Pass(Stage stage) {
      this.stage = stage;
      this.adds = stage.kind() == Stage.Kind.ADD_TO_GROUPS;
    }

    void run(List<SubjectRun> ready) {
      for (SubjectRun subject : ready) {
        queues.computeIfAbsent(group(stage, subject), any -> new ArrayDeque<>()).add(subject);
      }
      RunClock.Rounds rounds = clock.within(options.gateBudget());
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
      Map<TenantWrite, List<SubjectRun>> requests = new LinkedHashMap<>();
      List<JournalEntry> intended = new ArrayList<>();
      queues.forEach(
          (group, queue) -> {
            List<SubjectRun> users = take(queue);
            requests.put(request(group, users), users);
            for (SubjectRun subject : users) {
              PlannedStep step = subject.step(stage.kind()).orElseThrow();
              intended.add(JournalEntries.intended(tenant.time().now(), subject, step));
            }
          });
      journal.append(intended);
      List<WriteOutcome> outcomes = Collections.synchronizedList(new ArrayList<>());
      tenant.submit(List.copyOf(requests.keySet()), outcomes::add);
      Map<GroupId, Refusal> later = new TreeMap<>();
      for (WriteOutcome outcome : outcomes) {
        List<SubjectRun> users = requests.get(outcome.write());
        if (users == null) {
          throw new IllegalStateException(
              "The tenant reported an outcome for a write that was not given: "
                  + outcome.write().subject());
        }
        outcome.requestId().ifPresent(id -> users.forEach(subject -> subject.request(id)));
        take(outcome, users, later);
      }
      return later;
    }

    private List<SubjectRun> take(Deque<SubjectRun> queue) {
      List<SubjectRun> users = new ArrayList<>();
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

    private TenantWrite request(GroupId group, List<SubjectRun> users) {
      if (!adds) {
        return new TenantWrite.RemoveMember(group, users.get(0).id().orElseThrow());
      }
      Set<UserId> ids = new TreeSet<>();
      users.forEach(subject -> ids.add(subject.id().orElseThrow()));
      return new TenantWrite.AddMembers(group, ids);
    }

    private void take(WriteOutcome outcome, List<SubjectRun> users, Map<GroupId, Refusal> later) {
      GroupId group = group(stage, users.get(0));
      Deque<SubjectRun> queue = queues.getOrDefault(group, new ArrayDeque<>());
      switch (outcome.kind()) {
        case DONE, ACCEPTED -> {
          ended(users, outcome, outcome.kind());
          users.forEach(this::applied);
          users.forEach(subject -> failures.count(outcome.kind()));
        }
        case UNKNOWN -> {
          ended(users, outcome, WriteOutcome.Kind.UNKNOWN);
          users.forEach(subject -> subject.begunEarlier(stage.kind()));
          putBack(queue, without(users, settleThere(group, users)));
          later.put(group, Refusals.noAnswer());
        }
        case REFUSED -> refused(outcome, users, queue, later);
        case FAILED, NOT_STARTED -> {
          ended(users, outcome, outcome.kind());
          users.forEach(subject -> failures.count(outcome.kind()));
          Refusal why =
              outcome.kind() == WriteOutcome.Kind.FAILED
                  ? refusals.service(outcome)
                  : clock.refusal();
          ChangeOutcome.Kind kind =
              outcome.kind() == WriteOutcome.Kind.FAILED
                  ? ChangeOutcome.Kind.FAILED
                  : ChangeOutcome.Kind.NOT_STARTED;
          users.forEach(subject -> subject.ends(kind, why));
        }
      }
    }

    private void refused(
        WriteOutcome outcome,
        List<SubjectRun> users,
        Deque<SubjectRun> queue,
        Map<GroupId, Refusal> later) {
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
        List<SubjectRun> found = settleThere(group, users);
        List<SubjectRun> rest = without(users, found);
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
        users.forEach(subject -> failures.count(WriteOutcome.Kind.REFUSED));
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
    List<SubjectRun> settleThere(GroupId group, List<SubjectRun> subjects) {
      Map<UserId, SubjectRun> byId = new HashMap<>();
      subjects.forEach(subject -> byId.put(subject.id().orElseThrow(), subject));
      Set<SubjectRun> members = identitySet();
      try (Stream<LicensedUser> users = tenant.listMembers(group)) {
        users.forEach(user -> Optional.ofNullable(byId.get(user.id())).ifPresent(members::add));
      }
      List<SubjectRun> there = subjects.stream().filter(t -> members.contains(t) == adds).toList();
      there.forEach(this::there);
      return there;
    }

    /** It is a member, or none: by our own doing if a write of ours is open. */
    private void there(SubjectRun subject) {
      if (subject.isUnsure(stage.kind())) {
        journal.append(List.of(JournalEntries.settled(tenant.time().now(), subject, stage.kind())));
        applied(subject);
      } else {
        subject.inPlace();
      }
    }

    private void applied(SubjectRun subject) {
      subject.done(stage.kind());
      if (adds) {
        subject.joined(group(stage, subject));
      }
    }

    private void ended(List<SubjectRun> users, WriteOutcome outcome, WriteOutcome.Kind kind) {
      List<JournalEntry> entries = new ArrayList<>();
      WriteOutcome written = WriteOutcome.builder().from(outcome).kind(kind).build();
      for (SubjectRun subject : users) {
        entries.add(JournalEntries.ended(tenant.time().now(), subject, stage.kind(), written));
      }
      journal.append(entries);
    }

    private static List<SubjectRun> without(
        List<SubjectRun> subjects, Collection<SubjectRun> some) {
      Set<SubjectRun> out = identitySet();
      out.addAll(some);
      return subjects.stream().filter(subject -> !out.contains(subject)).toList();
    }

    private static void putBack(Deque<SubjectRun> queue, List<SubjectRun> users) {
      for (int i = users.size() - 1; i >= 0; i--) {
        queue.addFirst(users.get(i));
      }
    }

    /** Nothing more is sent to a group: what was sent stays open, the rest was not begun. */
    private void endRest(Deque<SubjectRun> rest, Refusal why) {
      for (SubjectRun subject : rest) {
        if (subject.isUnsure(stage.kind())) {
          subject.unsettled(Refusals.noAnswer());
        } else {
          subject.ends(ChangeOutcome.Kind.NOT_STARTED, why);
        }
      }
      rest.clear();
    }
  }
}
