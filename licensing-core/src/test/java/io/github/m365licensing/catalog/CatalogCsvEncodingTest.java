package io.github.m365licensing.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The CSV as downloaded, and as a spreadsheet program saved it again. */
class CatalogCsvEncodingTest {

  private static final String CSV =
      "Product_Display_Name,String_Id,GUID,Service_Plan_Name,Service_Plan_Id,"
          + "Service_Plans_Included_Friendly_Names\n"
          + "Caf\u00E9 \u2013 two,EMS,efccb6f7-5641-4e0e-bd10-b4976e1bf68e\u00A0,"
          + "INTUNE\u00A0A,c1ec4a95-1f05-45b3-a911-aa3fa01094f5,Intune\n";

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "windows-1252"})
  void csv_is_read_in_either_encoding(String encoding, @TempDir Path folder) throws IOException {
    Path csv = Files.write(folder.resolve("names.csv"), CSV.getBytes(Charset.forName(encoding)));

    SkuCatalog catalog = SkuCatalog.read(csv);

    assertThat(catalog.products().get(0).productName()).isEqualTo("Caf\u00E9 \u2013 two");
    assertThat(catalog.products().get(0).skuId()).isEqualTo(WellKnownSkus.EMS);
    assertThat(catalog.servicePlans().get(0).servicePlanName()).isEqualTo("INTUNE A");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\uFEFF", ""})
  void byte_order_mark_is_no_part_of_the_first_column(String mark, @TempDir Path folder)
      throws IOException {
    Path csv =
        Files.write(folder.resolve("names.csv"), (mark + CSV).getBytes(StandardCharsets.UTF_8));

    assertThat(SkuCatalog.read(csv).products()).hasSize(1);
  }
}
