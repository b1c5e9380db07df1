package io.github.m365licensing.rules;

import static io.github.m365licensing.rules.Fixtures.GROUP;
import static io.github.m365licensing.rules.Fixtures.IN_GROUP;
import static io.github.m365licensing.rules.Fixtures.IN_OTHER_GROUP;
import static io.github.m365licensing.rules.Fixtures.RULES;
import static io.github.m365licensing.rules.Fixtures.direct;
import static io.github.m365licensing.rules.Fixtures.license;
import static io.github.m365licensing.rules.Fixtures.nowhere;
import static io.github.m365licensing.rules.Fixtures.sku;
import static io.github.m365licensing.rules.Fixtures.through;
import static io.github.m365licensing.rules.Fixtures.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.m365licensing.assignment.AssignmentError;
import io.github.m365licensing.assignment.AssignmentSource;
import io.github.m365licensing.assignment.AssignmentState;
import io.github.m365licensing.assignment.LicenseAssignmentState;
import io.github.m365licensing.directory.LicensedUser;
import io.github.m365licensing.rules.Violation.Kind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ErrorCauseTest {

  private static LicenseAssignmentState failed(
      AssignmentSource source, String sku, AssignmentError error) {
    return path(source, sku, AssignmentState.ERROR, error);
  }

  private static LicenseAssignmentState path(
      AssignmentSource source, String sku, AssignmentState state, AssignmentError error) {
    return LicenseAssignmentState.builder()
        .skuId(sku(sku))
        .source(source)
        .state(state)
        .error(error)
        .build();
  }

  private static List<ServiceSource> sides(Violation violation) {
    List<ServiceSource> sides = new ArrayList<>(violation.sources());
    sides.addAll(violation.otherSources());
    return sides;
  }

  @Test
  void documented_exclusion_names_both_sides() {
    LicenseAssignmentState ems =
        failed(IN_GROUP, "EMS", AssignmentError.MUTUALLY_EXCLUSIVE_VIOLATION);

    ErrorCause cause = RULES.causeOf(user(direct("INTUNE_A_VL"), ems), ems);

    assertThat(cause.path()).isEqualTo(ems);
    assertThat(cause.error()).isEqualTo(AssignmentError.MUTUALLY_EXCLUSIVE_VIOLATION);
    assertThat(cause.violations())
        .extracting(Violation::kind)
        .containsOnly(Kind.MUTUALLY_EXCLUSIVE);
    assertThat(sides(cause.violations().get(0)))
        .contains(
            new ServiceSource(sku("EMS"), IN_GROUP),
            new ServiceSource(sku("INTUNE_A_VL"), AssignmentSource.direct()));
  }

  @Test
  void documented_missing_prerequisite_is_the_cause_of_a_dependency_error() {
    LicenseAssignmentState analytics =
        failed(IN_GROUP, "WORKPLACE_ANALYTICS", AssignmentError.DEPENDENCY_VIOLATION);

    ErrorCause cause = RULES.causeOf(user(analytics), analytics);

    assertThat(cause.violations()).extracting(Violation::kind).containsExactly(Kind.DEPENDENCY);
  }

  @Test
  void cause_of_one_kind_leaves_out_what_is_of_the_other() {
    LicenseAssignmentState ems =
        failed(IN_GROUP, "EMS", AssignmentError.MUTUALLY_EXCLUSIVE_VIOLATION);
    LicenseAssignmentState analytics =
        failed(IN_GROUP, "WORKPLACE_ANALYTICS", AssignmentError.DEPENDENCY_VIOLATION);
    LicensedUser both = user(direct("INTUNE_A_VL"), ems, analytics);

    assertThat(RULES.causeOf(both, ems).violations())
        .extracting(Violation::kind)
        .containsOnly(Kind.MUTUALLY_EXCLUSIVE);
    assertThat(RULES.causeOf(both, analytics).violations())
        .extracting(Violation::kind)
        .containsOnly(Kind.DEPENDENCY);
  }

  @Test
  void observed_path_that_could_not_go_names_the_dependant() {
    LicenseAssignmentState stuck =
        path(
            IN_GROUP,
            "ENTERPRISEPACK",
            AssignmentState.ACTIVE_WITH_ERROR,
            AssignmentError.DEPENDENCY_VIOLATION);

    ErrorCause cause = RULES.causeOf(user(direct("WORKPLACE_ANALYTICS"), stuck), stuck);

    assertThat(cause.violations())
        .singleElement()
        .satisfies(
            violation ->
                assertThat(violation.sources())
                    .containsExactly(
                        new ServiceSource(sku("WORKPLACE_ANALYTICS"), AssignmentSource.direct())));
  }

  @Test
  void other_path_in_effect_of_the_group_still_counts_as_given() {
    LicenseAssignmentState analytics =
        failed(IN_GROUP, "WORKPLACE_ANALYTICS", AssignmentError.DEPENDENCY_VIOLATION);

    ErrorCause cause =
        RULES.causeOf(user(through(IN_GROUP, "ENTERPRISEPACK"), analytics), analytics);

    assertThat(cause.violations()).isEmpty();
  }

  @Test
  void licence_of_another_group_is_not_given_by_this_one() {
    LicenseAssignmentState ems =
        failed(IN_GROUP, "EMS", AssignmentError.MUTUALLY_EXCLUSIVE_VIOLATION);
    LicenseAssignmentState elsewhere =
        failed(IN_OTHER_GROUP, "INTUNE_A_VL", AssignmentError.COUNT_VIOLATION);

    assertThat(RULES.causeOf(user(ems, elsewhere), ems).violations()).isEmpty();
  }

  @Test
  void documented_other_means_the_licence_of_the_same_group_that_failed() {
    LicenseAssignmentState innocent = failed(IN_GROUP, "POWER_BI_STANDARD", AssignmentError.OTHER);
    LicenseAssignmentState alsoInnocent = failed(IN_GROUP, "FLOW_FREE", AssignmentError.OTHER);
    LicenseAssignmentState elsewhere =
        failed(IN_OTHER_GROUP, "EMS", AssignmentError.PROHIBITED_IN_USAGE_LOCATION_VIOLATION);
    LicenseAssignmentState culprit =
        failed(IN_GROUP, "VISIOCLIENT", AssignmentError.COUNT_VIOLATION);
    LicensedUser user =
        user(through(IN_GROUP, "SPE_E3"), elsewhere, innocent, alsoInnocent, culprit);

    ErrorCause cause = RULES.causeOf(user, innocent);

    assertThat(cause.path()).isEqualTo(culprit);
    assertThat(cause.error()).isEqualTo(AssignmentError.COUNT_VIOLATION);
    assertThat(cause.violations()).isEmpty();
  }

  @Test
  void other_without_a_further_failure_is_its_own_cause() {
    LicenseAssignmentState innocent = failed(IN_GROUP, "POWER_BI_STANDARD", AssignmentError.OTHER);

    ErrorCause cause = RULES.causeOf(user(innocent), innocent);

    assertThat(cause.path()).isEqualTo(innocent);
    assertThat(cause.error()).isEqualTo(AssignmentError.OTHER);
    assertThat(cause.violations()).isEmpty();
  }

  @Test
  void path_of_the_user_alone_has_no_group_to_ask() {
    LicenseAssignmentState direct =
        failed(
            AssignmentSource.direct(), "WORKPLACE_ANALYTICS", AssignmentError.DEPENDENCY_VIOLATION);

    assertThat(RULES.causeOf(user(direct), direct).violations()).isEmpty();
  }

  @Test
  void violation_that_names_the_failed_licence_comes_first() {
    LicenseAssignmentState ems =
        failed(IN_GROUP, "EMS", AssignmentError.MUTUALLY_EXCLUSIVE_VIOLATION);
    LicenseAssignmentState calling =
        failed(IN_GROUP, "MCOPSTN2", AssignmentError.MUTUALLY_EXCLUSIVE_VIOLATION);
    LicensedUser user = user(direct("INTUNE_A_VL"), direct("MCOPSTN1"), ems, calling);

    assertThat(sides(RULES.causeOf(user, ems).violations().get(0)))
        .contains(new ServiceSource(sku("EMS"), IN_GROUP));
    assertThat(sides(RULES.causeOf(user, calling).violations().get(0)))
        .contains(new ServiceSource(sku("MCOPSTN2"), IN_GROUP));
  }

  @Test
  void check_of_a_member_looks_at_plans_alone() {
    LicensedUser nowhere = nowhere(direct("INTUNE_A_VL")).build();

    List<Violation> violations =
        RULES.checkMember(nowhere, GROUP, List.of(license("WORKPLACE_ANALYTICS"), license("EMS")));

    assertThat(violations)
        .extracting(Violation::kind)
        .containsExactly(Kind.MUTUALLY_EXCLUSIVE, Kind.DEPENDENCY);
    assertThatThrownBy(() -> violations.remove(0))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void path_without_an_error_is_called_other() {
    assertThat(new ErrorCause(direct("EMS"), List.of()).error()).isEqualTo(AssignmentError.OTHER);
  }
}
