package io.github.m365licensing.testkit;

import io.github.m365licensing.testkit.scenario.FakeSemantics;

/** Built-in tenants in variations that only the project's own tests need. */
public final class BuiltIn {

  private BuiltIn() {}

  /** The contoso tenant under these switches. */
  public static FakeTenant contoso(FakeSemantics semantics) {
    return ContosoTenant.build(FakeTenant.builder().semantics(semantics));
  }
}
