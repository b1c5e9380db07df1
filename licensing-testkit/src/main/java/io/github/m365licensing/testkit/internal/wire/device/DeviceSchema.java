package io.github.m365licensing.testkit.internal.wire.device;

import io.github.m365licensing.directory.UserId;
import io.github.m365licensing.testkit.internal.store.StoredDevice;
import io.github.m365licensing.testkit.internal.wire.odata.EdmType;
import io.github.m365licensing.testkit.internal.wire.odata.FilterRule;
import io.github.m365licensing.testkit.internal.wire.odata.Property;
import io.github.m365licensing.testkit.internal.wire.odata.StructuredType;
import io.github.m365licensing.testkit.internal.wire.odata.Support;

/** The type {@code managedDevice} of Intune, which filters without the directory's rules. */
public final class DeviceSchema {

  public static final StructuredType<StoredDevice> MANAGED_DEVICE =
      new StructuredType<>(
          "microsoft.graph.managedDevice",
          property("id", EdmType.STRING, stored -> stored.device().id()),
          property(
              "userId",
              EdmType.STRING,
              stored -> stored.device().userId().map(UserId::toString).orElse("")),
          property(
              "deviceName", EdmType.STRING, stored -> stored.device().deviceName().orElse(null)),
          property("managedDeviceOwnerType", EdmType.STRING, StoredDevice::managedDeviceOwnerType),
          property(
              "enrolledDateTime",
              EdmType.DATE_TIME_OFFSET,
              stored -> stored.device().enrolledDateTime().orElse(null)),
          property(
              "lastSyncDateTime",
              EdmType.DATE_TIME_OFFSET,
              stored -> stored.device().lastSyncDateTime().orElse(null)),
          property(
              "operatingSystem",
              EdmType.STRING,
              stored -> stored.device().operatingSystem().orElse(null)),
          property("complianceState", EdmType.STRING, StoredDevice::complianceState),
          property("managementAgent", EdmType.STRING, stored -> stored.device().managementAgent()),
          property(
              "deviceEnrollmentType",
              EdmType.STRING,
              stored -> stored.device().deviceEnrollmentType()),
          property("userPrincipalName", EdmType.STRING, StoredDevice::userPrincipalName));

  private DeviceSchema() {}

  private static Property<StoredDevice> property(
      String name, EdmType type, Property.Reader<StoredDevice> reader) {
    return Property.<StoredDevice>of(name, type, reader)
        .byDefault()
        .filter(FilterRule.ALL)
        .orderBy(Support.DEFAULT);
  }
}
