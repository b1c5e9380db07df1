package io.github.m365licensing.apply;

import static io.github.m365licensing.intent.Selections.everyone;
import static io.github.m365licensing.intent.Selections.usersWhere;
import static io.github.m365licensing.intent.Verbs.assign;
import static io.github.m365licensing.intent.Verbs.change;
import static io.github.m365licensing.intent.Verbs.remove;
import static io.github.m365licensing.intent.Verbs.replaceAllWith;
import static io.github.m365licensing.intent.Verbs.swap;
import static io.github.m365licensing.testkit.FakeTenant.seats;
import static io.github.m365licensing.testkit.assertj.LicensingAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.m365licensing.Licensing;
import io.github.m365licensing.assignment.LicenseAssignmentState;
import io.github.m365licensing.assignment.LicenseOptions;
import io.github.m365licensing.directory.LicenseState;
import io.github.m365licensing.directory.LicensedUser;
import io.github.m365licensing.directory.UserQuery;
import io.github.m365licensing.intent.FindingCode;
import io.github.m365licensing.intent.Verb;
import io.github.m365licensing.plan.ChangeKind;
import io.github.m365licensing.plan.Finding;
import io.github.m365licensing.plan.LicensePlan;
import io.github.m365licensing.plan.PlannedChange;
import io.github.m365licensing.sku.SkuId;
import io.github.m365licensing.sku.SubscribedSku;
import io.github.m365licensing.testkit.FakeTenant;
import io.github.m365licensing.testkit.FakeTenantBuilder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for every tenant and every change. */
class ApplyPropertiesTest {

  private static final List<String> EMS_PLANS =
      List.of("INTUNE_A", "ADALLOM_S_DISCOVERY", "MFA_PREMIUM");

  /** Eight users with licences drawn by the seed; seats are scarce, at times overdrawn. */
  private static FakeTenant tenant(long seed) {
    Random random = new Random(seed);
    FakeTenantBuilder builder = FakeTenant.builder().sku("SPE_E3", seats(4));
    builder.sku("EMS", seats(3 + random.nextInt(6))).sku("ENTERPRISEPACK", seats(6));
    builder.sku("FLOW_FREE", seats(100));
    for (int n = 0; n < 8; n++) {
      int i = n;
      boolean located = random.nextInt(5) > 0;
      boolean ems = located && random.nextInt(3) == 0;
      boolean pack = located && random.nextInt(3) == 0;
      boolean disabled = random.nextBoolean();
      String off = EMS_PLANS.get(random.nextInt(EMS_PLANS.size()));
      builder.user(
          "user" + i + "@contoso.com",
          u -> {
            if (located) {
              u.usageLocation("NL");
            }
            if (ems && i < 3) {
              u.licensedWith(
                  disabled ? LicenseOptions.of("EMS").disable(off) : LicenseOptions.of("EMS"));
            }
            if (pack) {
              u.licensedWith("ENTERPRISEPACK");
            }
          });
    }
    if (random.nextBoolean()) {
      builder.group(
          "Licensed",
          g ->
              g.licensedWith(LicenseOptions.of("EMS").disable("MFA_PREMIUM"))
                  .members("user1@contoso.com", "user5@contoso.com"));
    }
    FakeTenant tenant = builder.build();
    tenant.settle();
    return tenant;
  }

  @Provide
  Arbitrary<Verb> verbs() {
    return Arbitraries.of(
        assign("EMS"),
        assign("EMS").disable("INTUNE_A"),
        assign("EMS").only("AAD_PREMIUM").replacingChoices(),
        assign("FLOW_FREE"),
        assign("SPE_E3"),
        change("EMS").disable("INTUNE_A"),
        change("EMS").enable("ADALLOM_S_DISCOVERY").disable("MFA_PREMIUM"),
        change("EMS").enableAll(),
        change("EMS").only("INTUNE_A", "AAD_PREMIUM"),
        remove("EMS"),
        remove("FLOW_FREE"),
        swap("ENTERPRISEPACK", "SPE_E3"),
        replaceAllWith(assign("ENTERPRISEPACK"), assign("FLOW_FREE")));
  }

  private static Map<String, LicenseState> states(FakeTenant tenant) {
    Map<String, LicenseState> states = new TreeMap<>();
    try (Stream<LicensedUser> users = tenant.listUsers(UserQuery.everyone())) {
      users.forEach(user -> states.put(user.userPrincipalName(), LicenseState.of(user)));
    }
    return states;
  }

  private static Map<SkuId, Integer> freeSeats(FakeTenant tenant) {
    Map<SkuId, Integer> seats = new TreeMap<>();
    tenant.listSubscribedSkus().forEach(sku -> seats.put(sku.skuId(), sku.freeSeats()));
    return seats;
  }

  private static List<LicenseAssignmentState> inherited(LicenseState state) {
    return state.licenses().inherited();
  }

  @Property(tries = 150)
  void applying_reaches_what_was_planned_or_says_why_not(
      @ForAll long seed, @ForAll("verbs") Verb verb) {
    FakeTenant tenant = tenant(seed);
    Licensing licensing = Licensing.of(tenant);
    LicensePlan plan = licensing.plan(usersWhere(everyone()), verb);

    ApplyReport report = licensing.apply(plan);

    Map<String, LicenseState> end = states(tenant);
    List<PlannedChange> changes = plan.changes().toList();
    for (int i = 0; i < changes.size(); i++) {
      ChangeOutcome outcome = report.outcomes().get(i);
      assertThat(end.get(changes.get(i).name())).isEqualTo(changes.get(i).shape().after());
      if (outcome.kind() == ChangeOutcome.Kind.REFUSED) {
        assertThat(outcome.refusal().map(Refusal::cure).orElse("")).isNotEmpty();
      } else {
        assertThat(outcome.kind())
            .isIn(ChangeOutcome.Kind.APPLIED, ChangeOutcome.Kind.ALREADY_IN_PLACE);
      }
    }
    assertThat(tenant).isSound();
  }

  @Property(tries = 100)
  void planning_again_changes_nothing(@ForAll long seed, @ForAll("verbs") Verb verb) {
    FakeTenant tenant = tenant(seed);
    Licensing licensing = Licensing.of(tenant);
    licensing.apply(licensing.plan(usersWhere(everyone()), verb));

    LicensePlan again = licensing.plan(usersWhere(everyone()), verb);

    // Those without a seat may find one that the first run freed by a swap.
    long served =
        again.changes().filter(c -> c.kind() == ChangeKind.CHANGE).filter(this::takesASeat).count();
    assertThat(again.count(ChangeKind.CHANGE)).isEqualTo(served);
  }

  private boolean takesASeat(PlannedChange change) {
    return change.shape().after().licenses().assignedLicenses().stream()
        .anyMatch(license -> !change.shape().before().holds(license.skuId()));
  }

  @Property(tries = 100)
  void inherited_paths_stay_and_seats_are_never_overdrawn(
      @ForAll long seed, @ForAll("verbs") Verb verb) {
    FakeTenant tenant = tenant(seed);
    Licensing licensing = Licensing.of(tenant);
    Map<String, LicenseState> before = states(tenant);
    Map<SkuId, Integer> free = freeSeats(tenant);

    licensing.apply(licensing.plan(usersWhere(everyone()), verb));

    states(tenant)
        .forEach(
            (name, state) ->
                assertThat(inherited(state))
                    .isEqualTo(inherited(Optional.ofNullable(before.get(name)).orElseThrow())));
    // A tenant may start overdrawn: more people licensed than seats bought.
    freeSeats(tenant)
        .forEach(
            (sku, left) ->
                assertThat(left)
                    .as("free seats of %s", sku)
                    .isGreaterThanOrEqualTo(Math.min(0, free.getOrDefault(sku, 0))));
  }

  @Property(tries = 100)
  void undo_restores_whom_it_does_not_block(@ForAll long seed, @ForAll("verbs") Verb verb) {
    FakeTenant tenant = tenant(seed);
    Licensing licensing = Licensing.of(tenant);
    Map<String, LicenseState> before = states(tenant);
    ApplyReport report = licensing.apply(licensing.plan(usersWhere(everyone()), verb));
    if (report.count(ChangeOutcome.Kind.APPLIED) == 0) {
      return;
    }

    LicensePlan undo = licensing.plan(licensing.undo(report));
    licensing.apply(undo);

    Map<String, LicenseState> after = states(tenant);
    undo.changes()
        .filter(change -> change.kind() != ChangeKind.BLOCKED)
        .forEach(
            change -> assertThat(after.get(change.name())).isEqualTo(before.get(change.name())));
    assertThat(undo.findings()).extracting(Finding::code).doesNotContain(FindingCode.CHANGED_SINCE);
    assertThat(tenant).isSound();
  }

  @Property(tries = 50)
  void plan_without_findings_that_block_only_takes_free_seats(
      @ForAll long seed, @ForAll("verbs") Verb verb) {
    FakeTenant tenant = tenant(seed);

    LicensePlan plan = Licensing.of(tenant).plan(usersWhere(everyone()), verb);

    for (SubscribedSku sku : tenant.listSubscribedSkus()) {
      long taken =
          plan.changes()
              .filter(c -> c.kind() == ChangeKind.CHANGE)
              .filter(c -> c.shape().after().holds(sku.skuId()))
              .filter(c -> !c.shape().before().holds(sku.skuId()))
              .count();
      long freed =
          plan.changes()
              .filter(c -> c.kind() == ChangeKind.CHANGE)
              .filter(c -> !c.shape().after().holds(sku.skuId()))
              .filter(c -> c.shape().before().holds(sku.skuId()))
              .count();
      assertThat(taken).isLessThanOrEqualTo(Math.max(0, sku.freeSeats()) + freed);
    }
  }
}
