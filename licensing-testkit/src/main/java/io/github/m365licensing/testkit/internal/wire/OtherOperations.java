package io.github.m365licensing.testkit.internal.wire;

import io.github.m365licensing.testkit.internal.Read;
import io.github.m365licensing.testkit.internal.StoredDevice;
import io.github.m365licensing.testkit.internal.StoredUser;
import io.github.m365licensing.testkit.internal.wire.QueryOptions.Option;
import io.github.m365licensing.testkit.internal.wire.odata.StructuredType;
import java.util.List;
import java.util.function.Supplier;

/** What licensing reads beside the directory: Intune's devices and schools' users. */
final class OtherOperations {

  private final StructuredType<StoredUser> educationUser;

  OtherOperations(WireTypes types) {
    this.educationUser = EducationSchema.of(types.user());
  }

  void addTo(Router<Handler> router) {
    router.add("GET", "/deviceManagement/managedDevices", OtherOperations::devices);
    router.add("GET", "/users/{id}/managedDevices", OtherOperations::devicesOf);
    router.add("GET", "/education/users", this::educationUsers);
    router.refuse(
        "POST", "/deviceManagement/managedDevices", "GET /deviceManagement/managedDevices");
    router.refuse("POST", "/users/{id}/managedDevices", "GET /users/{id}/managedDevices");
    router.refuse("POST", "/education/users", "POST /users");
  }

  private static GraphResponse devices(Call call) {
    return devices(
        call,
        "deviceManagement/managedDevices",
        () -> call.perform(new Read.ListManagedDevices("")));
  }

  private static GraphResponse devicesOf(Call call) {
    return devices(
        call,
        "users('%s')/managedDevices".formatted(PercentText.encode(call.key(0))),
        () -> call.perform(new Read.ListManagedDevices(call.key(0))));
  }

  private static GraphResponse devices(
      Call call, String fragment, Supplier<List<StoredDevice>> devices) {
    Selection selection = Selection.of(call.options().value(Option.SELECT));
    return Listing.outsideDirectory(call, DeviceSchema.MANAGED_DEVICE)
        .answer(
            fragment + selection.inContext(),
            after -> UserOperations.numbered(devices.get()).skip(after),
            Shapes.of(selection.of(DeviceSchema.MANAGED_DEVICE)));
  }

  private GraphResponse educationUsers(Call call) {
    Selection selection = Selection.of(call.options().value(Option.SELECT));
    return Listing.outsideDirectory(call, educationUser)
        .answer(
            "education/users" + selection.inContext(),
            after ->
                call.perform(new Read.ListEducationUsers(after))
                    .map(user -> new Positioned<>(user.row(), user)),
            Shapes.of(selection.of(educationUser)));
  }
}
