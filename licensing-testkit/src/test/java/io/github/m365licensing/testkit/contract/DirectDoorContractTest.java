package io.github.m365licensing.testkit.contract;

import static io.github.m365licensing.testkit.assertj.LicensingAssertions.assertThat;

import io.github.m365licensing.rules.LicensingSemantics;
import io.github.m365licensing.tenant.Tenant;
import io.github.m365licensing.testkit.BuiltIn;
import io.github.m365licensing.testkit.FakeTenant;
import io.github.m365licensing.testkit.scenario.Caller;
import io.github.m365licensing.testkit.scenario.FakeSemantics;
import io.github.m365licensing.testkit.scenario.Lag;
import java.util.ArrayList;
import java.util.List;
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

  private static final class DirectDoor implements TenantContract, Rules.Testee {

    private final FakeSemantics switches;
    private final List<FakeTenant> given = new ArrayList<>();

    DirectDoor(FakeSemantics switches) {
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
