package io.github.m365licensing.rules;

import static io.github.m365licensing.rules.Fixtures.CATALOG;
import static io.github.m365licensing.rules.Fixtures.GROUP;
import static io.github.m365licensing.rules.Fixtures.IN_GROUP;
import static io.github.m365licensing.rules.Fixtures.IN_OTHER_GROUP;
import static io.github.m365licensing.rules.Fixtures.ORGANIZATION;
import static io.github.m365licensing.rules.Fixtures.RULES;
import static io.github.m365licensing.rules.Fixtures.sku;
import static io.github.m365licensing.rules.Fixtures.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.m365licensing.assignment.AssignedLicense;
import io.github.m365licensing.assignment.AssignmentError;
import io.github.m365licensing.assignment.AssignmentSource;
import io.github.m365licensing.assignment.LicenseAssignmentState;
import io.github.m365licensing.assignment.LicensePaths;
import io.github.m365licensing.directory.LicensedUser;
import io.github.m365licensing.sku.ServicePlanId;
import io.github.m365licensing.sku.SkuId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class UnionPropertiesTest {

  @Provide
  Arbitrary<AssignedLicense> licenses() {
    return Arbitraries.of(
            "EMS",
            "SPE_E3",
            "INTUNE_A",
            "INTUNE_A_VL",
            "STANDARDPACK",
            "DESKLESSPACK",
            "WORKPLACE_ANALYTICS",
            "FLOW_FREE")
        .flatMap(
            name ->
                Arbitraries.of(CATALOG.findProduct(sku(name)).orElseThrow().servicePlanIds())
                    .set()
                    .ofMaxSize(3)
                    .map(off -> AssignedLicense.of(sku(name), off)));
  }

  @Provide
  Arbitrary<LicenseAssignmentState> paths() {
    return Combinators.combine(
            licenses(), Arbitraries.of(AssignmentSource.direct(), IN_GROUP, IN_OTHER_GROUP))
        .as(LicenseAssignmentState::active);
  }

  @Provide
  Arbitrary<List<LicenseAssignmentState>> users() {
    return paths().list().ofMaxSize(6).uniqueElements(p -> List.of(p.skuId(), p.source()));
  }

  private static Set<ServicePlanId> on(List<LicenseAssignmentState> paths) {
    Set<ServicePlanId> on = new HashSet<>();
    RULES
        .effectiveServices(LicensePaths.of(paths))
        .servicesOn()
        .forEach(s -> on.add(s.servicePlanId()));
    return on;
  }

  @Property(tries = 200)
  void union_does_not_depend_on_the_order_of_paths(
      @ForAll("users") List<LicenseAssignmentState> paths, @ForAll long seed) {
    List<LicenseAssignmentState> shuffled = new ArrayList<>(paths);
    Collections.shuffle(shuffled, new Random(seed));

    assertThat(on(shuffled)).isEqualTo(on(paths));
    assertThat(LicensePaths.of(shuffled).assignedLicenses())
        .isEqualTo(LicensePaths.of(paths).assignedLicenses());
  }

  @Property(tries = 200)
  void union_is_idempotent(@ForAll("users") List<LicenseAssignmentState> paths) {
    List<LicenseAssignmentState> merged =
        LicensePaths.of(paths).assignedLicenses().stream()
            .map(license -> LicenseAssignmentState.active(license, AssignmentSource.direct()))
            .toList();

    assertThat(on(merged)).isEqualTo(on(paths));
    assertThat(LicensePaths.of(merged).assignedLicenses())
        .isEqualTo(LicensePaths.of(paths).assignedLicenses());
  }

  @Property(tries = 200)
  void adding_a_path_never_switches_a_plan_off(
      @ForAll("users") List<LicenseAssignmentState> paths,
      @ForAll("paths") LicenseAssignmentState more) {
    List<LicenseAssignmentState> longer = new ArrayList<>(paths);
    longer.add(more);

    assertThat(on(longer)).containsAll(on(paths));
    assertThat(
            RULES
                .effectiveServices(LicensePaths.of(paths))
                .differenceTo(RULES.effectiveServices(LicensePaths.of(longer)))
                .lost())
        .isEmpty();
  }

  @Property(tries = 200)
  void difference_there_is_the_reverse_of_the_difference_back(
      @ForAll("users") List<LicenseAssignmentState> one,
      @ForAll("users") List<LicenseAssignmentState> other) {
    EffectiveServices here = RULES.effectiveServices(LicensePaths.of(one));
    EffectiveServices there = RULES.effectiveServices(LicensePaths.of(other));

    assertThat(here.differenceTo(there).lost()).isEqualTo(there.differenceTo(here).gained());
    assertThat(here.differenceTo(there).gained()).isEqualTo(there.differenceTo(here).lost());
  }

  @Property(tries = 300)
  void group_gives_all_or_nothing_and_seats_conserve(
      @ForAll("users") List<LicenseAssignmentState> paths,
      @ForAll("licenses") AssignedLicense first,
      @ForAll("licenses") AssignedLicense second,
      @ForAll boolean seats) {
    LicensedUser user = user(paths.toArray(LicenseAssignmentState[]::new));
    List<AssignedLicense> licenses =
        first.skuId().equals(second.skuId()) ? List.of(first) : List.of(first, second);
    Set<SkuId> before = held(paths);

    GroupApplication application =
        RULES.applyGroup(
            user, GROUP, licenses, ORGANIZATION, sku -> seats ? 1 : 0, GroupObstacles.none());

    List<LicenseAssignmentState> after = application.licenseAssignmentStates();
    List<LicenseAssignmentState> given =
        after.stream()
            .filter(path -> path.source().equals(IN_GROUP))
            .filter(path -> licenses.stream().anyMatch(l -> l.skuId().equals(path.skuId())))
            .toList();
    boolean failed = given.stream().anyMatch(path -> path.error().isPresent());
    assertThat(given).hasSize(licenses.size());
    assertThat(
            failed
                || given.stream()
                    .map(LicenseAssignmentState::license)
                    .toList()
                    .containsAll(licenses))
        .isTrue();
    assertThat(
            !failed
                || given.stream()
                    .anyMatch(p -> !p.error().equals(Optional.of(AssignmentError.OTHER))))
        .isTrue();
    Set<SkuId> expected = new HashSet<>(before);
    expected.removeAll(application.seatsFreed());
    expected.addAll(application.seatsTaken());
    assertThat(held(after)).isEqualTo(expected);
    assertThat(Collections.disjoint(before, application.seatsTaken())).isTrue();
  }

  @Property(tries = 200)
  void accepted_user_change_shows_exactly_what_was_sent(
      @ForAll("users") List<LicenseAssignmentState> paths,
      @ForAll("licenses") AssignedLicense add) {
    LicensedUser user = user(paths.toArray(LicenseAssignmentState[]::new));

    List<LicenseAssignmentState> after = RULES.pathsAfter(user, List.of(add), List.of());

    assertThat(after.stream().filter(p -> p.source().isDirect() && p.skuId().equals(add.skuId())))
        .extracting(LicenseAssignmentState::license)
        .containsExactly(add);
    assertThat(after)
        .filteredOn(path -> !path.source().isDirect())
        .isEqualTo(paths.stream().filter(path -> !path.source().isDirect()).toList());
  }

  private static Set<SkuId> held(List<LicenseAssignmentState> paths) {
    Set<SkuId> held = new HashSet<>();
    paths.stream().filter(LicenseAssignmentState::isInEffect).forEach(p -> held.add(p.skuId()));
    return held;
  }
}
