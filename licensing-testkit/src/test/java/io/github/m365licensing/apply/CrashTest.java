package io.github.m365licensing.apply;

import static io.github.m365licensing.intent.Selections.hasSku;
import static io.github.m365licensing.intent.Selections.newUser;
import static io.github.m365licensing.intent.Selections.user;
import static io.github.m365licensing.intent.Selections.usersWhere;
import static io.github.m365licensing.intent.Verbs.assign;
import static io.github.m365licensing.intent.Verbs.change;
import static io.github.m365licensing.intent.Verbs.remove;
import static io.github.m365licensing.intent.Verbs.setUsageLocation;
import static io.github.m365licensing.testkit.FakeTenant.seats;
import static io.github.m365licensing.testkit.assertj.LicensingAssertions.assertThat;
import static io.github.m365licensing.testkit.scenario.RequestMatcher.anyWrite;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.m365licensing.Licensing;
import io.github.m365licensing.assignment.LicenseOptions;
import io.github.m365licensing.directory.LicenseState;
import io.github.m365licensing.directory.UserQuery;
import io.github.m365licensing.intent.LicenseIntent;
import io.github.m365licensing.plan.LicensePlan;
import io.github.m365licensing.tenant.GraphOperation;
import io.github.m365licensing.testkit.FakeTenant;
import io.github.m365licensing.testkit.scenario.Lag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The process dies at every call and in the midst of lists; resuming gives the undisturbed end. */
class CrashTest {

  private static final String NEW_USER = "new@contoso.com";

  @TempDir private Path folder;

  private static FakeTenant tenant() {
    return FakeTenant.builder()
        .sku("EMS", seats(6))
        .sku("FLOW_FREE", seats(100))
        .user("a@contoso.com", u -> u.usageLocation("NL").licensedWith("EMS"))
        .user("b@contoso.com", u -> u.usageLocation("NL").licensedWith("EMS"))
        .user(
            "c@contoso.com",
            u ->
                u.usageLocation("NL")
                    .licensedWith(LicenseOptions.of("EMS").disable("ADALLOM_S_DISCOVERY")))
        .user("d@contoso.com", u -> u.usageLocation("NL").licensedWith("EMS"))
        .user("e@contoso.com", u -> {})
        .user("f@contoso.com", u -> u.usageLocation("NL"))
        .build();
  }

  private static LicenseIntent intent() {
    return LicenseIntent.of(
            usersWhere(hasSku("EMS")).except(user("a@contoso.com")),
            change("EMS").disable("INTUNE_A"),
            assign("FLOW_FREE"))
        .and(user("a@contoso.com"), remove("EMS"))
        .and(user("e@contoso.com"), setUsageLocation("DE"), assign("EMS"))
        .and(user("f@contoso.com"), assign("EMS").disable("INTUNE_A"))
        .and(newUser(NEW_USER).usageLocation("US"), assign("EMS"));
  }

  private static Map<String, LicenseState> states(FakeTenant tenant) {
    Map<String, LicenseState> states = new TreeMap<>();
    try (Stream<io.github.m365licensing.directory.LicensedUser> users =
        tenant.listUsers(UserQuery.everyone())) {
      users.forEach(user -> states.put(user.userPrincipalName(), LicenseState.of(user)));
    }
    return states;
  }

  private static Map<String, LicenseState> undisturbed() {
    FakeTenant tenant = tenant();
    Licensing licensing = Licensing.of(tenant);
    ApplyReport report =
        licensing.apply(
            licensing.plan(intent()), options -> options.initialPasswords((user, p) -> {}));
    assertThat(report).isConfirmed();
    return states(tenant);
  }

  /** Applies until the crash; whether there was one. */
  private static boolean crashes(
      FakeTenant tenant, LicensePlan plan, Path journal, int calls, int listsInFlight) {
    try {
      Licensing.of(new CrashingTenant(tenant, calls))
          .apply(
              plan,
              options ->
                  options
                      .journal(journal)
                      .writesPerList(2)
                      .listsInFlight(listsInFlight)
                      .initialPasswords((user, password) -> {}));
      return false;
    } catch (CrashingTenant.Crash e) {
      return true;
    }
  }

  private static ApplyReport resume(FakeTenant tenant, Path journal) {
    return Licensing.of(tenant)
        .resume(journal, options -> options.initialPasswords((user, password) -> {}));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void crash_at_every_call_is_resumed_to_the_undisturbed_end(int listsInFlight) throws IOException {
    Map<String, LicenseState> expected = undisturbed();
    int crashes = 0;
    for (int calls = 0; ; calls++) {
      FakeTenant tenant = tenant();
      LicensePlan plan = Licensing.of(tenant).plan(intent());
      Path journal = folder.resolve(calls + ".journal");
      tenant.requests().clear();

      boolean crashed = crashes(tenant, plan, journal, calls, listsInFlight);
      if (Files.exists(journal) && Files.size(journal) > 0) {
        ApplyReport report = resume(tenant, journal);

        assertThat(report).as("crash after %d calls", calls).isConfirmed();
        assertThat(states(tenant)).as("crash after %d calls", calls).isEqualTo(expected);
        assertThat(tenant).received().exactly(1, GraphOperation.CREATE_USER);
        assertThat(tenant).received().exactly(1, GraphOperation.UPDATE_USER);
        assertThat(tenant).received().exactly(7, GraphOperation.ASSIGN_USER_LICENSE);
        assertThat(tenant).isSound();
        crashes += crashed ? 1 : 0;
      } else {
        assertThat(tenant).received().onlyReads();
      }
      if (!crashed) {
        break;
      }
    }
    assertThat(crashes).isGreaterThan(20);
  }

  @Test
  void seeded_crashes_with_lost_replies_lag_and_a_second_writer_are_resumed() throws IOException {
    assertThat(seeded(0, 80)).isGreaterThan(45);
  }

  @Tag("proof")
  @Test
  void many_more_seeded_crashes_are_resumed() throws IOException {
    assertThat(seeded(80, 500)).isGreaterThan(250);
  }

  /** Runs with these seeds, each held against the undisturbed end; how many were resumed. */
  private int seeded(int from, int to) throws IOException {
    Map<String, LicenseState> expected = undisturbed();
    int resumed = 0;
    for (int seed = from; seed < to; seed++) {
      Random random = new Random(seed);
      FakeTenant tenant = tenant();
      LicensePlan plan = Licensing.of(tenant).plan(intent());
      Path journal = folder.resolve("seed" + seed + ".journal");
      if (random.nextInt(3) == 0) {
        tenant.visibleAfter(Lag.of(Duration.ofSeconds(random.nextInt(30))));
      }
      if (random.nextBoolean()) {
        tenant.faults().appliedButReplyLost().on(anyWrite()).times(1 + random.nextInt(2));
      }

      boolean crashed = crashes(tenant, plan, journal, random.nextInt(45), 1 + seed % 3);
      if (crashed && Files.exists(journal) && Files.size(journal) > 0) {
        if (random.nextBoolean()) {
          Files.writeString(journal, "{\"check\":\"0123", StandardOpenOption.APPEND);
        }
        boolean secondWriter = random.nextInt(3) == 0;
        if (secondWriter) {
          tenant
              .user("d@contoso.com")
              .licensedWith(LicenseOptions.of("EMS").disable("MFA_PREMIUM"));
        }
        ApplyReport report = resume(tenant, journal);

        tenant.settle();
        tenant.faults().clear();
        Map<String, LicenseState> end = states(tenant);
        if (secondWriter) {
          end.remove("d@contoso.com");
          assertThat(expected).containsAllEntriesOf(end);
          assertThat(end).hasSize(expected.size() - 1);
          assertThat(tenant.user("d@contoso.com").now().assignedLicenses())
              .anyMatch(license -> license.disabledPlans().size() == 1);
        } else {
          assertThat(end).as("seed %d", seed).isEqualTo(expected);
          assertThat(report).as("seed %d", seed).isConfirmed();
        }
        assertThat(tenant).isSound();
        resumed++;
      }
    }
    return resumed;
  }
}
