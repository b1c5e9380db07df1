package io.github.m365licensing.rules;

import static io.github.m365licensing.rules.Fixtures.IN_GROUP;
import static io.github.m365licensing.rules.Fixtures.TENANT;
import static io.github.m365licensing.rules.Fixtures.license;
import static io.github.m365licensing.rules.Fixtures.nowhere;
import static io.github.m365licensing.rules.Fixtures.plan;
import static io.github.m365licensing.rules.Fixtures.sku;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.m365licensing.assignment.AssignmentError;
import io.github.m365licensing.assignment.AssignmentSource;
import io.github.m365licensing.assignment.AssignmentState;
import io.github.m365licensing.assignment.LicenseAssignmentState;
import io.github.m365licensing.directory.LicensedUser;
import io.github.m365licensing.directory.UsageLocation;
import io.github.m365licensing.sku.AppliesTo;
import io.github.m365licensing.sku.ProvisioningStatus;
import io.github.m365licensing.sku.ServicePlan;
import io.github.m365licensing.sku.ServicePlanId;
import io.github.m365licensing.sku.SkuId;
import io.github.m365licensing.sku.SubscribedSku;
import io.github.m365licensing.sku.TenantSkus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class FingerprintPropertiesTest {

  private static final SkuId EMS = sku("EMS");
  private static final SkuId SPE_E3 = sku("SPE_E3");
  private static final SkuId FLOW_FREE = sku("FLOW_FREE");

  /** A plan that each SKU holds, one that holds for the company, and one that may join EMS. */
  private static final ServicePlanId INTUNE_A = plan("INTUNE_A");

  private static final ServicePlanId FOUNDATION = plan("EXCHANGE_S_FOUNDATION");
  private static final ServicePlanId SWAY = plan("SWAY");

  private static final RuleBook RULES = RuleBook.of(tenant(false));
  private static final RuleBook RULES_WITH_SWAY_IN_EMS = RuleBook.of(tenant(true));

  /** All that is read of a user, and of EMS. */
  private record State(
      String location,
      List<LicenseAssignmentState> paths,
      boolean unexplainedLicense,
      boolean swayInEms) {

    Fingerprint fingerprint() {
      LicensedUser.Builder user = nowhere(paths.toArray(LicenseAssignmentState[]::new));
      if (!location.isEmpty()) {
        user.usageLocation(UsageLocation.of(location));
      }
      if (unexplainedLicense) {
        user.addAssignedLicenses(license("FLOW_FREE"));
      }
      return (swayInEms ? RULES_WITH_SWAY_IN_EMS : RULES)
          .fingerprint(user.build(), List.of(EMS, FLOW_FREE));
    }

    /** What of it matters, in the plainest form. */
    List<Object> relevant() {
      Set<List<Object>> licenses =
          paths.stream()
              .map(
                  path ->
                      List.<Object>of(
                          path.skuId(),
                          path.source(),
                          path.state().equals(AssignmentState.ERROR),
                          path.disabledPlans().stream()
                              .filter(plan -> isSwitched(path.skuId(), plan))
                              .collect(Collectors.toSet())))
              .collect(Collectors.toSet());
      return List.of(location, licenses, unexplainedLicense, swayInEms);
    }

    private boolean isSwitched(SkuId skuId, ServicePlanId plan) {
      return plan.equals(INTUNE_A) || (plan.equals(SWAY) && (skuId.equals(SPE_E3) || swayInEms));
    }
  }

  private static TenantSkus tenant(boolean swayInEms) {
    SubscribedSku ems = TENANT.find(EMS).orElseThrow();
    List<ServicePlan> plans = new ArrayList<>(ems.servicePlans());
    if (swayInEms) {
      plans.add(new ServicePlan(SWAY, "SWAY", ProvisioningStatus.SUCCESS, AppliesTo.USER));
    }
    return TenantSkus.of(
        List.of(
            SubscribedSku.builder().from(ems).servicePlans(plans).build(),
            TENANT.find(SPE_E3).orElseThrow(),
            TENANT.find(FLOW_FREE).orElseThrow()));
  }

  @Provide
  Arbitrary<State> states() {
    return Combinators.combine(
            Arbitraries.of("", "NL", "US"),
            paths(),
            Arbitraries.of(true, false),
            Arbitraries.of(true, false))
        .as(State::new);
  }

  private static Arbitrary<List<LicenseAssignmentState>> paths() {
    return Combinators.combine(
            Arbitraries.of(EMS, SPE_E3),
            Arbitraries.of(AssignmentSource.direct(), IN_GROUP),
            Arbitraries.of(INTUNE_A, FOUNDATION, SWAY).set().ofMaxSize(3),
            Arbitraries.of(
                AssignmentState.ACTIVE, AssignmentState.ACTIVE_WITH_ERROR, AssignmentState.ERROR))
        .as(
            (skuId, source, off, state) ->
                LicenseAssignmentState.builder()
                    .skuId(skuId)
                    .source(source)
                    .disabledPlans(off)
                    .state(state)
                    .build())
        .list()
        .ofMaxSize(2)
        .uniqueElements(path -> List.of(path.skuId(), path.source()));
  }

  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void fingerprints_are_equal_exactly_when_the_relevant_state_is(
      @ForAll("states") State one, @ForAll("states") State other) {
    assertThat(one.fingerprint().equals(other.fingerprint()))
        .isEqualTo(one.relevant().equals(other.relevant()));
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void fingerprint_differs_where_one_thing_that_matters_does(
      @ForAll("states") State state, @ForAll("states") State donor) {
    List<State> variants =
        List.of(
            new State(
                donor.location(), state.paths(), state.unexplainedLicense(), state.swayInEms()),
            new State(
                state.location(), donor.paths(), state.unexplainedLicense(), state.swayInEms()),
            new State(
                state.location(), state.paths(), !state.unexplainedLicense(), state.swayInEms()),
            new State(
                state.location(), state.paths(), state.unexplainedLicense(), !state.swayInEms()));

    assertThat(variants)
        .allSatisfy(
            variant ->
                assertThat(variant.fingerprint().equals(state.fingerprint()))
                    .isEqualTo(variant.relevant().equals(state.relevant())));
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void fingerprint_is_blind_to_order_times_errors_and_meaningless_ids(
      @ForAll("states") State state, @ForAll long seed) {
    Random random = new Random(seed);
    List<LicenseAssignmentState> paths = new ArrayList<>();
    for (LicenseAssignmentState path : state.paths()) {
      Set<ServicePlanId> off = new HashSet<>(path.disabledPlans());
      if (!off.remove(FOUNDATION)) {
        off.add(FOUNDATION);
      }
      LicenseAssignmentState.Builder noisy =
          LicenseAssignmentState.builder()
              .from(path)
              .disabledPlans(off)
              .lastUpdatedDateTime(Instant.ofEpochSecond(random.nextInt(1_000_000)));
      if (path.state().equals(AssignmentState.ACTIVE)) {
        noisy.state(AssignmentState.ACTIVE_WITH_ERROR).error(AssignmentError.OTHER);
      }
      paths.add(noisy.build());
    }
    Collections.shuffle(paths, random);

    assertThat(
            new State(state.location(), paths, state.unexplainedLicense(), state.swayInEms())
                .fingerprint())
        .isEqualTo(state.fingerprint());
  }
}
