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
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** The recipe on a smaller tenant, at the direct door. */
class DepartmentSwitchTest {

  private final FakeTenant tenant = FakeTenant.fabrikam(1_000);
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  private boolean cook(Predicate<String> mayWrite) {
    return new DepartmentSwitch()
        .run(
            new Setting(
                tenant,
                Licensing.of(tenant),
                part -> "Sales, Retail, Support",
                new PrintStream(printed, true, StandardCharsets.UTF_8),
                (user, password) -> {},
                mayWrite));
  }

  private String text() {
    return printed.toString(StandardCharsets.UTF_8);
  }

  @Test
  void run_that_died_is_resumed_verified_and_undone() {
    boolean verified = cook(question -> true);

    assertThat(verified).isTrue();
    assertThat(text())
        .contains("The power is out.", "1 refused", "users are as they were.")
        .contains("It changed since the plan was made");
    assertThat(tenant).isSound();
  }

  @Test
  void lost_replies_do_not_matter() {
    tenant.faults().appliedButReplyLost().on(RequestMatcher.assignLicense()).times(5);

    assertThat(cook(question -> true)).isTrue();
  }

  @Test
  void write_that_is_taken_and_not_done_is_not_verified() {
    tenant.faults().acceptedButNotApplied().on(RequestMatcher.assignLicense()).times(1);

    assertThat(cook(question -> true)).isFalse();
  }

  @Test
  void nothing_is_written_without_a_yes() {
    assertThat(cook(question -> false)).isFalse();
    assertThat(tenant).received().onlyReads();
  }
}
