package io.github.m365licensing.internal.running;

import io.github.m365licensing.assignment.LicenseAssignmentState;
import io.github.m365licensing.directory.LicenseState;
import io.github.m365licensing.journal.JournalEntry;
import io.github.m365licensing.plan.PlannedStep;
import io.github.m365licensing.plan.PlannedWrite;
import io.github.m365licensing.plan.Stage;
import io.github.m365licensing.sku.SkuId;
import io.github.m365licensing.tenant.WriteOutcome;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;

/** Makes journal entries of what a run does. */
final class JournalEntries {

  private JournalEntries() {}

  static JournalEntry intended(Instant at, SubjectRun subject, PlannedStep step) {
    JournalEntry.Intended.Builder entry = JournalEntry.Intended.builder();
    entry
        .at(at)
        .place(subject.place())
        .stage(step.stage())
        .user(subject.id())
        .group(subject.group());
    return step.write().accept(new Intended(entry, subject.shape().before())).build();
  }

  /** Adds to an entry what each kind of write is about, and what was there before it. */
  private record Intended(JournalEntry.Intended.Builder entry, LicenseState before)
      implements PlannedWrite.Cases<JournalEntry.Intended.Builder> {

    @Override
    public JournalEntry.Intended.Builder createUser(PlannedWrite.CreateUser write) {
      return entry; // A journal holds no profile; the stage says the rest.
    }

    @Override
    public JournalEntry.Intended.Builder reprocess(PlannedWrite.Reprocess write) {
      return entry; // The stage says it all.
    }

    @Override
    public JournalEntry.Intended.Builder setUsageLocation(PlannedWrite.SetUsageLocation set) {
      before.usageLocation().ifPresent(location -> entry.usageLocationBefore(location.toString()));
      entry.usageLocation(set.usageLocation().toString());
      return entry;
    }

    @Override
    public JournalEntry.Intended.Builder addToGroup(PlannedWrite.AddToGroup add) {
      entry.group(add.group());
      return entry;
    }

    @Override
    public JournalEntry.Intended.Builder leaveGroup(PlannedWrite.LeaveGroup leave) {
      entry.group(leave.group());
      return entry;
    }

    @Override
    public JournalEntry.Intended.Builder assignLicenses(PlannedWrite.AssignLicenses assign) {
      Set<SkuId> touched = new TreeSet<>(assign.removeLicenses());
      assign.addLicenses().forEach(license -> touched.add(license.skuId()));
      before.licenses().direct().stream()
          .filter(path -> touched.contains(path.skuId()))
          .map(LicenseAssignmentState::license)
          .forEach(entry::addBefore);
      entry.addAllAddLicenses(assign.addLicenses()).addAllRemoveLicenses(assign.removeLicenses());
      return entry;
    }
  }

  /** A write that got no answer turned out to be applied. */
  static JournalEntry settled(Instant at, SubjectRun subject, Stage.Kind stage) {
    JournalEntry.Ended.Builder entry = JournalEntry.Ended.builder();
    entry.at(at).place(subject.place()).stage(stage).kind(WriteOutcome.Kind.DONE);
    return entry.build();
  }

  static JournalEntry ended(
      Instant at, SubjectRun subject, Stage.Kind stage, WriteOutcome outcome) {
    JournalEntry.Ended.Builder entry = JournalEntry.Ended.builder();
    entry.at(at).place(subject.place()).stage(stage).kind(outcome.kind());
    outcome.error().ifPresent(error -> entry.error(error.reason() + " " + error.code()));
    outcome.requestId().ifPresent(entry::requestId);
    outcome.createdUser().ifPresent(entry::createdUser);
    return entry.build();
  }
}
