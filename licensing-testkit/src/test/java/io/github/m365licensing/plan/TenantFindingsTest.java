package io.github.m365licensing.plan;

import static io.github.m365licensing.intent.Selections.group;
import static io.github.m365licensing.intent.Selections.user;
import static io.github.m365licensing.intent.Verbs.assign;
import static io.github.m365licensing.intent.Verbs.change;
import static io.github.m365licensing.intent.Verbs.remove;
import static io.github.m365licensing.intent.Verbs.setUsageLocation;
import static io.github.m365licensing.testkit.FakeTenant.seats;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.m365licensing.Licensing;
import io.github.m365licensing.apply.ApplyReport;
import io.github.m365licensing.intent.FindingCode;
import io.github.m365licensing.testkit.FakeTenant;
import io.github.m365licensing.testkit.scenario.Caller;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Findings that come from how a tenant is kept, and from what the caller may see of it. */
class TenantFindingsTest {

  private static final String SYNCED = "synced@contoso.com";
  private static final String CLOUD = "cloud@contoso.com";
  private static final String MEMBER = "member@contoso.com";

  private final FakeTenant tenant =
      FakeTenant.builder()
          .organization("Contoso", "US")
          .sku("EMS", seats(2))
          .user(SYNCED, u -> u.usageLocation("NL").synced())
          .user(CLOUD, u -> u.usageLocation("NL"))
          .user(MEMBER, u -> u.usageLocation("NL"))
          .group("Sales team", g -> g.member(MEMBER).licensedWith("EMS"))
          .build();
  private final Licensing licensing = Licensing.of(tenant);

  TenantFindingsTest() {
    tenant.settle();
  }

  private static List<FindingCode> codes(LicensePlan plan) {
    return plan.findings().map(Finding::code).toList();
  }

  @ParameterizedTest
  @CsvSource({SYNCED + ",DE,true", SYNCED + ",NL,false", CLOUD + ",DE,false"})
  void usage_location_of_a_synced_user_may_be_overwritten(
      String user, String location, boolean told) {
    LicensePlan plan = licensing.plan(user(user), setUsageLocation(location));

    assertThat(codes(plan).contains(FindingCode.USAGE_LOCATION_MAY_BE_OVERWRITTEN)).isEqualTo(told);
    assertThat(plan.count(ChangeKind.BLOCKED)).isZero();
  }

  @Test
  void sku_for_the_whole_tenant_is_assigned_to_nobody() {
    Licensing contoso = Licensing.of(FakeTenant.contoso());

    LicensePlan user = contoso.plan(user("adele@contoso.com"), assign("Microsoft365_Lighthouse"));
    LicensePlan group = contoso.plan(group("EMS licensed"), assign("Microsoft365_Lighthouse"));

    assertThat(codes(user)).containsExactly(FindingCode.SKU_NOT_FOR_USERS);
    assertThat(codes(group)).contains(FindingCode.SKU_NOT_FOR_USERS);
    assertThat(user.count(ChangeKind.BLOCKED) + group.count(ChangeKind.BLOCKED)).isEqualTo(2);
  }

  @Test
  void groups_that_may_not_be_read_are_shown_by_their_ids() {
    String id = tenant.group("Sales team").id().toString();
    tenant.caller(Caller.application("Organization.Read.All", "User.Read.All"));

    LicensePlan plan = licensing.plan(user(MEMBER), change("EMS").disable("INTUNE_A"));

    assertThat(codes(plan))
        .containsExactly(FindingCode.GROUP_NAMES_UNREADABLE, FindingCode.INHERITED);
    assertThat(plan.findings().map(Finding::message))
        .anySatisfy(message -> assertThat(message).contains("group " + id));
    assertThat(plan.isApplyable()).isTrue();
  }

  @Test
  void undo_needs_the_seat_that_somebody_took_meanwhile() {
    tenant.user(CLOUD).licensedWith("EMS");
    ApplyReport report = licensing.apply(licensing.plan(user(CLOUD), remove("EMS")));
    tenant.user(SYNCED).licensedWith("EMS");

    LicensePlan undo = licensing.plan(licensing.undo(report));

    assertThat(codes(undo)).containsExactly(FindingCode.NO_FREE_SEAT);
    assertThat(undo.count(ChangeKind.BLOCKED)).isEqualTo(1);
  }

  @Test
  void undo_of_a_group_needs_the_seats_that_somebody_took_meanwhile() {
    ApplyReport report = licensing.apply(licensing.plan(group("Sales team"), remove("EMS")));
    tenant.user(SYNCED).licensedWith("EMS");
    tenant.user(CLOUD).licensedWith("EMS");

    LicensePlan undo = licensing.plan(licensing.undo(report));

    assertThat(codes(undo)).contains(FindingCode.NO_FREE_SEAT);
    assertThat(undo.count(ChangeKind.BLOCKED)).isEqualTo(1);
  }
}
