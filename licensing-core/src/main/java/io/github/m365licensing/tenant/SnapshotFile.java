package io.github.m365licensing.tenant;

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
import java.util.Arrays;

/**
 * A file of lines: written whole or not at all, read line by line without trusting their length.
 */
final class SnapshotFile {

  /** The longest line in bytes, so that a broken file cannot fill the memory. */
  static final int MAX_LINE = 1 << 20;

  private SnapshotFile() {}

  /** Writes the content of a file. */
  @FunctionalInterface
  interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  static void write(Path file, Content content) {
    Path target = file.toAbsolutePath();
    try {
      Path temporary = Files.createTempFile(target.getParent(), ".snapshot", ".tmp");
      try {
        try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
          OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
          content.writeTo(out);
          out.flush();
          channel.force(true);
        }
        Files.move(
            temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(temporary);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The snapshot could not be written to "
              + file
              + ". What was there before is still there.",
          e);
    }
  }

  /** The lines of a file. Not thread-safe. */
  static final class Lines implements AutoCloseable {

    private final Path file;
    private final InputStream in;
    private final byte[] chunk = new byte[1 << 16];
    private int position;
    private int filled;
    private byte[] line = new byte[1 << 12];
    private int length;
    private long number;

    Lines(Path file) {
      this.file = file;
      try {
        in = Files.newInputStream(file);
      } catch (IOException e) {
        throw unreadable(e);
      }
    }

    /** Goes to the next line; false at the end of the file. */
    boolean next() {
      length = 0;
      number++;
      try {
        while (fill()) {
          int start = position;
          while (position < filled && chunk[position] != '\n') {
            position++;
          }
          append(start, position - start);
          if (position < filled) {
            position++;
            return true;
          }
        }
      } catch (IOException e) {
        throw unreadable(e);
      }
      return length > 0;
    }

    private boolean fill() throws IOException {
      if (position == filled) {
        position = 0;
        filled = Math.max(0, in.read(chunk));
      }
      return filled > 0;
    }

    private void append(int start, int count) {
      if (length + count > MAX_LINE) {
        throw wrong("is longer than " + MAX_LINE + " bytes.");
      }
      if (length + count > line.length) {
        line = Arrays.copyOf(line, Math.max(length + count, 2 * line.length));
      }
      System.arraycopy(chunk, start, line, length, count);
      length += count;
    }

    /** The bytes of the line, good until the next one; only the first {@link #length()} count. */
    byte[] bytes() {
      return line;
    }

    /** The length of the line in bytes, without its end. */
    int length() {
      return length;
    }

    /**
     * An exception about this line.
     *
     * @param what what is wrong with it, continuing the sentence "line 3 …"
     */
    UnreadableFileException wrong(String what) {
      return new UnreadableFileException(
          "The tenant snapshot %s cannot be used: line %d %s Nothing of it was used."
              .formatted(file, number, what),
          number);
    }

    private UncheckedIOException unreadable(IOException cause) {
      return new UncheckedIOException("The tenant snapshot " + file + " could not be read.", cause);
    }

    @Override
    public void close() {
      try {
        in.close();
      } catch (IOException e) {
        throw unreadable(e);
      }
    }
  }
}
