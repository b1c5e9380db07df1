package io.github.m365licensing.internal;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Comma-separated values after RFC 4180: lines end in CR LF; a cell with a comma, a quote or a line
 * end is quoted. Not thread-safe.
 *
 * <p>A cell that a spreadsheet would take for a formula begins with an apostrophe instead; whole
 * numbers stay as they are.
 */
public final class CsvTable {

  private static final String BEGINS_A_FORMULA = "=+-@\t\r";

  private final StringBuilder text = new StringBuilder();

  private CsvTable() {}

  /** A table whose first line is the heading. */
  public static CsvTable headed(String... heading) {
    return new CsvTable().row(heading);
  }

  /** Adds a line. */
  public CsvTable row(String... cells) {
    text.append(Stream.of(cells).map(CsvTable::cell).collect(Collectors.joining(",")))
        .append("\r\n");
    return this;
  }

  private static String cell(String value) {
    String safe = isFormula(value) ? "'" + value : value;
    boolean quoted = safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
    return quoted ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
  }

  private static boolean isFormula(String value) {
    return !value.isEmpty()
        && BEGINS_A_FORMULA.indexOf(value.charAt(0)) >= 0
        && !value.matches("-?[0-9]+");
  }

  /** The lines, each ended by CR LF. */
  @Override
  public String toString() {
    return text.toString();
  }
}
