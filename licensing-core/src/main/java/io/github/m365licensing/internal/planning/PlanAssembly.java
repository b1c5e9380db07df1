package io.github.m365licensing.internal.planning;

import io.github.m365licensing.assignment.GroupId;
import io.github.m365licensing.directory.LicenseState;
import io.github.m365licensing.directory.Subject;
import io.github.m365licensing.intent.FindingCode;
import io.github.m365licensing.internal.names.TenantNames;
import io.github.m365licensing.internal.observe.NumberedSubjects;
import io.github.m365licensing.internal.observe.Observation;
import io.github.m365licensing.internal.observe.Observation.Case;
import io.github.m365licensing.internal.observe.Observation.Guarded;
import io.github.m365licensing.internal.observe.ObservedGroup;
import io.github.m365licensing.internal.planning.GroupPlanner.PlannedGroup;
import io.github.m365licensing.plan.ChangeKind;
import io.github.m365licensing.plan.ChangeShape;
import io.github.m365licensing.plan.Finding;
import io.github.m365licensing.plan.Gate;
import io.github.m365licensing.plan.LicensePlan;
import io.github.m365licensing.plan.PlannedStep;
import io.github.m365licensing.plan.Stage;
import io.github.m365licensing.rules.PlanPair;
import io.github.m365licensing.rules.RuleBook;
import io.github.m365licensing.rules.SeatLedger;
import io.github.m365licensing.sku.SkuId;
import io.github.m365licensing.sku.SubscribedSku;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Makes a plan of an observation: equal observations give equal plans. Only managed devices are
 * read on the way, since whether they matter is known once the changes are.
 */
final class PlanAssembly implements SharedPeoplePlanner.Replan {

  private final Observation<SubjectIntent> observation;
  private final TenantNames names;
  private final FindingTexts texts;
  private final RuleBook rules;
  private final Set<FindingCode> accepted;
  private final UserPlanner users;

  /** The same shapes for those whom the intent protects. */
  private final IdentityHashMap<ChangeShape, ChangeShape> guarded = new IdentityHashMap<>();

  private final IdentityHashMap<Case<SubjectIntent>, IdentityHashMap<LicenseState, ChangeShape>>
      again = new IdentityHashMap<>();
  private final Map<Subject, MemberConsequences> consequences = new TreeMap<>();
  private final Set<GroupId> changedGroups = new TreeSet<>();

  private PlanAssembly(Observation<SubjectIntent> observation, TenantNames names, RuleBook rules) {
    this.observation = observation;
    this.names = names;
    this.rules = rules;
    this.texts = new FindingTexts(names, observation.groupNames(), observation.licensingModel());
    this.accepted = observation.guarded().guards().accepted().keySet();
    this.users = new UserPlanner(rules, texts, accepted);
  }

  /**
   * Makes the plan.
   *
   * @param rules what the service does; pairs of plans that somebody in the observation holds
   *     together are taken as proof that they can be
   */
  static LicensePlan plan(
      Observation<SubjectIntent> observation,
      TenantNames names,
      RuleBook rules,
      IntuneDevices devices) {
    Set<PlanPair> standing = new TreeSet<>();
    for (LicenseState state : observation.heldByPeople()) {
      standing.addAll(rules.standingExclusions(state));
    }
    RuleBook tolerant =
        standing.isEmpty()
            ? rules
            : RuleBook.of(
                rules.semantics(), rules.facts().tolerating(standing), rules.tenantSkus());
    return new PlanAssembly(observation, names, tolerant).plan(devices);
  }

  private LicensePlan plan(IntuneDevices devices) {
    PlannedChanges alone = changes();
    Guarded guards = observation.guarded();
    findChangedGroups(alone);
    alone.reshape(this::withoutMoveToChangedGroup);
    for (Subject subject : guards.protectedSubjects()) {
      int place = alone.find(subject);
      if (place >= 0) {
        alone.shape(place, guarded(subject, alone.shape(place)));
      }
    }
    SharedPeoplePlanner shared = new SharedPeoplePlanner(observation, alone, this);
    PlannedChanges changes;
    SeatAllocation seats;
    Set<Subject> refused = new TreeSet<>();
    Optional<Subject> more;
    do {
      changes = shared.plan(refused);
      seats =
          new SeatAllocation(
              rules, texts, accepted.contains(FindingCode.NO_FREE_SEAT), shared.moves());
      seats.allocate(changes, guards.firstServed(), refused);
      // A group without seats changes nobody, which may change what those after it find.
      more = shared.refused(changes, refused);
      more.ifPresent(refused::add);
    } while (more.isPresent());
    shared.countPeople(changes);
    List<Finding> planFindings = new ArrayList<>(observation.findings());
    devices.look(changes, losingIntune(shared), planFindings);
    List<PlannedChanges.Shared> shapes = changes.shapes();
    PlannedChanges planned = changes;
    new GuardCheck(guards, code -> shared.repeated(code, planned)).check(shapes, planFindings);
    LicensePlan.Builder plan =
        LicensePlan.builder()
            .tenantId(observation.tenantId())
            .observedAt(observation.observedAt())
            .addChanges(changes.stream());
    guards.guards().canary().ifPresent(plan::canary);
    observation.profiles().values().forEach(plan::addProfile);
    planFindings.forEach(plan::addFinding);
    addStages(plan, shapes, seats);
    seats.lines().forEach(plan::addSeats);
    touched(shapes, seats.lines()).forEach(plan::addSku);
    return plan.build();
  }

  private void findChangedGroups(PlannedChanges changes) {
    for (Subject group : observation.groups().keySet()) {
      if (changes.shape(changes.find(group)).kind() == ChangeKind.CHANGE) {
        changedGroups.add(((Subject.OfGroup) group).id());
      }
    }
  }

  /** Users join a group as it was read; a run would refuse them once the plan has changed it. */
  private ChangeShape withoutMoveToChangedGroup(ChangeShape shape) {
    for (PlannedStep step : shape.steps()) {
      Optional<String> changed =
          step.write()
              .groupJoined()
              .filter(changedGroups::contains)
              .map(group -> observation.group(Subject.group(group)).group().displayName());
      if (changed.isPresent()) {
        return Blocking.add(shape, List.of(MoveFindings.changesToo(changed.get())), false);
      }
    }
    return shape;
  }

  private ChangeShape guarded(Subject subject, ChangeShape shape) {
    return shape.kind() == ChangeKind.CHANGE
            && observation.guarded().protectedSubjects().contains(subject)
        ? guarded.computeIfAbsent(
            shape,
            any ->
                Blocking.add(
                    shape,
                    List.of(FindingTexts.protectedUser()),
                    accepted.contains(FindingCode.PROTECTED_USER)))
        : shape;
  }

  /** The groups some of whose members lose their last Intune plan. */
  private Map<Subject, IntuneDevices.Losing> losingIntune(SharedPeoplePlanner shared) {
    Map<Subject, IntuneDevices.Losing> losing = new TreeMap<>();
    consequences.forEach(
        (group, members) -> {
          Set<LicenseState> states = members.losingIntune();
          if (!states.isEmpty()) {
            losing.put(
                group,
                new IntuneDevices.Losing(states, shared.found(group), members::lastIntunePlan));
          }
        });
    return losing;
  }

  /** The shape of each case is worked out once. */
  private PlannedChanges changes() {
    NumberedSubjects subjects = observation.subjects();
    int[] numbers = new int[observation.cases().size()];
    Arrays.fill(numbers, -1);
    List<ChangeShape> shapes = new ArrayList<>();
    NumberedSubjects changes =
        subjects.renumbered(
            place -> {
              int observed = subjects.number(place);
              if (numbers[observed] < 0) {
                numbers[observed] = shapes.size();
                shapes.add(shape(subjects.subject(place), observation.cases().get(observed)));
              }
              return numbers[observed];
            });
    return new PlannedChanges(changes, shapes);
  }

  private ChangeShape shape(Subject subject, Case<SubjectIntent> observed) {
    return subject instanceof Subject.OfGroup
        ? shape(subject, observed, observation.group(subject)).shape()
        : users.plan(observed.state(), observed.intent(), observed.exists());
  }

  private PlannedGroup shape(Subject subject, Case<SubjectIntent> observed, ObservedGroup group) {
    PlannedGroup planned =
        new GroupPlanner(rules, texts, accepted, group, observed.state()).plan(observed.intent());
    planned.consequences().ifPresent(of -> consequences.put(subject, of));
    return planned;
  }

  @Override
  public ChangeShape planned(int place, LicenseState state) {
    Case<SubjectIntent> observed = observation.observed(place);
    ChangeShape shape =
        again
            .computeIfAbsent(observed, any -> new IdentityHashMap<>())
            .computeIfAbsent(state, any -> users.plan(state, observed.intent(), observed.exists()));
    return guarded(observation.subjects().subject(place), withoutMoveToChangedGroup(shape));
  }

  @Override
  public PlannedGroup planned(int place, ObservedGroup group) {
    Subject subject = observation.subjects().subject(place);
    PlannedGroup planned = shape(subject, observation.observed(place), group);
    return new PlannedGroup(guarded(subject, planned.shape()), planned.consequences());
  }

  /** Stages that take seats wait for those that free them, where there are not enough. */
  private static void addStages(
      LicensePlan.Builder plan, List<PlannedChanges.Shared> shapes, SeatAllocation seats) {
    if (!seats.needsFreedSeats()) {
      return;
    }
    Gate freed = seats.needsSeatsFreedByGroups() ? Gate.GROUP_PROCESSED : Gate.SEATS_FREED;
    plan.stage(Stage.Kind.CHANGE_LICENSES, freed);
    for (PlannedChanges.Shared shared : shapes) {
      for (PlannedStep step : shared.shape().steps()) {
        if (step.stage() == Stage.Kind.CHANGE_GROUP_LICENSES
            || step.stage() == Stage.Kind.ADD_TO_GROUPS) {
          plan.stage(step.stage(), freed);
        }
      }
    }
  }

  private List<SubscribedSku> touched(
      List<PlannedChanges.Shared> shapes, List<SeatLedger.Line> seats) {
    Set<SkuId> ids = new TreeSet<>();
    seats.forEach(line -> ids.add(line.skuId()));
    for (PlannedChanges.Shared shared : shapes) {
      for (PlannedStep step : shared.shape().steps()) {
        step.write().licensesGiven().forEach(license -> ids.add(license.skuId()));
        ids.addAll(step.write().removeLicenses());
      }
    }
    return ids.stream()
        .map(names::owned)
        .sorted(
            Comparator.comparing(SubscribedSku::skuPartNumber).thenComparing(SubscribedSku::skuId))
        .toList();
  }
}
