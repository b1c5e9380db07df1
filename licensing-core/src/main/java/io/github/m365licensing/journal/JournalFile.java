package io.github.m365licensing.journal;

import io.github.m365licensing.internal.lines.BrokenLineException;
import io.github.m365licensing.internal.lines.GrowingFile;
import io.github.m365licensing.tenant.PlanRefusedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A journal that a run is writing: locked against other runs, for its owner only, and forced to
 * disk with every list of entries. Runs of the library open it themselves. Not thread-safe.
 */
public final class JournalFile implements AutoCloseable {

  private static final String WHAT = "journal";

  private final GrowingFile file;
  private final List<JournalEntry> earlier;

  private JournalFile(GrowingFile file, List<JournalEntry> earlier) {
    this.file = file;
    this.earlier = List.copyOf(earlier);
  }

  /**
   * A new journal.
   *
   * @throws PlanRefusedException if the file exists: a journal holds one plan once
   * @throws UncheckedIOException if it cannot be created
   */
  public static JournalFile create(Path path) {
    try {
      return new JournalFile(GrowingFile.create(path, JournalJson.FORMAT), List.of());
    } catch (FileAlreadyExistsException e) {
      throw refused(
          "The journal file exists already. Nothing was sent. One journal holds one plan once:"
              + " choose another file, or resume that journal.");
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The journal " + path + " cannot be created. Nothing was sent.", e);
    }
  }

  /**
   * A journal to be continued. A torn last line is cut off: the machine stopped while it was
   * written, so what it announced was not sent.
   *
   * @throws PlanRefusedException if another run uses it, or it was tampered with
   * @throws UncheckedIOException if it cannot be read or written
   */
  public static JournalFile open(Path path) {
    List<JournalEntry> entries = new ArrayList<>();
    try {
      Optional<GrowingFile> file =
          GrowingFile.open(
              path, JournalJson.FORMAT, WHAT, line -> entries.add(JournalJson.read(line)));
      return new JournalFile(
          file.orElseThrow(
              () ->
                  refused(
                      "The journal "
                          + path.getFileName()
                          + " is in use by another run. Nothing was sent. Wait until that run has"
                          + " ended.")),
          entries);
    } catch (BrokenLineException e) {
      throw damaged(path, e);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The journal " + path + " cannot be opened. Nothing was sent.", e);
    }
  }

  static List<JournalEntry> read(Path path) {
    List<JournalEntry> entries = new ArrayList<>();
    try {
      GrowingFile.read(path, JournalJson.FORMAT, WHAT, line -> entries.add(JournalJson.read(line)));
      return List.copyOf(entries);
    } catch (BrokenLineException e) {
      throw damaged(path, e);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The journal " + path + " cannot be read. Nothing was sent.", e);
    }
  }

  private static PlanRefusedException damaged(Path path, BrokenLineException cause) {
    return new PlanRefusedException(
        "The journal %s is refused. Nothing was sent. Its %s Use a copy that was not altered, or plan again."
            .formatted(path.getFileName(), cause.getMessage()),
        List.of(cause.getMessage()));
  }

  private static PlanRefusedException refused(String message) {
    return new PlanRefusedException(message, List.of(message));
  }

  /**
   * What earlier runs wrote, as it was when the file was opened.
   *
   * @throws PlanRefusedException if there is nothing
   */
  public Journal earlier() {
    return Journal.of(earlier);
  }

  /**
   * Keeps entries. When this returns they outlive a crash of the machine.
   *
   * @throws UncheckedIOException if they cannot be kept; nothing that they announce may be sent
   */
  public void append(List<JournalEntry> entries) {
    if (entries.isEmpty()) {
      return;
    }
    try {
      file.append(
          lines -> {
            for (JournalEntry entry : entries) {
              JournalJson.write(lines, entry);
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The journal cannot be written, so nothing more is sent. Resume it once it can.", e);
    }
  }

  /**
   * Closes the file and gives its lock away.
   *
   * @throws UncheckedIOException if it cannot be closed
   */
  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      throw new UncheckedIOException("The journal cannot be closed.", e);
    }
  }
}
