package io.github.m365licensing.rules;

import static io.github.m365licensing.rules.Fixtures.IN_GROUP;
import static io.github.m365licensing.rules.Fixtures.RULES;
import static io.github.m365licensing.rules.Fixtures.direct;
import static io.github.m365licensing.rules.Fixtures.sku;
import static io.github.m365licensing.rules.Fixtures.through;
import static io.github.m365licensing.rules.Fixtures.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.m365licensing.assignment.LicenseAssignmentState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class FingerprintPropertiesTest {

  @Provide
  Arbitrary<List<LicenseAssignmentState>> states() {
    Arbitrary<LicenseAssignmentState> path =
        Combinators.combine(
                Arbitraries.of("EMS", "SPE_E3"),
                Arbitraries.of("-", "INTUNE_A", "MFA_PREMIUM"),
                Arbitraries.of(true, false))
            .as(
                (sku, off, direct) -> {
                  String[] plans = off.equals("-") ? new String[0] : new String[] {off};
                  return direct ? direct(sku, plans) : through(IN_GROUP, sku, plans);
                });
    return path.list().ofMaxSize(4).uniqueElements(state -> List.of(state.skuId(), state.source()));
  }

  @Property(tries = 300)
  void fingerprints_are_equal_exactly_when_the_relevant_state_is(
      @ForAll("states") List<LicenseAssignmentState> one,
      @ForAll("states") List<LicenseAssignmentState> other) {
    boolean same = new HashSet<>(one).equals(new HashSet<>(other));

    assertThat(fingerprint(one).equals(fingerprint(other))).isEqualTo(same);
  }

  @Property(tries = 100)
  void fingerprint_does_not_depend_on_the_order_of_paths(
      @ForAll("states") List<LicenseAssignmentState> paths, @ForAll long seed) {
    List<LicenseAssignmentState> shuffled = new ArrayList<>(paths);
    Collections.shuffle(shuffled, new Random(seed));

    assertThat(fingerprint(shuffled)).isEqualTo(fingerprint(paths));
  }

  private static Fingerprint fingerprint(List<LicenseAssignmentState> paths) {
    return RULES.fingerprint(
        user(paths.toArray(LicenseAssignmentState[]::new)), List.of(sku("EMS")));
  }
}
