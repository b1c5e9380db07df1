package io.github.m365licensing.plan;

import io.github.m365licensing.directory.Subject;
import io.github.m365licensing.directory.UserId;
import io.github.m365licensing.plan.SharedMembers.Member;
import java.util.ArrayList;
import java.util.Comparator;
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
 * Plans once more the subjects that reach the same people, each on what those before it leave, in
 * the order in which a run works them off: users from whom licences are only taken, then groups,
 * then the other users. So nobody counts twice, and what two changes take together is seen.
 */
final class SharedPlanner {

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
   * @param isSent whether it is changed if its seats are there
   * @param shared its members whom others reach too, as it found them
   */
  private record Done(
      Subject subject,
      int place,
      boolean isSent,
      MemberConsequences consequences,
      IdentityHashMap<Member, LicenseState> shared) {

    /** The members whom the change of the group concerns in this respect. */
    Stream<UserId> concerned(BiPredicate<Member, LicenseState> how) {
      return shared.entrySet().stream()
          .filter(entry -> how.test(entry.getKey(), entry.getValue()))
          .map(entry -> entry.getKey().id());
    }
  }

  private final Observation observation;
  private final PlannedChanges alone;
  private final Replan replan;
  private final Map<UserId, Integer> users = new TreeMap<>();
  private final List<Integer> groups = new ArrayList<>();
  private final List<Done> done = new ArrayList<>();
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
  SharedPlanner(Observation observation, PlannedChanges alone, Replan replan) {
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
        Comparator.comparing((Integer place) -> !isOnlyTaking(alone.shape(place)))
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
          if (!isBeforeGroups(planned.shape(place))) {
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
        .filter(Done::isSent)
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
    PlannedGroup planned = replan.planned(place, observation.group(subject).with(found));
    planned
        .consequences()
        .ifPresent(
            consequences -> {
              boolean isSent = planned.shape().kind() == ChangeKind.CHANGE;
              done.add(new Done(subject, place, isSent, consequences, found));
              if (isSent && !refused.contains(subject)) {
                found.forEach((member, state) -> now.put(member.id(), consequences.after(state)));
              }
            });
    return takingFirst(planned.shape());
  }

  /** Whether all that is done to a user's licences is done before groups are changed. */
  private static boolean isBeforeGroups(ChangeShape shape) {
    return !shape.steps().isEmpty()
        && shape.steps().stream()
            .allMatch(step -> step.stage().compareTo(Stage.Kind.FREE_SEATS) <= 0);
  }

  private LicenseState beforeGroups(ChangeShape shape) {
    if (isBeforeGroups(shape)) {
      return shape.after();
    }
    for (PlannedStep step : shape.steps()) {
      if (step.write() instanceof PlannedWrite.SetUsageLocation) {
        return shared(shape.before().after(step.write()));
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
    if (now.licenseAssignmentStates().equals(read.licenseAssignmentStates())) {
      return shape;
    }
    LicenseState found =
        now.usageLocation().equals(read.usageLocation())
            ? now
            : shared(LicenseState.builder().from(now).usageLocation(read.usageLocation()).build());
    ChangeShape planned = replan.planned(place, found);
    if (planned.kind() == ChangeKind.CHANGE) {
      moves.put(place, SeatMoves.between(found, planned.after()));
    }
    return later
        .computeIfAbsent(planned, any -> new IdentityHashMap<>())
        .computeIfAbsent(read, any -> asRead(planned, read));
  }

  private static ChangeShape asRead(ChangeShape planned, LicenseState read) {
    return ChangeShape.builder()
        .from(planned)
        .before(read)
        .after(planned.kind() == ChangeKind.CHANGE ? planned.after() : read)
        .steps(planned.steps().stream().map(SharedPlanner::notBeforeGroups).toList())
        .build();
  }

  private static PlannedStep notBeforeGroups(PlannedStep step) {
    return step.stage() == Stage.Kind.FREE_SEATS
        ? new PlannedStep(Stage.Kind.CHANGE_LICENSES, step.write())
        : step;
  }

  /** What only takes licences comes first: who takes the last path of a seat frees it. */
  private ChangeShape takingFirst(ChangeShape shape) {
    return isOnlyTaking(shape)
        ? taking.computeIfAbsent(
            shape,
            any ->
                ChangeShape.builder()
                    .from(shape)
                    .steps(shape.steps().stream().map(SharedPlanner::takingFirst).toList())
                    .build())
        : shape;
  }

  private static PlannedStep takingFirst(PlannedStep step) {
    return !isOnlyTaking(step)
        ? step
        : new PlannedStep(
            step.stage() == Stage.Kind.CHANGE_LICENSES
                ? Stage.Kind.FREE_SEATS
                : Stage.Kind.FREE_SEATS_OF_GROUPS,
            step.write());
  }

  private static boolean isOnlyTaking(ChangeShape shape) {
    return shape.steps().stream().anyMatch(SharedPlanner::isOnlyTaking);
  }

  private static boolean isOnlyTaking(PlannedStep step) {
    return (step.stage() == Stage.Kind.CHANGE_LICENSES
            || step.stage() == Stage.Kind.CHANGE_GROUP_LICENSES
            || step.stage() == Stage.Kind.FREE_SEATS_OF_GROUPS)
        && step.write() instanceof PlannedWrite.AssignLicenses assign
        && assign.addLicenses().isEmpty();
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
        ? group.consequences().losesData(state)
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
