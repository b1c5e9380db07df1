package io.github.m365licensing.apply;

import static io.github.m365licensing.intent.Selections.group;
import static io.github.m365licensing.intent.Verbs.assign;
import static io.github.m365licensing.intent.Verbs.change;
import static io.github.m365licensing.intent.Verbs.remove;
import static io.github.m365licensing.intent.Verbs.replaceAllWith;
import static io.github.m365licensing.intent.Verbs.swap;
import static io.github.m365licensing.testkit.FakeTenant.seats;
import static io.github.m365licensing.testkit.assertj.LicensingAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.m365licensing.Licensing;
import io.github.m365licensing.assignment.AssignedLicense;
import io.github.m365licensing.assignment.AssignmentSource;
import io.github.m365licensing.assignment.LicenseOptions;
import io.github.m365licensing.directory.LicenseState;
import io.github.m365licensing.directory.LicensedUser;
import io.github.m365licensing.directory.UserId;
import io.github.m365licensing.directory.UserQuery;
import io.github.m365licensing.intent.FindingCode;
import io.github.m365licensing.intent.LicenseIntent;
import io.github.m365licensing.intent.Verb;
import io.github.m365licensing.plan.ChangeKind;
import io.github.m365licensing.plan.Finding;
import io.github.m365licensing.plan.GroupReach;
import io.github.m365licensing.plan.LicensePlan;
import io.github.m365licensing.plan.PlannedChange;
import io.github.m365licensing.sku.SkuId;
import io.github.m365licensing.sku.SubscribedSku;
import io.github.m365licensing.testkit.FakeTenant;
import io.github.m365licensing.testkit.FakeTenantBuilder;
import io.github.m365licensing.testkit.scenario.Lag;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for every group and every change of it. */
class GroupPropertiesTest {

  private static final String GROUP = "Sales team";
  private static final List<String> EMS_PLANS =
      List.of("INTUNE_A", "ADALLOM_S_DISCOVERY", "MFA_PREMIUM");

  /** Eight users with direct licences and two groups, drawn by the seed; nothing is in error. */
  private static FakeTenant tenant(long seed, int seats) {
    Random random = new Random(seed);
    FakeTenantBuilder builder =
        FakeTenant.builder()
            .organization("Contoso", "US")
            .sku("EMS", seats(seats))
            .sku("SPE_E3", seats(seats))
            .sku("ENTERPRISEPACK", seats(20))
            .sku("INTUNE_A_VL", seats(20))
            .sku("WORKPLACE_ANALYTICS", seats(20))
            .sku("FLOW_FREE", seats(100));
    for (int i = 0; i < 8; i++) {
      boolean located = random.nextInt(5) > 0;
      int kind = random.nextInt(6);
      builder.user(
          "user" + i + "@contoso.com",
          u -> {
            if (located) {
              u.usageLocation("NL");
              switch (kind) {
                case 0 -> u.licensedWith("ENTERPRISEPACK");
                case 1 -> u.licensedWith("INTUNE_A_VL");
                case 2 -> u.licensedWith("ENTERPRISEPACK").licensedWith("WORKPLACE_ANALYTICS");
                case 3 -> u.licensedWith("FLOW_FREE");
                default -> {}
              }
            }
          });
    }
    List<String> members = members(random);
    String off = EMS_PLANS.get(random.nextInt(EMS_PLANS.size()));
    boolean pack = random.nextBoolean();
    boolean ems = random.nextInt(3) == 0;
    builder.group(
        GROUP,
        g -> {
          members.forEach(g::member);
          if (pack) {
            g.licensedWith("ENTERPRISEPACK");
          }
          if (ems) {
            g.licensedWith(LicenseOptions.of("EMS").disable("INTUNE_A", off));
          }
        });
    List<String> others = members(random);
    builder.group(
        "Other",
        g -> {
          others.forEach(g::member);
          g.licensedWith("FLOW_FREE");
        });
    FakeTenant tenant = builder.build();
    tenant.settle();
    return tenant;
  }

  private static List<String> members(Random random) {
    return Stream.iterate(0, i -> i < 8, i -> i + 1)
        .filter(i -> random.nextBoolean())
        .map(i -> "user" + i + "@contoso.com")
        .toList();
  }

  @Provide
  Arbitrary<Verb> verbs() {
    return Arbitraries.of(
        assign("EMS"),
        assign("EMS").disable("INTUNE_A"),
        assign("EMS").only("AAD_PREMIUM").replacingChoices(),
        assign("FLOW_FREE"),
        assign("WORKPLACE_ANALYTICS"),
        change("EMS").enable("INTUNE_A"),
        change("EMS").enableAll(),
        change("ENTERPRISEPACK").disable("EXCHANGE_S_ENTERPRISE"),
        remove("EMS"),
        remove("ENTERPRISEPACK"),
        swap("ENTERPRISEPACK", "SPE_E3"),
        replaceAllWith(assign("SPE_E3"), assign("FLOW_FREE")));
  }

  /** Accepts a loss of data as often as there is one. */
  private static LicensePlan plan(Licensing licensing, Verb verb) {
    LicenseIntent intent = LicenseIntent.of(group(GROUP), verb);
    LicensePlan plan = licensing.plan(intent);
    for (FindingCode code : List.of(FindingCode.DATA_LOSS, FindingCode.NO_FREE_SEAT)) {
      long people = people(plan, code);
      if (people > 0) {
        intent = intent.accepting(code, people);
        plan = licensing.plan(intent);
      }
    }
    assertThat(plan.isApplyable()).isTrue();
    return plan;
  }

  private static long people(LicensePlan plan, FindingCode code) {
    return plan.findings()
        .filter(finding -> finding.code() == code)
        .mapToLong(Finding::members)
        .max()
        .orElse(0);
  }

  private static PlannedChange only(LicensePlan plan) {
    return plan.changes().findFirst().orElseThrow();
  }

  private static Set<UserId> inError(FakeTenant tenant) {
    AssignmentSource source = AssignmentSource.inheritedFrom(tenant.group(GROUP).id());
    try (Stream<LicensedUser> users = tenant.listUsers(UserQuery.everyone())) {
      return users
          .filter(
              user ->
                  user.licenseAssignmentStates().stream()
                      .anyMatch(p -> p.source().equals(source) && p.error().isPresent()))
          .map(LicensedUser::id)
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static Map<String, LicenseState> states(FakeTenant tenant) {
    Map<String, LicenseState> states = new TreeMap<>();
    try (Stream<LicensedUser> users = tenant.listUsers(UserQuery.everyone())) {
      users.forEach(user -> states.put(user.userPrincipalName(), LicenseState.of(user)));
    }
    return states;
  }

  private static Map<SkuId, Integer> consumed(FakeTenant tenant) {
    return tenant.listSubscribedSkus().stream()
        .collect(
            Collectors.toMap(
                SubscribedSku::skuId, SubscribedSku::consumedUnits, (a, b) -> a, TreeMap::new));
  }

  @Property(tries = 120)
  void report_says_what_the_tenant_shows(@ForAll long seed, @ForAll("verbs") Verb verb) {
    FakeTenant tenant = tenant(seed, 3);
    tenant.groupsProcessedAfter(Lag.of(Duration.ofMinutes(Math.floorMod(seed, 25))));
    Licensing licensing = Licensing.of(tenant);
    LicensePlan plan = plan(licensing, verb);

    ApplyReport report = licensing.apply(plan);

    ChangeOutcome outcome = Outcomes.only(report);
    if (outcome.kind() == ChangeOutcome.Kind.APPLIED) {
      Set<UserId> wrong = inError(tenant);
      assertThat(outcome.verification())
          .isEqualTo(wrong.isEmpty() ? Verification.CONFIRMED : Verification.DIVERGED);
      assertThat(outcome.licenseErrors()).extracting(LicenseError::user).containsAll(wrong);
      assertThat(wrong)
          .containsAll(outcome.licenseErrors().stream().map(LicenseError::user).toList());
      assertThat(outcome.members().orElseThrow().inError()).isEqualTo(wrong.size());
      assertThat(tenant.group(GROUP).now().assignedLicenses())
          .isEqualTo(only(plan).shape().after().licenses().assignedLicenses());
    } else {
      assertThat(outcome.kind())
          .isIn(ChangeOutcome.Kind.ALREADY_IN_PLACE, ChangeOutcome.Kind.REFUSED);
    }
    assertThat(tenant).isSound();
  }

  @Property(tries = 120)
  void plan_foretells_seats_and_members_in_error(@ForAll long seed, @ForAll("verbs") Verb verb) {
    FakeTenant tenant = tenant(seed, 20);
    Licensing licensing = Licensing.of(tenant);
    Map<SkuId, Integer> before = consumed(tenant);
    LicensePlan plan = plan(licensing, verb);

    ApplyReport report = licensing.apply(plan);

    if (Outcomes.only(report).kind() == ChangeOutcome.Kind.APPLIED) {
      GroupReach reach = only(plan).shape().reach().orElseThrow();
      reach.seatsTaken().forEach((sku, seats) -> before.merge(sku, seats, Integer::sum));
      reach.seatsFreed().forEach((sku, seats) -> before.merge(sku, -seats, Integer::sum));
      assertThat(consumed(tenant)).isEqualTo(before);
      assertThat(people(plan, FindingCode.MEMBERS_LEFT_OUT)).isEqualTo(inError(tenant).size());
    }
  }

  @Property(tries = 80)
  void planning_again_after_success_changes_nothing(@ForAll long seed, @ForAll("verbs") Verb verb) {
    FakeTenant tenant = tenant(seed, 20);
    Licensing licensing = Licensing.of(tenant);
    licensing.apply(plan(licensing, verb));

    LicensePlan again = plan(licensing, verb);

    assertThat(again.count(ChangeKind.CHANGE)).isZero();
  }

  @Property(tries = 80)
  void undo_restores_the_group_and_members_without_error(
      @ForAll long seed, @ForAll("verbs") Verb verb) {
    FakeTenant tenant = tenant(seed, 20);
    Licensing licensing = Licensing.of(tenant);
    Map<String, LicenseState> before = states(tenant);
    List<AssignedLicense> licenses = tenant.group(GROUP).now().assignedLicenses();
    boolean wasClean = inError(tenant).isEmpty();
    ApplyReport report = licensing.apply(plan(licensing, verb));
    if (report.count(ChangeOutcome.Kind.APPLIED) == 0) {
      return;
    }

    long lost = people(licensing.plan(licensing.undo(report)), FindingCode.DATA_LOSS);
    licensing.apply(
        licensing.plan(
            lost == 0
                ? licensing.undo(report)
                : licensing.undo(report).accepting(FindingCode.DATA_LOSS, lost)));

    assertThat(tenant.group(GROUP).now().assignedLicenses()).isEqualTo(licenses);
    if (wasClean && inError(tenant).isEmpty()) {
      assertThat(states(tenant)).isEqualTo(before);
    }
    assertThat(tenant).isSound();
  }
}
