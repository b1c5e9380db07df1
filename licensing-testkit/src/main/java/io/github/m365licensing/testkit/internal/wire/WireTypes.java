package io.github.m365licensing.testkit.internal.wire;

import io.github.m365licensing.assignment.LicenseDetails;
import io.github.m365licensing.directory.Organization;
import io.github.m365licensing.sku.SubscribedSku;
import io.github.m365licensing.testkit.FakeSemantics;
import io.github.m365licensing.testkit.internal.Engine;
import io.github.m365licensing.testkit.internal.StoredGroup;
import io.github.m365licensing.testkit.internal.StoredUser;
import io.github.m365licensing.testkit.internal.wire.odata.StructuredType;
import org.jspecify.annotations.Nullable;

/**
 * The types that depend on the tenant.
 *
 * @param user {@code user}
 * @param group {@code group}
 * @param subscribedSku {@code subscribedSku}
 * @param licenseDetails {@code licenseDetails}
 */
record WireTypes(
    StructuredType<StoredUser> user,
    StructuredType<StoredGroup> group,
    StructuredType<SubscribedSku> subscribedSku,
    StructuredType<LicenseDetails> licenseDetails) {

  static WireTypes of(Engine engine) {
    Organization tenant = engine.organization().organization();
    return new WireTypes(
        UserSchema.of(engine.views(), successError(engine.semantics())),
        GroupSchema.of(engine::hasMembersWithLicenseErrors),
        LicenseSchema.subscribedSku(tenant.id(), tenant.displayName()),
        LicenseSchema.licenseDetails(tenant.id()));
  }

  private static @Nullable String successError(FakeSemantics semantics) {
    return semantics.successError() == FakeSemantics.SuccessError.NULL ? null : "None";
  }
}
