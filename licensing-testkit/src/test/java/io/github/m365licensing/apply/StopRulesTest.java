package io.github.m365licensing.apply;

import static io.github.m365licensing.intent.Selections.everyone;
import static io.github.m365licensing.intent.Selections.usersWhere;
import static io.github.m365licensing.intent.Verbs.assign;
import static io.github.m365licensing.testkit.FakeTenant.seats;
import static io.github.m365licensing.testkit.assertj.LicensingAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.m365licensing.Licensing;
import io.github.m365licensing.intent.LicenseIntent;
import io.github.m365licensing.plan.ChangeKind;
import io.github.m365licensing.plan.LicensePlan;
import io.github.m365licensing.tenant.PlanRefusedException;
import io.github.m365licensing.testkit.FakeTenant;
import io.github.m365licensing.testkit.FakeTenantBuilder;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What stops a run while it runs, and what keeps it from beginning. */
class StopRulesTest {

  private static final int USERS = 60;

  private final FakeTenant tenant = tenant();
  private final Licensing licensing = Licensing.of(tenant);

  private static FakeTenant tenant() {
    FakeTenantBuilder builder = FakeTenant.builder().sku("EMS", seats(USERS));
    IntStream.range(0, USERS).forEach(i -> builder.user(name(i), u -> u.usageLocation("NL")));
    return builder.build();
  }

  private static String name(int user) {
    return "user" + user + "@contoso.com";
  }

  /** The service refuses every so manieth of the plan. */
  private LicensePlan planWithRefusals(int every) {
    LicensePlan plan = licensing.plan(usersWhere(everyone()), assign("EMS"));
    int[] place = new int[1];
    plan.changes()
        .forEach(
            change -> {
              if (++place[0] % every == 0) {
                tenant.user(change.name()).managementRestricted();
              }
            });
    return plan;
  }

  @Test
  void failure_rate_above_the_rule_stops_the_run_from_twenty_writes_on() {
    LicensePlan plan = planWithRefusals(4);

    ApplyReport report =
        licensing.apply(
            plan, options -> options.writesPerList(1).listsInFlight(1).stopAboveFailurePercent(20));

    assertThat(report.count(ChangeOutcome.Kind.APPLIED)).isEqualTo(15);
    assertThat(report.count(ChangeOutcome.Kind.REFUSED)).isEqualTo(5);
    assertThat(report.count(ChangeOutcome.Kind.NOT_STARTED)).isEqualTo(USERS - 20);
    assertThat(report.text()).contains("more than 20.0 % failures");
  }

  @Test
  void failure_rate_within_the_rule_lets_the_run_end() {
    LicensePlan plan = planWithRefusals(4);

    ApplyReport report =
        licensing.apply(
            plan, options -> options.writesPerList(1).listsInFlight(1).stopAboveFailurePercent(25));

    assertThat(report.count(ChangeOutcome.Kind.NOT_STARTED)).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1})
  void rule_that_stops_before_the_first_failure_is_refused(int failures) {
    LicensePlan plan = licensing.plan(usersWhere(everyone()), assign("EMS"));

    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> licensing.apply(plan, options -> options.stopAfterConsecutiveFailures(failures)))
        .withMessageContaining("stopAfterConsecutiveFailures");
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 100, Double.NaN})
  void failure_rate_that_is_none_is_refused(double percent) {
    LicensePlan plan = licensing.plan(usersWhere(everyone()), assign("EMS"));

    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> licensing.apply(plan, options -> options.stopAboveFailurePercent(percent)))
        .withMessageContaining("stopAboveFailurePercent");
  }

  @Test
  void plan_with_a_broken_guard_is_refused_before_anything_is_sent() {
    LicensePlan plan =
        licensing.plan(LicenseIntent.of(usersWhere(everyone()), assign("EMS")).maxChanges(59));
    tenant.requests().clear();

    assertThat(plan.count(ChangeKind.CHANGE)).isEqualTo(USERS);
    assertThatExceptionOfType(PlanRefusedException.class)
        .isThrownBy(() -> licensing.apply(plan))
        .withMessageContaining("Nothing was sent.")
        .satisfies(
            refused ->
                assertThat(refused.reasons())
                    .singleElement()
                    .asString()
                    .startsWith("TOO_MANY_CHANGES: The plan changes 60 people"));
    assertThat(tenant).received().onlyReads();
  }
}
