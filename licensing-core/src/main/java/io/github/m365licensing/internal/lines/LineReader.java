package io.github.m365licensing.internal.lines;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads lines of a file without trusting their length, their order or what they say. Not
 * thread-safe. Every method throws {@link BrokenLineException} for a line that cannot be used.
 */
public final class LineReader {

  private static final Pattern VERSION = Pattern.compile("([1-9][0-9]{0,8})\\.[0-9]{1,9}");

  private final InputStream in;
  private final Chain chain;
  private final byte[] chunk = new byte[1 << 16];
  private int position;
  private int filled;
  private byte[] line = new byte[1 << 12];
  private int length;
  private boolean isWhole;
  private long number;
  private long wholeBytes;

  LineReader(InputStream in, Chain chain) {
    this.in = in;
    this.chain = chain;
  }

  /**
   * Reads the header.
   *
   * @param what the kind of file in words, for example {@code tenant snapshot}
   */
  void header(LineFormat format, String what) throws IOException {
    if (!advance()) {
      throw cutOff();
    }
    FieldsJson header = parsed();
    if (!header.optionalText("format").equals(Optional.of(format.name()))) {
      throw header.wrong("is not the header of a " + what + ".");
    }
    Matcher version = VERSION.matcher(header.text("version"));
    if (!version.matches()) {
      throw header.wrong("has a wrong form in field version.");
    }
    if (Integer.parseInt(version.group(1)) != format.major()) {
      throw header.wrong(
          "says format version %s, but this library reads version %d only. Use a library that fits."
              .formatted(version.group(), format.major()));
    }
    check(header); // Only now: another version may check in another way.
  }

  /** The next line of a file that was written whole; empty after the last one. */
  public Optional<FieldsJson> next() throws IOException {
    FieldsJson fields = read().orElseThrow(this::cutOff);
    if (!fields.text("kind").equals("end")) {
      return Optional.of(fields);
    }
    if (fields.number("lines") != number - 1) {
      throw fields.wrong("does not count the lines before it: some were left out.");
    }
    if (fill() || read().isPresent()) {
      throw new BrokenLineException(number + 1, "stands after the end line.");
    }
    return Optional.empty();
  }

  /** The next line of a file that grows; empty at its end. A last line that is torn is left out. */
  Optional<FieldsJson> nextGrown() throws IOException {
    return advance() && isWhole ? Optional.of(checked()) : Optional.empty();
  }

  /** How many bytes of the file hold whole lines, up to the last one that was read. */
  long wholeBytes() {
    return wholeBytes;
  }

  /** The last link of the chain so far; see {@link LineFile#lastLink}. */
  public String lastLink() {
    return chain.last();
  }

  /**
   * An exception about the line that was read last.
   *
   * @param what what is wrong with it, continuing the sentence "line 3 …"
   */
  public BrokenLineException wrong(String what) {
    return new BrokenLineException(number, what);
  }

  private BrokenLineException cutOff() {
    return new BrokenLineException(number, "is missing: the file is cut off, it has no end line.");
  }

  private Optional<FieldsJson> read() throws IOException {
    return advance() ? Optional.of(checked()) : Optional.empty();
  }

  private FieldsJson checked() {
    FieldsJson fields = parsed();
    check(fields);
    return fields;
  }

  private FieldsJson parsed() {
    wholeBytes += length + 1;
    if (length > 0 && line[length - 1] == '\r') {
      length--;
    }
    return FieldsJson.read(number, line, length);
  }

  private void check(FieldsJson fields) {
    if (length <= Chain.PREFIX) {
      throw fields.wrong("has no check.");
    }
    byte[] check = chain.next(line, Chain.PREFIX, length - Chain.PREFIX);
    if (!Arrays.equals(check, 0, Chain.PREFIX, line, 0, Chain.PREFIX)) {
      throw fields.wrong("does not fit the lines before it: it was changed, moved or left out.");
    }
  }

  private boolean advance() throws IOException {
    length = 0;
    isWhole = false;
    number++;
    while (fill()) {
      int start = position;
      while (position < filled && chunk[position] != '\n') {
        position++;
      }
      append(start, position - start);
      if (position < filled) {
        position++;
        isWhole = true;
        return true;
      }
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
    if (length + count > LineFile.MAX_LINE) {
      throw new BrokenLineException(number, "is longer than " + LineFile.MAX_LINE + " bytes.");
    }
    if (length + count > line.length) {
      line = Arrays.copyOf(line, Math.max(length + count, 2 * line.length));
    }
    System.arraycopy(chunk, start, line, length, count);
    length += count;
  }
}
