package io.github.m365licensing.samples;

import static io.github.m365licensing.testkit.assertj.LicensingAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
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
import reactor.core.publisher.Mono;

/** The recipes as users run them, and what they see when it does not work. */
class SamplesTest {

  private static final Map<String, String> PEOPLE =
      Map.of("user", "adele@contoso.com", "newUser", "test.user@contoso.com");

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);

  @Test
  void main_job_switches_intune_off_and_keeps_the_other_choice() {
    int exitCode = run(Map.of(), question -> false);

    assertThat(exitCode).isZero();
    assertThat(text().replaceAll(" +", " "))
        .contains("Enterprise Mobility + Security E3 (EMS), 114 seats free")
        .contains("ADALLOM_S_DISCOVERY Success Disabled → Disabled")
        .contains("INTUNE_A Disabled Success → Disabled")
        .endsWith("Verified.\n");
  }

  @Test
  void findings_recipe_shows_each_finding_with_its_cure() {
    int exitCode = run(Map.of("recipe", "findingsandcures"), question -> false);

    assertThat(exitCode).isZero();
    assertThat(text())
        .contains(
            "MUTUALLY_EXCLUSIVE",
            "MISSING_PREREQUISITE",
            "INHERITED",
            "NO_EFFECT",
            "DATA_LOSS",
            "cure");
  }

  @Test
  void unknown_recipe_lists_those_there_are() {
    int exitCode = run(Map.of("recipe", "Nonsense"), question -> true);

    assertThat(exitCode).isEqualTo(2);
    assertThat(text())
        .contains("There is no recipe 'Nonsense'. Nothing was done.")
        .contains("EmsWithoutIntune", "FindingsAndCures", "DepartmentSwitch");
  }

  @Test
  void unknown_tenant_says_which_there_are() {
    int exitCode = run(Map.of("tenant", "fabrikam"), question -> true);

    assertThat(exitCode).isEqualTo(2);
    assertThat(text()).contains("'fake'", "'real'");
  }

  @Test
  void real_tenant_without_credentials_says_how_to_sign_in() {
    int exitCode =
        run(
            Map.of("tenant", "real", "user", "a@example.com", "newUser", "b@example.com"),
            question -> true);

    assertThat(exitCode).isEqualTo(1);
    assertThat(text())
        .contains("the credential gave no token")
        .contains("AZURE_CLIENT_ID")
        .doesNotContain("Exception", "Verified.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"user", "newUser"})
  void real_tenant_without_people_asks_for_them(String missing) {
    String given = missing.equals("user") ? "newUser" : "user";

    int exitCode = run(Map.of("tenant", "real", given, "a@example.com"), question -> true);

    assertThat(exitCode).isEqualTo(1);
    assertThat(text()).contains("Nothing was done", "-D" + missing + "=");
  }

  @Test
  void main_job_writes_nothing_without_a_yes() {
    FakeTenant tenant = FakeTenant.contoso();

    boolean verified = cook(tenant, question -> false);

    assertThat(verified).isFalse();
    assertThat(tenant).received().onlyReads();
    assertThat(text()).contains("What will happen").contains("Nothing was written.");
  }

  @Test
  void main_job_that_the_service_takes_and_does_not_do_is_not_verified() {
    FakeTenant tenant = FakeTenant.contoso();
    tenant.faults().acceptedButNotApplied().on(RequestMatcher.assignLicense()).times(2);

    boolean verified = cook(tenant, question -> true);

    assertThat(verified).isFalse();
  }

  @Test
  void first_password_goes_to_the_vault_and_nowhere_else() {
    FakeTenant tenant = FakeTenant.contoso();
    StringBuilder vault = new StringBuilder();

    new EmsWithoutIntune()
        .run(
            new Setting(
                tenant,
                Licensing.of(tenant),
                PEOPLE::get,
                out,
                (user, password) -> vault.append(password.secret()),
                question -> true));

    assertThat(vault).isNotEmpty();
    assertThat(text()).doesNotContain(vault);
  }

  private int run(Map<String, String> options, Predicate<String> confirmation) {
    return new Samples(
            name -> options.getOrDefault(name, ""), SamplesTest::signedOut, confirmation, out)
        .run();
  }

  private boolean cook(FakeTenant tenant, Predicate<String> mayWrite) {
    return new EmsWithoutIntune()
        .run(
            new Setting(
                tenant, Licensing.of(tenant), PEOPLE::get, out, (user, password) -> {}, mayWrite));
  }

  private String text() {
    return printed.toString(StandardCharsets.UTF_8);
  }

  private static TokenCredential signedOut() {
    return new TokenCredential() {
      @Override
      public Mono<AccessToken> getToken(TokenRequestContext request) {
        return Mono.error(new IllegalStateException("No account is signed in."));
      }
    };
  }
}
