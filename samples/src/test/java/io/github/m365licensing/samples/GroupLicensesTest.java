package io.github.m365licensing.samples;

import static io.github.m365licensing.testkit.assertj.LicensingAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.m365licensing.Licensing;
import io.github.m365licensing.samples.Recipe.Setting;
import io.github.m365licensing.testkit.FakeTenant;
import io.github.m365licensing.testkit.scenario.RequestMatcher;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** The recipe for groups as users run it, and what they see when it does not work. */
class GroupLicensesTest {

  private static final Map<String, String> GROUPS =
      Map.of("group", "Marketing", "groupWithErrors", "EMS licensed");

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);

  @Test
  void recipe_licenses_the_group_cures_an_error_and_undoes() {
    int exitCode =
        new Samples(
                name -> name.equals("recipe") ? "grouplicenses" : "",
                () -> {
                  throw new AssertionError("Nobody signs in to the fake tenant.");
                },
                question -> false,
                out)
            .run();

    assertThat(exitCode).isZero();
    assertThat(text())
        .contains("group 'Marketing', 2 members")
        .contains("2 of 2 members confirmed.")
        .contains("INTUNE_A through EMS (group 'EMS licensed') cannot stand beside INTUNE_A_VL")
        .contains("reprocess")
        .endsWith("Verified.\n");
  }

  @Test
  void recipe_writes_nothing_without_a_yes() {
    FakeTenant tenant = FakeTenant.contoso();

    boolean verified = cook(tenant, question -> false);

    assertThat(verified).isFalse();
    assertThat(tenant).received().onlyReads();
    assertThat(text()).contains("Nothing was written.");
  }

  @Test
  void change_that_the_service_takes_and_does_not_do_is_not_verified() {
    FakeTenant tenant = FakeTenant.contoso();
    tenant.faults().acceptedButNotApplied().on(RequestMatcher.anyWrite()).once();

    assertThat(cook(tenant, question -> true)).isFalse();
  }

  private boolean cook(FakeTenant tenant, Predicate<String> mayWrite) {
    return new GroupLicenses()
        .run(
            new Setting(
                tenant, Licensing.of(tenant), GROUPS::get, out, (user, password) -> {}, mayWrite));
  }

  private String text() {
    return printed.toString(StandardCharsets.UTF_8);
  }
}
