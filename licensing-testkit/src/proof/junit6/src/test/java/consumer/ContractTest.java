package consumer;

import io.github.m365licensing.tenant.Tenant;
import io.github.m365licensing.testkit.FakeTenant;
import io.github.m365licensing.testkit.contract.TenantContract;

/** The contract kit runs under JUnit 6 too. */
class ContractTest implements TenantContract {
  @Override
  public Tenant contoso() {
    return FakeTenant.contoso();
  }
}
