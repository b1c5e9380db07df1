package io.github.m365licensing.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

class CsvTableTest {

  static final List<Arguments> CELLS =
      List.of(
          arguments("", ""),
          arguments("EMS", "EMS"),
          arguments(" two words ", " two words "),
          arguments("a,b", "\"a,b\""),
          arguments("say \"E3\"", "\"say \"\"E3\"\"\""),
          arguments("a\nb", "\"a\nb\""),
          arguments("a\r\nb", "\"a\r\nb\""),
          arguments("=1+1", "'=1+1"),
          arguments("+31", "'+31"),
          arguments("-a", "'-a"),
          arguments("-1+cmd", "'-1+cmd"),
          arguments("-", "'-"),
          arguments("@SUM(A1)", "'@SUM(A1)"),
          arguments("\t=1", "'\t=1"),
          arguments("\r=1", "\"'\r=1\""),
          arguments("=HYPERLINK(\"x\",\"y\")", "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\""),
          arguments("a=b", "a=b"),
          arguments("-1", "-1"),
          arguments("114", "114"));

  @ParameterizedTest
  @FieldSource("CELLS")
  void row_with_a_cell_quotes_and_guards_it(String value, String written) {
    String csv = CsvTable.headed("heading").row("first", value, "last").toString();

    assertThat(csv).isEqualTo("heading\r\nfirst," + written + ",last\r\n");
  }

  @Test
  void table_without_rows_is_its_heading() {
    assertThat(CsvTable.headed("a", "b")).hasToString("a,b\r\n");
  }
}
