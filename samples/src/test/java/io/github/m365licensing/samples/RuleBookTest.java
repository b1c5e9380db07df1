package io.github.m365licensing.samples;

import static io.github.m365licensing.testkit.assertj.LicensingAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.m365licensing.Licensing;
import io.github.m365licensing.samples.Recipe.Setting;
import io.github.m365licensing.testkit.FakeTenant;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the recipes show of the rule book before anything is written. */
class RuleBookTest {

  private static String shown(Recipe recipe, Map<String, String> people) {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    FakeTenant tenant = FakeTenant.contoso();
    recipe.run(
        new Setting(
            tenant,
            Licensing.of(tenant),
            people::get,
            new PrintStream(printed, true, StandardCharsets.UTF_8),
            (user, password) -> {},
            question -> false));
    assertThat(tenant).received().onlyReads();
    return printed.toString(StandardCharsets.UTF_8);
  }

  private static String mainJob(String user) {
    return shown(new EmsWithoutIntune(), Map.of("user", user, "newUser", "test.user@contoso.com"));
  }

  @ParameterizedTest
  @CsvSource({
    "AAD_PREMIUM, EMS direct, EMS direct",
    "ADALLOM_S_DISCOVERY, off, off",
    "INTUNE_A, EMS direct, off",
    "AAD_PREMIUM, not held, EMS direct",
    "INTUNE_A, not held, off",
  })
  void main_job_shows_services_before_and_after_with_sources(
      String service, String before, String after) {
    assertThat(mainJob("adele@contoso.com"))
        .containsPattern("(?m)^ +" + service + " +" + before + " +" + after + "$");
  }

  @Test
  void main_job_shows_the_path_that_keeps_a_service_on() {
    assertThat(mainJob("megan@contoso.com"))
        .containsPattern(
            "(?m)^ +INTUNE_A +SPE_E3 group [-0-9a-f]+, EMS direct +SPE_E3 group [-0-9a-f]+$");
  }

  @Test
  void main_job_shows_the_seat_ledger() {
    assertThat(mainJob("adele@contoso.com"))
        .containsPattern("seats +owned +in use +at most +at the end +without seat")
        .containsPattern("(?m)^EMS +120 +6 +7 +7 +0$");
  }

  @ParameterizedTest
  @CsvSource({
    "Conflict, MUTUALLY_EXCLUSIVE, Leave one of the two plans off.",
    "Dependency, MISSING_PREREQUISITE, 'Leave WORKPLACE_ANALYTICS off too, or keep EXCHANGE'",
    "Inherited, INHERITED, 'Change the licence of the group, take the user out of it'",
    "No effect, NO_EFFECT, Switch it off there too.",
    "Data loss, DATA_LOSS, 'Keep the plan on, or say accepting(DATA_LOSS'",
  })
  void recipe_shows_each_finding_with_its_own_cure(String story, String code, String cure) {
    String text = shown(new FindingsAndCures(), Map.of());

    String part = text.substring(text.indexOf(story + ":"));
    String block = part.substring(0, part.indexOf("\n", part.indexOf("  cure")));
    assertThat(block).contains(code, cure);
  }
}
