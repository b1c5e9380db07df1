package io.github.m365licensing.internal.running;

import io.github.m365licensing.apply.ChangeOutcome;
import io.github.m365licensing.apply.Refusal;
import io.github.m365licensing.directory.LicenseState;
import io.github.m365licensing.plan.Gate;
import io.github.m365licensing.plan.GroupReach;
import io.github.m365licensing.plan.LicensePlan;
import io.github.m365licensing.plan.PlannedStep;
import io.github.m365licensing.plan.Stage;
import io.github.m365licensing.rules.SeatLedger;
import io.github.m365licensing.sku.SkuId;
import io.github.m365licensing.sku.TenantSkus;
import io.github.m365licensing.tenant.Tenant;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Waits until what a stage needs can be seen, subject by subject, within the budget. */
final class Gates {

  private final Tenant tenant;
  private final SubjectReader reader;
  private final GroupVerifier groups;
  private final RunClock clock;
  private final Duration budget;

  Gates(
      Tenant tenant, SubjectReader reader, GroupVerifier groups, RunClock clock, Duration budget) {
    this.groups = groups;
    this.tenant = tenant;
    this.reader = reader;
    this.clock = clock;
    this.budget = budget;
  }

  /**
   * Those that pass, in their order; the others are settled as not started.
   *
   * @param subjects those that are due
   * @param wave all subjects of the run that are written together
   */
  List<SubjectRun> pass(
      Gate gate, List<SubjectRun> subjects, List<SubjectRun> wave, LicensePlan plan) {
    return switch (gate) {
      case NONE -> subjects;
      case SEATS_FREED -> passSeats(gate, subjects, wave, plan);
      case GROUP_PROCESSED -> {
        groups.verify(wave.stream().filter(Gates::hasFreedThroughGroup).toList(), done -> {});
        yield passSeats(gate, subjects, wave, plan);
      }
      case USER_VISIBLE, USAGE_LOCATION_VISIBLE -> passVisible(gate, subjects);
      case INHERITED_ACTIVE, DIRECT_ACTIVE ->
          throw new IllegalArgumentException(gate + " is for KeptServices.");
    };
  }

  private List<SubjectRun> passVisible(Gate gate, List<SubjectRun> subjects) {
    Set<SubjectRun> passed = java.util.Collections.newSetFromMap(new IdentityHashMap<>());
    List<SubjectRun> open = subjects;
    RunClock.Rounds rounds = clock.within(budget);
    do {
      IdentityHashMap<SubjectRun, LicenseState> states = reader.read(open);
      List<SubjectRun> again = new ArrayList<>();
      for (SubjectRun subject : open) {
        LicenseState state = states.get(subject);
        boolean visible =
            state != null
                && (gate == Gate.USER_VISIBLE
                    || state.usageLocation().equals(subject.shape().after().usageLocation()));
        if (visible) {
          passed.add(subject);
        } else {
          again.add(subject);
        }
      }
      open = again;
    } while (!open.isEmpty() && rounds.next());
    open.forEach(subject -> subject.ends(ChangeOutcome.Kind.NOT_STARTED, why(gate)));
    return subjects.stream().filter(passed::contains).toList();
  }

  private static boolean hasFreedThroughGroup(SubjectRun subject) {
    return subject.step(Stage.Kind.FREE_SEATS_OF_GROUPS).isPresent() && subject.isToBeVerified();
  }

  /**
   * Waits until the seats are free, also those for later stages; if not all become free, as many
   * subjects pass as there are. Whom groups of the plan may have given a licence meanwhile is read
   * again: they need no seat of that.
   */
  private List<SubjectRun> passSeats(
      Gate gate, List<SubjectRun> subjects, List<SubjectRun> wave, LicensePlan plan) {
    List<SubjectRun> taking = wave.stream().filter(Gates::isStillToTake).toList();
    Set<SkuId> counted =
        plan.seats().stream()
            .map(SeatLedger.Line::skuId)
            .collect(Collectors.toCollection(TreeSet::new));
    boolean changesGroups = plan.shapes().stream().anyMatch(shape -> shape.reach().isPresent());
    IdentityHashMap<SubjectRun, LicenseState> reached = new IdentityHashMap<>();
    RunClock.Rounds rounds = clock.within(budget);
    TenantSkus now;
    boolean enough;
    do {
      if (changesGroups) {
        reached = reader.read(taking.stream().filter(t -> t.group().isEmpty()).toList());
      }
      Map<SkuId, Integer> wanted = new TreeMap<>();
      for (SubjectRun subject : taking) {
        taken(subject, reached).forEach((sku, seats) -> wanted.merge(sku, seats, Integer::sum));
      }
      wanted.keySet().retainAll(counted);
      TenantSkus skus = TenantSkus.of(tenant.listSubscribedSkus());
      enough = wanted.entrySet().stream().allMatch(w -> skus.freeSeats(w.getKey()) >= w.getValue());
      now = skus;
    } while (!enough && rounds.next());
    if (enough) {
      return subjects;
    }
    Map<SkuId, Integer> left = new HashMap<>();
    for (SkuId skuId : counted) {
      left.put(skuId, now.freeSeats(skuId));
    }
    List<SubjectRun> passed = new ArrayList<>();
    for (SubjectRun subject : subjects) {
      Map<SkuId, Integer> takes = taken(subject, reached);
      takes.keySet().retainAll(counted);
      if (takes.entrySet().stream()
          .allMatch(take -> left.getOrDefault(take.getKey(), 0) >= take.getValue())) {
        takes.forEach((skuId, seats) -> left.merge(skuId, -seats, Integer::sum));
        passed.add(subject);
      } else {
        subject.ends(ChangeOutcome.Kind.NOT_STARTED, why(gate));
      }
    }
    return passed;
  }

  private Refusal why(Gate gate) {
    return clock.isOver() ? clock.refusal() : Refusals.gate(gate);
  }

  private static boolean isStillToTake(SubjectRun subject) {
    return subject.isOpen()
        && subject.shape().steps().stream()
            .anyMatch(
                step -> !step.write().licensesGiven().isEmpty() && !subject.isDone(step.stage()));
  }

  /** The seats that a subject takes by its own writes; a group takes them for its members. */
  private static Map<SkuId, Integer> taken(
      SubjectRun subject, IdentityHashMap<SubjectRun, LicenseState> reached) {
    Map<SkuId, Integer> taken = new TreeMap<>();
    Optional<GroupReach> reach = subject.shape().reach();
    if (reach.isPresent()) {
      taken.putAll(reach.get().seatsTaken());
      return taken;
    }
    LicenseState state = reached.getOrDefault(subject, subject.shape().before());
    for (PlannedStep step : subject.shape().steps()) {
      step.write().licensesGiven().stream()
          .filter(license -> !state.holds(license.skuId()))
          .forEach(license -> taken.put(license.skuId(), 1));
    }
    return taken;
  }
}
