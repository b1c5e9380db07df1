package io.github.m365licensing.testkit.contract;

import static io.github.m365licensing.testkit.contract.Mark.DOCUMENTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.m365licensing.assignment.AssignmentSource;
import io.github.m365licensing.assignment.AssignmentState;
import io.github.m365licensing.assignment.GroupId;
import io.github.m365licensing.catalog.WellKnownPlans;
import io.github.m365licensing.catalog.WellKnownSkus;
import io.github.m365licensing.directory.LicensedGroup;
import io.github.m365licensing.directory.LicensedUser;
import io.github.m365licensing.directory.ProcessingState;
import io.github.m365licensing.directory.UserQuery;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Rules about reading groups, their licences and their members. */
interface GroupReadContract extends TenantUnderTest {

  @Rule(operation = "GET /groups", mark = DOCUMENTED, source = Sources.PORT)
  default void required_L29_a_group_is_found_by_id_and_by_name_without_case() {
    try (Contoso contoso = Contoso.of(this)) {
      LicensedGroup group = contoso.group("Sales team");

      assertThat(contoso.tenant().findGroup(group.id())).contains(group);
      assertThat(contoso.tenant().listGroupsNamed("sales TEAM")).containsExactly(group);
      assertThat(contoso.tenant().listGroupsNamed("Sales")).isEmpty();
    }
  }

  @Rule(operation = "GET /groups/{id}", mark = DOCUMENTED, source = Sources.PORT)
  default void required_L30_a_group_that_does_not_exist_is_not_found() {
    try (Contoso contoso = Contoso.of(this)) {
      assertThat(contoso.tenant().findGroup(GroupId.of(new UUID(0x4000, 1)))).isEmpty();
    }
  }

  @Rule(operation = "GET /groups/{id}", mark = DOCUMENTED, source = Sources.GROUP)
  default void required_L31_a_group_shows_its_kind() {
    try (Contoso contoso = Contoso.of(this)) {
      assertThat(contoso.group("Retail").isDynamic()).isTrue();
      assertThat(contoso.group("Retail").membershipRule()).isPresent();
      assertThat(contoso.group("HQ synced").onPremisesSyncEnabled()).isTrue();
      assertThat(contoso.group("Marketing").isUnified()).isTrue();
      assertThat(contoso.group("Marketing").securityEnabled()).isTrue();
      assertThat(contoso.group("Helpdesk mail").mailEnabled()).isTrue();
      assertThat(contoso.group("Newsletter").securityEnabled()).isFalse();
    }
  }

  @Rule(operation = "GET /groups", mark = DOCUMENTED, source = Sources.GROUP)
  default void required_L32_licensed_groups_are_those_that_carry_licences() {
    try (Contoso contoso = Contoso.of(this);
        Stream<LicensedGroup> groups = contoso.tenant().listLicensedGroups()) {
      assertThat(groups)
          .allSatisfy(group -> assertThat(group.assignedLicenses()).isNotEmpty())
          .extracting(LicensedGroup::displayName)
          .containsExactlyInAnyOrder(
              "EMS licensed", "M365 E3 licensed", "Office 365 E3 licensed", "Design tools");
    }
  }

  @Rule(operation = "GET /groups/{id}", mark = DOCUMENTED, source = Sources.GROUP)
  default void required_L33_a_group_shows_its_licences_and_how_far_their_processing_is() {
    try (Contoso contoso = Contoso.of(this)) {
      LicensedGroup group = contoso.group("EMS licensed");

      assertThat(group.assignedLicenses()).hasSize(1);
      assertThat(group.assignedLicenses().get(0).skuId()).isEqualTo(WellKnownSkus.EMS);
      assertThat(
              contoso.forUsers(WellKnownSkus.EMS, group.assignedLicenses().get(0).disabledPlans()))
          .containsExactly(WellKnownPlans.ADALLOM_S_DISCOVERY);
      assertThat(group.licenseProcessingState()).contains(ProcessingState.COMPLETE);
    }
  }

  @Rule(operation = "GET /groups/{id}/members", mark = DOCUMENTED, source = Sources.GROUP_MEMBERS)
  default void required_L34_members_are_the_direct_ones_users_and_groups_apart() {
    try (Contoso contoso = Contoso.of(this)) {
      GroupId group = contoso.group("M365 E3 licensed").id();

      assertThat(contoso.members("M365 E3 licensed")).containsExactly("lidia", "megan");
      assertThat(contoso.tenant().listNestedGroups(group))
          .extracting(LicensedGroup::displayName)
          .containsExactly("Sales team");
    }
  }

  @Rule(
      operation = "GET /groups/{id}/membersWithLicenseErrors",
      mark = DOCUMENTED,
      source = Sources.MEMBERS_IN_ERROR)
  default void required_L35_members_with_licence_errors_are_those_with_a_failed_path() {
    try (Contoso contoso = Contoso.of(this)) {
      for (String name : List.of("EMS licensed", "M365 E3 licensed", "Design tools")) {
        AssignmentSource source = contoso.through(name);

        List<String> failed =
            contoso.names(
                contoso
                    .tenant()
                    .listUsers(UserQuery.everyone())
                    .filter(user -> hasFailed(user, source)));

        assertThat(contoso.membersInError(name)).as("in error of '%s'", name).isEqualTo(failed);
      }
      assertThat(contoso.membersInError("EMS licensed")).contains("christie");
      assertThat(contoso.membersInError("Design tools")).hasSize(1);
    }
  }

  private static boolean hasFailed(LicensedUser user, AssignmentSource source) {
    return user.licenseAssignmentStates().stream()
        .filter(path -> path.source().equals(source))
        .anyMatch(path -> !path.state().equals(AssignmentState.ACTIVE));
  }

  @Rule(operation = "GET /groups", mark = DOCUMENTED, source = Sources.PORT)
  default void required_L36_null_arguments_of_reads_of_groups_fail_at_once() {
    try (Contoso contoso = Contoso.of(this)) {
      Nulls nulls = new Nulls(contoso.tenant());

      assertThatNullPointerException().isThrownBy(nulls::findGroup);
      assertThatNullPointerException().isThrownBy(nulls::listGroupsNamed);
      assertThatNullPointerException().isThrownBy(nulls::listMembers);
      assertThatNullPointerException().isThrownBy(nulls::listNestedGroups);
      assertThatNullPointerException().isThrownBy(nulls::listMembersWithLicenseErrors);
    }
  }
}
