package io.github.m365licensing.internal.running;

import io.github.m365licensing.apply.ApplyOptions;
import io.github.m365licensing.apply.ChangeOutcome;
import io.github.m365licensing.apply.Refusal;
import io.github.m365licensing.apply.RunControl;
import io.github.m365licensing.directory.Subject;
import io.github.m365licensing.directory.UserId;
import io.github.m365licensing.journal.JournalEntry;
import io.github.m365licensing.plan.Gate;
import io.github.m365licensing.plan.LicensePlan;
import io.github.m365licensing.plan.PlannedStep;
import io.github.m365licensing.plan.PlannedWrite;
import io.github.m365licensing.plan.Stage;
import io.github.m365licensing.tenant.ServiceError;
import io.github.m365licensing.tenant.Tenant;
import io.github.m365licensing.tenant.TenantWrite;
import io.github.m365licensing.tenant.WriteOutcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes a stage: list by list in the order of the plan, several lists in flight. Each list is
 * checked against the tenant and journalled before it is sent. Lists are settled in the order of
 * sending, at points that depend on their number only: so the journal of a run has the same order
 * however long the tenant takes for each.
 */
final class StageWriter {

  private final LicensePlan plan;
  private final Tenant tenant;
  private final ApplyOptions options;
  private final JournalWriter journal;
  private final DriftCheck drift;
  private final Refusals refusals;
  private final RunClock clock;
  private final Passwords passwords;
  private final Failures failures;

  StageWriter(
      LicensePlan plan,
      Tenant tenant,
      ApplyOptions options,
      JournalWriter journal,
      DriftCheck drift,
      Refusals refusals,
      RunClock clock,
      Passwords passwords,
      Failures failures) {
    this.plan = plan;
    this.tenant = tenant;
    this.options = options;
    this.journal = journal;
    this.drift = drift;
    this.refusals = refusals;
    this.clock = clock;
    this.passwords = passwords;
    this.failures = failures;
  }

  /** Told how many subjects of how many are through. */
  interface Told {
    void done(long done, long total);
  }

  /**
   * Writes the step of a stage for each. A refusal that only means that the write before is not
   * visible everywhere yet is tried again within the budget of the gate.
   */
  void write(Stage stage, List<SubjectRun> subjects, Told told) {
    List<SubjectRun> lagging = new Pass(stage, told).run(subjects);
    RunClock.Rounds rounds = clock.within(options.gateBudget());
    while (!lagging.isEmpty() && rounds.next()) {
      lagging = new Pass(stage, (done, total) -> {}).run(lagging);
    }
    lagging.forEach(subject -> failures.count(WriteOutcome.Kind.REFUSED));
  }

  /** Once through some subjects. */
  private final class Pass {

    private final Stage stage;
    private final Told told;
    private final List<SubjectRun> lagging = new ArrayList<>();
    private long done;

    Pass(Stage stage, Told told) {
      this.stage = stage;
      this.told = told;
    }

    /** Those whose refusal may only be lag. */
    List<SubjectRun> run(List<SubjectRun> subjects) {
      try (SubmittedLists flying = new SubmittedLists(clock)) {
        try {
          for (int from = 0; from < subjects.size(); from += options.writesPerList()) {
            int to = Math.min(from + options.writesPerList(), subjects.size());
            if (flying.size() == options.listsInFlight()) {
              settle(flying.takeOldest(), subjects.size());
            }
            next(subjects.subList(from, to), flying, subjects.size());
          }
          settleAll(flying, subjects.size());
        } catch (RuntimeException e) {
          // What was sent is known to the tenant only; as much of it as can be is written down.
          flying.interrupt();
          try {
            settleAll(flying, subjects.size());
          } catch (RuntimeException more) {
            e.addSuppressed(more);
          }
          throw e;
        }
      }
      return lagging;
    }

    private void next(List<SubjectRun> list, SubmittedLists flying, long total) {
      List<SubjectRun> ready = list;
      boolean looked = false;
      while (true) {
        // What was checked before a pause is checked again after it.
        looked &= !waitWhilePaused(flying, total);
        if (clock.isOver() || failures.isTooMuch()) {
          leave(ready, clock.isOver() ? clock.refusal() : failures.refusal());
          ready = List.of();
        }
        if (looked || ready.isEmpty()) {
          break;
        }
        if (stage.kind() != Stage.Kind.CREATE_USERS
            && stage.kind() != Stage.Kind.REPROCESS_LICENSES) {
          ready = drift.ready(ready, stage.kind());
        }
        looked = true;
      }
      if (ready.isEmpty()) {
        told(list.size(), total);
      } else {
        done += list.size() - ready.size();
        send(ready, flying);
      }
    }

    private boolean waitWhilePaused(SubmittedLists flying, long total) {
      if (clock.control().state() != RunControl.State.PAUSED) {
        return false;
      }
      settleAll(flying, total);
      clock.control().awaitResumed();
      return true;
    }

    private void leave(List<SubjectRun> subjects, Refusal why) {
      subjects.stream()
          .filter(SubjectRun::isOpen)
          .forEach(subject -> subject.ends(ChangeOutcome.Kind.NOT_STARTED, why));
    }

    private void send(List<SubjectRun> ready, SubmittedLists flying) {
      List<TenantWrite> writes = new ArrayList<>();
      List<JournalEntry> intended = new ArrayList<>();
      Map<Subject, SubjectRun> bySubject = new LinkedHashMap<>();
      for (SubjectRun subject : ready) {
        PlannedStep step = subject.step(stage.kind()).orElseThrow();
        TenantWrite write = tenantWrite(subject, step.write());
        writes.add(write);
        bySubject.put(write.subject(), subject);
        intended.add(JournalEntries.intended(tenant.time().now(), subject, step));
      }
      journal.append(intended);
      flying.start(new SubmittedList(tenant, writes, bySubject));
    }

    private void settleAll(SubmittedLists flying, long total) {
      while (flying.size() > 0) {
        settle(flying.takeOldest(), total);
      }
    }

    private void settle(SubmittedList list, long total) {
      if (list.broken() instanceof Error error) {
        throw error;
      }
      Map<Subject, SubjectRun> open = new LinkedHashMap<>(list.subjects());
      List<JournalEntry> ended = new ArrayList<>();
      for (WriteOutcome outcome : list.outcomes()) {
        SubjectRun subject = open.remove(outcome.write().subject());
        if (subject == null) {
          throw new IllegalStateException(
              "The tenant reported an outcome twice, or for a subject that was not written: "
                  + outcome.write().subject());
        }
        ended.add(JournalEntries.ended(tenant.time().now(), subject, stage.kind(), outcome));
        take(subject, stage.kind(), outcome);
        if (stage.gate() != Gate.NONE && isLag(outcome)) {
          lagging.add(subject);
        } else {
          failures.count(outcome.kind());
        }
      }
      open.values().forEach(subject -> subject.unsettled(Refusals.noAnswer()));
      journal.append(ended);
      passwords.deliver(list.subjects().values());
      if (list.broken() instanceof RuntimeException failure) {
        throw failure;
      }
      told(list.subjects().size(), total);
    }

    private void told(long more, long total) {
      done += more;
      told.done(done, total);
    }
  }

  private void take(SubjectRun subject, Stage.Kind stage, WriteOutcome outcome) {
    outcome.requestId().ifPresent(subject::request);
    if (stage == Stage.Kind.REPROCESS_LICENSES && isStillInError(outcome)) {
      subject.done(stage);
      return;
    }
    switch (outcome.kind()) {
      case DONE, ACCEPTED -> {
        outcome.createdUser().ifPresent(subject::created);
        subject.done(stage);
      }
      case UNKNOWN -> subject.unsettled(Refusals.noAnswer());
      case REFUSED -> subject.ends(ChangeOutcome.Kind.REFUSED, refusals.service(outcome));
      case FAILED -> subject.ends(ChangeOutcome.Kind.FAILED, refusals.service(outcome));
      case NOT_STARTED -> subject.ends(ChangeOutcome.Kind.NOT_STARTED, clock.refusal());
    }
  }

  private TenantWrite tenantWrite(SubjectRun subject, PlannedWrite planned) {
    return planned.accept(new WriteFor(subject));
  }

  /** A planned write with its subject. */
  private final class WriteFor implements PlannedWrite.Cases<TenantWrite> {

    private final SubjectRun subject;

    WriteFor(SubjectRun subject) {
      this.subject = subject;
    }

    private UserId user() {
      return subject.id().orElseThrow();
    }

    @Override
    public TenantWrite createUser(PlannedWrite.CreateUser write) {
      return new TenantWrite.CreateUser(
          plan.profile(subject.change().subject()).orElseThrow(), passwords.make(subject));
    }

    @Override
    public TenantWrite setUsageLocation(PlannedWrite.SetUsageLocation set) {
      return new TenantWrite.SetUsageLocation(user(), set.usageLocation());
    }

    @Override
    public TenantWrite reprocess(PlannedWrite.Reprocess write) {
      return new TenantWrite.ReprocessLicenses(user());
    }

    @Override
    public TenantWrite addToGroup(PlannedWrite.AddToGroup add) {
      return new TenantWrite.AddMembers(add.group(), Set.of(user()));
    }

    @Override
    public TenantWrite leaveGroup(PlannedWrite.LeaveGroup leave) {
      return new TenantWrite.RemoveMember(leave.group(), user());
    }

    @Override
    public TenantWrite assignLicenses(PlannedWrite.AssignLicenses assign) {
      return assign.ofGroup()
          ? new TenantWrite.AssignGroupLicense(
              subject.group().orElseThrow(), assign.addLicenses(), assign.removeLicenses())
          : new TenantWrite.AssignUserLicense(
              user(), assign.addLicenses(), assign.removeLicenses());
    }
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
}
