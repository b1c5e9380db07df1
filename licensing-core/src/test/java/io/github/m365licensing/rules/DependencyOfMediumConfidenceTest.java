package io.github.m365licensing.rules;

import static io.github.m365licensing.rules.Fixtures.IN_GROUP;
import static io.github.m365licensing.rules.Fixtures.RULES;
import static io.github.m365licensing.rules.Fixtures.TENANT;
import static io.github.m365licensing.rules.Fixtures.direct;
import static io.github.m365licensing.rules.Fixtures.plan;
import static io.github.m365licensing.rules.Fixtures.rules;
import static io.github.m365licensing.rules.Fixtures.sku;
import static io.github.m365licensing.rules.Fixtures.through;
import static io.github.m365licensing.rules.Fixtures.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.m365licensing.assignment.LicenseAssignmentState;
import io.github.m365licensing.rules.LicensingSemantics.DependencyConfidence;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Dependencies that the service probably enforces: told, and blocking only if taken as enforced.
 */
class DependencyOfMediumConfidenceTest {

  private static LicenseAssignmentState[] held(String partNumbers) {
    return Arrays.stream(partNumbers.split("\\+", -1))
        .map(partNumber -> direct(partNumber))
        .toArray(LicenseAssignmentState[]::new);
  }

  @ParameterizedTest
  @CsvSource({
    "MCOMEETADV, MCOMEETADV",
    "MCOEV, MCOEV",
    "THREAT_INTELLIGENCE, THREAT_INTELLIGENCE",
    "MCOMEETADV+EXCHANGESTANDARD, MCOMEETADV",
  })
  void observed_plan_without_prerequisite_is_a_gap(String partNumbers, String planName) {
    List<GuidanceGap> gaps = RULES.guidanceGaps(user(held(partNumbers)), TENANT::freeSeats);

    assertThat(gaps).extracting(gap -> gap.fact().plan()).containsExactly(plan(planName));
    assertThat(gaps.get(0).fact().strength()).isEqualTo(PlanDependency.Strength.MEDIUM);
  }

  @ParameterizedTest
  @CsvSource({
    "MCOMEETADV+Microsoft_Teams_Enterprise_New",
    "MCOMEETADV+STANDARDPACK",
    "MCOEV+TEAMS_ESSENTIALS_AAD",
    "THREAT_INTELLIGENCE+EXCHANGEDESKLESS",
    "SPE_E5",
  })
  void assumed_any_listed_prerequisite_closes_the_gap(String partNumbers) {
    assertThat(RULES.guidanceGaps(user(held(partNumbers)), TENANT::freeSeats)).isEmpty();
  }

  @Test
  void documented_prerequisite_through_a_group_closes_the_gap() {
    assertThat(
            RULES.guidanceGaps(
                user(direct("MCOMEETADV"), through(IN_GROUP, "STANDARDPACK")), TENANT::freeSeats))
        .isEmpty();
  }

  @Test
  void contested_dependency_that_is_taken_as_enforced_is_a_violation_and_no_gap() {
    RuleBook strict =
        rules(LicensingSemantics.builder().dependencyConfidence(DependencyConfidence.MEDIUM));

    assertThat(strict.guidanceGaps(user(direct("MCOMEETADV")), TENANT::freeSeats)).isEmpty();
    assertThat(
            strict.checkUserChange(
                user(), List.of(Fixtures.license("MCOMEETADV")), List.of(), skuId -> 1))
        .extracting(Violation::kind)
        .containsExactly(Violation.Kind.DEPENDENCY);
  }

  @Test
  void observed_gap_names_the_plan_to_switch_on_where_it_is_off() {
    List<GuidanceGap> gaps =
        RULES.guidanceGaps(
            user(direct("MCOMEETADV"), direct("TEAMS_ESSENTIALS_AAD", "TEAMS1")),
            TENANT::freeSeats);

    assertThat(gaps).hasSize(1);
    assertThat(gaps.get(0).fixes().get(0))
        .isEqualTo(
            new GuidanceGap.Fix(
                GuidanceGap.Fix.Kind.ENABLE_ON_USER,
                sku("TEAMS_ESSENTIALS_AAD"),
                plan("TEAMS1"),
                direct("MCOMEETADV").source()));
  }
}
