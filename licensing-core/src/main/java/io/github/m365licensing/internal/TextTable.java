package io.github.m365licensing.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Aligned text for people: columns as wide as their widest cell, two blanks between them, no blanks
 * at line ends. Not thread-safe.
 */
public final class TextTable {

  private final List<List<String>> rows = new ArrayList<>();

  private TextTable() {}

  /** A table whose first row is the heading. */
  public static TextTable headed(String... heading) {
    return new TextTable().row(heading);
  }

  /** Adds a row. Missing cells at its end are blank. */
  public TextTable row(String... cells) {
    rows.add(List.of(cells));
    return this;
  }

  /** A number with its thousands set apart, the same on every machine. */
  public static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** The table, each line ended by a line feed. */
  @Override
  public String toString() {
    List<Integer> widths = new ArrayList<>();
    for (List<String> row : rows) {
      for (int i = 0; i < row.size(); i++) {
        int width = row.get(i).codePointCount(0, row.get(i).length());
        if (i == widths.size()) {
          widths.add(width);
        } else {
          widths.set(i, Math.max(widths.get(i), width));
        }
      }
    }
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < row.size(); i++) {
        String cell = row.get(i);
        line.append(cell)
            .append(" ".repeat(widths.get(i) - cell.codePointCount(0, cell.length()) + 2));
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }
}
