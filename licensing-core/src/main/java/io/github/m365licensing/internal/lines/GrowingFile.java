package io.github.m365licensing.internal.lines;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A file of lines that grows: created once, for its owner only, forced to disk with every list of
 * lines, and locked while it is open. A last line that is torn, because the machine stopped while
 * it was written, is cut off when the file is opened again. It has no end line. Not thread-safe.
 */
public final class GrowingFile implements AutoCloseable {

  private final FileChannel channel;
  private final ByteArrayOutputStream bytes;
  private final LineWriter lines;
  private boolean failed;

  private GrowingFile(FileChannel channel, Chain chain) {
    this.channel = channel;
    this.bytes = new ByteArrayOutputStream(1 << 12);
    this.lines = new LineWriter(bytes, chain);
  }

  /**
   * Creates a file. Its header is on disk with the first list of lines.
   *
   * @throws java.nio.file.FileAlreadyExistsException if it exists
   * @throws IOException if it cannot be created
   */
  public static GrowingFile create(Path file, LineFormat format) throws IOException {
    FileChannel channel =
        FileChannel.open(
            file,
            Set.of(
                StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE),
            ownerOnly(file));
    boolean open = false;
    try {
      if (!lock(channel)) {
        throw new IOException("The new file is in use by somebody else.");
      }
      GrowingFile grown = new GrowingFile(channel, new Chain());
      grown.lines.header(format);
      open = true;
      return grown;
    } finally {
      if (!open) {
        channel.close();
      }
    }
  }

  private static FileAttribute<?>[] ownerOnly(Path file) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  /**
   * Opens a file to go on with it, and reads it first, once the lock is held: somebody may have
   * been writing until then. It is read through the one descriptor that holds the lock, since
   * closing another one of the same file would give the lock away.
   *
   * @param what the kind of file in words
   * @param each takes the lines after the header
   * @return empty if somebody else uses the file
   * @throws IOException if it cannot be read or written
   * @throws BrokenLineException if a line cannot be used
   */
  public static Optional<GrowingFile> open(
      Path file, LineFormat format, String what, Consumer<FieldsJson> each) throws IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
    boolean open = false;
    try {
      if (!lock(channel)) {
        return Optional.empty();
      }
      Chain chain = new Chain();
      long whole = read(Channels.newInputStream(channel), chain, format, what, each);
      channel.truncate(whole);
      channel.position(whole);
      open = true;
      return Optional.of(new GrowingFile(channel, chain));
    } finally {
      if (!open) {
        channel.close();
      }
    }
  }

  /**
   * Reads a file without opening it for writing.
   *
   * @param what the kind of file in words
   * @param each takes the lines after the header; a torn last line is left out
   * @throws IOException if it cannot be read
   * @throws BrokenLineException if a line cannot be used
   */
  public static void read(Path file, LineFormat format, String what, Consumer<FieldsJson> each)
      throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      read(in, new Chain(), format, what, each);
    }
  }

  private static long read(
      InputStream in, Chain chain, LineFormat format, String what, Consumer<FieldsJson> each)
      throws IOException {
    LineReader lines = new LineReader(in, chain);
    lines.header(format, what);
    for (var line = lines.nextGrown(); line.isPresent(); line = lines.nextGrown()) {
      each.accept(line.get());
    }
    return lines.wholeBytes();
  }

  private static boolean lock(FileChannel channel) throws IOException {
    try {
      // A byte far beyond the end: where locks are mandatory the lines can still be read.
      return channel.tryLock(Long.MAX_VALUE - 1, 1, false) != null;
    } catch (OverlappingFileLockException e) {
      return false; // Held within this process.
    }
  }

  /**
   * Appends lines. When this returns they outlive a crash of the machine. Once it has failed it
   * goes on failing: what is on disk no longer ends where the chain does.
   *
   * @throws IOException if they cannot be written; the file is cut back to what it was if possible
   */
  public void append(LineFile.Content content) throws IOException {
    if (failed) {
      throw new IOException("Lines before these could not be written.");
    }
    failed = true;
    content.writeTo(lines);
    long before = channel.position();
    ByteBuffer all = ByteBuffer.wrap(bytes.toByteArray());
    bytes.reset();
    try {
      while (all.hasRemaining()) {
        channel.write(all);
      }
      channel.force(false);
    } catch (IOException e) {
      cutBack(before, e);
      throw e;
    }
    failed = false;
  }

  private void cutBack(long size, IOException cause) {
    try {
      channel.truncate(size);
    } catch (IOException e) {
      cause.addSuppressed(e); // What stays is cut off when the file is opened again.
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
