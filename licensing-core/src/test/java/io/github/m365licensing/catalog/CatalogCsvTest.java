package io.github.m365licensing.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.m365licensing.sku.AppliesTo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogCsvTest {

  private static final String HEAD =
      "Product_Display_Name,String_Id,GUID,Service_Plan_Name,Service_Plan_Id,"
          + "Service_Plans_Included_Friendly_Names\n";
  private static final String SKU = "061f9ace-7d42-4136-88ac-31dc755f143f";
  private static final String PLAN = "c1ec4a95-1f05-45b3-a911-aa3fa01094f5";

  @Test
  void bundled_catalogue_written_as_csv_reads_back_the_same(@TempDir Path folder)
      throws IOException {
    SkuCatalog bundled = SkuCatalog.bundled();
    StringBuilder csv = new StringBuilder("\uFEFF" + HEAD);
    for (Product product : bundled.products()) {
      product.servicePlanIds().stream()
          .map(id -> bundled.findServicePlan(id).orElseThrow())
          .forEach(
              plan ->
                  csv.append(
                      row(
                          product.productName(),
                          product.skuPartNumber(),
                          product.skuId().toString(),
                          plan.servicePlanName(),
                          plan.servicePlanId().toString(),
                          plan.friendlyName())));
    }
    Path file = Files.writeString(folder.resolve("names.csv"), csv);

    SkuCatalog read = SkuCatalog.read(file);

    assertThat(read.products()).isEqualTo(bundled.products());
    assertThat(read.servicePlans()).isEqualTo(bundled.servicePlans());
    assertThat(read.date()).isEmpty();
  }

  @Test
  void observed_blanks_are_cleaned_and_case_of_guids_does_not_matter() {
    SkuCatalog read =
        parse(
            row(
                "Intune\u00A0 Plan ",
                " INTUNE\u00A0A\u200B",
                SKU.toUpperCase(java.util.Locale.ROOT) + "\u00A0",
                "INTUNE_A ",
                PLAN,
                "x"));

    Product product = read.products().get(0);
    assertThat(product.productName()).isEqualTo("Intune Plan");
    assertThat(product.skuPartNumber()).isEqualTo("INTUNE A");
    assertThat(product.skuId().toString()).isEqualTo(SKU);
    assertThat(read.servicePlans().get(0).servicePlanName()).isEqualTo("INTUNE_A");
  }

  @Test
  void observed_repeated_rows_count_once() {
    SkuCatalog read =
        parse(row("I", "I", SKU, "P", PLAN, "f") + row("I", "I", SKU, "P", PLAN, "f"));

    assertThat(read.products())
        .singleElement()
        .satisfies(p -> assertThat(p.servicePlanIds()).hasSize(1));
  }

  @Test
  void observed_spellings_the_most_frequent_code_name_and_one_without_bracket_win() {
    String other = "00000000-0000-0000-0000-00000000000";

    SkuCatalog frequent =
        parse(
            row("I", "I", SKU, "RMS)", PLAN, "f")
                + row("I", "I", other + "1", "RMS)", PLAN, "f")
                + row("I", "I", other + "2", "RMS", PLAN, "f"));
    SkuCatalog tied =
        parse(row("I", "I", SKU, "RMS)", PLAN, "f") + row("I", "I", other + "1", "RMS", PLAN, "f"));

    assertThat(frequent.servicePlans().get(0).servicePlanName()).isEqualTo("RMS)");
    assertThat(tied.servicePlans().get(0).servicePlanName()).isEqualTo("RMS");
  }

  @Test
  void observed_friendly_names_in_capitals_or_equal_to_the_code_lose() {
    String other = "00000000-0000-0000-0000-00000000000";

    SkuCatalog read =
        parse(
            row("I", "I", SKU, "Forms", PLAN, "MICROSOFT FORMS")
                + row("I", "I", other + "1", "Forms", PLAN, "MICROSOFT FORMS")
                + row("I", "I", other + "2", "Forms", PLAN, "forms")
                + row("I", "I", other + "3", "Forms", PLAN, "Microsoft Forms"));

    assertThat(read.servicePlans().get(0).friendlyName()).isEqualTo("Microsoft Forms");
  }

  @Test
  void company_plans_come_from_the_bundled_catalogue() {
    SkuCatalog read =
        parse(
            row(
                "I",
                "I",
                SKU,
                "EXCHANGE_S_FOUNDATION",
                WellKnownPlans.EXCHANGE_S_FOUNDATION.toString(),
                "f"));

    assertThat(read.servicePlans().get(0).appliesTo()).isEqualTo(AppliesTo.COMPANY);
  }

  @Test
  void malformed_row_is_left_out_and_counted() {
    SkuCatalog read =
        parse(row("I", "I", "no guid", "P", PLAN, "f") + row("J", "J", SKU, "P", PLAN, "f"));

    assertThat(read.products()).extracting(Product::skuPartNumber).containsExactly("J");
    assertThat(read.source()).contains("1 malformed");
  }

  @Test
  void quoted_cells_keep_commas_quotes_and_line_ends() {
    assertThat(CatalogCsv.rows("a,\"b,\"\"c\"\"\nd\",e\r\n\r\nf,g\n"))
        .containsExactly(List.of("a", "b,\"c\"\nd", "e"), List.of("f", "g"));
  }

  @Test
  void missing_column_is_named() {
    assertThatThrownBy(() -> CatalogCsv.parse("GUID,String_Id\n1,2\n", "s", SkuCatalog.bundled()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Service_Plan_Id")
        .hasMessageContaining("Nothing was read");
  }

  @Test
  void file_without_usable_rows_is_refused() {
    assertThatThrownBy(() -> parse("")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> CatalogCsv.parse("", "s", SkuCatalog.bundled()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void missing_file_is_an_io_error(@TempDir Path folder) {
    assertThatThrownBy(() -> SkuCatalog.read(folder.resolve("none.csv")))
        .isInstanceOf(UncheckedIOException.class);
  }

  private static SkuCatalog parse(String rows) {
    return CatalogCsv.parse(HEAD + rows, "test", SkuCatalog.bundled());
  }

  private static String row(String... cells) {
    return String.join(
            ",",
            List.of(cells).stream()
                .map(cell -> "\"" + Objects.requireNonNull(cell).replace("\"", "\"\"") + "\"")
                .toList())
        + "\n";
  }
}
