package io.github.m365licensing.plan;

import io.github.m365licensing.directory.Subject;
import io.github.m365licensing.plan.Observation.Guarded;
import io.github.m365licensing.plan.Observation.ObservedSubject;
import io.github.m365licensing.rules.PlanPair;
import io.github.m365licensing.rules.RuleBook;
import io.github.m365licensing.rules.SeatLedger;
import io.github.m365licensing.sku.SkuId;
import io.github.m365licensing.sku.SubscribedSku;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Makes a plan of an observation: equal observations give equal plans. Only managed devices are
 * read on the way, since whether they matter is known once the changes are.
 */
final class PlanAssembly implements SharedPlanner.Replan {

  private final Observation observation;
  private final TenantNames names;
  private final FindingTexts texts;

  /** Shapes are worked out once per distinct state and wish; both are shared instances. */
  private final IdentityHashMap<Wish, IdentityHashMap<LicenseState, ChangeShape>> shapes =
      new IdentityHashMap<>();

  /** The same shapes for those whom the intent protects. */
  private final IdentityHashMap<ChangeShape, ChangeShape> guarded = new IdentityHashMap<>();

  private final Map<Subject, MemberConsequences> consequences = new HashMap<>();
  private final List<ObservedSubject> subjects;
  private final RuleBook rules;
  private final Set<FindingCode> accepted;

  private PlanAssembly(Observation observation, TenantNames names, RuleBook rules) {
    this.observation = observation;
    this.subjects = SubjectSort.sorted(observation.subjects());
    this.names = names;
    this.rules = rules;
    this.texts = new FindingTexts(names, observation.groupNames(), observation.licensingModel());
    this.accepted = observation.guarded().guards().accepted().keySet();
  }

  /**
   * Makes the plan.
   *
   * @param rules what the service does; pairs of plans that somebody in the observation holds
   *     together are taken as proof that they can be
   */
  static LicensePlan plan(
      Observation observation, TenantNames names, RuleBook rules, IntuneDevices devices) {
    Set<PlanPair> standing = new TreeSet<>();
    Set<LicenseState> states = Collections.newSetFromMap(new IdentityHashMap<>());
    // Only what people hold is proof; a group may give what nobody can hold.
    for (ObservedSubject subject : observation.subjects()) {
      if (!isGroup(subject) && states.add(subject.state())) {
        standing.addAll(rules.standingExclusions(subject.state().asUser()));
      }
    }
    for (ObservedGroup group : observation.groups().values()) {
      for (ObservedGroup.Members members : group.members()) {
        if (states.add(members.state())) {
          standing.addAll(rules.standingExclusions(members.state().asUser()));
        }
      }
    }
    RuleBook tolerant =
        standing.isEmpty()
            ? rules
            : RuleBook.of(
                rules.semantics(), rules.facts().tolerating(standing), rules.tenantSkus());
    return new PlanAssembly(observation, names, tolerant).plan(devices);
  }

  private LicensePlan plan(IntuneDevices devices) {
    List<PlannedChange> changes = new ArrayList<>(subjects.size());
    for (int place = 0; place < subjects.size(); place++) {
      ObservedSubject subject = subjects.get(place);
      changes.add(
          isGroup(subject)
              ? planned(place, observed(subject)).change()
              : planned(place, subject.state()));
    }
    SharedPlanner shared = new SharedPlanner(observation, changes, this);
    SeatAllocation seats = allocate(changes, shared);
    shared.countPeople(changes);
    List<Finding> planFindings = new ArrayList<>(observation.findings());
    devices.look(changes, losingIntune(changes, shared), planFindings);
    Guarded guarded = observation.guarded();
    new GuardCheck(guarded, code -> shared.repeated(code, changes)).check(changes, planFindings);
    return new LicensePlan(
        new PlanData(
            observation.tenantId(),
            observation.observedAt(),
            guarded.guards().canary(),
            changes,
            observation.profiles(),
            List.copyOf(planFindings),
            stages(changes, seats),
            seats.lines(),
            touched(changes, seats.lines())));
  }

  /**
   * Gives out the seats, in place. A group that gets none changes nobody, which may change what
   * others find; so it is begun again without it.
   */
  private SeatAllocation allocate(List<PlannedChange> changes, SharedPlanner shared) {
    boolean acceptsShort = accepted.contains(FindingCode.NO_FREE_SEAT);
    Set<Subject> firstServed = observation.guarded().firstServed();
    if (observation.shared().isEmpty()) {
      SeatAllocation seats = new SeatAllocation(rules, texts, acceptsShort, Map.of());
      seats.allocate(changes, firstServed, Set.of());
      return seats;
    }
    Set<Subject> refused = new TreeSet<>();
    while (true) {
      List<PlannedChange> given = shared.plan(changes, refused);
      SeatAllocation seats = new SeatAllocation(rules, texts, acceptsShort, shared.moves());
      seats.allocate(given, firstServed, refused);
      Optional<Subject> more = shared.refused(given, refused);
      if (more.isEmpty()) {
        Collections.copy(changes, given);
        return seats;
      }
      refused.add(more.get());
    }
  }

  @Override
  public PlannedChange planned(int place, LicenseState state) {
    ObservedSubject subject = subjects.get(place);
    return guarded(subject, shape(subject, state));
  }

  @Override
  public PlannedGroup planned(int place, ObservedGroup group) {
    ObservedSubject subject = subjects.get(place);
    GroupPlanner planner = new GroupPlanner(rules, texts, accepted, group, subject.state());
    ChangeShape shape =
        UserPlanner.plan(rules, texts, accepted, subject.state(), subject.wish(), planner);
    planner.consequences().ifPresent(of -> consequences.put(subject.subject(), of));
    return new PlannedGroup(guarded(subject, shape), planner.consequences());
  }

  private PlannedChange guarded(ObservedSubject subject, ChangeShape shape) {
    Set<Subject> spared = observation.guarded().protectedSubjects();
    return new PlannedChange(
        subject.subject(),
        subject.name(),
        !spared.isEmpty() && shape.kind() == ChangeKind.CHANGE && spared.contains(subject.subject())
            ? guarded.computeIfAbsent(shape, this::guarded)
            : shape);
  }

  private ChangeShape guarded(ChangeShape shape) {
    return Blocking.add(
        shape,
        List.of(FindingTexts.protectedUser()),
        accepted.contains(FindingCode.PROTECTED_USER));
  }

  /** The groups some of whose members lose their last Intune plan. */
  private Map<Subject, IntuneDevices.Losing> losingIntune(
      List<PlannedChange> changes, SharedPlanner shared) {
    Map<Subject, IntuneDevices.Losing> losing = new HashMap<>();
    consequences.forEach(
        (group, members) -> {
          Set<LicenseState> states = members.losingIntune();
          if (!states.isEmpty()) {
            losing.put(
                group,
                new IntuneDevices.Losing(
                    states, shared.found(group, changes), members::lastIntunePlan));
          }
        });
    return losing;
  }

  /** Asked before any map is: the hash of a million ids costs more than the rest of planning. */
  private static boolean isGroup(ObservedSubject subject) {
    return subject.subject() instanceof Subject.OfGroup;
  }

  private ObservedGroup observed(ObservedSubject subject) {
    return Objects.requireNonNull(observation.groups().get(subject.subject()), "group");
  }

  private ChangeShape shape(ObservedSubject subject, LicenseState state) {
    return shapes
        .computeIfAbsent(subject.wish(), wish -> new IdentityHashMap<>())
        .computeIfAbsent(
            state,
            found ->
                UserPlanner.plan(rules, texts, accepted, found, subject.wish(), subject.exists()));
  }

  private static List<Stage> stages(List<PlannedChange> changes, SeatAllocation seats) {
    boolean needsFreedSeats = seats.needsFreedSeats();
    Gate freed =
        !needsFreedSeats
            ? Gate.NONE
            : seats.needsSeatsFreedByGroups() ? Gate.GROUP_PROCESSED : Gate.SEATS_FREED;
    Map<Stage.Kind, Long> writes = new EnumMap<>(Stage.Kind.class);
    for (PlannedChange change : changes) {
      for (PlannedStep step : change.shape().steps()) {
        writes.merge(step.stage(), 1L, Long::sum);
      }
    }
    if (needsFreedSeats) {
      writes.putIfAbsent(Stage.Kind.CHANGE_LICENSES, 0L);
    }
    List<Stage> stages = new ArrayList<>();
    writes.forEach(
        (kind, count) ->
            stages.add(
                new Stage(
                    kind,
                    switch (kind) {
                      case CREATE_USERS,
                          SET_USAGE_LOCATIONS,
                          FREE_SEATS,
                          FREE_SEATS_OF_GROUPS,
                          REPROCESS_LICENSES ->
                          Gate.NONE;
                      case CHANGE_GROUP_LICENSES, CHANGE_LICENSES, ADD_TO_GROUPS -> freed;
                      case CHANGE_LICENSES_OF_LOCATED_USERS -> Gate.USAGE_LOCATION_VISIBLE;
                      case ASSIGN_TO_NEW_USERS -> Gate.USER_VISIBLE;
                      case DROP_DIRECT_LICENSES -> Gate.INHERITED_ACTIVE;
                      case LEAVE_GROUPS -> Gate.DIRECT_ACTIVE;
                    },
                    count)));
    return List.copyOf(stages);
  }

  private List<SubscribedSku> touched(List<PlannedChange> changes, List<SeatLedger.Line> seats) {
    Set<SkuId> ids = new TreeSet<>();
    seats.forEach(line -> ids.add(line.skuId()));
    Set<ChangeShape> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    for (PlannedChange change : changes) {
      if (seen.add(change.shape())) {
        for (PlannedStep step : change.shape().steps()) {
          if (step.write() instanceof PlannedWrite.AssignLicenses assign) {
            assign.addLicenses().forEach(license -> ids.add(license.skuId()));
            ids.addAll(assign.removeLicenses());
          } else if (step.write() instanceof PlannedWrite.AddToGroup join) {
            join.assignedLicenses().forEach(license -> ids.add(license.skuId()));
          }
        }
      }
    }
    return ids.stream()
        .map(names::owned)
        .sorted(
            Comparator.comparing(SubscribedSku::skuPartNumber).thenComparing(SubscribedSku::skuId))
        .toList();
  }
}
