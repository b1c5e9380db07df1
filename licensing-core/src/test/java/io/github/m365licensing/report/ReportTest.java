package io.github.m365licensing.report;

import static io.github.m365licensing.plan.PaperTenant.direct;
import static io.github.m365licensing.plan.PaperTenant.through;
import static io.github.m365licensing.plan.PaperTenant.userId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.tuple;

import io.github.m365licensing.Licensing;
import io.github.m365licensing.assignment.GroupId;
import io.github.m365licensing.assignment.LicenseAssignmentState;
import io.github.m365licensing.directory.Organization;
import io.github.m365licensing.directory.TenantId;
import io.github.m365licensing.intent.FindingCode;
import io.github.m365licensing.intent.Selections;
import io.github.m365licensing.intent.Verbs;
import io.github.m365licensing.plan.LicensePlan;
import io.github.m365licensing.plan.PaperTenant;
import io.github.m365licensing.sku.CapabilityStatus;
import io.github.m365licensing.sku.PrepaidUnits;
import io.github.m365licensing.sku.SubscribedSku;
import io.github.m365licensing.tenant.TenantSnapshot;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every report can do, and what it does with odd names. */
class ReportTest {

  private static final GroupId GROUP = GroupId.parse("00000000-0000-0000-0000-000000000001");

  private final PaperTenant tenant = new PaperTenant().owns("EMS", 10, 3).owns("FLOW_FREE", 9, 1);
  private final Reports reports = Licensing.of(tenant).reports();

  private void disabled(String name, LicenseAssignmentState... paths) {
    tenant.has(PaperTenant.user(name, paths).accountEnabled(false).build());
  }

  @Test
  void text_of_rows_is_a_heading_and_an_aligned_table() {
    disabled("al@contoso.com", direct("EMS"));
    disabled("barbara@contoso.com", direct("EMS"));

    assertThat(reports.waste().text())
        .isEqualTo(
            """
            Licences of disabled accounts, 2026-01-15T09:00:00Z: 2

            user                 SKU  through
            al@contoso.com       EMS  EMS direct
            barbara@contoso.com  EMS  EMS direct
            """);
  }

  @Test
  void text_without_rows_says_none() {
    assertThat(reports.waste().text())
        .isEqualTo("Licences of disabled accounts, 2026-01-15T09:00:00Z: none\n");
  }

  @Test
  void csv_without_rows_is_the_heading() {
    assertThat(reports.waste().csv())
        .isEqualTo("userId,userPrincipalName,skuId,skuPartNumber,through\r\n");
  }

  @Test
  void csv_guards_and_quotes_what_people_named() {
    tenant.hasGroup(GROUP, "a \"b\", c");
    disabled("=cmd@contoso.com", through(GROUP, "EMS"));

    assertThat(reports.waste().csv().lines().skip(1))
        .containsExactly(
            userId("=cmd@contoso.com")
                + ",'=cmd@contoso.com,"
                + PaperTenant.skuId("EMS")
                + ",EMS,\"EMS through group \"\"a \"\"b\"\", c\"\"\"");
  }

  @Test
  void waste_leaves_out_enabled_accounts_and_free_skus() {
    disabled("al@contoso.com", direct("FLOW_FREE"));
    tenant.has("barbara@contoso.com", direct("EMS"));

    assertThat(reports.waste().rows()).isEmpty();
  }

  @Test
  void where_keeps_the_rows_that_match() {
    disabled("al@contoso.com", direct("EMS"));
    disabled("barbara@contoso.com", direct("EMS"));

    UserReport<WastedLicense> report =
        reports.waste().where(row -> row.user().userPrincipalName().startsWith("b"));

    assertThat(report.rows()).hasSize(1);
    assertThat(report.text()).contains("barbara").doesNotContain("al@");
    assertThat(report.selection())
        .isEqualTo(Selections.usersById(List.of(userId("barbara@contoso.com"))));
  }

  @Test
  void selection_names_each_user_once_by_id() {
    tenant.owns("INTUNE_A", 5, 1);
    disabled("al@contoso.com", direct("EMS"), direct("INTUNE_A"));

    UserReport<WastedLicense> report = reports.waste();

    assertThat(report.rows()).hasSize(2);
    assertThat(report.selection())
        .isEqualTo(Selections.usersById(List.of(userId("al@contoso.com"))));
  }

  @Test
  void plan_for_a_report_without_rows_changes_nothing_and_says_so() {
    LicensePlan plan = Licensing.of(tenant).plan(reports.waste().selection(), Verbs.remove("EMS"));

    assertThat(plan.size()).isZero();
    assertThat(plan.findings())
        .extracting(finding -> finding.code())
        .containsExactly(FindingCode.EMPTY_SELECTION);
  }

  @Test
  void reports_of_the_same_are_equal_and_others_are_not() {
    disabled("al@contoso.com", direct("EMS"));

    assertThat(reports.waste()).isEqualTo(reports.waste()).hasSameHashCodeAs(reports.waste());
    assertThat(reports.waste()).isNotEqualTo(reports.waste().where(row -> false));
    assertThat((Object) reports.seats()).isNotEqualTo(reports.waste());
  }

  @Test
  void report_and_rows_as_text_for_logs_name_no_user() {
    disabled("al@contoso.com", direct("EMS"));

    assertThat(reports.waste() + " " + reports.waste().rows())
        .contains("1 rows", userId("al@contoso.com").toString())
        .doesNotContain("al@contoso.com");
  }

  @Test
  void lapses_of_a_sku_in_warning_without_purchases_go_by_its_units() {
    lapsing(CapabilityStatus.WARNING, new PrepaidUnits(0, 5, 0, 0));

    assertThat(reports.lapses().rows())
        .extracting(Lapse::status, Lapse::units, Lapse::seatsShort)
        .containsExactly(tuple(CapabilityStatus.WARNING, 5, 3));
  }

  @Test
  void lapses_of_a_deleted_sku_without_units_still_show_it() {
    lapsing(CapabilityStatus.DELETED, new PrepaidUnits(0, 0, 0, 0));

    assertThat(reports.lapses().rows())
        .extracting(Lapse::status, Lapse::units, Lapse::seatsShort)
        .containsExactly(tuple(CapabilityStatus.DELETED, 0, 3));
  }

  private void lapsing(CapabilityStatus status, PrepaidUnits units) {
    SubscribedSku ems = tenant.listSubscribedSkus().get(0);
    tenant.owns(
        SubscribedSku.builder().from(ems).capabilityStatus(status).prepaidUnits(units).build());
  }

  @Test
  void newPlans_since_a_snapshot_of_another_tenant_is_refused() {
    TenantSnapshot foreign =
        TenantSnapshot.builder()
            .takenAt(tenant.now())
            .organization(
                Organization.builder().id(TenantId.of(new UUID(8, 8))).displayName("Other").build())
            .build();

    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> reports.newPlans(foreign))
        .withMessageContaining("snapshot is of tenant");
  }

  @Test
  void arguments_are_checked_at_once() {
    assertThatNullPointerException().isThrownBy(() -> reports.newPlans(null)).withMessage("since");
    assertThatNullPointerException().isThrownBy(() -> reports.lapses(null)).withMessage("within");
    assertThatNullPointerException()
        .isThrownBy(() -> reports.waste().where(null))
        .withMessage("condition");
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> reports.lapses(Duration.ofDays(-1)))
        .withMessageContaining("within");
  }
}
