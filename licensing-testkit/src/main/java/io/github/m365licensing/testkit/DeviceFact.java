package io.github.m365licensing.testkit;

import io.github.m365licensing.directory.ManagedDevice;
import io.github.m365licensing.directory.UserId;
import io.github.m365licensing.testkit.internal.store.StoredDevice;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;

/** A managed device as a builder was told of it. */
record DeviceFact(String user, List<String> usersLoggedOn, Consumer<ManagedDevice.Builder> fill) {

  /** The device in a tenant at this time, with users found by name. */
  StoredDevice stored(UUID id, Instant now, Function<String, UserId> find) {
    ManagedDevice.Builder device = ManagedDevice.builder();
    device
        .id(id.toString())
        .managementAgent("mdm")
        .deviceEnrollmentType("userEnrollment")
        .enrolledDateTime(now.minus(Duration.ofDays(90)))
        .lastSyncDateTime(now.minus(Duration.ofHours(1)));
    if (!user.isEmpty()) {
      device.userId(find.apply(user));
    }
    device.usersLoggedOn(usersLoggedOn.stream().map(find).toList());
    fill.accept(device);
    return new StoredDevice(device.build(), user, "company", "compliant");
  }
}
