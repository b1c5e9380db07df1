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

  /** Shapes are worked out once per distinct state and wish; both are shared instances. */
  private final IdentityHashMap<Wish, IdentityHashMap<LicenseState, ChangeShape>> shapes =
      new IdentityHashMap<>();

  private final RuleBook rules;
  private final Set<FindingCode> accepted;

  private PlanAssembly(Observation observation, TenantNames names, RuleBook rules) {
    this.observation = observation;
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
    List<ObservedSubject> subjects = SubjectSort.sorted(observation.subjects());
    List<PlannedChange> changes = new ArrayList<>(subjects.size());
    for (ObservedSubject subject : subjects) {
      changes.add(new PlannedChange(subject.subject(), subject.name(), shape(subject)));
    }
    Guarded guarded = observation.guarded();
    if (!guarded.protectedSubjects().isEmpty()) {
      protect(changes, guarded);
    }
    SeatAllocation seats =
        new SeatAllocation(rules, texts, accepted.contains(FindingCode.NO_FREE_SEAT));
    seats.allocate(changes, guarded.firstServed());
    List<Finding> planFindings = new ArrayList<>(observation.findings());
    devices.look(changes, planFindings);
    new GuardCheck(guarded).check(changes, planFindings);
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

  private void protect(List<PlannedChange> changes, Guarded guarded) {
    IdentityHashMap<ChangeShape, ChangeShape> blocked = new IdentityHashMap<>();
    for (int i = 0; i < changes.size(); i++) {
      PlannedChange change = changes.get(i);
      if (change.kind() == ChangeKind.CHANGE
          && guarded.protectedSubjects().contains(change.subject())) {
        changes.set(
            i,
            new PlannedChange(
                change.subject(),
                change.name(),
                blocked.computeIfAbsent(
                    change.shape(),
                    shape ->
                        Blocking.add(
                            shape,
                            List.of(FindingTexts.protectedUser()),
                            accepted.contains(FindingCode.PROTECTED_USER)))));
      }
    }
  }

  /** Asked before any map is: the hash of a million ids costs more than the rest of planning. */
  private static boolean isGroup(ObservedSubject subject) {
    return subject.subject() instanceof Subject.OfGroup;
  }

  private ChangeShape shape(ObservedSubject subject) {
    if (isGroup(subject)) {
      ObservedGroup group =
          Objects.requireNonNull(observation.groups().get(subject.subject()), "group");
      return UserPlanner.plan(rules, texts, accepted, subject.state(), subject.wish(), group);
    }
    return shapes
        .computeIfAbsent(subject.wish(), wish -> new IdentityHashMap<>())
        .computeIfAbsent(
            subject.state(),
            state ->
                UserPlanner.plan(rules, texts, accepted, state, subject.wish(), subject.exists()));
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
