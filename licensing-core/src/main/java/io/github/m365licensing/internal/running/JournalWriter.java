package io.github.m365licensing.internal.running;

import io.github.m365licensing.journal.JournalEntry;
import java.util.List;

/** Takes entries before the next write is sent. */
interface JournalWriter {

  /** For runs without a journal file. */
  JournalWriter NOWHERE = entries -> {};

  /**
   * Keeps the entries. When this returns they outlive a crash of the machine.
   *
   * @throws java.io.UncheckedIOException if they cannot be kept; nothing that they announce may be
   *     sent
   */
  void append(List<JournalEntry> entries);
}
