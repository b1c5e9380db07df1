package io.github.m365licensing.journal;

import io.github.m365licensing.tenant.PlanRefusedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * A journal that is being written: locked against other processes, one fsync per list of entries.
 * Each line begins with a check that covers the line and the check of the line before, so that a
 * line that was changed, left out or moved is noticed.
 */
public final class JournalFile implements JournalWriter {

  private final FileChannel channel;
  private String check;

  private JournalFile(FileChannel channel, String check) {
    this.channel = channel;
    this.check = check;
  }

  /**
   * A new journal.
   *
   * @throws PlanRefusedException if the file exists: a journal holds one plan once
   * @throws UncheckedIOException if it cannot be created
   */
  public static JournalFile create(Path path) {
    try {
      return locked(
          path,
          FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
          JournalLines.START);
    } catch (FileAlreadyExistsException e) {
      throw refused(
          "The journal file exists already. Nothing was sent. One journal holds one plan once: choose"
              + " another file, or resume that journal.");
    } catch (IOException e) {
      throw new UncheckedIOException("The journal cannot be created. Nothing was sent.", e);
    }
  }

  /**
   * A journal to be continued. A torn last line is cut off.
   *
   * @throws PlanRefusedException if another process or run uses it, or it was tampered with
   * @throws UncheckedIOException if it cannot be read or written
   */
  public static JournalFile append(Path path) {
    try {
      JournalFile file =
          locked(path, FileChannel.open(path, StandardOpenOption.WRITE), JournalLines.START);
      // Read only once the lock is held: another process may have been writing until then.
      JournalLines lines = JournalLines.read(path);
      file.channel.truncate(lines.validBytes());
      file.channel.position(lines.validBytes());
      file.check = lines.lastCheck();
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException("The journal cannot be opened. Nothing was sent.", e);
    }
  }

  private static JournalFile locked(Path path, FileChannel channel, String check)
      throws IOException {
    boolean locked = false;
    try {
      // A byte far beyond the end: where locks are mandatory the lines can still be read.
      locked = channel.tryLock(Long.MAX_VALUE - 1, 1, false) != null;
    } catch (OverlappingFileLockException e) {
      // Another run in this process holds it; said below.
    } finally {
      if (!locked) {
        channel.close();
      }
    }
    if (!locked) {
      throw refused(
          "The journal "
              + path.getFileName()
              + " is in use by another run. Nothing was sent. Wait until that run has ended.");
    }
    return new JournalFile(channel, check);
  }

  private static PlanRefusedException refused(String message) {
    return new PlanRefusedException(message, List.of(message));
  }

  @Override
  public void append(List<JournalEntry> entries) {
    if (entries.isEmpty()) {
      return;
    }
    StringBuilder lines = new StringBuilder();
    for (JournalEntry entry : entries) {
      String json = JournalJson.write(entry);
      check = JournalLines.check(check, json);
      lines.append(JournalLines.checked(check, json)).append('\n');
    }
    try {
      ByteBuffer bytes = StandardCharsets.UTF_8.encode(lines.toString());
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(false);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The journal cannot be written, so nothing more is sent. Resume it once it can.", e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException("The journal cannot be closed.", e);
    }
  }
}
