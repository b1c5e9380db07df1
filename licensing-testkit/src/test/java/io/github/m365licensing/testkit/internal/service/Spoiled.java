package io.github.m365licensing.testkit.internal.service;

import io.github.m365licensing.assignment.LicenseAssignmentState;
import io.github.m365licensing.testkit.FakeTenant;
import io.github.m365licensing.testkit.TenantInternals;
import io.github.m365licensing.testkit.internal.store.StoredUser;
import java.util.ArrayList;
import java.util.List;

/** Puts a tenant into a state that no request leads to, to see that somebody notices. */
public final class Spoiled {

  private Spoiled() {}

  /** Stores every path of a user twice. */
  public static void withPathsTwice(FakeTenant tenant, String user) {
    Engine engine = TenantInternals.pipeline(tenant).engine();
    StoredUser stored = engine.directory().user(user).orElseThrow().current();
    List<LicenseAssignmentState> twice = new ArrayList<>(stored.licenseAssignmentStates());
    twice.addAll(stored.licenseAssignmentStates());
    engine.directory().put(stored.withPaths(twice));
  }
}
