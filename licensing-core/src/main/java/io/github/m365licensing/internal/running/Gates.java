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
  private final Waiting waiting;
  private final Duration budget;

  Gates(
      Tenant tenant, SubjectReader reader, GroupVerifier groups, Waiting waiting, Duration budget) {
    this.groups = groups;
    this.tenant = tenant;
    this.reader = reader;
    this.waiting = waiting;
    this.budget = budget;
  }

  /**
   * Those that pass, in their order; the others are settled as not started.
   *
   * @param tracks those that are due
   * @param wave all subjects of the run that are worked off together
   */
  List<Track> pass(Gate gate, List<Track> tracks, List<Track> wave, LicensePlan plan) {
    return switch (gate) {
      case NONE -> tracks;
      case SEATS_FREED -> passSeats(gate, tracks, wave, plan);
      case GROUP_PROCESSED -> {
        groups.verify(wave.stream().filter(Gates::hasFreedThroughGroup).toList(), done -> {});
        yield passSeats(gate, tracks, wave, plan);
      }
      case USER_VISIBLE, USAGE_LOCATION_VISIBLE -> passVisible(gate, tracks);
      case INHERITED_ACTIVE, DIRECT_ACTIVE ->
          throw new IllegalArgumentException(gate + " is for KeptServices.");
    };
  }

  private List<Track> passVisible(Gate gate, List<Track> tracks) {
    Set<Track> passed = java.util.Collections.newSetFromMap(new IdentityHashMap<>());
    List<Track> open = tracks;
    Waiting.Rounds rounds = waiting.within(budget);
    do {
      IdentityHashMap<Track, LicenseState> states = reader.read(open);
      List<Track> again = new ArrayList<>();
      for (Track track : open) {
        LicenseState state = states.get(track);
        boolean visible =
            state != null
                && (gate == Gate.USER_VISIBLE
                    || state.usageLocation().equals(track.shape().after().usageLocation()));
        if (visible) {
          passed.add(track);
        } else {
          again.add(track);
        }
      }
      open = again;
    } while (!open.isEmpty() && rounds.next());
    open.forEach(track -> track.ends(ChangeOutcome.Kind.NOT_STARTED, why(gate)));
    return tracks.stream().filter(passed::contains).toList();
  }

  private static boolean hasFreedThroughGroup(Track track) {
    return track.step(Stage.Kind.FREE_SEATS_OF_GROUPS).isPresent() && track.isToBeVerified();
  }

  /**
   * Waits until the seats are free, also those for later stages; if not all become free, as many
   * subjects pass as there are. Whom groups of the plan may have given a licence meanwhile is read
   * again: it needs no seat of that.
   */
  private List<Track> passSeats(Gate gate, List<Track> tracks, List<Track> wave, LicensePlan plan) {
    List<Track> taking = wave.stream().filter(Gates::isStillToTake).toList();
    Set<SkuId> counted =
        plan.seats().stream()
            .map(SeatLedger.Line::skuId)
            .collect(Collectors.toCollection(TreeSet::new));
    boolean changesGroups = plan.shapes().stream().anyMatch(shape -> shape.reach().isPresent());
    IdentityHashMap<Track, LicenseState> reached = new IdentityHashMap<>();
    Waiting.Rounds rounds = waiting.within(budget);
    TenantSkus now;
    boolean enough;
    do {
      if (changesGroups) {
        reached = reader.read(taking.stream().filter(t -> t.group().isEmpty()).toList());
      }
      Map<SkuId, Integer> wanted = new TreeMap<>();
      for (Track track : taking) {
        taken(track, reached).forEach((sku, seats) -> wanted.merge(sku, seats, Integer::sum));
      }
      wanted.keySet().retainAll(counted);
      TenantSkus skus = TenantSkus.of(tenant.listSubscribedSkus());
      enough = wanted.entrySet().stream().allMatch(w -> skus.freeSeats(w.getKey()) >= w.getValue());
      now = skus;
    } while (!enough && rounds.next());
    if (enough) {
      return tracks;
    }
    Map<SkuId, Integer> left = new HashMap<>();
    for (SkuId skuId : counted) {
      left.put(skuId, now.freeSeats(skuId));
    }
    List<Track> passed = new ArrayList<>();
    for (Track track : tracks) {
      Map<SkuId, Integer> takes = taken(track, reached);
      takes.keySet().retainAll(counted);
      if (takes.entrySet().stream()
          .allMatch(take -> left.getOrDefault(take.getKey(), 0) >= take.getValue())) {
        takes.forEach((skuId, seats) -> left.merge(skuId, -seats, Integer::sum));
        passed.add(track);
      } else {
        track.ends(ChangeOutcome.Kind.NOT_STARTED, why(gate));
      }
    }
    return passed;
  }

  private Refusal why(Gate gate) {
    return waiting.isOver() ? waiting.refusal() : Refusals.gate(gate);
  }

  private static boolean isStillToTake(Track track) {
    return track.isOpen()
        && track.shape().steps().stream()
            .anyMatch(
                step -> !step.write().licensesGiven().isEmpty() && !track.isDone(step.stage()));
  }

  /** The seats that a subject takes by its own writes; a group takes them for its members. */
  private static Map<SkuId, Integer> taken(
      Track track, IdentityHashMap<Track, LicenseState> reached) {
    Map<SkuId, Integer> taken = new TreeMap<>();
    Optional<GroupReach> reach = track.shape().reach();
    if (reach.isPresent()) {
      taken.putAll(reach.get().seatsTaken());
      return taken;
    }
    LicenseState state = reached.getOrDefault(track, track.shape().before());
    for (PlannedStep step : track.shape().steps()) {
      step.write().licensesGiven().stream()
          .filter(license -> !state.holds(license.skuId()))
          .forEach(license -> taken.put(license.skuId(), 1));
    }
    return taken;
  }
}
