package io.github.m365licensing.testkit;

import io.github.m365licensing.testkit.internal.request.Pipeline;

/** Lets tests of the rooms below reach what a tenant keeps to itself. */
public final class TenantInternals {

  private TenantInternals() {}

  /** The way that all requests of this tenant take. */
  public static Pipeline pipeline(FakeTenant tenant) {
    return tenant.pipeline();
  }
}
