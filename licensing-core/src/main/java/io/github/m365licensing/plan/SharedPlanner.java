package io.github.m365licensing.plan;

import io.github.m365licensing.directory.Subject;
import io.github.m365licensing.directory.UserId;
import io.github.m365licensing.plan.ObservedGroup.Members;
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
    PlannedChange planned(int place, LicenseState state);

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
      int place,
      boolean isSent,
      MemberConsequences consequences,
      Map<Member, LicenseState> shared) {

    /** The members whom the change of the group concerns in this respect. */
    Stream<UserId> concerned(BiPredicate<Member, LicenseState> how) {
      return shared.entrySet().stream()
          .filter(entry -> how.test(entry.getKey(), entry.getValue()))
          .map(entry -> entry.getKey().id());
    }
  }

  private final Observation observation;
  private final Replan replan;
  private final Map<UserId, Integer> users = new TreeMap<>();
  private final List<Integer> groups = new ArrayList<>();
  private final List<Done> done = new ArrayList<>();
  private final Map<Subject, SeatMoves> moves = new HashMap<>();

  /** Whatever many users share is made once. */
  private final Map<LicenseState, LicenseState> states = new HashMap<>();

  private final IdentityHashMap<ChangeShape, ChangeShape> taking = new IdentityHashMap<>();
  private final IdentityHashMap<ChangeShape, IdentityHashMap<LicenseState, ChangeShape>> later =
      new IdentityHashMap<>();

  SharedPlanner(Observation observation, List<PlannedChange> changes, Replan replan) {
    this.observation = observation;
    this.replan = replan;
    Set<UserId> shared = new HashSet<>();
    observation.shared().ofGroup().values().forEach(of -> of.forEach(m -> shared.add(m.id())));
    for (int i = 0; i < changes.size() && !shared.isEmpty(); i++) {
      Subject subject = changes.get(i).subject();
      if (observation.shared().ofGroup().containsKey(subject)) {
        groups.add(i);
      } else if (subject instanceof Subject.OfUser user && shared.contains(user.id())) {
        users.put(user.id(), i);
      }
    }
    groups.sort(
        Comparator.comparing((Integer place) -> !isOnlyTaking(changes.get(place)))
            .thenComparing(
                place ->
                    !observation.guarded().firstServed().contains(changes.get(place).subject()))
            .thenComparing(Comparator.naturalOrder()));
  }

  /**
   * Plans them.
   *
   * @param changes as planned without a view to each other
   * @param refused groups that get no seats, so that they change nobody
   */
  List<PlannedChange> plan(List<PlannedChange> changes, Set<Subject> refused) {
    done.clear();
    moves.clear();
    List<PlannedChange> planned = new ArrayList<>(changes);
    Map<UserId, LicenseState> now = new HashMap<>();
    users.forEach(
        (id, place) -> {
          PlannedChange change = takingFirst(changes.get(place));
          planned.set(place, change);
          now.put(id, beforeGroups(change.shape()));
        });
    for (int place : groups) {
      planned.set(place, group(planned.get(place), place, now, refused));
    }
    users.forEach(
        (id, place) -> {
          PlannedChange change = planned.get(place);
          if (!isBeforeGroups(change.shape())) {
            planned.set(place, afterGroups(change, place, Objects.requireNonNull(now.get(id))));
          }
        });
    return planned;
  }

  /**
   * The first group that got no seats. Those after it are to be looked at again, since they find
   * its members as they were.
   */
  Optional<Subject> refused(List<PlannedChange> given, Set<Subject> known) {
    return done.stream()
        .filter(Done::isSent)
        .map(group -> given.get(group.place()))
        .filter(change -> change.kind() == ChangeKind.BLOCKED)
        .filter(change -> !known.contains(change.subject()))
        .map(PlannedChange::subject)
        .findFirst();
  }

  /** The seats of users who are not to be judged by their shapes, since others change them too. */
  Map<Subject, SeatMoves> moves() {
    return moves;
  }

  private PlannedChange group(
      PlannedChange change, int place, Map<UserId, LicenseState> now, Set<Subject> refused) {
    List<Member> members = members(change.subject());
    Map<Member, LicenseState> found = new IdentityHashMap<>();
    members.forEach(member -> found.put(member, now.getOrDefault(member.id(), member.state())));
    PlannedGroup planned = replan.planned(place, withMembersAs(found, change.subject()));
    planned
        .consequences()
        .ifPresent(
            consequences -> {
              boolean isSent = planned.change().kind() == ChangeKind.CHANGE;
              done.add(new Done(place, isSent, consequences, found));
              if (isSent && !refused.contains(change.subject())) {
                found.forEach((member, state) -> now.put(member.id(), consequences.after(state)));
              }
            });
    return takingFirst(planned.change());
  }

  private List<Member> members(Subject group) {
    return Objects.requireNonNull(observation.shared().ofGroup().get(group), "group");
  }

  private ObservedGroup withMembersAs(Map<Member, LicenseState> found, Subject subject) {
    ObservedGroup read = Objects.requireNonNull(observation.groups().get(subject), "group");
    IdentityHashMap<LicenseState, int[]> counts = new IdentityHashMap<>();
    read.members().forEach(m -> counts.put(m.state(), new int[] {m.count(), m.isProtected()}));
    found.forEach(
        (member, state) -> {
          add(counts, member.state(), -1, member.isProtected());
          add(counts, state, 1, member.isProtected());
        });
    List<Members> members = new ArrayList<>(counts.size());
    counts.forEach(
        (state, count) -> {
          if (count[0] > 0) {
            members.add(new Members(state, count[0], count[1]));
          }
        });
    return new ObservedGroup(read.group(), read.organization(), members, read.nestedGroups());
  }

  private static void add(
      IdentityHashMap<LicenseState, int[]> counts,
      LicenseState state,
      int people,
      boolean isProtected) {
    int[] count = counts.computeIfAbsent(state, any -> new int[2]);
    count[0] += people;
    count[1] += isProtected ? people : 0;
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
  private PlannedChange afterGroups(PlannedChange change, int place, LicenseState now) {
    LicenseState read = change.shape().before();
    if (now.licenseAssignmentStates().equals(read.licenseAssignmentStates())) {
      return change;
    }
    LicenseState found =
        now.usageLocation().equals(read.usageLocation())
            ? now
            : shared(LicenseState.builder().from(now).usageLocation(read.usageLocation()).build());
    ChangeShape planned = replan.planned(place, found).shape();
    if (planned.kind() == ChangeKind.CHANGE) {
      moves.put(change.subject(), SeatMoves.between(found, planned.after()));
    }
    ChangeShape shape =
        later
            .computeIfAbsent(planned, any -> new IdentityHashMap<>())
            .computeIfAbsent(read, any -> asRead(planned, read));
    return new PlannedChange(change.subject(), change.name(), shape);
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

  private static boolean isOnlyTaking(PlannedChange change) {
    return change.shape().steps().stream().anyMatch(SharedPlanner::isOnlyTaking);
  }

  private static boolean isOnlyTaking(PlannedStep step) {
    return (step.stage() == Stage.Kind.CHANGE_LICENSES
            || step.stage() == Stage.Kind.CHANGE_GROUP_LICENSES
            || step.stage() == Stage.Kind.FREE_SEATS_OF_GROUPS)
        && step.write() instanceof PlannedWrite.AssignLicenses assign
        && assign.addLicenses().isEmpty();
  }

  /** What only takes licences comes first: who takes the last path of a seat frees it. */
  private PlannedChange takingFirst(PlannedChange change) {
    return isOnlyTaking(change)
        ? new PlannedChange(
            change.subject(),
            change.name(),
            taking.computeIfAbsent(change.shape(), SharedPlanner::takingFirst))
        : change;
  }

  private static ChangeShape takingFirst(ChangeShape shape) {
    return ChangeShape.builder()
        .from(shape)
        .steps(shape.steps().stream().map(SharedPlanner::takingFirst).toList())
        .build();
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

  /** Says of each group how many of those whom it changes count elsewhere; in place. */
  void countPeople(List<PlannedChange> planned) {
    Set<UserId> counted = new HashSet<>();
    users.forEach(
        (id, place) -> {
          if (planned.get(place).kind() == ChangeKind.CHANGE) {
            counted.add(id);
          }
        });
    for (Done group : done) {
      PlannedChange change = planned.get(group.place());
      if (change.kind() == ChangeKind.CHANGE) {
        long elsewhere =
            group
                .concerned((member, state) -> group.consequences().isChanged(state))
                .filter(id -> !counted.add(id))
                .count();
        GroupReach reach = change.shape().reach().orElseThrow().withCountedElsewhere(elsewhere);
        planned.set(
            group.place(),
            new PlannedChange(
                change.subject(),
                change.name(),
                ChangeShape.builder().from(change.shape()).reach(reach).build()));
      }
    }
  }

  /** How many people too many are counted if those with an accepted finding are added up. */
  long repeated(FindingCode code, List<PlannedChange> planned) {
    Set<UserId> counted = new HashSet<>();
    users.forEach(
        (id, place) -> {
          if (isAccepted(code, planned.get(place))) {
            counted.add(id);
          }
        });
    long repeated = 0;
    for (Done group : done) {
      if (isAccepted(code, planned.get(group.place()))) {
        repeated +=
            group
                .concerned((member, state) -> isConcerned(code, group, member, state))
                .filter(id -> !counted.add(id))
                .count();
      }
    }
    return repeated;
  }

  private static boolean isAccepted(FindingCode code, PlannedChange change) {
    return change.shape().findings().stream().anyMatch(f -> f.isAccepted() && f.code() == code);
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

  /** What the group found its shared members like. */
  Map<UserId, LicenseState> found(Subject subject, List<PlannedChange> planned) {
    Map<UserId, LicenseState> found = new HashMap<>();
    for (Done group : done) {
      if (planned.get(group.place()).subject().equals(subject)) {
        group.shared().forEach((member, state) -> found.put(member.id(), state));
      }
    }
    return found;
  }
}
