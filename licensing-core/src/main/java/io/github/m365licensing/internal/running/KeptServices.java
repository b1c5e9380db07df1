package io.github.m365licensing.internal.running;

import io.github.m365licensing.apply.ChangeOutcome;
import io.github.m365licensing.assignment.LicenseAssignmentState;
import io.github.m365licensing.assignment.LicensePaths;
import io.github.m365licensing.directory.LicenseState;
import io.github.m365licensing.plan.PlannedStep;
import io.github.m365licensing.plan.Stage;
import io.github.m365licensing.rules.EffectiveService;
import io.github.m365licensing.rules.EffectiveServices;
import io.github.m365licensing.rules.RuleBook;
import io.github.m365licensing.sku.ServicePlanId;
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

  /** This many reads in a row with an error from the service mean that waiting does not help. */
  private static final int ENOUGH_ERRORS = 2;

  private static final Duration BETWEEN_READS = Duration.ofSeconds(5);

  private final RuleBook rules;
  private final StateCheck check;
  private final StateWords words;
  private final Refusals refusals;
  private final SubjectReader reader;
  private final RunClock clock;

  KeptServices(
      RuleBook rules,
      StateCheck check,
      StateWords words,
      Refusals refusals,
      SubjectReader reader,
      RunClock clock) {
    this.rules = rules;
    this.check = check;
    this.words = words;
    this.refusals = refusals;
    this.reader = reader;
    this.clock = clock;
  }

  /**
   * Those for whom the step of a stage takes nothing that shall stay, in their order. The others
   * keep what they have and are settled as not started, once the budget ends or the service has
   * given them an error.
   */
  List<SubjectRun> pass(Stage stage, List<SubjectRun> subjects, Duration budget) {
    Set<SubjectRun> passed = Collections.newSetFromMap(new IdentityHashMap<>());
    IdentityHashMap<SubjectRun, Integer> errors = new IdentityHashMap<>();
    IdentityHashMap<SubjectRun, List<Difference>> missing = new IdentityHashMap<>();
    List<SubjectRun> open = subjects;
    RunClock.Rounds rounds = clock.within(budget);
    while (!open.isEmpty()) {
      IdentityHashMap<SubjectRun, LicenseState> states = reader.read(open);
      List<SubjectRun> again = new ArrayList<>();
      for (SubjectRun subject : open) {
        LicenseState state = states.get(subject);
        List<Difference> gaps =
            state == null
                ? List.of(new Difference.Unreadable())
                : missing(subject, subject.step(stage.kind()).orElseThrow(), state);
        missing.put(subject, gaps);
        if (gaps.isEmpty()) {
          passed.add(subject);
        } else if (state == null
            || !hasNewError(subject, state)
            || errors.merge(subject, 1, Integer::sum) < ENOUGH_ERRORS) {
          again.add(subject);
        }
      }
      open = again;
      if (!open.isEmpty() && !rounds.next()) {
        break;
      }
    }
    for (SubjectRun subject : subjects) {
      if (!passed.contains(subject)) {
        subject.ends(
            ChangeOutcome.Kind.NOT_STARTED,
            refusals.keeps(stage.gate(), Objects.requireNonNull(missing.get(subject))));
      }
    }
    return subjects.stream().filter(passed::contains).toList();
  }

  /** What is not there yet, or would be gone if the step were made now. */
  private List<Difference> missing(SubjectRun subject, PlannedStep step, LicenseState read) {
    List<Difference> missing = new ArrayList<>();
    for (PlannedStep earlier : subject.shape().steps()) {
      if (earlier.stage() == step.stage()) {
        break;
      }
      missing.addAll(check.missing(earlier, read));
    }
    for (SkuId skuId : step.write().removeLicenses()) {
      if (read.licenses().inherited(skuId).stream().noneMatch(KeptServices::isGood)) {
        missing.add(new Difference.NotInherited(skuId));
      }
    }
    for (ServicePlanId service : lost(subject, step.write().applyTo(read))) {
      missing.add(new Difference.WouldBeOff(service));
    }
    return missing;
  }

  /** The services that were on, shall stay on, and are not on without error in this state. */
  private List<ServicePlanId> lost(SubjectRun subject, LicenseState state) {
    EffectiveServices is =
        rules.effectiveServices(
            LicensePaths.of(state.licenses().all().stream().filter(KeptServices::isGood).toList()));
    EffectiveServices after = services(subject.shape().after());
    return services(subject.shape().before()).servicesOn().stream()
        .filter(service -> after.isOn(service.servicePlanId()) && !is.isOn(service.servicePlanId()))
        .map(EffectiveService::servicePlanId)
        .toList();
  }

  private EffectiveServices services(LicenseState state) {
    return rules.effectiveServices(state.licenses());
  }

  private static boolean isGood(LicenseAssignmentState path) {
    return path.isInEffect() && path.error().isEmpty();
  }

  private static boolean hasNewError(SubjectRun subject, LicenseState read) {
    return read.licenses().inError().stream()
        .anyMatch(path -> !subject.shape().before().licenses().all().contains(path));
  }

  /**
   * Reads back who was moved, and notes on each what is on no more though it was to stay on. It
   * counts if a second read some seconds later agrees, since one may come from a replica that lags.
   */
  void findLosses(List<SubjectRun> wave) {
    List<SubjectRun> moved = wave.stream().filter(SubjectRun::isMove).toList();
    List<SubjectRun> suspects = new ArrayList<>();
    losses(moved).forEach((subject, lost) -> suspects.add(subject));
    if (!suspects.isEmpty()) {
      clock.pause(BETWEEN_READS);
      losses(suspects)
          .forEach((subject, lost) -> subject.lost("Read back" + words.without(lost) + "."));
    }
  }

  private IdentityHashMap<SubjectRun, List<ServicePlanId>> losses(List<SubjectRun> subjects) {
    IdentityHashMap<SubjectRun, List<ServicePlanId>> losses = new IdentityHashMap<>();
    if (!subjects.isEmpty()) {
      reader
          .read(subjects)
          .forEach(
              (subject, state) -> {
                List<ServicePlanId> lost = lost(subject, state);
                if (!lost.isEmpty()) {
                  losses.put(subject, lost);
                }
              });
    }
    return losses;
  }
}
