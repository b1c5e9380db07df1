package io.github.m365licensing.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.m365licensing.tenant.Tenant;
import io.github.m365licensing.testkit.FakeTenant;
import org.junit.jupiter.api.Test;

/** The contract on the fake's direct door. */
class DirectContractTest implements TenantContract {

  private final FakeTenant fake = FakeTenant.contoso();

  @Override
  public FakeTenant fake() {
    return fake;
  }

  @Override
  public Tenant tenant() {
    return fake;
  }

  /** The fake's wire has no devices yet. */
  @Test
  void managed_devices_are_listed() {
    assertThat(fake.listManagedDevices()).hasSize(36);
  }
}
