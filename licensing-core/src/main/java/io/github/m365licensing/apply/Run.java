package io.github.m365licensing.apply;

import io.github.m365licensing.directory.Subject;
import io.github.m365licensing.directory.UserId;
import io.github.m365licensing.plan.ChangeKind;
import io.github.m365licensing.plan.ErrorExplainer;
import io.github.m365licensing.plan.Finding;
import io.github.m365licensing.plan.Gate;
import io.github.m365licensing.plan.LicensePlan;
import io.github.m365licensing.plan.LicenseState;
import io.github.m365licensing.plan.PlannedChange;
import io.github.m365licensing.plan.PlannedStep;
import io.github.m365licensing.plan.PlannedWrite;
import io.github.m365licensing.plan.Severity;
import io.github.m365licensing.plan.Stage;
import io.github.m365licensing.plan.TenantNames;
import io.github.m365licensing.sku.ServicePlan;
import io.github.m365licensing.sku.SkuId;
import io.github.m365licensing.sku.SubscribedSku;
import io.github.m365licensing.tenant.ServiceError;
import io.github.m365licensing.tenant.Tenant;
import io.github.m365licensing.tenant.TenantWrite;
import io.github.m365licensing.tenant.WriteOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * One run of a plan: stage by stage, list by list. Each list is checked against the tenant,
 * journalled, submitted and journalled again. Not thread-safe; used once.
 */
final class Run {

  private static final String PASSWORD_OF_EARLIER_RUN =
      "Created in an earlier run. If its first password was not handed over then, reset it.";

  private final LicensePlan plan;
  private final Tenant tenant;
  private final TenantNames names;
  private final ApplyOptions options;
  private final JournalWriter journal;
  private final SubjectReader reader;
  private final StateCheck check;
  private final Refusals refusals;
  private final Waiting waiting;
  private final Passwords passwords;
  private final Failures failures;
  private final GroupVerifier groups;
  private final ErrorExplainer explainer;
  private final List<Track> tracks = new ArrayList<>();
  private final Map<EarlierWrites.Key, JournalEntry.Ended> earlier;
  private final Set<SkuId> changedSkus = new HashSet<>();
  private final Instant begin;

  Run(
      LicensePlan plan,
      Tenant tenant,
      TenantNames names,
      ErrorExplainer explainer,
      ApplyOptions options,
      JournalWriter journal,
      Map<EarlierWrites.Key, JournalEntry.Ended> earlier) {
    this.earlier = earlier;
    this.plan = plan;
    this.tenant = tenant;
    this.names = names;
    this.options = options;
    this.journal = journal;
    this.reader = new SubjectReader(tenant);
    this.check = new StateCheck(names);
    this.refusals = new Refusals(names);
    this.waiting = new Waiting(tenant.time());
    this.passwords = new Passwords(options);
    this.failures = new Failures(options);
    this.groups =
        new GroupVerifier(
            tenant,
            check,
            new MemberReader(tenant, check, explainer),
            waiting,
            options.verificationBudget(),
            options.groupBudget());
    this.explainer = explainer;
    this.begin = tenant.time().now();
    try (Stream<PlannedChange> changes = plan.changes()) {
      changes.forEach(change -> tracks.add(new Track(change, tracks.size())));
    }
  }

  /** Runs, and returns the subjects in the order of the plan, each with its outcome. */
  List<Track> run() {
    tracks.forEach(Run::settleWithoutWriting);
    findChangedSkus();
    settleEarlier();
    journal.append(List.of(new JournalEntry.Started(now(), plan.planId(), plan.tenantId())));
    List<Track> changing =
        tracks.stream().filter(t -> t.change().kind() == ChangeKind.CHANGE).toList();
    List<Track> canary = canary(changing);
    boolean goesOn = canary.isEmpty() || runWave(canary);
    List<Track> others = changing.stream().filter(t -> !canary.contains(t)).toList();
    if (goesOn) {
      runWave(others);
    } else {
      others.forEach(t -> t.ends(ChangeOutcome.Kind.NOT_STARTED, Refusals.canary()));
    }
    for (Track track : tracks) {
      if (track.isOpen() && track.kind() == ChangeOutcome.Kind.NOT_STARTED) {
        track.ends(ChangeOutcome.Kind.NOT_STARTED, Refusals.stopped());
      }
    }
    journal.append(List.of(new JournalEntry.Finished(now())));
    return tracks;
  }

  /** The first subjects that change no more people together than the plan's canary allows. */
  private List<Track> canary(List<Track> changing) {
    List<Track> first = new ArrayList<>();
    long left = plan.canary();
    for (Track track : changing) {
      long people = Math.max(1, track.shape().people());
      if (people <= left) {
        first.add(track);
        left -= people;
      }
      if (left == 0) {
        break;
      }
    }
    return first;
  }

  /** Runs all stages for some of the subjects and reads back; whether each of them is confirmed. */
  private boolean runWave(List<Track> wave) {
    for (Stage stage : plan.stages()) {
      runStage(stage, wave);
    }
    verify(wave);
    return wave.stream()
        .allMatch(
            track ->
                track.kind() == ChangeOutcome.Kind.ALREADY_IN_PLACE
                    || track.verification() == Verification.CONFIRMED);
  }

  private Instant now() {
    return tenant.time().now();
  }

  private static void settleWithoutWriting(Track track) {
    if (track.change().kind() == ChangeKind.NO_CHANGE) {
      track.nothingToDo();
    } else if (track.change().kind() == ChangeKind.BLOCKED) {
      Finding blocking =
          track.shape().findings().stream()
              .filter(finding -> finding.severity() == Severity.BLOCKING)
              .findFirst()
              .orElseThrow();
      track.ends(ChangeOutcome.Kind.REFUSED, Refusals.of(blocking));
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

  private void runStage(Stage stage, List<Track> wave) {
    List<Track> due = new ArrayList<>();
    for (Track track : wave) {
      if (track.isOpen()
          && track.step(stage.kind()).isPresent()
          && !track.isDone(stage.kind())
          && !refusedForSku(track, stage)) {
        due.add(track);
      }
    }
    Gates gates = new Gates(tenant, reader, groups, waiting, options.gateBudget());
    List<Track> passed = gates.pass(stage.gate(), due, wave, plan);
    passwords.deliver(passed);
    long done = 0;
    for (int from = 0; from < passed.size(); from += options.writesPerList()) {
      List<Track> list =
          passed.subList(from, Math.min(from + options.writesPerList(), passed.size()));
      if (waiting.isOver()) {
        list.forEach(track -> track.ends(ChangeOutcome.Kind.NOT_STARTED, Refusals.stopped()));
      } else if (failures.isTooMuch()) {
        list.forEach(track -> track.ends(ChangeOutcome.Kind.NOT_STARTED, failures.refusal()));
      } else {
        writeUntilSettled(list, stage);
      }
      done += list.size();
      report(stage.name(), done, passed.size());
    }
  }

  /**
   * Takes over what an earlier run wrote down. A write without an end is settled by reading: within
   * the budget it shows up, or it is taken as not applied and goes its way again.
   */
  private void settleEarlier() {
    Set<Track> unsettled = new LinkedHashSet<>();
    earlier.forEach(
        (key, last) -> {
          Track track = tracks.get(key.place());
          switch (last.kind()) {
            case DONE, ACCEPTED -> {
              last.createdUser().ifPresent(user -> takeOver(track, user));
              track.done(key.stage());
            }
            case REFUSED -> {
              if (key.stage() == Stage.Kind.REPROCESS_LICENSES) {
                track.done(key.stage()); // Reading back tells what is still in error.
              } else {
                track.ends(ChangeOutcome.Kind.REFUSED, Refusals.earlier(last));
              }
            }
            case UNKNOWN -> unsettled.add(track);
            case FAILED, NOT_STARTED -> {}
          }
        });
    Waiting.Rounds rounds = waiting.within(options.gateBudget());
    while (!unsettled.isEmpty()) {
      IdentityHashMap<Track, LicenseState> states = reader.read(unsettled);
      for (Track track : List.copyOf(unsettled)) {
        LicenseState state = states.get(track);
        Stage.Kind stage = unsettledStage(track);
        if (state != null && isThere(track, stage, state)) {
          if (stage == Stage.Kind.CREATE_USERS) {
            track.note(PASSWORD_OF_EARLIER_RUN);
          }
          track.done(stage);
          unsettled.remove(track);
        }
      }
      if (unsettled.isEmpty() || !rounds.next()) {
        return;
      }
    }
  }

  private static void takeOver(Track track, UserId user) {
    track.created(user);
    track.note(PASSWORD_OF_EARLIER_RUN);
  }

  private Stage.Kind unsettledStage(Track track) {
    return earlier.entrySet().stream()
        .filter(
            entry ->
                entry.getKey().place() == track.place()
                    && entry.getValue().kind() == WriteOutcome.Kind.UNKNOWN)
        .map(entry -> entry.getKey().stage())
        .findFirst()
        .orElseThrow();
  }

  private boolean isThere(Track track, Stage.Kind stage, LicenseState state) {
    return stage == Stage.Kind.CREATE_USERS
        || check.missing(track.step(stage).orElseThrow(), state).isEmpty();
  }

  private boolean refusedForSku(Track track, Stage stage) {
    PlannedWrite write = track.step(stage.kind()).orElseThrow().write();
    if (write instanceof PlannedWrite.AssignLicenses assign) {
      Optional<SkuId> changed =
          assign.addLicenses().stream()
              .map(license -> license.skuId())
              .filter(changedSkus::contains)
              .findFirst();
      changed.ifPresent(
          skuId ->
              track.ends(
                  ChangeOutcome.Kind.REFUSED,
                  Refusals.skuChanged(names.names().skuPartNumber(skuId))));
      return changed.isPresent();
    }
    return false;
  }

  /**
   * Writes a list. A refusal that only means that the write before is not visible everywhere yet is
   * tried again within the budget of the gate.
   */
  private void writeUntilSettled(List<Track> list, Stage stage) {
    List<Track> ready =
        stage.kind() == Stage.Kind.CREATE_USERS || stage.kind() == Stage.Kind.REPROCESS_LICENSES
            ? list
            : new DriftCheck(reader, check, waiting).ready(list, stage.kind());
    Waiting.Rounds rounds = waiting.within(options.gateBudget());
    List<Track> open = write(ready, stage);
    while (!open.isEmpty() && rounds.next()) {
      open = write(open, stage);
    }
  }

  /** Sends a list once; returns those whose refusal may only be lag. */
  private List<Track> write(List<Track> ready, Stage stage) {
    if (ready.isEmpty()) {
      return List.of();
    }
    List<TenantWrite> writes = new ArrayList<>();
    List<JournalEntry> intended = new ArrayList<>();
    Map<Subject, Track> bySubject = new HashMap<>();
    for (Track track : ready) {
      PlannedStep step = track.step(stage.kind()).orElseThrow();
      TenantWrite write = tenantWrite(track, step.write());
      writes.add(write);
      bySubject.put(write.subject(), track);
      intended.add(JournalEntries.intended(now(), track, step));
    }
    journal.append(intended);
    List<WriteOutcome> outcomes = submit(writes);
    List<JournalEntry> ended = new ArrayList<>();
    List<Track> again = new ArrayList<>();
    for (WriteOutcome outcome : outcomes) {
      Track track = bySubject.get(outcome.write().subject());
      if (track == null) {
        throw new IllegalStateException(
            "The tenant reported an outcome for a subject that was not written: "
                + outcome.write().subject());
      }
      ended.add(JournalEntries.ended(now(), track, stage.kind(), outcome));
      settle(track, stage.kind(), outcome);
      failures.count(outcome.kind());
      if (stage.gate() != Gate.NONE && isLag(outcome)) {
        again.add(track);
      }
    }
    journal.append(ended);
    passwords.deliver(ready);
    return again;
  }

  private List<WriteOutcome> submit(List<TenantWrite> writes) {
    List<WriteOutcome> outcomes = java.util.Collections.synchronizedList(new ArrayList<>());
    tenant.submit(writes, outcomes::add);
    return outcomes;
  }

  private TenantWrite tenantWrite(Track track, PlannedWrite planned) {
    if (planned instanceof PlannedWrite.CreateUser) {
      return new TenantWrite.CreateUser(
          plan.profile(track.change().subject()).orElseThrow(), passwords.make(track));
    }
    if (planned instanceof PlannedWrite.SetUsageLocation set) {
      return new TenantWrite.SetUsageLocation(track.id().orElseThrow(), set.usageLocation());
    }
    if (planned instanceof PlannedWrite.Reprocess) {
      return new TenantWrite.ReprocessLicenses(track.id().orElseThrow());
    }
    PlannedWrite.AssignLicenses assign = (PlannedWrite.AssignLicenses) planned;
    if (assign.ofGroup()) {
      return new TenantWrite.AssignGroupLicense(
          track.group().orElseThrow(), assign.addLicenses(), assign.removeLicenses());
    }
    return new TenantWrite.AssignUserLicense(
        track.id().orElseThrow(), assign.addLicenses(), assign.removeLicenses());
  }

  /** Reprocessing answers 400 with the true cause of what is left in error (observed). */
  private static boolean isStillInError(WriteOutcome outcome) {
    return outcome.kind() == WriteOutcome.Kind.REFUSED
        && outcome.error().filter(error -> error.status() == 400).isPresent();
  }

  private static boolean isLag(WriteOutcome outcome) {
    return outcome
        .error()
        .filter(
            error ->
                error.reason() == ServiceError.Reason.NOT_FOUND
                    || error.reason() == ServiceError.Reason.INVALID_USAGE_LOCATION)
        .isPresent();
  }

  private void settle(Track track, Stage.Kind stage, WriteOutcome outcome) {
    outcome.requestId().ifPresent(track::request);
    if (stage == Stage.Kind.REPROCESS_LICENSES && isStillInError(outcome)) {
      track.done(stage);
      return;
    }
    switch (outcome.kind()) {
      case DONE, ACCEPTED -> {
        outcome.createdUser().ifPresent(track::created);
        track.done(stage);
      }
      case UNKNOWN -> track.unsettled(Refusals.noAnswer());
      case REFUSED -> track.ends(ChangeOutcome.Kind.REFUSED, refusals.service(outcome));
      case FAILED -> track.ends(ChangeOutcome.Kind.FAILED, refusals.service(outcome));
      case NOT_STARTED -> track.ends(ChangeOutcome.Kind.NOT_STARTED, Refusals.stopped());
    }
  }

  private void verify(List<Track> wave) {
    List<Track> toVerify =
        wave.stream().filter(t -> t.isToBeVerified() && t.group().isEmpty()).toList();
    if (!toVerify.isEmpty()) {
      Verifier verifier =
          new Verifier(reader, check, explainer, waiting, options.verificationBudget());
      verifier.verify(toVerify, confirmed -> report("verify", confirmed, toVerify.size()));
      passwords.deliver(toVerify);
    }
    List<Track> ofGroups =
        wave.stream().filter(t -> t.isToBeVerified() && t.group().isPresent()).toList();
    if (!ofGroups.isEmpty()) {
      groups.verify(ofGroups, done -> report("verify groups", done, ofGroups.size()));
    }
  }

  private void report(String activity, long done, long total) {
    Map<ChangeOutcome.Kind, Long> counts = new EnumMap<>(ChangeOutcome.Kind.class);
    Predicate<Track> settled = track -> track.kind() != ChangeOutcome.Kind.NOT_STARTED;
    tracks.stream().filter(settled).forEach(t -> counts.merge(t.kind(), 1L, Long::sum));
    options
        .progress()
        .update(new Progress.Update(activity, done, total, Duration.between(begin, now()), counts));
  }
}
