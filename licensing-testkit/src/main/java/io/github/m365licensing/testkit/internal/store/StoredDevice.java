package io.github.m365licensing.testkit.internal.store;

import io.github.m365licensing.directory.ManagedDevice;

/**
 * A managed device with what only the wire shows of it.
 *
 * @param device what the port shows
 * @param userPrincipalName the sign-in name of its user; empty for a device without user
 * @param managedDeviceOwnerType {@code company} or {@code personal}
 * @param complianceState for example {@code compliant}
 */
public record StoredDevice(
    ManagedDevice device,
    String userPrincipalName,
    String managedDeviceOwnerType,
    String complianceState) {}
