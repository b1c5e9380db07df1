package io.github.m365licensing.testkit.contract;

import io.github.m365licensing.rules.LicensingSemantics;
import io.github.m365licensing.tenant.Tenant;
import io.github.m365licensing.testkit.BuiltIn;
import io.github.m365licensing.testkit.Caller;
import io.github.m365licensing.testkit.FakeSemantics;
import io.github.m365licensing.testkit.FakeTenant;
import io.github.m365licensing.testkit.Lag;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** The fake's direct door keeps the contract. */
class DirectDoorContractTest {

  @TestFactory
  Stream<DynamicNode> rules_hold_under_the_switches_that_they_name() {
    return Rules.underTheirSwitches("L", DirectDoor::new);
  }

  @Tag("proof")
  @TestFactory
  Stream<DynamicNode> rules_hold_under_all_other_switches() {
    return Rules.underTheOtherSwitches("L", DirectDoor::new);
  }

  private record DirectDoor(FakeSemantics switches) implements TenantContract {

    private FakeTenant fake() {
      return BuiltIn.contoso(switches);
    }

    @Override
    public Tenant contoso() {
      return fake();
    }

    @Override
    public LicensingSemantics semantics() {
      return switches.licensing();
    }

    @Override
    public Optional<Tenant> contosoWithLag() {
      FakeTenant tenant = fake();
      tenant.visibleAfter(Lag.reads(2));
      return Optional.of(tenant);
    }

    @Override
    public Optional<Tenant> contosoFor(Set<String> permissions) {
      FakeTenant tenant = fake();
      tenant.caller(Caller.application(permissions.toArray(String[]::new)));
      return Optional.of(tenant);
    }

    @Override
    public Optional<Tenant> tenantOf(int users) {
      return Optional.of(FakeTenant.fabrikam(users));
    }
  }
}
