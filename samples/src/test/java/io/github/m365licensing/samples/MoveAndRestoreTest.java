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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The recipes about moving and restoring as users run them, and when they do not work. */
class MoveAndRestoreTest {

  private static final Map<String, String> PEOPLE =
      Map.of("user", "adele@contoso.com", "licensedGroup", "EMS licensed");

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);

  @Test
  void move_recipe_moves_who_loses_nothing_and_names_what_the_others_would_lose() {
    int exitCode = run("movetogroup");

    assertThat(exitCode).as(text()).isZero();
    assertThat(text())
        .contains("in group 'EMS licensed'")
        .contains("LOSES_PLAN: The user would lose ADALLOM_S_DISCOVERY")
        .contains("applied  confirmed")
        .endsWith("Verified.\n");
  }

  @Test
  void restore_recipe_brings_everything_back() {
    int exitCode = run("restorefromsnapshot");

    assertThat(exitCode).as(text()).isZero();
    assertThat(text()).contains("All users are as they were.").endsWith("Verified.\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"MoveToGroup", "RestoreFromSnapshot"})
  void recipe_writes_nothing_without_a_yes(String recipe) {
    FakeTenant tenant = FakeTenant.contoso();

    boolean verified = cook(recipe, tenant, question -> false);

    assertThat(verified).isFalse();
    assertThat(tenant).received().onlyReads();
    assertThat(text()).contains("Nothing was written.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"MoveToGroup", "RestoreFromSnapshot"})
  void change_that_the_service_takes_and_does_not_do_is_not_verified(String recipe) {
    FakeTenant tenant = FakeTenant.contoso();
    tenant.faults().acceptedButNotApplied().on(RequestMatcher.anyWrite()).times(3);

    assertThat(cook(recipe, tenant, question -> true)).isFalse();
  }

  private int run(String recipe) {
    return new Samples(
            name -> name.equals("recipe") ? recipe : "",
            () -> {
              throw new AssertionError("Nobody signs in to the fake tenant.");
            },
            question -> false,
            out)
        .run();
  }

  private boolean cook(String name, FakeTenant tenant, Predicate<String> mayWrite) {
    Recipe recipe =
        Samples.RECIPES.stream()
            .filter(r -> r.getClass().getSimpleName().equals(name))
            .findFirst()
            .orElseThrow();
    return recipe.run(
        new Setting(
            tenant, Licensing.of(tenant), PEOPLE::get, out, (user, password) -> {}, mayWrite));
  }

  private String text() {
    return printed.toString(StandardCharsets.UTF_8);
  }
}
