package io.github.m365licensing.report;

import static io.github.m365licensing.intent.Verbs.reprocess;
import static io.github.m365licensing.testkit.assertj.LicensingAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.github.m365licensing.Licensing;
import io.github.m365licensing.assignment.AssignmentError;
import io.github.m365licensing.plan.ChangeKind;
import io.github.m365licensing.plan.LicensePlan;
import io.github.m365licensing.tenant.GraphOperation;
import io.github.m365licensing.tenant.UnknownNameException;
import io.github.m365licensing.testkit.FakeTenant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which licences of groups are in error, for whom, why, and what to do. */
class GroupErrorsTest {

  private final FakeTenant tenant = FakeTenant.contoso();
  private final Licensing licensing = Licensing.of(tenant);

  private static String name(ReportedUser user) {
    return user.userPrincipalName().replace("@contoso.com", "");
  }

  @Test
  void errors_of_a_group_name_user_sku_error_and_other_side() {
    UserReport<GroupError> errors = licensing.reports().groupErrors(" ems LICENSED ");

    assertThat(errors.rows())
        .extracting(row -> name(row.user()), GroupError::skuPartNumber, GroupError::error)
        .containsExactly(
            tuple("christie", "EMS", AssignmentError.PROHIBITED_IN_USAGE_LOCATION_VIOLATION),
            tuple("johanna", "EMS", AssignmentError.MUTUALLY_EXCLUSIVE_VIOLATION));
    assertThat(errors.rows().get(0).reason()).contains("not offered in AQ");
    GroupError johanna = errors.rows().get(1);
    assertThat(johanna.reason())
        .isEqualTo(
            "INTUNE_A through EMS (group 'EMS licensed') cannot stand beside INTUNE_A_VL through"
                + " INTUNE_A_VL (direct).");
    assertThat(johanna.cure()).contains("Switch one of the two plans off", "reprocess");
    assertThat(johanna.otherSources())
        .extracting(NamedSource::toString)
        .containsExactly("INTUNE_A_VL direct");
    assertThat(tenant).received().onlyReads();
    assertThat(tenant).received().exactly(0, GraphOperation.LIST_USERS);
  }

  @Test
  void product_that_only_goes_with_another_names_the_one_that_failed() {
    UserReport<GroupError> errors = licensing.reports().groupErrors("Design tools");

    assertThat(errors.rows())
        .extracting(GroupError::skuPartNumber, GroupError::error)
        .containsExactly(
            tuple("POWER_BI_STANDARD", AssignmentError.OTHER),
            tuple("VISIOCLIENT", AssignmentError.COUNT_VIOLATION));
    assertThat(errors.rows().get(0).reason())
        .isEqualTo(
            "VISIOCLIENT of the same group failed, and the service gives all or none: No seat of"
                + " VISIOCLIENT was left.");
  }

  @Test
  void errors_of_the_tenant_are_grouped_by_cause_and_find_those_who_left() {
    UserReport<GroupErrorCause> errors = licensing.reports().groupErrors();

    assertThat(errors.rows())
        .extracting(
            GroupErrorCause::groupName,
            GroupErrorCause::skuPartNumber,
            row -> row.users().stream().map(GroupErrorsTest::name).toList())
        .containsExactlyInAnyOrder(
            tuple("Design tools", "VISIOCLIENT", List.of("raul")),
            tuple("EMS licensed", "EMS", List.of("christie")),
            tuple("EMS licensed", "EMS", List.of("johanna")),
            tuple("Office 365 E3 licensed", "ENTERPRISEPACK", List.of("joni")));
    assertThat(errors.where(row -> row.groupName().startsWith("Office")).rows())
        .singleElement()
        .satisfies(
            row ->
                assertThat(row.reason())
                    .startsWith("ENTERPRISEPACK cannot be taken:")
                    .contains("through WORKPLACE_ANALYTICS (direct) needs"));
  }

  @Test
  void cause_with_many_users_is_one_row_and_comes_first() {
    FakeTenant small =
        FakeTenant.builder()
            .sku("EMS", FakeTenant.seats(1))
            .sku("VISIOCLIENT", FakeTenant.seats(0))
            .user("a@contoso.com", u -> u.usageLocation("NL"))
            .user("b@contoso.com", u -> u.usageLocation("NL"))
            .user("c@contoso.com", u -> u.usageLocation("NL"))
            .group(
                "Sales",
                g ->
                    g.members("a@contoso.com", "b@contoso.com", "c@contoso.com")
                        .licensedWith("EMS"))
            .group("Design", g -> g.member("a@contoso.com").licensedWith("VISIOCLIENT"))
            .build();
    small.settle();

    UserReport<GroupErrorCause> errors = Licensing.of(small).reports().groupErrors();

    assertThat(errors.rows())
        .extracting(GroupErrorCause::groupName, row -> row.users().size())
        .containsExactly(tuple("Sales", 2), tuple("Design", 1));
    assertThat(errors.text()).containsPattern("2 +Sales +EMS +No seat of EMS was left\\.");
    assertThat(errors.csv().lines()).hasSize(4);
  }

  @Test
  void errors_as_text_and_csv_name_what_people_need() {
    UserReport<GroupError> errors = licensing.reports().groupErrors("EMS licensed");

    assertThat(errors.text())
        .contains("Licence errors of group 'EMS licensed', 2026-01-15T09:00:00Z: 2")
        .containsPattern("johanna@contoso.com +EMS +MutuallyExclusiveViolation +INTUNE_A through");
    assertThat(errors.csv().lines().findFirst().orElseThrow())
        .isEqualTo(
            "userId,userPrincipalName,groupId,groupName,skuId,skuPartNumber,error,servicePlanId,"
                + "otherSources,reason,cure");
  }

  @Test
  void errors_can_be_gone_through_one_by_one() {
    List<String> lines = new ArrayList<>();

    licensing
        .reports()
        .groupErrors("EMS licensed")
        .forEach(error -> lines.add(error.user() + " " + error.reason() + " → " + error.cure()));

    assertThat(lines).hasSize(2).allMatch(line -> line.startsWith("user "));
  }

  @Test
  void errors_become_a_selection() {
    LicensePlan plan = licensing.plan(licensing.reports().groupErrors().selection(), reprocess());

    assertThat(plan.size()).isEqualTo(4);
    assertThat(plan.count(ChangeKind.CHANGE)).isEqualTo(4);
  }

  @Test
  void group_without_errors_has_no_rows() {
    assertThat(licensing.reports().groupErrors("Sales team").rows()).isEmpty();
    assertThat(licensing.reports().groupErrors("Sales team").text()).endsWith(": none\n");
  }

  @Test
  void unknown_group_is_refused() {
    assertThatExceptionOfType(UnknownNameException.class)
        .isThrownBy(() -> licensing.reports().groupErrors("Sails team"))
        .withMessageContaining("No group is named 'Sails team'");
  }
}
