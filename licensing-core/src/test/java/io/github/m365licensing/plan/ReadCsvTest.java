package io.github.m365licensing.plan;

import static io.github.m365licensing.plan.PaperTenant.direct;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.m365licensing.Licensing;
import io.github.m365licensing.intent.LicenseIntent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadCsvTest {

  @TempDir private Path folder;

  private Path csv(String... lines) throws IOException {
    return Files.writeString(folder.resolve("changes.csv"), String.join("\r\n", lines));
  }

  @Test
  void lines_become_verbs_and_lines_of_one_user_one_change() throws IOException {
    LicenseIntent intent =
        LicenseIntent.readCsv(
            csv(
                "userPrincipalName,verb,sku,plans",
                "adele@contoso.com,disable,EMS,INTUNE_A; ADALLOM_S_DISCOVERY",
                "\"megan@contoso.com\",assign,\"EMS\",INTUNE_A",
                "",
                "Adele@contoso.com,remove,FLOW_FREE,",
                "lynne@contoso.com,assign,EMS,INTUNE_A",
                "alex@contoso.com,enableAll,EMS"));

    assertThat(intent.entries())
        .extracting(LicenseIntent.Entry::toString)
        .containsExactly(
            "Entry[selection=1 user, verbs=[change EMS: INTUNE_A, ADALLOM_S_DISCOVERY off, remove FLOW_FREE], lines=[2, 5]]",
            "Entry[selection=2 users, verbs=[assign EMS without INTUNE_A], lines=[3]]",
            "Entry[selection=1 user, verbs=[change EMS: every plan on], lines=[7]]");
  }

  @Test
  void columns_may_stand_in_another_order() throws IOException {
    LicenseIntent intent =
        LicenseIntent.readCsv(
            csv("\uFEFFVerb,SKU,Department,userprincipalname", "remove,EMS,Sales,a@contoso.com"));

    assertThat(intent.toString()).isEqualTo("1 user: [remove EMS]");
  }

  @Test
  void every_bad_line_is_told_at_once_with_its_number_and_without_names() throws IOException {
    Path csv =
        csv(
            "userPrincipalName,verb,sku,plans",
            "not a name,assign,EMS,",
            "petra@contoso.com,give,EMS,",
            "petra@contoso.com,assign,,",
            "petra@contoso.com,disable,EMS,");

    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> LicenseIntent.readCsv(csv))
        .withMessageContainingAll(
            "4 lines that cannot be used",
            "Nothing was planned",
            "line 2: The user principal name given is malformed",
            "line 3: 'give' is no verb",
            "line 4: sku is blank",
            "line 5: ")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("not a name", "petra@contoso"));
  }

  @Test
  void missing_column_is_named() throws IOException {
    Path csv = csv("userPrincipalName,sku", "a@contoso.com,EMS");

    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> LicenseIntent.readCsv(csv))
        .withMessageContaining("lacks 'verb'");
  }

  @Test
  void file_without_lines_or_with_open_quotes_is_refused() throws IOException {
    Path empty = csv("userPrincipalName,verb,sku,plans");
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> LicenseIntent.readCsv(empty))
        .withMessageContaining("no line follows");

    Path open = csv("userPrincipalName,verb,sku,plans", "a@contoso.com,assign,\"EMS");
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> LicenseIntent.readCsv(open))
        .withMessageContaining("within quotes");
  }

  @Test
  void file_that_does_not_exist_says_so() {
    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(() -> LicenseIntent.readCsv(folder.resolve("nothing.csv")))
        .withMessageContaining("Nothing was planned");
  }

  @Test
  void users_with_the_same_verbs_share_a_shape() throws IOException {
    PaperTenant tenant = new PaperTenant().owns("EMS", 10, 3);
    StringBuilder text = new StringBuilder("userPrincipalName,verb,sku,plans\n");
    for (int i = 0; i < 20; i++) {
      tenant.has("user" + i + "@contoso.com", direct("EMS"));
      text.append("user").append(i).append("@contoso.com,disable,EMS,INTUNE_A\n");
    }

    LicensePlan plan = Licensing.of(tenant).plan(LicenseIntent.readCsv(csv(text.toString())));

    assertThat(plan.count(ChangeKind.CHANGE)).isEqualTo(20);
    assertThat(plan.shapes()).hasSize(1);
  }
}
