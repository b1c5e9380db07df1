package io.github.m365licensing.report;

import static io.github.m365licensing.intent.Verbs.change;
import static io.github.m365licensing.intent.Verbs.remove;
import static io.github.m365licensing.report.Overlap.Kind.DIRECT_BESIDE_GROUP;
import static io.github.m365licensing.report.Overlap.Kind.REDUNDANT_DIRECT;
import static io.github.m365licensing.report.Overlap.Kind.SAME_PLAN;
import static io.github.m365licensing.testkit.FakeTenant.seats;
import static io.github.m365licensing.testkit.assertj.LicensingAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.m365licensing.Licensing;
import io.github.m365licensing.apply.ApplyReport;
import io.github.m365licensing.apply.ChangeOutcome;
import io.github.m365licensing.directory.Subscription;
import io.github.m365licensing.plan.ChangeKind;
import io.github.m365licensing.plan.LicensePlan;
import io.github.m365licensing.rules.SkuTrait;
import io.github.m365licensing.sku.CapabilityStatus;
import io.github.m365licensing.sku.PrepaidUnits;
import io.github.m365licensing.sku.ServicePlan;
import io.github.m365licensing.sku.ServicePlanId;
import io.github.m365licensing.tenant.GraphOperation;
import io.github.m365licensing.tenant.TenantSnapshot;
import io.github.m365licensing.testkit.FakeTenant;
import io.github.m365licensing.testkit.scenario.Caller;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The reports on a whole tenant. */
class ReportsTest {

  private static final ServicePlanId NEW_PLAN =
      ServicePlanId.parse("0f1e2d3c-4b5a-4697-8879-6a5b4c3d2e1f");

  private final FakeTenant tenant = FakeTenant.contoso();
  private final Licensing licensing = Licensing.of(tenant);

  @AfterEach
  void reports_keep_the_tenants_rules() {
    assertThat(tenant).isSound();
  }

  private static String name(ReportedUser user) {
    return user.userPrincipalName().replace("@contoso.com", "");
  }

  private static List<String> names(List<ReportedUser> users) {
    return users.stream().map(ReportsTest::name).toList();
  }

  private static List<String> plans(List<ServicePlan> plans) {
    return plans.stream().map(ServicePlan::servicePlanName).toList();
  }

  private static List<String> words(List<NamedSource> sources) {
    return sources.stream().map(NamedSource::toString).toList();
  }

  @Test
  void overlaps_of_contoso_are_these() {
    assertThat(licensing.reports().overlaps().rows())
        .extracting(row -> name(row.user()), Overlap::kind, row -> words(row.sources()))
        .containsExactly(
            tuple(
                "alex", SAME_PLAN, List.of("ENTERPRISEPACK direct", "PROJECTPROFESSIONAL direct")),
            tuple(
                "lee",
                SAME_PLAN,
                List.of(
                    "Microsoft_365_E3_(no_Teams) direct", "Microsoft_Teams_Enterprise_New direct")),
            tuple(
                "megan",
                SAME_PLAN,
                List.of("EMS direct", "SPE_E3 through group \"M365 E3 licensed\"")),
            tuple(
                "megan",
                REDUNDANT_DIRECT,
                List.of("EMS direct", "SPE_E3 through group \"M365 E3 licensed\"")),
            tuple("patti", SAME_PLAN, List.of("POWER_BI_PRO direct", "SPE_E5 direct")),
            tuple(
                "pradeep",
                DIRECT_BESIDE_GROUP,
                List.of("EMS direct", "EMS through group \"EMS licensed\"")));
  }

  @Test
  void overlaps_name_the_plans_that_come_twice_and_those_only_direct() {
    List<Overlap> rows = licensing.reports().overlaps().rows();

    assertThat(plans(rows.get(0).plans())).containsExactly("SHAREPOINTENTERPRISE", "SHAREPOINTWAC");
    assertThat(plans(rows.get(2).plans()))
        .containsExactly(
            "AAD_PREMIUM",
            "ADALLOM_S_DISCOVERY",
            "INTUNE_A",
            "MFA_PREMIUM",
            "RMS_S_ENTERPRISE",
            "RMS_S_PREMIUM");
    assertThat(plans(rows.get(4).plans())).containsExactly("BI_AZURE_P2");
    assertThat(plans(rows.get(5).plans()))
        .containsExactly("AAD_PREMIUM", "MFA_PREMIUM", "RMS_S_ENTERPRISE", "RMS_S_PREMIUM");
    assertThat(plans(rows.get(5).onlyDirect())).containsExactly("ADALLOM_S_DISCOVERY");
  }

  @Test
  void redundant_direct_assignments_can_be_removed_without_losing_a_plan() {
    UserReport<Overlap> redundant =
        licensing.reports().overlaps().where(row -> row.kind() == REDUNDANT_DIRECT);

    ApplyReport report = licensing.apply(licensing.plan(redundant.selection(), remove("EMS")));

    assertThat(report.count(ChangeOutcome.Kind.APPLIED)).isEqualTo(1);
    assertThat(licensing.licensesOf("megan@contoso.com").effective("INTUNE_A").isOn()).isTrue();
    assertThat(licensing.reports().overlaps().rows())
        .extracting(row -> name(row.user()))
        .containsExactly("alex", "lee", "patti", "pradeep");
  }

  @Test
  void overlaps_without_the_right_to_read_groups_show_their_ids() {
    String group = tenant.group("EMS licensed").id().toString();
    tenant.caller(Caller.application("User.Read.All", "Organization.Read.All"));

    List<Overlap> rows = licensing.reports().overlaps().rows();

    assertThat(rows.get(5).sources().get(1).groupName()).isEqualTo(group);
    tenant.caller(Caller.unrestricted());
  }

  @Test
  void waste_of_contoso_is_nestors_ems() {
    UserReport<WastedLicense> waste = licensing.reports().waste();

    assertThat(waste.rows())
        .extracting(
            row -> name(row.user()), WastedLicense::skuPartNumber, row -> words(row.sources()))
        .containsExactly(tuple("nestor", "EMS", List.of("EMS direct")));
    assertThat(waste.csv())
        .isEqualTo(
            "userId,userPrincipalName,skuId,skuPartNumber,through\r\n"
                + tenant.user("nestor@contoso.com").id()
                + ",nestor@contoso.com,"
                + tenant.sku("EMS").id()
                + ",EMS,EMS direct\r\n");
  }

  @Test
  void waste_becomes_a_plan_that_frees_the_seat() {
    LicensePlan plan = licensing.plan(licensing.reports().waste().selection(), remove("EMS"));

    licensing.apply(plan);

    assertThat(plan.count(ChangeKind.CHANGE)).isEqualTo(1);
    assertThat(tenant.sku("EMS").now().freeSeats()).isEqualTo(115);
    assertThat(licensing.reports().waste().rows()).isEmpty();
  }

  @Test
  void waste_through_a_group_names_the_group() {
    tenant.group("EMS licensed").member("nestor@contoso.com");
    tenant.settle();

    assertThat(words(licensing.reports().waste().rows().get(0).sources()))
        .containsExactly("EMS direct", "EMS through group \"EMS licensed\"");
  }

  @Test
  void newPlans_right_after_the_snapshot_are_none_and_read_no_user() {
    TenantSnapshot since = TenantSnapshot.of(tenant);
    tenant.requests().clear();

    assertThat(licensing.reports().newPlans(since).rows()).isEmpty();
    assertThat(tenant).received().exactly(0, GraphOperation.LIST_USERS);
  }

  @Test
  void newPlans_are_on_for_everyone_who_holds_the_sku() {
    TenantSnapshot since = TenantSnapshot.of(tenant);
    tenant.sku("EMS").planAdded(NEW_PLAN, "SECURITY_COPILOT");

    UserReport<NewPlan> report = licensing.reports().newPlans(since);

    assertThat(report.rows())
        .extracting(
            NewPlan::skuPartNumber, row -> row.plan().servicePlanName(), row -> names(row.users()))
        .containsExactly(
            tuple(
                "EMS",
                "SECURITY_COPILOT",
                List.of("adele", "grady", "isaiah", "megan", "nestor", "pradeep")));
    assertThat(report.text())
        .startsWith("New plans since 2026-01-15T09:00:00Z, 2026-01-15T09:00:00Z: 1\n")
        .contains("adele@contoso.com, grady@contoso.com, isaiah@contoso.com and 3 more");
    assertThat(report.csv().lines()).hasSize(7);
  }

  @Test
  void newPlans_become_a_plan_that_switches_them_off() {
    TenantSnapshot since = TenantSnapshot.of(tenant);
    tenant.sku("INTUNE_A").planAdded(NEW_PLAN, "SECURITY_COPILOT");

    licensing.apply(
        licensing.plan(
            licensing.reports().newPlans(since).selection(),
            change("INTUNE_A").disable("SECURITY_COPILOT")));

    assertThat(licensing.reports().newPlans(since).rows())
        .extracting(NewPlan::skuPartNumber, row -> names(row.users()))
        .containsExactly(tuple("INTUNE_A", List.of()));
    assertThat(licensing.reports().newPlans(since).csv().lines()).hasSize(2);
  }

  @Test
  void seats_of_contoso_are_these() {
    Report<SkuSeats> report = licensing.reports().seats();

    assertThat(report.rows())
        .filteredOn(
            row ->
                List.of(
                        "EMS",
                        "POWER_BI_PRO",
                        "PROJECTPROFESSIONAL",
                        "AAD_PREMIUM_P2",
                        "VISIOCLIENT")
                    .contains(row.skuPartNumber()))
        .extracting(SkuSeats::skuPartNumber, SkuSeats::owned, SkuSeats::inUse, SkuSeats::free)
        .containsExactly(
            tuple("AAD_PREMIUM_P2", 0, 1, -1),
            tuple("EMS", 120, 6, 114),
            tuple("POWER_BI_PRO", 1, 2, -1),
            tuple("PROJECTPROFESSIONAL", 3, 1, 2),
            tuple("VISIOCLIENT", 2, 2, 0));
    assertThat(report.rows())
        .hasSize(23)
        .isSortedAccordingTo(Comparator.comparing(SkuSeats::skuPartNumber));
  }

  @Test
  void seats_mark_what_is_not_counted() {
    List<SkuSeats> rows = licensing.reports().seats().rows();

    assertThat(rows)
        .filteredOn(row -> !row.countsSeats())
        .extracting(SkuSeats::skuPartNumber, row -> List.copyOf(row.traits()))
        .containsExactly(
            tuple("FLOW_FREE", List.of(SkuTrait.FREE, SkuTrait.UNCOUNTED)),
            tuple("Microsoft365_Lighthouse", List.of(SkuTrait.COMPANY)),
            tuple("POWER_BI_STANDARD", List.of(SkuTrait.FREE, SkuTrait.UNCOUNTED)));
  }

  @Test
  void seats_as_text_say_what_is_over_suspended_and_not_counted() {
    assertThat(
            licensing.reports().seats().text().lines().map(line -> line.replaceAll(" {2,}", " | ")))
        .contains(
            "SKU | product | status | owned | in use | free | remarks",
            "EMS | Enterprise Mobility + Security E3 | Enabled | 120 | 6 | 114",
            "POWER_BI_PRO | Power BI Pro | Enabled | 1 | 2 | -1 | 1 over, 2 suspended",
            "FLOW_FREE | Microsoft Power Automate Free | Enabled | 10,000 | 2 | not counted | free, uncounted");
  }

  @Test
  void seats_as_csv_keep_negative_numbers_as_numbers() {
    assertThat(licensing.reports().seats().csv().lines())
        .contains(
            tenant.sku("POWER_BI_PRO").id()
                + ",POWER_BI_PRO,Power BI Pro,Enabled,1,0,2,0,2,-1,true,");
  }

  @Test
  void lapses_of_contoso_are_these() {
    assertThat(licensing.reports().lapses().rows())
        .extracting(
            Lapse::skuPartNumber,
            Lapse::status,
            Lapse::units,
            Lapse::nextLifecycleDateTime,
            Lapse::seatsShort,
            row -> names(row.users()))
        .containsExactly(
            tuple(
                "PROJECTPROFESSIONAL",
                CapabilityStatus.WARNING,
                3,
                Optional.of(Instant.parse("2026-01-27T09:00:00Z")),
                1,
                List.of("alex")),
            tuple(
                "AAD_PREMIUM_P2",
                CapabilityStatus.SUSPENDED,
                25,
                Optional.empty(),
                1,
                List.of("patti")),
            tuple(
                "POWER_BI_PRO",
                CapabilityStatus.SUSPENDED,
                2,
                Optional.empty(),
                1,
                List.of("patti", "pradeep")));
  }

  @Test
  void lapses_as_text_count_the_days() {
    assertThat(
            licensing
                .reports()
                .lapses()
                .text()
                .lines()
                .map(line -> line.replaceAll(" {2,}", " | ")))
        .contains(
            "PROJECTPROFESSIONAL | Warning | 3 | 2026-01-27, in 12 days | 1 | 1 | alex@contoso.com");
  }

  @Test
  void lapses_within_a_longer_time_show_the_trial() {
    UserReport<Lapse> report = licensing.reports().lapses(Duration.ofDays(60));

    Lapse trial =
        report.where(row -> row.skuPartNumber().equals("EMS")).rows().stream()
            .findFirst()
            .orElseThrow();
    assertThat(trial.isTrial()).isTrue();
    assertThat(trial.units()).isEqualTo(20);
    assertThat(trial.seatsShort()).isZero();
    assertThat(report.text()).contains("EMS (trial)");
  }

  @Test
  void lapses_on_the_last_day_of_the_time_count_and_a_second_later_do_not() {
    Instant now = Instant.parse("2026-01-15T09:00:00Z");
    FakeTenant small =
        FakeTenant.builder()
            .sku("EMS", seats(5))
            .subscription(ending("a", now.plus(Duration.ofDays(30))))
            .subscription(ending("b", now.plus(Duration.ofDays(30)).plusSeconds(1)))
            .build();

    assertThat(Licensing.of(small).reports().lapses().rows())
        .extracting(Lapse::subscriptionId)
        .containsExactly(Optional.of("a"));
  }

  private Subscription ending(String id, Instant next) {
    return Subscription.builder()
        .id(id)
        .skuId(tenant.sku("EMS").id())
        .skuPartNumber("EMS")
        .totalLicenses(1)
        .nextLifecycleDateTime(next)
        .build();
  }

  @Test
  void lapses_that_no_purchase_accounts_for_go_by_the_units_of_the_sku() {
    FakeTenant small = FakeTenant.builder().sku("EMS", new PrepaidUnits(1, 2, 3, 4)).build();

    assertThat(Licensing.of(small).reports().lapses().rows())
        .extracting(Lapse::status, Lapse::units, Lapse::subscriptionId)
        .containsExactly(
            tuple(CapabilityStatus.LOCKED_OUT, 4, Optional.empty()),
            tuple(CapabilityStatus.SUSPENDED, 3, Optional.empty()),
            tuple(CapabilityStatus.WARNING, 2, Optional.empty()));
  }

  @Test
  void reports_only_read() {
    tenant.requests().clear();

    licensing.reports().overlaps();
    licensing.reports().waste();
    licensing.reports().seats();
    licensing.reports().lapses();

    assertThat(tenant).received().onlyReads();
  }
}
