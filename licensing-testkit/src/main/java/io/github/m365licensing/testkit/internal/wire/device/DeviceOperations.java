package io.github.m365licensing.testkit.internal.wire.device;

import io.github.m365licensing.testkit.internal.service.Read;
import io.github.m365licensing.testkit.internal.store.StoredDevice;
import io.github.m365licensing.testkit.internal.wire.call.Call;
import io.github.m365licensing.testkit.internal.wire.call.EntityItem;
import io.github.m365licensing.testkit.internal.wire.call.Listing;
import io.github.m365licensing.testkit.internal.wire.call.PercentText;
import io.github.m365licensing.testkit.internal.wire.call.Positioned;
import io.github.m365licensing.testkit.internal.wire.call.Routes;
import io.github.m365licensing.testkit.internal.wire.call.SelectedProperties;
import io.github.m365licensing.testkit.scenario.WireAnswer;
import java.util.List;
import java.util.function.Supplier;

/** Intune's devices. */
public final class DeviceOperations {

  private DeviceOperations() {}

  public static void addTo(Routes routes) {
    routes.add("GET", "/deviceManagement/managedDevices", DeviceOperations::devices);
    routes.add("GET", "/users/{id}/managedDevices", DeviceOperations::devicesOf);
    routes.refuse(
        "POST", "/deviceManagement/managedDevices", "GET /deviceManagement/managedDevices");
    routes.refuse("POST", "/users/{id}/managedDevices", "GET /users/{id}/managedDevices");
  }

  private static WireAnswer.Builder devices(Call call) {
    return devices(
        call, "deviceManagement/managedDevices", () -> call.perform(Read.listManagedDevices()));
  }

  private static WireAnswer.Builder devicesOf(Call call) {
    return devices(
        call,
        "users('%s')/managedDevices".formatted(PercentText.encode(call.key(0))),
        () -> call.perform(Read.listManagedDevicesOf(call.key(0))));
  }

  private static WireAnswer.Builder devices(
      Call call, String fragment, Supplier<List<StoredDevice>> devices) {
    SelectedProperties selection = call.selection();
    return Listing.outsideDirectory(call, DeviceSchema.MANAGED_DEVICE)
        .answer(
            fragment + selection.inContext(),
            after -> Positioned.numbered(devices.get()).skip(after),
            EntityItem.printing(selection.of(DeviceSchema.MANAGED_DEVICE)));
  }
}
