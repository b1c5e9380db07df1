package io.github.m365licensing.testkit.contract;

import static io.github.m365licensing.testkit.contract.Mark.ASSUMED;
import static io.github.m365licensing.testkit.contract.Mark.DOCUMENTED;
import static io.github.m365licensing.testkit.contract.Mark.OBSERVED;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.m365licensing.assignment.GroupId;
import io.github.m365licensing.assignment.LicenseAssignmentState;
import io.github.m365licensing.catalog.WellKnownSkus;
import io.github.m365licensing.directory.UsageLocation;
import io.github.m365licensing.directory.UserId;
import io.github.m365licensing.tenant.InitialPassword;
import io.github.m365licensing.tenant.ServiceError.Reason;
import io.github.m365licensing.tenant.TenantWrite;
import io.github.m365licensing.tenant.UserProfile;
import java.util.Set;
import java.util.UUID;

/** Rules about members joining and leaving groups. */
interface MembershipContract extends TenantUnderTest {

  @Rule(operation = "PATCH /groups/{id}", mark = DOCUMENTED, source = Sources.GROUP_ADD_MEMBERS)
  default void required_L120_members_are_added_in_one_request() {
    try (Contoso contoso = Contoso.of(this)) {
      contoso.done(contoso.addMembers("Sales team", "alex", "patti", "lee"));

      assertThat(contoso.members("Sales team"))
          .containsExactly("adele", "alex", "isaiah", "lee", "lynne", "megan", "patti");
    }
  }

  @Rule(operation = "PATCH /groups/{id}", mark = DOCUMENTED, source = Sources.GROUP_ADD_MEMBERS)
  default void required_L121_one_member_already_there_refuses_them_all() {
    try (Contoso contoso = Contoso.of(this)) {
      contoso.refused(
          contoso.addMembers("Sales team", "alex", "adele", "patti"), Reason.ALREADY_MEMBER);

      assertThat(contoso.members("Sales team"))
          .containsExactly("adele", "isaiah", "lynne", "megan");
    }
  }

  @Rule(operation = "PATCH /groups/{id}", mark = DOCUMENTED, source = Sources.GROUP_ADD_MEMBERS)
  default void required_L122_a_member_who_does_not_exist_is_refused() {
    try (Contoso contoso = Contoso.of(this)) {
      TenantWrite write =
          new TenantWrite.AddMembers(
              contoso.group("Sales team").id(),
              Set.of(contoso.id("alex"), UserId.of(new UUID(0x4000, 1))));

      assertThat(contoso.refused(write, 404).reason()).isEqualTo(Reason.NOT_FOUND);
      assertThat(contoso.members("Sales team")).doesNotContain("alex");
    }
  }

  @Rule(operation = "PATCH /groups/{id}", mark = DOCUMENTED, source = Sources.GROUP_ADD_MEMBERS)
  default void required_L123_members_of_a_group_that_does_not_exist_are_refused() {
    try (Contoso contoso = Contoso.of(this)) {
      TenantWrite write =
          new TenantWrite.AddMembers(GroupId.of(new UUID(0x4000, 1)), Set.of(contoso.id("alex")));

      assertThat(contoso.refused(write, 404).reason()).isEqualTo(Reason.NOT_FOUND);
    }
  }

  @Rule(operation = "PATCH /groups/{id}", mark = OBSERVED, source = Sources.CLIENT_LOGS)
  default void required_L124_mail_enabled_and_distribution_groups_refuse_member_writes() {
    try (Contoso contoso = Contoso.of(this)) {
      contoso.refused(contoso.addMembers("Helpdesk mail", "alex"), Reason.GROUP_NOT_WRITABLE);
      contoso.refused(contoso.addMembers("Newsletter", "patti"), Reason.GROUP_NOT_WRITABLE);
      contoso.refused(contoso.removeMember("Newsletter", "alex"), Reason.GROUP_NOT_WRITABLE);

      assertThat(contoso.members("Newsletter")).containsExactly("alex", "lee");
    }
  }

  @Rule(operation = "PATCH /groups/{id}", mark = DOCUMENTED, source = Sources.GROUP_REMOVE_MEMBER)
  default void required_L125_dynamic_groups_refuse_member_writes() {
    try (Contoso contoso = Contoso.of(this)) {
      contoso.refused(contoso.addMembers("Retail", "alex"), 400);
      contoso.refused(contoso.removeMember("Retail", "lynne"), 400);

      assertThat(contoso.members("Retail")).containsExactly("lynne", "miriam");
    }
  }

  @Rule(
      operation = "PATCH /groups/{id}",
      mark = ASSUMED,
      source = "as for attributes that are mastered on premises")
  default void required_L126_synced_groups_refuse_member_writes() {
    try (Contoso contoso = Contoso.of(this)) {
      contoso.refused(contoso.addMembers("HQ synced", "alex"), Reason.MASTERED_ON_PREMISES);

      assertThat(contoso.members("HQ synced")).containsExactly("grady", "isaiah");
    }
  }

  @Rule(
      operation = "DELETE /groups/{id}/members/{id}/$ref",
      mark = DOCUMENTED,
      source = Sources.GROUP_REMOVE_MEMBER)
  default void required_L127_removing_a_member_takes_the_membership_not_the_user() {
    try (Contoso contoso = Contoso.of(this)) {
      contoso.done(contoso.removeMember("Sales team", "adele"));

      assertThat(contoso.members("Sales team")).containsExactly("isaiah", "lynne", "megan");
      assertThat(contoso.user("adele").holds(WellKnownSkus.EMS)).isTrue();
    }
  }

  @Rule(
      operation = "DELETE /groups/{id}/members/{id}/$ref",
      mark = ASSUMED,
      source = Sources.GROUP_REMOVE_MEMBER)
  default void required_L128_removing_somebody_who_is_no_member_is_refused() {
    try (Contoso contoso = Contoso.of(this)) {
      assertThat(contoso.refused(contoso.removeMember("Sales team", "alex"), 404).reason())
          .isEqualTo(Reason.NOT_FOUND);
    }
  }

  @Rule(operation = "PATCH /groups/{id}", mark = DOCUMENTED, source = Sources.GBL)
  default void required_L129_whoever_joins_a_licensed_group_gets_its_licences() {
    try (Contoso contoso = Contoso.of(this)) {
      contoso.done(contoso.addMembers("EMS licensed", "lynne"));
      contoso.awaitProcessed();

      assertThat(contoso.user("lynne").holds(WellKnownSkus.EMS)).isTrue();
      assertThat(contoso.paths("lynne", WellKnownSkus.EMS))
          .extracting(LicenseAssignmentState::source)
          .containsExactly(contoso.through("EMS licensed"));
    }
  }

  @Rule(
      operation = "DELETE /groups/{id}/members/{id}/$ref",
      mark = DOCUMENTED,
      source = Sources.GBL)
  default void required_L130_whoever_leaves_a_licensed_group_loses_that_path_only() {
    try (Contoso contoso = Contoso.of(this)) {
      contoso.done(contoso.removeMember("EMS licensed", "pradeep"));
      contoso.awaitProcessed();
      contoso.done(contoso.removeMember("EMS licensed", "isaiah"));
      contoso.awaitProcessed();

      assertThat(contoso.paths("pradeep", WellKnownSkus.EMS))
          .extracting(path -> path.source().isDirect())
          .containsExactly(true);
      assertThat(contoso.user("pradeep").holds(WellKnownSkus.EMS)).isTrue();
      assertThat(contoso.user("isaiah").holds(WellKnownSkus.EMS)).isFalse();
    }
  }

  @Rule(operation = "POST /users", mark = DOCUMENTED, source = Sources.GBL_ADVANCED)
  default void required_L131_a_dynamic_group_takes_in_whoever_matches_its_rule() {
    try (Contoso contoso = Contoso.of(this)) {
      contoso.done(
          new TenantWrite.CreateUser(
              UserProfile.builder()
                  .userPrincipalName(contoso.upn("test.user"))
                  .displayName("Test User")
                  .department("Retail")
                  .usageLocation(UsageLocation.of("US"))
                  .build(),
              new InitialPassword("Jk7#quiet-Harbour-19")));
      contoso.awaitProcessed();

      assertThat(contoso.members("Retail")).containsExactly("lynne", "miriam", "test.user");
    }
  }

  @Rule(operation = "PATCH /groups/{id}", mark = DOCUMENTED, source = Sources.GBL_CHANGE)
  default void required_L132_moving_from_group_to_group_leaves_no_gap_if_joining_comes_first() {
    try (Contoso contoso = Contoso.of(this)) {
      contoso.processed(contoso.assignToGroup("Sales team", WellKnownSkus.SPE_E3));
      assertThat(contoso.user("megan").holds(WellKnownSkus.SPE_E3)).isTrue();

      contoso.done(contoso.removeMember("M365 E3 licensed", "megan"));
      contoso.awaitProcessed();

      assertThat(contoso.user("megan").holds(WellKnownSkus.SPE_E3)).isTrue();
      assertThat(contoso.paths("megan", WellKnownSkus.SPE_E3))
          .extracting(LicenseAssignmentState::source)
          .containsExactly(contoso.through("Sales team"));
    }
  }
}
