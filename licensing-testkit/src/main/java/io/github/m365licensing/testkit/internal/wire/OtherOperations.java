package io.github.m365licensing.testkit.internal.wire;

import io.github.m365licensing.testkit.internal.Read;
import io.github.m365licensing.testkit.internal.StoredDevice;
import io.github.m365licensing.testkit.internal.StoredUser;
import io.github.m365licensing.testkit.internal.wire.QueryOptions.Option;
import io.github.m365licensing.testkit.internal.wire.odata.StructuredType;
import java.util.List;

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
  }

  private static GraphResponse devices(Call call) {
    List<StoredDevice> devices = call.perform(new Read.ListManagedDevices());
    return devices(call, "deviceManagement/managedDevices", devices);
  }

  private static GraphResponse devicesOf(Call call) {
    StoredUser user = call.perform(new Read.GetUser(call.key(0)));
    List<StoredDevice> devices =
        call.perform(new Read.ListManagedDevices()).stream()
            .filter(stored -> stored.device().userId().filter(user.id()::equals).isPresent())
            .toList();
    return devices(
        call, "users('%s')/managedDevices".formatted(PercentText.encode(call.key(0))), devices);
  }

  private static GraphResponse devices(Call call, String fragment, List<StoredDevice> devices) {
    Selection selection = Selection.of(call.options().value(Option.SELECT));
    return Listing.outsideDirectory(call, DeviceSchema.MANAGED_DEVICE)
        .answer(
            fragment + selection.inContext(),
            after -> UserOperations.numbered(devices).skip(after),
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
