package io.github.m365licensing.internal.running;

import io.github.m365licensing.apply.ApplyOptions;
import io.github.m365licensing.apply.ApplyReport;
import io.github.m365licensing.apply.RunControl;
import io.github.m365licensing.directory.Subject;
import io.github.m365licensing.directory.TenantId;
import io.github.m365licensing.internal.context.LicensingContext;
import io.github.m365licensing.journal.Journal;
import io.github.m365licensing.journal.JournalFile;
import io.github.m365licensing.plan.Finding;
import io.github.m365licensing.plan.LicensePlan;
import io.github.m365licensing.plan.Severity;
import io.github.m365licensing.tenant.PlanRefusedException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Applies plans to one tenant. Thread-safe. */
public final class Applier {

  private final LicensingContext context;

  /** Applies to the tenant of this context. */
  public Applier(LicensingContext context) {
    this.context = Objects.requireNonNull(context, "context");
  }

  /**
   * Applies a plan, then reads back. A subject's failure is an outcome, never an exception, and
   * does not hold back the others. When the thread is interrupted, what is in flight is finished,
   * the rest is reported NOT_STARTED, and the interrupt flag stays set; {@link RunControl#cancel}
   * does the same without a flag.
   *
   * <p>Lists of writes are with the tenant on threads that this call starts; all have ended when it
   * returns or throws.
   *
   * @throws PlanRefusedException if the plan as a whole cannot be applied: a blocking finding about
   *     it, another tenant, users to be created without a consumer of their passwords; nothing was
   *     sent
   * @throws io.github.m365licensing.tenant.AccessDeniedException if the caller may not read the
   *     tenant
   * @throws io.github.m365licensing.tenant.ThrottledException if reading ended in throttling; with
   *     a journal the run can be resumed
   * @throws io.github.m365licensing.tenant.UnexpectedResponseException if the tenant cannot be
   *     read; with a journal the run can be resumed
   */
  public ApplyReport apply(LicensePlan plan, ApplyOptions options) {
    Objects.requireNonNull(plan, "plan");
    Objects.requireNonNull(options, "options");
    refuse(plan, options);
    if (options.journal().isEmpty()) {
      return run(plan, options, JournalWriter.NOWHERE, EarlierWrites.NONE);
    }
    try (JournalFile journal = JournalFile.create(options.journal().get())) {
      plan.writeTo(planFile(options.journal().get()));
      return run(plan, options, journal::append, EarlierWrites.NONE);
    }
  }

  /**
   * Goes on with a run that ended early, or reads back once more if it did not. Writes that were
   * announced and have no end are settled by reading before anything is sent.
   *
   * <p>The plan is read from the file beside the journal, named like it with {@code .plan} at its
   * end.
   *
   * @throws PlanRefusedException if the journal is used by another run, was tampered with, or
   *     belongs to another plan; or as for {@link #apply}; nothing was sent
   * @throws java.io.UncheckedIOException if journal or plan cannot be read or written
   */
  public ApplyReport resume(Path journalPath, ApplyOptions options) {
    Objects.requireNonNull(journalPath, "journalPath");
    Objects.requireNonNull(options, "options");
    LicensePlan plan = LicensePlan.read(planFile(journalPath));
    refuse(plan, options);
    try (JournalFile journal = JournalFile.open(journalPath)) {
      Journal earlier = journal.earlier();
      if (!earlier.planId().equals(plan.planId())) {
        String reason = "The journal belongs to another plan than the file beside it.";
        throw new PlanRefusedException(
            reason + " Nothing was sent. Put the right files together.", List.of(reason));
      }
      return run(plan, options, journal::append, EarlierWrites.of(earlier.entries()));
    }
  }

  /** The plan that a journal belongs to stands beside it, since the journal holds no names. */
  private static Path planFile(Path journal) {
    return journal.resolveSibling(journal.getFileName() + ".plan");
  }

  private ApplyReport run(
      LicensePlan plan, ApplyOptions options, JournalWriter journal, EarlierWrites earlier) {
    ApplyReport.Builder report = ApplyReport.builder().plan(plan).startedAt(now());
    new Run(plan, context, options, journal, earlier)
        .run()
        .forEach(subject -> report.addOutcome(subject.outcome()));
    return report.endedAt(now()).build();
  }

  private Instant now() {
    return context.tenant().time().now();
  }

  private void refuse(LicensePlan plan, ApplyOptions options) {
    List<String> reasons = new ArrayList<>();
    plan.findings()
        .takeWhile(finding -> finding.subject().isEmpty())
        .filter(finding -> finding.severity() == Severity.BLOCKING)
        .map(Applier::words)
        .forEach(reasons::add);
    if (plan.changes().anyMatch(c -> c.subject().kind() == Subject.Kind.NEW_USER)
        && options.initialPasswords().isEmpty()) {
      reasons.add(
          "It creates users, and nobody takes their first passwords. Give a consumer with"
              + " initialPasswords(…).");
    }
    TenantId here = context.tenant().organization().id();
    if (!here.equals(plan.tenantId())) {
      reasons.add(
          "It was made for tenant %s, and this is tenant %s. Plan again here."
              .formatted(plan.tenantId(), here));
    }
    if (!reasons.isEmpty()) {
      throw new PlanRefusedException(
          "Plan " + plan.planId() + " is refused. Nothing was sent. " + String.join(" ", reasons),
          reasons);
    }
  }

  private static String words(Finding finding) {
    return finding.code() + ": " + finding.message() + " " + finding.cure();
  }
}
