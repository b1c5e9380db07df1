package io.github.m365licensing.internal.lines;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.Consumer;

/** Writes lines of a file, each linked to the one before. Not thread-safe. */
public final class LineWriter {

  private final OutputStream out;
  private final Chain chain;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream(256);
  private long lines;

  LineWriter(OutputStream out, Chain chain) {
    this.out = out;
    this.chain = chain;
  }

  /**
   * Writes a line.
   *
   * @param kind what the line is about
   * @param fields its fields
   * @throws IOException if it cannot be written
   * @throws IllegalArgumentException if it is longer than a line may be
   */
  public void line(String kind, Consumer<LineJson> fields) throws IOException {
    line.reset();
    LineJson.write(
        line,
        json -> {
          json.text("kind", kind);
          fields.accept(json);
        });
    if (line.size() > LineFile.MAX_LINE) {
      throw new IllegalArgumentException(
          "A %s takes %d bytes; a line holds at most %d. The line was not written."
              .formatted(kind, line.size(), LineFile.MAX_LINE));
    }
    byte[] bytes = line.toByteArray();
    out.write(chain.next(bytes, 1, bytes.length - 1));
    out.write(bytes, 1, bytes.length - 1);
    out.write('\n');
    lines++;
  }

  void header(LineFormat format) throws IOException {
    line("header", json -> json.text("format", format.name()).text("version", format.version()));
  }

  void end() throws IOException {
    long before = lines;
    line("end", json -> json.number("lines", before));
  }

  String lastLink() {
    return chain.last();
  }
}
