package io.github.m365licensing.internal.lines;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A file of lines that is written as a whole: what was there before is replaced at once or stays.
 * Its end line tells a whole file from one that was cut off between two lines.
 */
public final class LineFile {

  /** The longest line in bytes, so that a broken file cannot fill the memory. */
  public static final int MAX_LINE = 1 << 20;

  private LineFile() {}

  /** Writes the lines between header and end. */
  @FunctionalInterface
  public interface Content {
    /** Writes them. */
    void writeTo(LineWriter lines) throws IOException;
  }

  /** Reads the lines between header and end. */
  @FunctionalInterface
  public interface Reading<T> {
    /** Reads them all. */
    T from(LineReader lines) throws IOException;
  }

  /**
   * Writes a file for its owner only, and forces it to disk before it takes the place of what was
   * there.
   *
   * @throws IOException if it cannot be written; what was there before is still there
   */
  public static void replace(Path file, LineFormat format, Content content) throws IOException {
    Path target = file.toAbsolutePath();
    // Made for its owner only where the file system knows owners.
    Path temporary = Files.createTempFile(target.getParent(), ".lines", ".tmp");
    try {
      try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
        OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
        write(out, format, content);
        out.flush();
        channel.force(true);
      }
      Files.move(
          temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /**
   * The last link of the chain that a file of this content has before its end line: 64 hexadecimal
   * digits that stand for all of it.
   */
  public static String lastLink(LineFormat format, Content content) {
    LineWriter lines = new LineWriter(OutputStream.nullOutputStream(), new Chain());
    try {
      lines.header(format);
      content.writeTo(lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return lines.lastLink();
  }

  private static void write(OutputStream out, LineFormat format, Content content)
      throws IOException {
    LineWriter lines = new LineWriter(out, new Chain());
    lines.header(format);
    content.writeTo(lines);
    lines.end();
  }

  /**
   * Reads a file.
   *
   * @param what the kind of file in words, for example {@code tenant snapshot}
   * @throws IOException if it cannot be read
   * @throws BrokenLineException if a line cannot be used
   */
  public static <T> T read(Path file, LineFormat format, String what, Reading<T> reading)
      throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      LineReader lines = new LineReader(in, new Chain());
      lines.header(format, what);
      return reading.from(lines);
    }
  }
}
