package io.github.m365licensing.internal.planning;

import io.github.m365licensing.directory.LicenseState;
import io.github.m365licensing.directory.Subject;
import io.github.m365licensing.directory.UserId;
import io.github.m365licensing.intent.FindingCode;
import io.github.m365licensing.internal.observe.Observation;
import io.github.m365licensing.internal.observe.ObservedGroup;
import io.github.m365licensing.internal.observe.SharedMembers.Member;
import io.github.m365licensing.internal.planning.GroupPlanner.PlannedGroup;
import io.github.m365licensing.plan.ChangeKind;
import io.github.m365licensing.plan.ChangeShape;
import io.github.m365licensing.plan.Finding;
import io.github.m365licensing.plan.GroupReach;
import io.github.m365licensing.plan.PlannedStep;
import io.github.m365licensing.plan.Severity;
import io.github.m365licensing.plan.Stage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/**
 * Plans once more the subjects that reach the same people, each on what those before it in {@link
 * StageOrder} leave. So nobody counts twice, and what two changes take together is seen.
 */
final class SharedPeoplePlanner {

  /** What plans one subject on what it finds there, and holds it back if need be. */
  interface Replan {
    /** For the user at this place if it looks like this. */
    ChangeShape planned(int place, LicenseState state);

    /** For the group at this place if it has these members. */
    PlannedGroup planned(int place, ObservedGroup group);
  }

  /**
   * A group as planned last.
   *
   * @param alone what became of its members if it were the only subject
   * @param shared its members whom others reach too, as it found them
   */
  private record Done(
      Subject subject,
      int place,
      MemberConsequences consequences,
      MemberConsequences alone,
      IdentityHashMap<Member, LicenseState> shared) {

    /** The members whom the change of the group concerns in this respect. */
    Stream<UserId> concerned(BiPredicate<Member, LicenseState> how) {
      return shared.entrySet().stream()
          .filter(entry -> how.test(entry.getKey(), entry.getValue()))
          .map(entry -> entry.getKey().id());
    }
  }

  private static final Set<FindingCode> LOSSES =
      EnumSet.of(FindingCode.DATA_LOSS, FindingCode.LAST_INTUNE_PLAN);

  private final Observation<SubjectIntent> observation;
  private final PlannedChanges alone;
  private final Replan replan;
  private final Map<UserId, Integer> users = new TreeMap<>();
  private final List<Integer> groups = new ArrayList<>();
  private final Map<Integer, PlannedGroup> groupsAlone = new HashMap<>();
  private final List<Done> done = new ArrayList<>();

  /** The groups that are changed if their seats are there. */
  private final Set<Subject> sent = new HashSet<>();

  private final Map<Integer, SeatMoves> moves = new HashMap<>();

  /** Whatever many users share is made once. */
  private final Map<LicenseState, LicenseState> states = new HashMap<>();

  private final IdentityHashMap<ChangeShape, ChangeShape> taking = new IdentityHashMap<>();
  private final IdentityHashMap<ChangeShape, IdentityHashMap<LicenseState, ChangeShape>> later =
      new IdentityHashMap<>();

  /**
   * A planner.
   *
   * @param alone the changes as planned without a view to each other
   */
  SharedPeoplePlanner(Observation<SubjectIntent> observation, PlannedChanges alone, Replan replan) {
    this.observation = observation;
    this.alone = alone;
    this.replan = replan;
    observation
        .shared()
        .ofGroup()
        .forEach(
            (group, members) -> {
              groups.add(alone.find(group));
              members.forEach(member -> add(member.id()));
            });
    groups.sort(
        Comparator.comparing((Integer place) -> !StageOrder.isOnlyTaking(alone.shape(place)))
            .thenComparing(place -> !isFirstServed(place))
            .thenComparing(Comparator.naturalOrder()));
  }

  private void add(UserId user) {
    int place = alone.find(Subject.user(user));
    if (place >= 0) {
      users.put(user, place);
    }
  }

  private boolean isFirstServed(int place) {
    return observation.guarded().firstServed().contains(observation.subjects().subject(place));
  }

  /**
   * Plans them.
   *
   * @param refused groups that get no seats, so that they change nobody
   */
  PlannedChanges plan(Set<Subject> refused) {
    if (groups.isEmpty()) {
      return alone;
    }
    done.clear();
    sent.clear();
    moves.clear();
    PlannedChanges planned = alone.copy();
    Map<UserId, LicenseState> now = new HashMap<>();
    users.forEach(
        (id, place) -> {
          planned.shape(place, takingFirst(alone.shape(place)));
          now.put(id, beforeGroups(planned.shape(place)));
        });
    for (int place : groups) {
      planned.shape(place, group(place, now, refused));
    }
    users.forEach(
        (id, place) -> {
          if (!StageOrder.isBeforeGroups(planned.shape(place))) {
            LicenseState found = Objects.requireNonNull(now.get(id));
            planned.shape(place, afterGroups(planned.shape(place), place, found));
          }
        });
    return planned;
  }

  /**
   * The first group that got no seats. Those after it are to be looked at again, since they find
   * its members as they were.
   */
  Optional<Subject> refused(PlannedChanges given, Set<Subject> known) {
    return done.stream()
        .filter(group -> sent.contains(group.subject()))
        .filter(group -> given.shape(group.place()).kind() == ChangeKind.BLOCKED)
        .map(Done::subject)
        .filter(subject -> !known.contains(subject))
        .findFirst();
  }

  /**
   * The seats of users who are not to be judged by their shapes, since others change them too; by
   * their places.
   */
  Map<Integer, SeatMoves> moves() {
    return moves;
  }

  private ChangeShape group(int place, Map<UserId, LicenseState> now, Set<Subject> refused) {
    Subject subject = observation.subjects().subject(place);
    IdentityHashMap<Member, LicenseState> found = new IdentityHashMap<>();
    Objects.requireNonNull(observation.shared().ofGroup().get(subject))
        .forEach(member -> found.put(member, now.getOrDefault(member.id(), member.state())));
    ObservedGroup group = observation.group(subject);
    PlannedGroup untouched =
        groupsAlone.computeIfAbsent(place, any -> replan.planned(place, group));
    PlannedGroup planned = replan.planned(place, group.with(found));
    if (planned.consequences().isEmpty()) {
      return planned.shape();
    }
    Done how =
        new Done(
            subject,
            place,
            planned.consequences().get(),
            untouched.consequences().orElseThrow(),
            found);
    done.add(how);
    ChangeShape shape = withLosses(planned.shape(), untouched.shape(), how);
    if (shape.kind() == ChangeKind.CHANGE) {
      sent.add(subject);
      if (!refused.contains(subject)) {
        found.forEach((member, state) -> now.put(member.id(), how.consequences().after(state)));
      }
    }
    return takingFirst(shape);
  }

  /**
   * What members would lose without the other subjects counts as lost: those are worked off in the
   * background, and some member may get nothing.
   */
  private static ChangeShape withLosses(ChangeShape planned, ChangeShape untouched, Done how) {
    long more =
        how.concerned(
                (member, state) ->
                    how.alone().losesData(member.state()) && !how.consequences().losesData(state))
            .count();
    if (more == 0) {
      return planned;
    }
    long counted = losses(planned).mapToLong(Finding::members).sum();
    List<Finding> losses =
        losses(untouched)
            .map(loss -> Finding.builder().from(loss).members(counted + more).build())
            .toList();
    ChangeShape shape = ChangeShape.builder().from(planned).addAllFindings(losses).build();
    return losses.stream().anyMatch(f -> f.severity() == Severity.BLOCKING)
        ? Blocking.blocked(shape)
        : shape;
  }

  private static Stream<Finding> losses(ChangeShape shape) {
    return shape.findings().stream().filter(f -> f.code() == FindingCode.DATA_LOSS);
  }

  private LicenseState beforeGroups(ChangeShape shape) {
    if (StageOrder.isBeforeGroups(shape)) {
      return shape.after();
    }
    for (PlannedStep step : shape.steps()) {
      if (step.stage() == Stage.Kind.SET_USAGE_LOCATIONS) {
        return shared(step.write().applyTo(shape.before()));
      }
    }
    return shape.before();
  }

  private LicenseState shared(LicenseState state) {
    return states.computeIfAbsent(state, same -> same);
  }

  /** The user on what the groups leave; what was read of him stays what is expected before. */
  private ChangeShape afterGroups(ChangeShape shape, int place, LicenseState now) {
    LicenseState read = shape.before();
    if (now.licenses().equals(read.licenses())) {
      return shape;
    }
    LicenseState found =
        now.usageLocation().equals(read.usageLocation())
            ? now
            : shared(LicenseState.builder().from(now).usageLocation(read.usageLocation()).build());
    ChangeShape planned = replan.planned(place, found);
    ChangeShape kept =
        later
            .computeIfAbsent(planned, any -> new IdentityHashMap<>())
            .computeIfAbsent(read, any -> asRead(planned, shape));
    if (kept.kind() == ChangeKind.CHANGE) {
      moves.put(place, SeatMoves.between(found, planned.after()));
    }
    return kept;
  }

  /**
   * The shape with what was read before it. What would be lost without the groups counts as lost:
   * they are worked off in the background, and some member may get nothing.
   */
  private static ChangeShape asRead(ChangeShape planned, ChangeShape alone) {
    List<Finding> losses =
        alone.findings().stream()
            .filter(f -> LOSSES.contains(f.code()))
            .filter(f -> planned.findings().stream().noneMatch(g -> isAboutSame(f, g)))
            .toList();
    ChangeShape shape =
        ChangeShape.builder()
            .from(planned)
            .before(alone.before())
            .after(planned.kind() == ChangeKind.CHANGE ? planned.after() : alone.before())
            .steps(planned.steps().stream().map(StageOrder::afterGroups).toList())
            .addAllFindings(losses)
            .build();
    return losses.stream().anyMatch(f -> f.severity() == Severity.BLOCKING)
        ? Blocking.blocked(shape)
        : shape;
  }

  private static boolean isAboutSame(Finding one, Finding other) {
    return one.code() == other.code() && one.servicePlanId().equals(other.servicePlanId());
  }

  private ChangeShape takingFirst(ChangeShape shape) {
    return StageOrder.isOnlyTaking(shape)
        ? taking.computeIfAbsent(
            shape,
            any ->
                ChangeShape.builder()
                    .from(shape)
                    .steps(shape.steps().stream().map(StageOrder::takingFirst).toList())
                    .build())
        : shape;
  }

  /** Says of each group how many of those whom it changes count elsewhere; in place. */
  void countPeople(PlannedChanges planned) {
    Set<UserId> counted = new HashSet<>();
    users.forEach(
        (id, place) -> {
          if (planned.shape(place).kind() == ChangeKind.CHANGE) {
            counted.add(id);
          }
        });
    for (Done group : done) {
      ChangeShape shape = planned.shape(group.place());
      if (shape.kind() == ChangeKind.CHANGE) {
        long elsewhere =
            group
                .concerned((member, state) -> group.consequences().isChanged(state))
                .filter(id -> !counted.add(id))
                .count();
        GroupReach reach = shape.reach().orElseThrow().withCountedElsewhere(elsewhere);
        planned.shape(group.place(), ChangeShape.builder().from(shape).reach(reach).build());
      }
    }
  }

  /** How many people too many are counted if those with an accepted finding are added up. */
  long repeated(FindingCode code, PlannedChanges planned) {
    Set<UserId> counted = new HashSet<>();
    users.forEach(
        (id, place) -> {
          if (isAccepted(code, planned.shape(place))) {
            counted.add(id);
          }
        });
    long repeated = 0;
    for (Done group : done) {
      if (isAccepted(code, planned.shape(group.place()))) {
        repeated +=
            group
                .concerned((member, state) -> isConcerned(code, group, member, state))
                .filter(id -> !counted.add(id))
                .count();
      }
    }
    return repeated;
  }

  private static boolean isAccepted(FindingCode code, ChangeShape shape) {
    return shape.findings().stream().anyMatch(f -> f.isAccepted() && f.code() == code);
  }

  /** Whether a finding of a group with this code counts this member. */
  private static boolean isConcerned(
      FindingCode code, Done group, Member member, LicenseState state) {
    return code == FindingCode.DATA_LOSS
        ? group.consequences().losesData(state) || group.alone().losesData(member.state())
        : code == FindingCode.PROTECTED_USER
            && member.isProtected()
            && group.consequences().isChanged(state);
  }

  /** What a group found its members like whom others reach too. */
  Map<UserId, LicenseState> found(Subject subject) {
    Map<UserId, LicenseState> found = new HashMap<>();
    done.stream()
        .filter(group -> group.subject().equals(subject))
        .forEach(g -> g.shared().forEach((member, state) -> found.put(member.id(), state)));
    return found;
  }
}
