package io.github.m365licensing.plan;

import io.github.m365licensing.directory.Subject;
import io.github.m365licensing.plan.Observation.Case;
import io.github.m365licensing.plan.Observation.Guarded;
import io.github.m365licensing.rules.PlanPair;
import io.github.m365licensing.rules.RuleBook;
import io.github.m365licensing.rules.SeatLedger;
import io.github.m365licensing.sku.SkuId;
import io.github.m365licensing.sku.SubscribedSku;
import io.github.m365licensing.tenant.LicensingModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * Makes a plan of an observation: equal observations give equal plans. Only managed devices are
 * read on the way, since whether they matter is known once the changes are.
 */
final class PlanAssembly {

  private final Observation observation;
  private final TenantNames names;
  private final FindingTexts texts;

  private final RuleBook rules;
  private final Set<FindingCode> accepted;

  private PlanAssembly(Observation observation, TenantNames names, RuleBook rules) {
    this.observation = observation;
    this.names = names;
    this.rules = rules;
    this.texts = new FindingTexts(names, observation.groupNames());
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
    for (LicenseState state : observation.heldByPeople()) {
      standing.addAll(rules.standingExclusions(state.asUser()));
    }
    RuleBook tolerant =
        standing.isEmpty()
            ? rules
            : RuleBook.of(
                rules.semantics(), rules.facts().tolerating(standing), rules.tenantSkus());
    return new PlanAssembly(observation, names, tolerant).plan(devices);
  }

  private LicensePlan plan(IntuneDevices devices) {
    PlannedChanges changes = changes();
    Guarded guarded = observation.guarded();
    if (observation.licensingModel() == LicensingModel.ALLOTMENTS) {
      Allotments.block(changes, accepted.contains(FindingCode.ALLOTMENTS));
    }
    protect(changes, guarded.protectedSubjects());
    SeatAllocation seats =
        new SeatAllocation(rules, texts, accepted.contains(FindingCode.NO_FREE_SEAT));
    seats.allocate(changes, guarded.firstServed());
    List<Finding> planFindings = new ArrayList<>(observation.findings());
    devices.look(changes, planFindings);
    List<PlannedChanges.Shared> shapes = changes.shapes();
    new GuardCheck(guarded).check(shapes, planFindings);
    return new LicensePlan(
        new PlanData(
            observation.tenantId(),
            observation.observedAt(),
            guarded.guards().canary(),
            changes,
            observation.profiles(),
            List.copyOf(planFindings),
            stages(shapes, seats),
            seats.lines(),
            touched(shapes, seats.lines())));
  }

  private void protect(PlannedChanges changes, Set<Subject> protectedSubjects) {
    boolean isAccepted = accepted.contains(FindingCode.PROTECTED_USER);
    IdentityHashMap<ChangeShape, ChangeShape> blocked = new IdentityHashMap<>();
    for (Subject subject : protectedSubjects) {
      int place = changes.find(subject);
      if (place >= 0 && changes.shape(place).kind() == ChangeKind.CHANGE) {
        changes.shape(
            place,
            blocked.computeIfAbsent(
                changes.shape(place),
                shape -> Blocking.add(shape, List.of(FindingTexts.protectedUser()), isAccepted)));
      }
    }
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

  private ChangeShape shape(Subject subject, Case observed) {
    if (subject instanceof Subject.OfGroup) {
      ObservedGroup group = Objects.requireNonNull(observation.groups().get(subject), "group");
      return UserPlanner.plan(rules, texts, accepted, observed.state(), observed.wish(), group);
    }
    return UserPlanner.plan(
        rules, texts, accepted, observed.state(), observed.wish(), observed.exists());
  }

  private static List<Stage> stages(List<PlannedChanges.Shared> shapes, SeatAllocation seats) {
    boolean needsFreedSeats = seats.needsFreedSeats();
    Gate freed =
        !needsFreedSeats
            ? Gate.NONE
            : seats.needsSeatsFreedByGroups() ? Gate.GROUP_PROCESSED : Gate.SEATS_FREED;
    Map<Stage.Kind, Long> writes = new EnumMap<>(Stage.Kind.class);
    for (PlannedChanges.Shared shared : shapes) {
      for (PlannedStep step : shared.shape().steps()) {
        writes.merge(step.stage(), shared.subjects(), Long::sum);
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

  private List<SubscribedSku> touched(
      List<PlannedChanges.Shared> shapes, List<SeatLedger.Line> seats) {
    Set<SkuId> ids = new TreeSet<>();
    seats.forEach(line -> ids.add(line.skuId()));
    for (PlannedChanges.Shared shared : shapes) {
      for (PlannedStep step : shared.shape().steps()) {
        if (step.write() instanceof PlannedWrite.AssignLicenses assign) {
          assign.addLicenses().forEach(license -> ids.add(license.skuId()));
          ids.addAll(assign.removeLicenses());
        } else if (step.write() instanceof PlannedWrite.AddToGroup join) {
          join.assignedLicenses().forEach(license -> ids.add(license.skuId()));
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
