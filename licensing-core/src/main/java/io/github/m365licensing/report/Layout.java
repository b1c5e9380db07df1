package io.github.m365licensing.report;

import io.github.m365licensing.internal.CsvTable;
import io.github.m365licensing.internal.TextTable;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** How rows become lines of cells; a row may make several lines. */
record Layout<R>(List<String> heading, Function<R, Stream<List<String>>> lines) {

  /** One line for each row. */
  static <R> Layout<R> of(List<String> heading, Function<R, List<String>> line) {
    return new Layout<>(heading, row -> Stream.of(line.apply(row)));
  }

  String text(List<R> rows) {
    TextTable table = TextTable.headed(cells(heading));
    rows.stream().flatMap(lines).forEach(line -> table.row(cells(line)));
    return table.toString();
  }

  String csv(List<R> rows) {
    CsvTable table = CsvTable.headed(cells(heading));
    rows.stream().flatMap(lines).forEach(line -> table.row(cells(line)));
    return table.toString();
  }

  private static String[] cells(List<String> line) {
    return line.toArray(String[]::new);
  }
}
