package io.github.m365licensing.apply;

import static io.github.m365licensing.intent.Selections.group;
import static io.github.m365licensing.intent.Selections.membersOf;
import static io.github.m365licensing.intent.Selections.user;
import static io.github.m365licensing.intent.Verbs.assign;
import static io.github.m365licensing.intent.Verbs.change;
import static io.github.m365licensing.intent.Verbs.moveToGroup;
import static io.github.m365licensing.intent.Verbs.remove;
import static io.github.m365licensing.intent.Verbs.swap;
import static io.github.m365licensing.testkit.FakeTenant.seats;
import static io.github.m365licensing.testkit.assertj.LicensingAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.m365licensing.Licensing;
import io.github.m365licensing.directory.LicenseState;
import io.github.m365licensing.directory.LicensedUser;
import io.github.m365licensing.directory.UserId;
import io.github.m365licensing.directory.UserQuery;
import io.github.m365licensing.intent.FindingCode;
import io.github.m365licensing.intent.LicenseIntent;
import io.github.m365licensing.intent.Selection;
import io.github.m365licensing.intent.Verb;
import io.github.m365licensing.plan.ChangeKind;
import io.github.m365licensing.plan.Finding;
import io.github.m365licensing.plan.GroupReach;
import io.github.m365licensing.plan.LicensePlan;
import io.github.m365licensing.plan.PlannedChange;
import io.github.m365licensing.rules.SeatLedger;
import io.github.m365licensing.sku.PrepaidUnits;
import io.github.m365licensing.sku.SkuId;
import io.github.m365licensing.sku.SubscribedSku;
import io.github.m365licensing.testkit.FakeTenant;
import io.github.m365licensing.testkit.FakeTenantBuilder;
import io.github.m365licensing.testkit.scenario.Lag;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Plans of users and groups that reach the same people, whoever they are. */
class SharedPeoplePropertiesTest {

  private static final int USERS = 8;
  private static final List<String> GROUPS = List.of("A", "B", "C");
  private static final Pattern FOUND = Pattern.compile("but (\\d+) have it");

  private static final List<Verb> VERBS =
      List.of(
          assign("EMS"),
          assign("EMS"),
          assign("VISIOCLIENT"),
          assign("FLOW_FREE"),
          change("EMS").disable("INTUNE_A"),
          change("ENTERPRISEPACK").disable("SWAY"),
          remove("EMS"),
          remove("EMS"),
          remove("ENTERPRISEPACK"),
          swap("EMS", "VISIOCLIENT"),
          swap("ENTERPRISEPACK", "SPE_E3"));

  private static FakeTenant tenant(Random random) {
    FakeTenantBuilder builder =
        FakeTenant.builder()
            .organization("Contoso", "US")
            .sku("EMS", seats(20))
            .sku("VISIOCLIENT", seats(20))
            .sku("ENTERPRISEPACK", seats(20))
            .sku("SPE_E3", seats(20))
            .sku("FLOW_FREE", seats(100));
    for (int i = 0; i < USERS; i++) {
      builder.user(
          name(i),
          u -> {
            u.usageLocation("NL");
            if (random.nextInt(3) == 0) {
              u.licensedWith("EMS");
            }
            if (random.nextInt(4) == 0) {
              u.licensedWith("ENTERPRISEPACK");
            }
          });
    }
    for (String group : GROUPS) {
      builder.group(
          group,
          g -> {
            for (int i = 0; i < USERS; i++) {
              if (random.nextBoolean()) {
                g.member(name(i));
              }
            }
            if (random.nextBoolean()) {
              g.licensedWith("EMS");
            }
            if (random.nextInt(4) == 0) {
              g.licensedWith("ENTERPRISEPACK");
            }
          });
    }
    FakeTenant tenant = builder.group("Target", g -> g.licensedWith("EMS")).build();
    tenant.settle();
    return tenant;
  }

  /** The same with few seats to spare. */
  private static FakeTenant scarce(Random random) {
    FakeTenant tenant = tenant(random);
    for (String sku : List.of("EMS", "VISIOCLIENT", "SPE_E3")) {
      int used = tenant.sku(sku).now().consumedUnits();
      tenant.sku(sku).units(PrepaidUnits.enabled(used + random.nextInt(4)));
    }
    return tenant;
  }

  private static String name(int user) {
    return "user" + user + "@contoso.com";
  }

  /** Two to six entries; the same user may be in several. */
  private static LicenseIntent intent(Random random) {
    Map<Selection, Verb> entries = new LinkedHashMap<>();
    for (String group : GROUPS) {
      if (random.nextInt(4) > 0) {
        entries.put(group(group), verb(random));
      }
    }
    for (int i = random.nextInt(2); i < 3; i++) {
      entries.put(
          random.nextInt(3) == 0
              ? membersOf(GROUPS.get(random.nextInt(GROUPS.size())))
              : user(name(random.nextInt(USERS))),
          random.nextInt(4) == 0 ? moveToGroup("Target") : verb(random));
    }
    return LicenseIntent.of(
        entries.entrySet().stream()
            .map(e -> new LicenseIntent.Entry(e.getKey(), List.of(e.getValue())))
            .toList());
  }

  private static Verb verb(Random random) {
    return VERBS.get(random.nextInt(VERBS.size()));
  }

  /** Accepts losses of data as often as the plan says that there are any. */
  private static LicensePlan plan(Function<UnaryOperator<LicenseIntent>, LicensePlan> planned) {
    LicensePlan first = planned.apply(intent -> intent);
    if (first.findings().noneMatch(finding -> finding.code() == FindingCode.DATA_LOSS)) {
      return first;
    }
    LicensePlan counted = planned.apply(intent -> intent.accepting(FindingCode.DATA_LOSS, 1));
    long people =
        counted
            .findings()
            .filter(finding -> finding.code() == FindingCode.ACCEPTED_COUNT_DIFFERS)
            .map(Finding::message)
            .map(FOUND::matcher)
            .filter(Matcher::find)
            .mapToLong(found -> Long.parseLong(found.group(1)))
            .findFirst()
            .orElse(1);
    return planned.apply(intent -> intent.accepting(FindingCode.DATA_LOSS, people));
  }

  private static LicensePlan plan(Licensing licensing, LicenseIntent intent) {
    return plan(accepting -> licensing.plan(accepting.apply(intent)));
  }

  private static Map<SkuId, Integer> consumed(FakeTenant tenant) {
    return tenant.listSubscribedSkus().stream()
        .collect(
            Collectors.toMap(
                SubscribedSku::skuId, SubscribedSku::consumedUnits, (a, b) -> a, TreeMap::new));
  }

  private static Map<UserId, LicenseState> states(FakeTenant tenant) {
    try (Stream<LicensedUser> users = tenant.listUsers(UserQuery.everyone())) {
      return users.collect(Collectors.toMap(LicensedUser::id, LicenseState::of));
    }
  }

  private static void assertForetold(LicensePlan plan, Map<SkuId, Integer> before, FakeTenant now) {
    Map<SkuId, Integer> foretold = new TreeMap<>(before);
    for (SeatLedger.Line line : plan.seats()) {
      assertThat(line.start()).isEqualTo(before.get(line.skuId()));
      assertThat(line.peak()).isBetween(Math.max(line.start(), line.end()), line.owned());
      foretold.put(line.skuId(), line.end());
    }
    Map<SkuId, Integer> counted = consumed(now);
    // Of SKUs whose units are no seats the plan says nothing.
    SkuId free = now.sku("FLOW_FREE").now().skuId();
    foretold.remove(free);
    counted.remove(free);
    assertThat(counted).isEqualTo(foretold);
  }

  private static boolean leavesSomebodyInError(LicensePlan plan) {
    return plan.findings().anyMatch(f -> f.code() == FindingCode.MEMBERS_LEFT_OUT);
  }

  @Property(tries = 150)
  void ledger_foretells_the_seats_and_guards_the_people(@ForAll long seed) {
    Random random = new Random(seed);
    FakeTenant tenant = tenant(random);
    tenant.groupsProcessedAfter(Lag.none());
    Licensing licensing = Licensing.of(tenant);
    Map<SkuId, Integer> before = consumed(tenant);
    Map<UserId, LicenseState> was = states(tenant);
    LicensePlan plan = plan(licensing, intent(random));
    assertThat(plan.isApplyable()).isTrue();

    ApplyReport report = licensing.apply(plan);
    tenant.settle();

    assertThat(report.outcomes())
        .filteredOn(
            outcome -> plan.change(outcome.subject()).orElseThrow().kind() == ChangeKind.CHANGE)
        .extracting(ChangeOutcome::kind)
        .isSubsetOf(ChangeOutcome.Kind.APPLIED);
    assertForetold(plan, before, tenant);
    Map<UserId, LicenseState> is = states(tenant);
    long changed =
        was.keySet().stream().filter(id -> !Objects.equals(was.get(id), is.get(id))).count();
    assertThat(people(plan)).isGreaterThanOrEqualTo(changed).isLessThanOrEqualTo(USERS);
    assertThat(tenant).isSound();
  }

  private static long people(LicensePlan plan) {
    return plan.changes()
        .filter(change -> change.kind() == ChangeKind.CHANGE)
        .map(PlannedChange::shape)
        .mapToLong(
            shape -> shape.people() - shape.reach().map(GroupReach::countedElsewhere).orElse(0L))
        .sum();
  }

  @Property(tries = 150)
  void ledger_never_takes_more_than_there_is(@ForAll long seed) {
    Random random = new Random(seed);
    FakeTenant tenant = scarce(random);
    tenant.groupsProcessedAfter(Lag.of(Duration.ofMinutes(random.nextInt(20))));
    Licensing licensing = Licensing.of(tenant);
    Map<SkuId, Integer> before = consumed(tenant);
    LicensePlan plan = plan(licensing, intent(random));

    ApplyReport report =
        random.nextBoolean()
            ? licensing.apply(plan)
            : licensing.apply(plan, options -> options.waveSize(1 + random.nextInt(5)));
    tenant.settle();

    if (!leavesSomebodyInError(plan)) {
      assertThat(report.outcomes())
          .filteredOn(o -> plan.change(o.subject()).orElseThrow().kind() == ChangeKind.CHANGE)
          .allSatisfy(
              outcome -> {
                assertThat(outcome.kind()).isEqualTo(ChangeOutcome.Kind.APPLIED);
                assertThat(outcome.verification()).isEqualTo(Verification.CONFIRMED);
              });
      assertForetold(plan, before, tenant);
    }
    assertThat(tenant).isSound();
  }

  @Property(tries = 100)
  void planning_again_changes_nothing_and_undo_restores(@ForAll long seed) {
    Random random = new Random(seed);
    FakeTenant tenant = tenant(random);
    tenant.groupsProcessedAfter(Lag.of(Duration.ofMinutes(random.nextInt(20))));
    Licensing licensing = Licensing.of(tenant);
    Map<UserId, LicenseState> was = states(tenant);
    LicenseIntent intent = intent(random);
    LicensePlan plan = plan(licensing, intent);
    ApplyReport report = licensing.apply(plan);
    tenant.settle();
    if (plan.count(ChangeKind.CHANGE) == 0 || leavesSomebodyInError(plan)) {
      return;
    }

    LicensePlan again = plan(licensing, intent);
    LicensePlan undo = plan(licensing, licensing.undo(report));
    licensing.apply(undo);
    tenant.settle();

    assertThat(again.changes())
        .filteredOn(
            change -> plan.change(change.subject()).orElseThrow().kind() == ChangeKind.CHANGE)
        .extracting(PlannedChange::kind)
        .doesNotContain(ChangeKind.CHANGE);
    if (undo.count(ChangeKind.BLOCKED) == 0 && !leavesSomebodyInError(undo)) {
      assertThat(states(tenant)).isEqualTo(was);
    }
    assertThat(tenant).isSound();
  }

  @Property(tries = 100)
  void order_of_entries_does_not_matter(@ForAll long seed) {
    Random random = new Random(seed);
    FakeTenant tenant = scarce(random);
    Licensing licensing = Licensing.of(tenant);
    LicenseIntent intent = intent(random);
    List<LicenseIntent.Entry> turned = new ArrayList<>(intent.entries());
    java.util.Collections.reverse(turned);

    LicensePlan one = licensing.plan(intent);
    LicensePlan other = licensing.plan(LicenseIntent.of(turned));

    assertThat(other.seats()).isEqualTo(one.seats());
    assertThat(other.stages()).isEqualTo(one.stages());
    assertThat(people(other)).isEqualTo(people(one));
  }
}
