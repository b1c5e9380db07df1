package io.github.m365licensing.internal.running;

import io.github.m365licensing.apply.ChangeOutcome;
import io.github.m365licensing.assignment.LicenseAssignmentState;
import io.github.m365licensing.assignment.LicensePaths;
import io.github.m365licensing.directory.LicenseState;
import io.github.m365licensing.internal.names.TenantNames;
import io.github.m365licensing.plan.PlannedStep;
import io.github.m365licensing.plan.Stage;
import io.github.m365licensing.rules.EffectiveService;
import io.github.m365licensing.rules.EffectiveServices;
import io.github.m365licensing.rules.RuleBook;
import io.github.m365licensing.sku.SkuId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Sees to it that nobody is without a service on the way from one path to another: a path is taken
 * only once what is read shows that all that shall stay on stays on without it.
 */
final class KeptServices {

  /** So many reads in a row with an error from the service mean that waiting does not help. */
  private static final int ENOUGH_ERRORS = 2;

  private static final Duration BETWEEN_READS = Duration.ofSeconds(5);

  private final TenantNames names;
  private final RuleBook rules;
  private final StateCheck check;
  private final SubjectReader reader;
  private final Waiting waiting;

  KeptServices(
      TenantNames names, RuleBook rules, StateCheck check, SubjectReader reader, Waiting waiting) {
    this.names = names;
    this.rules = rules;
    this.check = check;
    this.reader = reader;
    this.waiting = waiting;
  }

  /**
   * Those for whom the step of a stage takes nothing that shall stay, in their order. The others
   * keep what they have and are settled as not started, once the budget ends or the service has
   * given them an error.
   */
  List<Track> pass(Stage stage, List<Track> tracks, Duration budget) {
    Set<Track> passed = Collections.newSetFromMap(new IdentityHashMap<>());
    IdentityHashMap<Track, Integer> errors = new IdentityHashMap<>();
    IdentityHashMap<Track, List<String>> missing = new IdentityHashMap<>();
    List<Track> open = tracks;
    Waiting.Rounds rounds = waiting.within(budget);
    while (!open.isEmpty()) {
      IdentityHashMap<Track, LicenseState> states = reader.read(open);
      List<Track> again = new ArrayList<>();
      for (Track track : open) {
        LicenseState state = states.get(track);
        List<String> gaps =
            state == null
                ? List.of("the user cannot be read")
                : missing(track, track.step(stage.kind()).orElseThrow(), state);
        missing.put(track, gaps);
        if (gaps.isEmpty()) {
          passed.add(track);
        } else if (state == null
            || !hasNewError(track, state)
            || errors.merge(track, 1, Integer::sum) < ENOUGH_ERRORS) {
          again.add(track);
        }
      }
      open = again;
      if (!open.isEmpty() && !rounds.next()) {
        break;
      }
    }
    for (Track track : tracks) {
      if (!passed.contains(track)) {
        track.ends(
            ChangeOutcome.Kind.NOT_STARTED,
            Refusals.keeps(stage.gate(), Objects.requireNonNull(missing.get(track))));
      }
    }
    return tracks.stream().filter(passed::contains).toList();
  }

  /** What is not there yet, or would be gone if the step were made now. */
  private List<String> missing(Track track, PlannedStep step, LicenseState read) {
    List<String> missing = new ArrayList<>();
    for (PlannedStep earlier : track.shape().steps()) {
      if (earlier.stage() == step.stage()) {
        break;
      }
      missing.addAll(check.missing(earlier, read));
    }
    for (SkuId skuId : step.write().removeLicenses()) {
      if (read.licenses().inherited(skuId).stream().noneMatch(KeptServices::isGood)) {
        missing.add(names.names().skuPartNumber(skuId) + " is not there through a group");
      }
    }
    for (String service : lost(track, step.write().applyTo(read))) {
      missing.add(service + " would be off");
    }
    return missing.stream().distinct().toList();
  }

  /** The services that were on, shall stay on, and are not on without error in this state. */
  private List<String> lost(Track track, LicenseState state) {
    EffectiveServices is =
        rules.effectiveServices(
            LicensePaths.of(state.licenses().all().stream().filter(KeptServices::isGood).toList()));
    EffectiveServices after = services(track.shape().after());
    return services(track.shape().before()).servicesOn().stream()
        .filter(service -> after.isOn(service.servicePlanId()) && !is.isOn(service.servicePlanId()))
        .map(EffectiveService::servicePlanName)
        .toList();
  }

  private EffectiveServices services(LicenseState state) {
    return rules.effectiveServices(state.licenses());
  }

  private static boolean isGood(LicenseAssignmentState path) {
    return path.isInEffect() && path.error().isEmpty();
  }

  private static boolean hasNewError(Track track, LicenseState read) {
    return read.licenses().inError().stream()
        .anyMatch(path -> !track.shape().before().licenses().all().contains(path));
  }

  /**
   * Reads back who was moved, and notes on each what is on no more though it was to stay on. It
   * counts if a second read some seconds later agrees, since one may come from a replica that lags.
   */
  void findLosses(List<Track> wave) {
    List<Track> moved = wave.stream().filter(Track::isMove).toList();
    List<Track> suspects = new ArrayList<>();
    losses(moved).forEach((track, lost) -> suspects.add(track));
    if (!suspects.isEmpty()) {
      waiting.pause(BETWEEN_READS);
      losses(suspects)
          .forEach(
              (track, lost) -> track.lost("Read back without " + String.join(", ", lost) + "."));
    }
  }

  private IdentityHashMap<Track, List<String>> losses(List<Track> tracks) {
    IdentityHashMap<Track, List<String>> losses = new IdentityHashMap<>();
    if (!tracks.isEmpty()) {
      reader
          .read(tracks)
          .forEach(
              (track, state) -> {
                List<String> lost = lost(track, state);
                if (!lost.isEmpty()) {
                  losses.put(track, lost);
                }
              });
    }
    return losses;
  }
}
