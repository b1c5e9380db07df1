package io.github.m365licensing.internal.running;

import io.github.m365licensing.apply.ApplyOptions;
import io.github.m365licensing.apply.ChangeOutcome;
import io.github.m365licensing.apply.Refusal;
import io.github.m365licensing.assignment.AssignedLicense;
import io.github.m365licensing.internal.context.LicensingContext;
import io.github.m365licensing.internal.names.TenantNames;
import io.github.m365licensing.journal.JournalEntry;
import io.github.m365licensing.plan.ChangeKind;
import io.github.m365licensing.plan.Finding;
import io.github.m365licensing.plan.LicensePlan;
import io.github.m365licensing.plan.PlannedChange;
import io.github.m365licensing.plan.Severity;
import io.github.m365licensing.plan.Stage;
import io.github.m365licensing.rules.RuleBook;
import io.github.m365licensing.sku.ServicePlan;
import io.github.m365licensing.sku.SkuId;
import io.github.m365licensing.sku.SubscribedSku;
import io.github.m365licensing.tenant.Tenant;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One run of a plan: wave by wave, and within a wave stage by stage. All of it happens on one
 * thread, except that lists of writes are with the tenant on threads of their own. Not thread-safe;
 * used once.
 */
final class Run {

  private final LicensePlan plan;
  private final Tenant tenant;
  private final TenantNames names;
  private final ApplyOptions options;
  private final JournalWriter journal;
  private final SubjectReader reader;
  private final StateCheck check;
  private final StateWords words;
  private final Refusals refusals;
  private final RunClock clock;
  private final Passwords passwords;
  private final StageWriter writer;
  private final MemberWriter members;
  private final KeptServices kept;
  private final Explanations explanations;
  private final GroupVerifier groups;
  private final OutcomeCounts counts;
  private final List<SubjectRun> subjects = new ArrayList<>();
  private final EarlierWrites earlier;
  private final Set<SkuId> changedSkus = new HashSet<>();

  Run(
      LicensePlan plan,
      LicensingContext context,
      ApplyOptions options,
      JournalWriter journal,
      EarlierWrites earlier) {
    this.earlier = earlier;
    this.plan = plan;
    this.tenant = context.tenant();
    this.names = context.readNames();
    RuleBook rules = context.rules(names);
    this.explanations = new Explanations(tenant, names, rules);
    this.options = options;
    this.journal = journal;
    this.reader = new SubjectReader(tenant);
    this.check = new StateCheck(names.skus(), rules, new GroupPaths(plan));
    this.clock = new RunClock(tenant.time(), options.control());
    this.passwords = new Passwords(options);
    this.words = new StateWords(names.names());
    this.refusals = new Refusals(words);
    DriftCheck drift = new DriftCheck(reader, check, refusals, clock);
    Failures failures = new Failures(options);
    this.writer =
        new StageWriter(
            plan, tenant, options, journal, drift, refusals, clock, passwords, failures);
    this.members =
        new MemberWriter(tenant, options, journal, check, drift, refusals, clock, failures);
    this.kept = new KeptServices(rules, check, words, refusals, reader, clock);
    this.groups =
        new GroupVerifier(
            tenant, check, words, new MemberReader(tenant, check, explanations), clock, options);
    this.counts = new OutcomeCounts(options.progress(), tenant.time());
    try (Stream<PlannedChange> changes = plan.changes()) {
      changes.forEach(change -> subjects.add(new SubjectRun(change, subjects.size(), counts)));
    }
  }

  /** Runs, and returns the subjects in the order of the plan, each with its outcome. */
  List<SubjectRun> run() {
    subjects.forEach(Run::settleWithoutWriting);
    findChangedSkus();
    earlier.settle(subjects, reader, check, clock.within(options.gateBudget()));
    journal.append(List.of(new JournalEntry.Started(now(), plan.planId(), plan.tenantId())));
    runWaves(Waves.of(subjects, plan, options));
    for (SubjectRun subject : subjects) {
      if (subject.isOpen() && subject.kind() == ChangeOutcome.Kind.NOT_STARTED) {
        subject.ends(ChangeOutcome.Kind.NOT_STARTED, clock.refusal());
      }
    }
    journal.append(List.of(new JournalEntry.Finished(now())));
    return subjects;
  }

  private void runWaves(Waves waves) {
    Optional<Refusal> stop = Optional.empty();
    for (int i = 0; i < waves.size(); i++) {
      List<SubjectRun> wave = waves.get(i);
      if (stop.isPresent()) {
        Refusal why = stop.get();
        wave.stream()
            .filter(SubjectRun::isToBeWritten)
            .forEach(subject -> subject.ends(ChangeOutcome.Kind.NOT_STARTED, why));
      } else {
        runWave(wave, waves.size() > 1 ? "wave %d of %d: ".formatted(i + 1, waves.size()) : "");
        stop = waves.stopAfter(i);
      }
    }
  }

  /** Runs all stages for some of the subjects and reads back. */
  private void runWave(List<SubjectRun> wave, String activity) {
    for (Stage stage : plan.stages()) {
      runStage(stage, wave, activity);
    }
    verify(wave, activity);
    kept.findLosses(wave);
  }

  private Instant now() {
    return tenant.time().now();
  }

  private static void settleWithoutWriting(SubjectRun subject) {
    if (subject.change().kind() == ChangeKind.NO_CHANGE) {
      subject.nothingToDo();
    } else if (subject.change().kind() == ChangeKind.BLOCKED) {
      Finding blocking =
          subject.shape().findings().stream()
              .filter(finding -> finding.severity() == Severity.BLOCKING)
              .findFirst()
              .orElseThrow();
      subject.ends(ChangeOutcome.Kind.REFUSED, Refusals.of(blocking));
    }
  }

  /** A list of disabled plans that was worked out for other contents of a SKU must not be sent. */
  private void findChangedSkus() {
    for (SubscribedSku planned : plan.skus()) {
      Optional<SubscribedSku> current = names.skus().find(planned.skuId());
      if (current.isEmpty() || !plansOf(current.get()).equals(plansOf(planned))) {
        changedSkus.add(planned.skuId());
      }
    }
  }

  private static List<?> plansOf(SubscribedSku sku) {
    return sku.servicePlans().stream().map(ServicePlan::servicePlanId).sorted().toList();
  }

  private void runStage(Stage stage, List<SubjectRun> wave, String activity) {
    List<SubjectRun> due = new ArrayList<>();
    for (SubjectRun subject : wave) {
      if (subject.isOpen()
          && subject.step(stage.kind()).isPresent()
          && !subject.isDone(stage.kind())
          && !refusedForSku(subject, stage)) {
        due.add(subject);
      }
    }
    List<SubjectRun> passed = clock.isOver() ? due : pass(stage, due, wave);
    passwords.deliver(passed);
    StageWriter.Told told = (done, total) -> counts.report(activity + stage.name(), done, total);
    if (stage.kind().changesMembers()) {
      members.write(stage, passed, told);
    } else {
      writer.write(stage, passed, told);
    }
  }

  private List<SubjectRun> pass(Stage stage, List<SubjectRun> due, List<SubjectRun> wave) {
    return switch (stage.gate()) {
      case INHERITED_ACTIVE -> kept.pass(stage, due, options.groupBudget());
      case DIRECT_ACTIVE -> kept.pass(stage, due, options.gateBudget());
      case NONE, USER_VISIBLE, USAGE_LOCATION_VISIBLE, SEATS_FREED, GROUP_PROCESSED ->
          new Gates(tenant, reader, groups, clock, options.gateBudget())
              .pass(stage.gate(), due, wave, plan);
    };
  }

  private boolean refusedForSku(SubjectRun subject, Stage stage) {
    Optional<SkuId> changed =
        subject.step(stage.kind()).orElseThrow().write().addLicenses().stream()
            .map(AssignedLicense::skuId)
            .filter(changedSkus::contains)
            .findFirst();
    changed.ifPresent(
        skuId -> subject.ends(ChangeOutcome.Kind.REFUSED, refusals.skuChanged(skuId)));
    return changed.isPresent();
  }

  private void verify(List<SubjectRun> wave, String activity) {
    List<SubjectRun> people =
        wave.stream().filter(t -> t.isToBeVerified() && t.group().isEmpty()).toList();
    if (!people.isEmpty()) {
      boolean waitsForGroups =
          people.stream().anyMatch(subject -> subject.step(Stage.Kind.LEAVE_GROUPS).isPresent());
      Duration budget = waitsForGroups ? options.groupBudget() : options.verificationBudget();
      Verifier verifier = new Verifier(reader, check, words, explanations, clock, budget);
      verifier.verify(
          people, confirmed -> counts.report(activity + "verify", confirmed, people.size()));
      passwords.deliver(people);
    }
    List<SubjectRun> ofGroups =
        wave.stream().filter(t -> t.isToBeVerified() && t.group().isPresent()).toList();
    if (!ofGroups.isEmpty()) {
      groups.verify(
          ofGroups, done -> counts.report(activity + "verify groups", done, ofGroups.size()));
    }
  }
}
