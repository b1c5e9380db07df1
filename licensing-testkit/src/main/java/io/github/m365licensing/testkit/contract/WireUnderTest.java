package io.github.m365licensing.testkit.contract;

import io.github.m365licensing.testkit.scenario.FakeSemantics;
import java.util.Optional;
import java.util.Set;

/**
 * What the rules about Graph's wire need to know of the tenant under test. Rules that need
 * something a tenant does not offer are skipped.
 */
public interface WireUnderTest {

  /**
   * The wire of a fresh tenant in the state of the built-in contoso tenant, for a caller who may do
   * everything. Each rule takes its own. Its writes are visible at once.
   */
  GraphDoor contosoWire();

  /** The domain of the users of contoso. Default: {@code contoso.com}. */
  default String domain() {
    return "contoso.com";
  }

  /** Which reading of the contested facts the tenant follows. Default: all defaults. */
  default FakeSemantics switches() {
    return FakeSemantics.defaults();
  }

  /** The same for an application with these permissions only. Default: not offered. */
  default Optional<GraphDoor> contosoWireFor(Set<String> permissions) {
    return Optional.empty();
  }
}
