package io.github.m365licensing.testkit.junit;

import io.github.m365licensing.testkit.FakeTenant;

/** The tenants that {@link FakeTenantTest} can give. */
public enum BuiltInTenant {
  /** {@link FakeTenant#contoso}: a company with every situation that licensing knows. */
  CONTOSO {
    @Override
    FakeTenant create() {
      return FakeTenant.contoso();
    }
  },
  /** {@link FakeTenant#school}: two schools. */
  SCHOOL {
    @Override
    FakeTenant create() {
      return FakeTenant.school();
    }
  },
  /** A tenant that owns nothing and has nobody. */
  EMPTY {
    @Override
    FakeTenant create() {
      return FakeTenant.builder().build();
    }
  };

  abstract FakeTenant create();
}
