package io.github.m365licensing.testkit.internal.wire.call;

import io.github.m365licensing.assignment.LicenseDetails;
import io.github.m365licensing.directory.Organization;
import io.github.m365licensing.directory.Subscription;
import io.github.m365licensing.sku.SubscribedSku;
import io.github.m365licensing.testkit.internal.service.Engine;
import io.github.m365licensing.testkit.internal.store.StoredGroup;
import io.github.m365licensing.testkit.internal.store.StoredOrganization;
import io.github.m365licensing.testkit.internal.store.StoredUser;
import io.github.m365licensing.testkit.internal.wire.group.GroupSchema;
import io.github.m365licensing.testkit.internal.wire.odata.StructuredType;
import io.github.m365licensing.testkit.internal.wire.organization.OrganizationSchema;
import io.github.m365licensing.testkit.internal.wire.sku.LicenseSchema;
import io.github.m365licensing.testkit.internal.wire.user.UserSchema;
import io.github.m365licensing.testkit.scenario.FakeSemantics;
import org.jspecify.annotations.Nullable;

/**
 * The types that depend on the tenant.
 *
 * @param user {@code user}
 * @param group {@code group}
 * @param organization {@code organization}
 * @param subscribedSku {@code subscribedSku}
 * @param licenseDetails {@code licenseDetails}
 * @param companySubscription {@code companySubscription}
 */
public record WireTypes(
    StructuredType<StoredUser> user,
    StructuredType<StoredGroup> group,
    StructuredType<StoredOrganization> organization,
    StructuredType<SubscribedSku> subscribedSku,
    StructuredType<LicenseDetails> licenseDetails,
    StructuredType<Subscription> companySubscription) {

  public static WireTypes of(Engine engine) {
    Organization tenant = engine.organization().organization();
    return new WireTypes(
        gaps(UserSchema.of(engine.views(), successError(engine.semantics()))),
        gaps(GroupSchema.of(engine::hasMembersWithLicenseErrors)),
        gaps(OrganizationSchema.organization(engine)),
        LicenseSchema.subscribedSku(tenant.id(), tenant.displayName()),
        LicenseSchema.licenseDetails(tenant.id()),
        LicenseSchema.companySubscription(engine::servicePlans));
  }

  /** The type, knowing which of Graph's properties it has not. */
  public static <T> StructuredType<T> gaps(StructuredType<T> type) {
    return type.without(UnmodelledProperties.of(type.qualifiedName()));
  }

  private static @Nullable String successError(FakeSemantics semantics) {
    return semantics.successError() == FakeSemantics.SuccessError.NULL ? null : "None";
  }
}
