package io.github.m365licensing.testkit.contract;

import io.github.m365licensing.testkit.BuiltIn;
import io.github.m365licensing.testkit.FakeSemantics;
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

  private record InProcessWire(FakeSemantics switches) implements WireContract {

    @Override
    public GraphDoor contosoWire() {
      return new WireDoor(BuiltIn.contoso(switches));
    }

    @Override
    public Optional<GraphDoor> contosoWireFor(Set<String> permissions) {
      return Optional.of(WireDoor.limited(BuiltIn.contoso(switches), permissions));
    }
  }
}
