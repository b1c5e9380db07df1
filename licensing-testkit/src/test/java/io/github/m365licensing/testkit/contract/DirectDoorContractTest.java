package io.github.m365licensing.testkit.contract;

import io.github.m365licensing.rules.LicensingSemantics;
import io.github.m365licensing.tenant.Tenant;
import io.github.m365licensing.testkit.BuiltIn;
import io.github.m365licensing.testkit.FakeTenant;
import io.github.m365licensing.testkit.scenario.Caller;
import io.github.m365licensing.testkit.scenario.FakeSemantics;
import io.github.m365licensing.testkit.scenario.Lag;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** The fake's direct door keeps the contract under every value of every switch. */
@ParameterizedClass(name = "{0}")
@MethodSource("switches")
class DirectDoorContractTest implements TenantContract {

  @Parameter FakeSemantics switches = FakeSemantics.defaults();

  static Stream<Named<FakeSemantics>> switches() {
    return Switches.each();
  }

  @Override
  public Tenant contoso() {
    return BuiltIn.contoso(switches);
  }

  @Override
  public LicensingSemantics semantics() {
    return switches.licensing();
  }

  @Override
  public Optional<Tenant> contosoWithLag() {
    FakeTenant tenant = BuiltIn.contoso(switches);
    tenant.visibleAfter(Lag.reads(2));
    return Optional.of(tenant);
  }

  @Override
  public Optional<Tenant> contosoFor(Set<String> permissions) {
    FakeTenant tenant = BuiltIn.contoso(switches);
    tenant.caller(Caller.application(permissions.toArray(String[]::new)));
    return Optional.of(tenant);
  }

  @Override
  public Optional<Tenant> tenantOf(int users) {
    return Optional.of(FakeTenant.fabrikam(users));
  }
}
