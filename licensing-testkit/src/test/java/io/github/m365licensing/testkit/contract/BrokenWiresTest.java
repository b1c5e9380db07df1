package io.github.m365licensing.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.m365licensing.testkit.FakeTenant;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The kit notices what is broken on the wire, by the rule that is about it. */
class BrokenWiresTest {

  @ParameterizedTest
  @EnumSource
  void a_broken_wire_fails_the_rules_about_it_and_no_other(BrokenWire broken) {
    assertThat(Rules.failed("W", () -> new Wire(broken::of)))
        .as("rules that fail for %s", broken)
        .isEqualTo(broken.noticedBy());
  }

  @Test
  void a_sound_wire_fails_no_rule() {
    assertThat(Rules.failed("W", () -> new Wire(UnaryOperator.identity()))).isEmpty();
  }

  private record Wire(UnaryOperator<GraphDoor> door) implements WireContract {

    @Override
    public GraphDoor contosoWire() {
      return door.apply(new WireDoor(FakeTenant.contoso()));
    }

    @Override
    public Optional<GraphDoor> contosoWireFor(Set<String> permissions) {
      return Optional.of(door.apply(WireDoor.limited(FakeTenant.contoso(), permissions)));
    }
  }
}
