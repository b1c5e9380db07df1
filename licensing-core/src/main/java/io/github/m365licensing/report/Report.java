package io.github.m365licensing.report;

import io.github.m365licensing.internal.TextTable;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;

/**
 * An answer about a tenant at one moment: rows, which become a table or CSV. Immutable.
 *
 * @param <R> what a row is
 */
public sealed class Report<R> implements Iterable<R> permits UserReport {

  final String title;
  final Instant takenAt;
  final List<R> rows;
  final Layout<R> text;
  final Layout<R> csv;

  Report(String title, Instant takenAt, List<R> rows, Layout<R> text, Layout<R> csv) {
    this.title = title;
    this.takenAt = takenAt;
    this.rows = List.copyOf(rows);
    this.text = text;
    this.csv = csv;
  }

  /** When the reading began, by the tenant's time. */
  public Instant takenAt() {
    return takenAt;
  }

  /** The rows, in the order that the report states; unmodifiable. */
  public List<R> rows() {
    return rows;
  }

  /** Goes through the {@link #rows()}; removes none. */
  @Override
  public Iterator<R> iterator() {
    return rows.iterator();
  }

  /**
   * The report for people: what it is and when it was made, then an aligned table. It shows user
   * principal names.
   */
  public String text() {
    String heading = title + ", " + takenAt + ": ";
    return rows.isEmpty()
        ? heading + "none\n"
        : heading + TextTable.number(rows.size()) + "\n\n" + text.text(rows);
  }

  /**
   * The report for programs: comma-separated values after RFC 4180 with a heading, lines ended by
   * CR LF, times in UTC after ISO 8601, several values in one cell set apart by semicolons. A cell
   * that a spreadsheet would take for a formula begins with an apostrophe. It holds user principal
   * names.
   */
  public String csv() {
    return csv.csv(rows);
  }

  /** Whether both answer the same question with the same rows, read at the same moment. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Report<?> that
        && title.equals(that.title)
        && takenAt.equals(that.takenAt)
        && rows.equals(that.rows);
  }

  @Override
  public int hashCode() {
    return Objects.hash(title, takenAt, rows);
  }

  /** The title and how many rows there are. */
  @Override
  public String toString() {
    return title + ", " + takenAt + ": " + rows.size() + " rows";
  }
}
