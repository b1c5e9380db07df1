package io.github.m365licensing.testkit.internal.wire;

import io.github.m365licensing.testkit.internal.wire.odata.EdmType;
import io.github.m365licensing.testkit.internal.wire.odata.Property;
import java.util.List;
import java.util.UUID;

/** An object of which only the id is shown. */
final class IdOnly {

  private static final List<Property<UUID>> ID =
      List.of(Property.of("id", EdmType.STRING, UUID::toString));

  private IdOnly() {}

  static Item<UUID> item(UUID id) {
    return Item.of(ID, id);
  }
}
