package io.github.m365licensing.graph;

import io.github.m365licensing.tenant.Tenant;
import io.github.m365licensing.testkit.FakeTenant;
import io.github.m365licensing.testkit.FakeTenantBuilder;
import io.github.m365licensing.testkit.contract.TenantContract;
import io.github.m365licensing.testkit.scenario.Lag;
import java.util.Optional;
import java.util.Set;

/** The contract through the real Graph SDK and a real credential, answered in process. */
class GraphDoorContractTest implements TenantContract {

  @Override
  public Tenant contoso() {
    return Doors.graph(FakeTenant.contoso());
  }

  @Override
  public Optional<Tenant> contosoWithLag() {
    FakeTenant fake = FakeTenant.contoso();
    fake.visibleAfter(Lag.reads(2));
    return Optional.of(Doors.graph(fake));
  }

  @Override
  public Optional<Tenant> contosoFor(Set<String> permissions) {
    return Optional.of(Doors.graph(FakeTenant.contoso(), permissions.toArray(String[]::new)));
  }

  @Override
  public Optional<Tenant> tenantOf(int users) {
    FakeTenantBuilder tenant = FakeTenant.builder();
    for (int i = 0; i < users; i++) {
      tenant.user("user%d@contoso.com".formatted(i), user -> {});
    }
    return Optional.of(Doors.graph(tenant.build()));
  }
}
