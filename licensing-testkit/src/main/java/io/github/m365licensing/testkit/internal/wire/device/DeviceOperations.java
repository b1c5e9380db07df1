package io.github.m365licensing.testkit.internal.wire.device;

import io.github.m365licensing.testkit.internal.service.Read;
import io.github.m365licensing.testkit.internal.store.StoredDevice;
import io.github.m365licensing.testkit.internal.store.StoredUser;
import io.github.m365licensing.testkit.internal.wire.Router;
import io.github.m365licensing.testkit.internal.wire.call.Call;
import io.github.m365licensing.testkit.internal.wire.call.Handler;
import io.github.m365licensing.testkit.internal.wire.call.Listing;
import io.github.m365licensing.testkit.internal.wire.call.PercentText;
import io.github.m365licensing.testkit.internal.wire.call.Positioned;
import io.github.m365licensing.testkit.internal.wire.call.QueryOptions.Option;
import io.github.m365licensing.testkit.internal.wire.call.SelectedProperties;
import io.github.m365licensing.testkit.internal.wire.call.Shapes;
import io.github.m365licensing.testkit.internal.wire.call.WireTypes;
import io.github.m365licensing.testkit.internal.wire.education.EducationSchema;
import io.github.m365licensing.testkit.internal.wire.odata.StructuredType;
import io.github.m365licensing.testkit.internal.wire.user.UserOperations;
import io.github.m365licensing.testkit.scenario.WireAnswer;
import java.util.List;
import java.util.function.Supplier;

/** What licensing reads beside the directory: Intune's devices and schools' users. */
public final class DeviceOperations {

  private final StructuredType<StoredUser> educationUser;

  public DeviceOperations(WireTypes types) {
    this.educationUser = EducationSchema.of(types.user());
  }

  public void addTo(Router<Handler> router) {
    router.add("GET", "/deviceManagement/managedDevices", DeviceOperations::devices);
    router.add("GET", "/users/{id}/managedDevices", DeviceOperations::devicesOf);
    router.add("GET", "/education/users", this::educationUsers);
    router.refuse(
        "POST", "/deviceManagement/managedDevices", "GET /deviceManagement/managedDevices");
    router.refuse("POST", "/users/{id}/managedDevices", "GET /users/{id}/managedDevices");
    router.refuse("POST", "/education/users", "POST /users");
  }

  private static WireAnswer.Builder devices(Call call) {
    return devices(
        call,
        "deviceManagement/managedDevices",
        () -> call.perform(new Read.ListManagedDevices("")));
  }

  private static WireAnswer.Builder devicesOf(Call call) {
    return devices(
        call,
        "users('%s')/managedDevices".formatted(PercentText.encode(call.key(0))),
        () -> call.perform(new Read.ListManagedDevices(call.key(0))));
  }

  private static WireAnswer.Builder devices(
      Call call, String fragment, Supplier<List<StoredDevice>> devices) {
    SelectedProperties selection = SelectedProperties.of(call.options().value(Option.SELECT));
    return Listing.outsideDirectory(call, DeviceSchema.MANAGED_DEVICE)
        .answer(
            fragment + selection.inContext(),
            after -> UserOperations.numbered(devices.get()).skip(after),
            Shapes.of(selection.of(DeviceSchema.MANAGED_DEVICE)));
  }

  private WireAnswer.Builder educationUsers(Call call) {
    SelectedProperties selection = SelectedProperties.of(call.options().value(Option.SELECT));
    return Listing.outsideDirectory(call, educationUser)
        .answer(
            "education/users" + selection.inContext(),
            after ->
                call.perform(new Read.ListEducationUsers(after))
                    .map(user -> new Positioned<>(user.row(), user)),
            Shapes.of(selection.of(educationUser)));
  }
}
