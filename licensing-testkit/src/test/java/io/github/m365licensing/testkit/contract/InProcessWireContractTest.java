package io.github.m365licensing.testkit.contract;

import io.github.m365licensing.testkit.BuiltIn;
import io.github.m365licensing.testkit.scenario.FakeSemantics;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** The fake's wire in process keeps the contract under every value of every switch. */
@ParameterizedClass(name = "{0}")
@MethodSource("switchValues")
class InProcessWireContractTest implements WireContract {

  @Parameter FakeSemantics switches = FakeSemantics.defaults();

  static Stream<Named<FakeSemantics>> switchValues() {
    return Switches.each();
  }

  @Override
  public GraphDoor contosoWire() {
    return new WireDoor(BuiltIn.contoso(switches));
  }

  @Override
  public FakeSemantics switches() {
    return switches;
  }

  @Override
  public Optional<GraphDoor> contosoWireFor(Set<String> permissions) {
    return Optional.of(WireDoor.limited(BuiltIn.contoso(switches), permissions));
  }
}
