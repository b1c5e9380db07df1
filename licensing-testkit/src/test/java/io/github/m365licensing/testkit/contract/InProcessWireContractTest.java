package io.github.m365licensing.testkit.contract;

import static io.github.m365licensing.testkit.assertj.LicensingAssertions.assertThat;

import io.github.m365licensing.testkit.BuiltIn;
import io.github.m365licensing.testkit.FakeTenant;
import io.github.m365licensing.testkit.scenario.FakeSemantics;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** The fake's wire in process keeps the contract. */
class InProcessWireContractTest {

  @TestFactory
  Stream<DynamicNode> rules_hold_under_the_switches_that_they_name() {
    return Rules.underTheirSwitches("W", InProcessWire::new);
  }

  @Tag("proof")
  @TestFactory
  Stream<DynamicNode> rules_hold_under_all_other_switches() {
    return Rules.underTheOtherSwitches("W", InProcessWire::new);
  }

  private static final class InProcessWire implements WireContract, Rules.Testee {

    private final FakeSemantics switches;
    private final List<FakeTenant> given = new ArrayList<>();

    InProcessWire(FakeSemantics switches) {
      this.switches = switches;
    }

    private FakeTenant fake() {
      FakeTenant tenant = BuiltIn.contoso(switches);
      given.add(tenant);
      return tenant;
    }

    @Override
    public void close() {
      given.forEach(tenant -> assertThat(tenant).isSound());
    }

    @Override
    public FakeSemantics switches() {
      return switches;
    }

    @Override
    public GraphDoor contosoWire() {
      return new WireDoor(fake());
    }

    @Override
    public Optional<GraphDoor> contosoWireFor(Set<String> permissions) {
      return Optional.of(WireDoor.limited(fake(), permissions));
    }
  }
}
