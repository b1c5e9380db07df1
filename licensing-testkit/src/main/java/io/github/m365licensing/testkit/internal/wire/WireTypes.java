package io.github.m365licensing.testkit.internal.wire;

import io.github.m365licensing.assignment.LicenseDetails;
import io.github.m365licensing.sku.SubscribedSku;
import io.github.m365licensing.testkit.internal.StoredGroup;
import io.github.m365licensing.testkit.internal.StoredUser;
import io.github.m365licensing.testkit.internal.wire.odata.StructuredType;

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
    StructuredType<LicenseDetails> licenseDetails) {}
