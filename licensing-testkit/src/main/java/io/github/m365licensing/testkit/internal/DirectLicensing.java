package io.github.m365licensing.testkit.internal;

import io.github.m365licensing.sku.SkuId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Assigning licences to a user directly. Runs under the engine's lock. */
final class DirectLicensing {

  private final Engine engine;

  DirectLicensing(Engine engine) {
    this.engine = engine;
  }

  StoredUser assign(
      String idOrName, @Nullable List<LicenseChange> add, @Nullable List<SkuId> remove) {
    engine.users().writable(idOrName);
    throw Refusals.notModelled("assignLicense for users");
  }
}
