package io.github.m365licensing.intent;

import java.util.ArrayList;
import java.util.List;

/** Takes CSV apart: commas, quotes doubled within quotes, line ends of any kind; blank lines go. */
final class CsvRows {

  /**
   * A row.
   *
   * @param line the line that it begins in, from 1
   */
  record Row(int line, List<String> fields) {
    /**
     * The field without blanks around it; empty if the row is too short or there is no such column.
     */
    String field(int column) {
      return column >= 0 && column < fields.size() ? fields.get(column).strip() : "";
    }
  }

  private final List<Row> rows = new ArrayList<>();
  private final StringBuilder field = new StringBuilder();
  private List<String> fields = new ArrayList<>();
  private int line = 1;
  private int rowLine = 1;

  private CsvRows() {}

  static List<Row> of(String text) {
    CsvRows csv = new CsvRows();
    // A byte order mark is no part of the first column's name.
    csv.read(text.startsWith("\uFEFF") ? text.substring(1) : text);
    return csv.rows;
  }

  private void read(String text) {
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quoted) {
        if (c == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"') {
          field.append('"');
          i++;
        } else if (c == '"') {
          quoted = false;
        } else {
          line += c == '\n' ? 1 : 0;
          field.append(c);
        }
      } else if (c == '"') {
        quoted = true;
      } else if (c == ',') {
        endField();
      } else if (c == '\n') {
        endRow();
        line++;
        rowLine = line;
      } else if (c != '\r') {
        field.append(c);
      }
    }
    if (quoted) {
      throw new IllegalArgumentException(
          "The CSV file ends within quotes that begin in the row of line "
              + rowLine
              + ". Nothing was planned.");
    }
    endRow();
  }

  private void endField() {
    fields.add(field.toString());
    field.setLength(0);
  }

  private void endRow() {
    endField();
    if (fields.stream().anyMatch(f -> !f.isBlank())) {
      rows.add(new Row(rowLine, fields));
    }
    fields = new ArrayList<>();
  }
}
