package io.github.m365licensing.journal;

import io.github.m365licensing.directory.TenantId;
import io.github.m365licensing.tenant.PlanRefusedException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * What a run wrote down: each write before it was sent and after it ended, with before and after,
 * request id and time. It is the audit trail, and what a run is resumed or undone from. Subjects
 * stand in it by object id, never by name. Immutable.
 *
 * <p>As a file it is JSON Lines, each after a check that chains it to the line before, in UTF-8.
 */
public final class Journal {

  private final JournalEntry.Started started;
  private final List<JournalEntry> entries;

  private Journal(JournalEntry.Started started, List<JournalEntry> entries) {
    this.started = started;
    this.entries = entries;
  }

  /**
   * Reads a journal. A torn last line is left out.
   *
   * @throws PlanRefusedException if it was tampered with, is empty, or has another format version
   * @throws UncheckedIOException if it cannot be read
   */
  public static Journal read(Path path) {
    Objects.requireNonNull(path, "path");
    return of(JournalFile.read(path));
  }

  static Journal of(List<JournalEntry> entries) {
    if (entries.isEmpty() || !(entries.get(0) instanceof JournalEntry.Started started)) {
      String reason = "It does not say which plan it belongs to.";
      throw new PlanRefusedException(
          "The journal is refused. Nothing was sent. " + reason + " Plan again.", List.of(reason));
    }
    return new Journal(started, entries);
  }

  /** The plan that it belongs to. */
  public String planId() {
    return started.planId();
  }

  /** The tenant that was written to. */
  public TenantId tenantId() {
    return started.tenantId();
  }

  /** The entries in their order; unmodifiable. */
  public List<JournalEntry> entries() {
    return entries;
  }

  /** Whether the last run came to its end. */
  public boolean isFinished() {
    return entries.get(entries.size() - 1) instanceof JournalEntry.Finished;
  }
}
