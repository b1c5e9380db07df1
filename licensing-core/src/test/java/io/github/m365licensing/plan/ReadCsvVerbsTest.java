package io.github.m365licensing.plan;

import static io.github.m365licensing.intent.Verbs.assign;
import static io.github.m365licensing.intent.Verbs.change;
import static io.github.m365licensing.intent.Verbs.remove;
import static io.github.m365licensing.intent.Verbs.replaceAllWith;
import static io.github.m365licensing.intent.Verbs.setUsageLocation;
import static io.github.m365licensing.intent.Verbs.swap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.m365licensing.Licensing;
import io.github.m365licensing.intent.LicenseIntent;
import io.github.m365licensing.intent.Verb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What each verb of a CSV file means, and what it does not take. */
class ReadCsvVerbsTest {

  @TempDir private Path folder;

  private LicenseIntent read(String line) throws IOException {
    return LicenseIntent.readCsv(
        Files.writeString(
            folder.resolve("changes.csv"), "userPrincipalName,verb,sku,plans\n" + line + "\n"));
  }

  static Stream<Arguments> lines() {
    return Stream.of(
        Arguments.of("assign,EMS,", assign("EMS")),
        Arguments.of("assign,EMS,INTUNE_A", assign("EMS").disable("INTUNE_A")),
        Arguments.of("enable,EMS,INTUNE_A", change("EMS").enable("INTUNE_A")),
        Arguments.of(
            "disable,EMS,INTUNE_A;MFA_PREMIUM", change("EMS").disable("INTUNE_A", "MFA_PREMIUM")),
        Arguments.of("only,EMS,INTUNE_A", change("EMS").only("INTUNE_A")),
        Arguments.of("enableAll,EMS,", change("EMS").enableAll()),
        Arguments.of("remove,EMS,", remove("EMS")),
        Arguments.of("swap,ENTERPRISEPACK>SPE_E3,", swap("ENTERPRISEPACK", "SPE_E3")),
        Arguments.of("SWAP, ENTERPRISEPACK > SPE_E3 ,", swap("ENTERPRISEPACK", "SPE_E3")),
        Arguments.of("replaceAllWith,SPE_E5,", replaceAllWith(assign("SPE_E5"))),
        Arguments.of(
            "replaceAllWith,SPE_E5,INTUNE_A", replaceAllWith(assign("SPE_E5").disable("INTUNE_A"))),
        Arguments.of(
            "replaceAllWith,SPE_E3;FLOW_FREE,",
            replaceAllWith(assign("SPE_E3"), assign("FLOW_FREE"))),
        Arguments.of("setUsageLocation,nl,", setUsageLocation("NL")));
  }

  @ParameterizedTest
  @MethodSource("lines")
  void line_means_the_verb(String line, Verb verb) throws IOException {
    assertThat(read("a@contoso.com," + line).entries())
        .singleElement()
        .satisfies(entry -> assertThat(entry.verbs()).containsExactly(verb));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "remove,EMS,INTUNE_A|remove takes no plans",
        "enableAll,EMS,INTUNE_A|enableAll takes no plans",
        "swap,ENTERPRISEPACK,|swap needs the two SKUs",
        "swap,A>B>C,|swap needs the two SKUs",
        "swap,>EMS,|blank",
        "swap,EMS>SPE_E3,INTUNE_A|swap takes no plans",
        "replaceAllWith,,|blank",
        "replaceAllWith,SPE_E3;,|blank",
        "replaceAllWith,SPE_E3;EMS,INTUNE_A|several SKUs takes no plans",
        "setUsageLocation,Netherlands,|not a usageLocation",
        "setUsageLocation,,|not a usageLocation",
        "setUsageLocation,NL,EMS|setUsageLocation takes no plans"
      })
  void line_that_cannot_be_meant_is_told(String line, String told) {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> read("a@contoso.com," + line))
        .withMessageContaining("line 2: ")
        .withMessageContaining(told);
  }

  @Test
  void several_lines_of_one_user_are_one_entry() throws IOException {
    LicenseIntent intent =
        read("a@contoso.com,setUsageLocation,NL,\nA@contoso.com,assign,EMS,INTUNE_A");

    assertThat(intent.entries())
        .extracting(LicenseIntent.Entry::verbs)
        .containsExactly(List.of(setUsageLocation("NL"), assign("EMS").disable("INTUNE_A")));
  }

  @Test
  void contradictions_are_told_with_their_lines_when_a_plan_is_made() {
    PaperTenant tenant = new PaperTenant().owns("EMS", 10, 3).owns("SPE_E3", 10, 3);

    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(
            () ->
                Licensing.of(tenant)
                    .plan(
                        read(
                            "a@contoso.com,replaceAllWith,EMS,\n"
                                + "a@contoso.com,replaceAllWith,SPE_E3,\n"
                                + "b@contoso.com,swap,EMS>ems,\n"
                                + "c@contoso.com,swap,EMS>Enterprise Mobility + Security E3,")))
        .withMessageContaining("in line 3 contradicts 'replace all by assign EMS' in line 2")
        .withMessageContaining("'swap EMS for ems' in line 4 contradicts itself")
        .withMessageContaining(
            "'swap EMS for Enterprise Mobility + Security E3' in line 5 contradicts itself");
  }
}
